#ifndef REPORTS_DAILY_FIGURES_H
#define REPORTS_DAILY_FIGURES_H
/*
 * The figures of the day's report: each defined once, over the sheets of data: here,
 * or, where other reports have it too, in days_measures.def. The Summary
 * shows all of them, page one those that a manager signs for; both by these names.
 */
#include "reports/days/days_summary.h"

/* Makes them; `counted_fen` is the cash in the drawer, -1: it was not counted (and then there is
 * neither it nor a difference). The sheets of data are there, filled or not. */
void daily_figures_make(struct days_book *book, int64_t counted_fen, struct days_figures *out);

#endif
