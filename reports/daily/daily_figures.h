#ifndef REPORTS_DAILY_FIGURES_H
#define REPORTS_DAILY_FIGURES_H
/*
 * The figures of the day's report: each defined once, here, over the sheets of data. The Summary
 * shows all of them, page one those that a manager signs for; both by these names.
 */
#include "reports/daily/daily_sheets.h"

enum { DAILY_FIGURES_MAX = 64 };

struct daily_figures {
	struct {
		const char *section; /* translated */
		const struct figure *figure;
	} of[DAILY_FIGURES_MAX];
	int count;
};

/* Makes them; `counted_fen` is the cash in the drawer, -1: it was not counted (and then there is
 * neither it nor a difference). The sheets of data are there, filled or not. */
void daily_figures_make(struct daily_book *book, int64_t counted_fen, struct daily_figures *out);

#endif
