#ifndef SCREENS_OFFER_ROWS_H
#define SCREENS_OFFER_ROWS_H
/*
 * The sessions of a day as they are offered at the counter: what is left in each and when, or why
 * it does not sell.
 */
#include "desk/roster/roster.h"
#include "desk/roster/slot.h"
#include "ui/term/list.h"

struct offer {
	struct session session;
	enum status sells; /* to the counter, now */
	char why[PROBLEM_MESSAGE_SIZE];
	int free; /* at the counter, now */
};

/* The offers of sessions, those that are over behind the others, each in their order. `out` has
 * room for `count` of them. */
void offer_rows_read(struct desk *desk, const struct session *sessions, size_t count,
		     struct offer *out);

/* A list without rows yet, of an array of pointers to struct offer. `empty` as in list_init. */
void offer_rows_list_init(struct list *list, const char *empty);

/* What there is to know about one, in sentences. */
void offer_rows_draw_note(const struct offer *offer, const struct canvas *canvas);

#endif
