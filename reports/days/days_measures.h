#ifndef REPORTS_DAYS_MEASURES_H
#define REPORTS_DAYS_MEASURES_H
/*
 * The figures that several reports, and several sheets of one, have: each is defined once
 * (days_measures.def), over all rows or over those that have a department, a doctor, a day in
 * common. So one is the same wherever it stands.
 */
#include "reports/days/days_sheets.h"

/* The figure over all rows; by its name, which it is given (sheet_book_find). */
const struct figure *days_measure(struct days_book *book, enum days_measure measure);

/* Over the rows that have in common what is in the first columns of the row where it stands. */
const struct figure *days_measure_by(struct days_book *book, enum days_measure measure,
				     unsigned by);

/* Its column in a sheet of groups. */
struct sheet_column days_measure_column(enum days_measure measure);

/* Which column of a sheet of data has that; -1: none. */
int days_common_column(const struct days_book *book, const struct sheet *sheet,
		       enum days_common common);

#endif
