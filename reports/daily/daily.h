#ifndef REPORTS_DAILY_H
#define REPORTS_DAILY_H
/*
 * The day on paper: page one for a signature, the sheets of what happened, and each figure over
 * them. Of several days it is the same, with their sums.
 */
#include "reports/report_wish.h"

/* Fills it; a report of the table in report.h. */
enum status daily_report_fill(struct desk *desk, const struct report_wish *wish,
			      struct sheet_book *book) MUST_CHECK;

#endif
