#ifndef REPORTS_DAILY_PAGE_H
#define REPORTS_DAILY_PAGE_H
/*
 * Page one of the day's report: what a manager signs. The columns beside the day's have the same
 * figures of other days (daily_compare.h).
 */
#include "reports/daily/daily_compare.h"
#include "reports/days/days_fill.h"

/* Makes its blocks: all other sheets are filled. */
void daily_page_make(struct days_book *book, const struct days_span *span,
		     const struct daily_compared *compared);

#endif
