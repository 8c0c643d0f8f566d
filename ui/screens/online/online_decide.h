#ifndef SCREENS_ONLINE_DECIDE_H
#define SCREENS_ONLINE_DECIDE_H
/*
 * Decides about an online order that touches a closed day (order_look.h): the reason, and then a
 * question that says what goes back.
 * Opened with a struct decide_about. Answers when it is decided.
 */
#include "desk/online/order_row.h"
#include "ui/term/screen.h"

struct decide_about {
	const struct order_row *row; /* of order_look_list; copied */
	bool carry_out;		     /* or leave it refused */
};

extern const struct screen_ops online_decide_screen;

#endif
