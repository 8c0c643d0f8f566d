#ifndef REPORTS_DAYS_SUMMARY_H
#define REPORTS_DAYS_SUMMARY_H
/*
 * The sheet Summary: each figure of a report, in sections, and in words where it comes from.
 */
#include "reports/days/days_sheets.h"

enum { DAYS_FIGURES_MAX = 64 };

struct days_figures {
	struct {
		const char *section; /* translated */
		const struct figure *figure;
	} of[DAYS_FIGURES_MAX];
	int count;
};

extern const struct days_layout days_summary;

/* Adds a figure, and returns it. */
const struct figure *days_figures_add(struct days_figures *figures, const char *section,
				      const struct figure *figure);

/* Fills the sheet. */
void days_summary_fill(struct days_book *book, const struct days_figures *figures);

#endif
