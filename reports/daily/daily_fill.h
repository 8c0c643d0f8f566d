#ifndef REPORTS_DAILY_FILL_H
#define REPORTS_DAILY_FILL_H
/*
 * Fills the sheets of data of the day's report, day after day.
 */
#include "reports/daily/daily_sheets.h"

/* What the days between are, together. */
struct daily_span {
	struct daily last; /* of the last day */
	day_number from, to;
	int closed, counted; /* days that are closed; of these, whose drawer was counted */
	int64_t counted_fen; /* in the drawers of those */
};

/* The sheets, without rows: of which, by enum daily_sheet. */
#define DAILY_ALL_SHEETS (~0u)
#define DAILY_SHEET(sheet) (1u << (sheet))

/* Adds the sheets to a book that was begun. */
void daily_fill_start(struct daily_book *book);

/* Fills those of `sheets`; within desk_read. Progress is told of all rows of these days. */
enum status daily_fill(struct daily_book *book, struct desk *desk, day_number from, day_number to,
		       unsigned sheets, struct daily_span *out) MUST_CHECK;

#endif
