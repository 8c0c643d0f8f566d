#ifndef SCREENS_NUMBER_ROWS_H
#define SCREENS_NUMBER_ROWS_H
/*
 * The numbers of one session: which is whose, and who asked for an extra one.
 */
#include "desk/booking/booking.h"
#include "ui/term/list.h"

struct number_row {
	struct slot slot;
	const struct booking *booking; /* NULL: free */
	int expected_minute;
};

struct number_rows {
	struct session session;
	struct booking *bookings;
	struct number_row *row;
	size_t count;
};

/* Reads the numbers that stand, in their order. `numbers` gives up what it held; on failure it
 * stays as it was. */
enum status number_rows_read(struct desk *desk, int64_t session_id,
			     struct number_rows *numbers) MUST_CHECK;
void number_rows_release(struct number_rows *numbers);

/* A list without rows yet, of an array of struct number_row. */
void number_rows_list_init(struct list *list);

#endif
