#ifndef REPORTS_XLSX_PAGE_H
#define REPORTS_XLSX_PAGE_H
/*
 * A sheet of a workbook that is no table but a page to sign: upright, fitted to one page, without
 * filter and frozen rows; its tables stand in a grid.
 */
#include "reports/xlsx/xlsx.h"
#include "reports/xlsx/xlsx_grid.h"

/* Instead of xlsx_header: rows may follow at once, whose columns are texts where nothing else is
 * said. */
void xlsx_page_begin(struct xlsx_sheet *sheet);

/* The columns of the tables that follow stand as that one's in the grid; NULL: no table follows,
 * but lines. The grid is the same one all the time, and outlives the sheet's last row. */
void xlsx_page_place(struct xlsx_sheet *sheet, const struct xlsx_grid *grid,
		     const struct xlsx_grid_table *table);

/* In the present row a text of a table, over the columns that it has for it. */
void xlsx_page_text(struct xlsx_sheet *sheet, int column, const char *text);

/* A narrow row before what follows. */
void xlsx_page_gap(struct xlsx_sheet *sheet);

/* In the present row the title of a table or of lines; in the present row the title of a column, on
 * the right above numbers. */
void xlsx_page_caption(struct xlsx_sheet *sheet, int column, const char *text);
void xlsx_page_title(struct xlsx_sheet *sheet, int column, const char *title, bool is_number);

/* The present row, from 0; and a range of a column from a row of the page down to the present. */
int xlsx_page_row(const struct xlsx_sheet *sheet);
struct xlsx_piece xlsx_page_range(const struct xlsx_sheet *sheet, int first_row, int column);

/* The last row was written. So many rows more are printed, for a chart. */
void xlsx_page_end(struct xlsx_sheet *sheet, const struct xlsx_grid *grid, int more);

#endif
