#ifndef REPORTS_PDF_LIST_H
#define REPORTS_PDF_LIST_H
/*
 * A sheet on pages of its own, lying: the header on each, the sums of each page at its foot, and
 * what was carried forward at the head of the next.
 */
#include "reports/pdf/pdf_table.h"
#include "reports/sheet_book.h"

/* Fits the table that pdf_list will draw; done once, for it measures every cell. */
void pdf_list_fit(struct pdf_table *table, struct pdf *pdf, const struct sheet *sheet);

/* Returns where it ends on its last page. */
double pdf_list(struct pdf *pdf, const struct sheet_book *book, const struct pdf_table *table);

#endif
