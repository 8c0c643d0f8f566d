#ifndef REPORTS_DAILY_SUMMARY_H
#define REPORTS_DAILY_SUMMARY_H
/*
 * The sheet Summary: each figure, and in words where it comes from.
 */
#include "reports/daily/daily_figures.h"

extern const struct daily_layout daily_summary;

/* Fills it. */
void daily_summary_fill(struct daily_book *book, const struct daily_figures *figures);

#endif
