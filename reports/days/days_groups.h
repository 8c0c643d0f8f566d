#ifndef REPORTS_DAYS_GROUPS_H
#define REPORTS_DAYS_GROUPS_H
/*
 * Sheets whose rows are what rows of data have in common: a department, a doctor, a day. Their
 * first columns say it, each further one is a figure of those rows (days_measures.h). A row is of
 * whoever any of its figures is of.
 */
#include "reports/days/days_sheets.h"

/* Adds such a sheet to the book, without rows; the sheets of data are there. */
struct sheet *days_groups_start(struct days_book *book, const struct days_layout *layout);

/* Fills all that were added: all rows of data are there. */
void days_groups_make(struct days_book *book);

/* Which column of such a sheet has the figure. */
int days_groups_column(const struct days_layout *layout, enum days_measure measure);

#endif
