#ifndef REPORTS_REPORT_WISH_H
#define REPORTS_REPORT_WISH_H
/*
 * What somebody wants of a report: which days, narrowed to what.
 */
#include "desk/desk.h"
#include "reports/report_result.h"
#include "reports/sheet_book.h"

/* How many days a report is of at the most. */
enum { REPORT_DAYS_MOST = 366 };

struct report_wish {
	day_number from, to; /* from <= to */
	/* By role the word that rows must have, as sheets have it (a name, a method's word); NULL:
	 * any. */
	const char *filter[SHEET_ROLE_COUNT];
	report_progress_fn *progress; /* may be NULL */
	void *context;
};

#endif
