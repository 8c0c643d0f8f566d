#ifndef REPORTS_DAYS_FILL_H
#define REPORTS_DAYS_FILL_H
/*
 * Begins the sheets of a report of days, and fills those of data, day after day.
 */
#include "reports/days/days_sheets.h"

/* What the days between are, together. */
struct days_span {
	struct business_day last; /* of the last day */
	day_number from, to;
	int closed, counted; /* days that are closed; of these, whose drawer was counted */
	int64_t counted_fen; /* in the drawers of those */
};

/* Adds a report's sheets, in their order, to a book that was begun. */
void days_fill_start(struct days_book *book, const struct days_layout *const *layouts, int count);

/* Fills those of data; within desk_read. Progress is told of all rows of these days. */
enum status days_fill(struct days_book *book, struct desk *desk, day_number from, day_number to,
		      struct days_span *out) MUST_CHECK;

#endif
