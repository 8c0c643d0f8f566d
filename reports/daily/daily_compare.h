#ifndef REPORTS_DAILY_COMPARE_H
#define REPORTS_DAILY_COMPARE_H
/*
 * The figures of page one on other days together (desk/day/day_sum.h), by the definitions that they
 * have on the day's own sheets, which tests hold together (tests/e2e/page.bats).
 */
#include "reports/days/days_sheets.h"

/* Those that are compared, by the names of the figures. */
enum daily_compared_figure {
#define COMPARED(symbol, name) COMPARED_##symbol,
#include "reports/daily/daily_compared.def"
#undef COMPARED
	COMPARED_FIGURES
};
const char *daily_compared_name(enum daily_compared_figure figure);

/* The day before and a week before, and the month to that day; of several days, as many before. */
enum { COMPARED_BEFORE, COMPARED_WEEK, COMPARED_MONTH, COMPARED_SPANS };

struct daily_compared {
	bool has[COMPARED_SPANS];
	struct value value[COMPARED_SPANS][COMPARED_FIGURES];
};

/* Within desk_read. `filter` as in struct sheet_book. */
enum status daily_compare(struct desk *desk, day_number from, day_number to,
			  const char *const filter[SHEET_ROLE_COUNT],
			  struct daily_compared *out) MUST_CHECK;

#endif
