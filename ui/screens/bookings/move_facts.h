#ifndef SCREENS_MOVE_FACTS_H
#define SCREENS_MOVE_FACTS_H
/* What a move comes to, before it is done: whose, from where, to which number, and the money. */
#include "desk/booking/move.h"
#include "ui/term/draw.h"

/* Draws it from the canvas's first line on, number and money only when it `can_be` done; returns
 * the line behind it. */
int move_facts_draw(const struct moved *terms, const struct session *session, bool can_be,
		    const struct canvas *canvas);

#endif
