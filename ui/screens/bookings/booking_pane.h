#ifndef SCREENS_BOOKING_PANE_H
#define SCREENS_BOOKING_PANE_H
/*
 * The marked booking of a list beside it, with its history, to be seen without leaving the list.
 * Nothing is done to it there.
 */
#include "desk/audit.h"
#include "desk/booking/booking.h"
#include "ui/term/list.h"

struct booking_pane {
	struct booking booking; /* its id is 0: none */
	struct audit_row *rows;
	struct list history;
};

void booking_pane_init(struct booking_pane *pane);
void booking_pane_release(struct booking_pane *pane);

/* Takes a booking, NULL for none, and reads its history; the pane stays as it was when that fails,
 * with the problem in the desk. */
enum status booking_pane_load(struct booking_pane *pane, struct desk *desk,
			      const struct booking *booking) MUST_CHECK;

/* Draws it; nothing for none. */
void booking_pane_draw(struct booking_pane *pane, const struct canvas *canvas);

#endif
