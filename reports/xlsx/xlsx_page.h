#ifndef REPORTS_XLSX_PAGE_H
#define REPORTS_XLSX_PAGE_H
/*
 * A sheet of a workbook that is no table but a page to sign: upright, fitted to one page, without
 * filter and frozen rows.
 */
#include "reports/xlsx/xlsx.h"

/* Instead of xlsx_header: rows may follow at once, whose columns are texts where nothing else is
 * said. */
void xlsx_page_begin(struct xlsx_sheet *sheet);

/* Makes a column at least so wide, in digits. */
void xlsx_page_widen(struct xlsx_sheet *sheet, int column, int width);

/* A row with the title of a table; in the present row the title of a column, on the right above
 * numbers. */
void xlsx_page_caption(struct xlsx_sheet *sheet, const char *text);
void xlsx_page_title(struct xlsx_sheet *sheet, int column, const char *title, bool is_number);

/* The present row, from 0; and a range of a column from a row of the page down to the present. */
int xlsx_page_row(const struct xlsx_sheet *sheet);
struct xlsx_piece xlsx_page_range(const struct xlsx_sheet *sheet, int first_row, int column);

/* The last row was written. */
void xlsx_page_end(struct xlsx_sheet *sheet);

#endif
