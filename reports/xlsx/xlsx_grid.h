#ifndef REPORTS_XLSX_GRID_H
#define REPORTS_XLSX_GRID_H
/*
 * How page one of a workbook is laid out: its tables stand below each other and share the columns
 * of the sheet. A number has a column to itself; a text goes over several, or on to a next line,
 * where that takes less. So that letters have 8 points on an upright A4 page.
 */
#include "reports/sheet_book.h"

enum {
	/* What an upright page takes at 8 points: digits from left to right, each column taking one
	 * more than it is wide, where the computer has a font of wider letters only; and halves of
	 * rows. */
	XLSX_GRID_DIGITS = 110,
	XLSX_GRID_HALVES = 134
};

/* A table as it is shown there; columns are counted among those with `paper`. */
struct xlsx_grid_table {
	int count;
	int columns[SHEET_COLUMNS_MAX]; /* of the table's sheet */
	int at[SHEET_COLUMNS_MAX], span[SHEET_COLUMNS_MAX];
	size_t rows; /* that are shown; the others are on a sheet of their own */
};

struct xlsx_grid {
	int count;
	int width[SHEET_COLUMNS_MAX]; /* in digits */
	int halves;		      /* of rows that the page takes, without a chart */
	struct xlsx_grid_table tables[BOOK_BLOCKS_MAX]; /* by block; without rows: not laid out */
};

/* Gives each column of the tables its place; then leaves out rows that a sheet has, too, as many as
 * the page, which takes so much beside its tables, has no room for: of the shortest table last. */
void xlsx_grid_place(struct xlsx_grid *grid, const struct sheet_book *book);
void xlsx_grid_fit(struct xlsx_grid *grid, const struct sheet_book *book, int halves);

/* How many columns of a terminal a line of text has that goes over columns of the page from one on
 * to before another. */
int xlsx_grid_digits(const struct xlsx_grid *grid, int from, int to);

/* How many lines a text, or the title of a number, takes in so many columns from one on. */
int xlsx_grid_lines(const int *width, int span, bool is_number, const char *text);

#endif
