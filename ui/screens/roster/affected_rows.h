#ifndef SCREENS_AFFECTED_ROWS_H
#define SCREENS_AFFECTED_ROWS_H
/*
 * A list of the people whom suspended sessions concern. Phones are masked, but for one.
 */
#include "desk/booking/suspension.h"
#include "ui/term/list.h"

/* What the list's cells are made of. */
struct affected_rows {
	struct affected *row;
	size_t count;
	int64_t shown_id; /* whose phone is shown whole, a booking; 0: nobody's */
};

/* A list without rows yet, of a struct affected_rows. */
void affected_rows_list_init(struct list *list);

/* Which session it was, in words. */
void affected_rows_visit(const struct affected *row, char *out, size_t size);

#endif
