#ifndef REPORTS_FIGURE_H
#define REPORTS_FIGURE_H
/*
 * A figure is defined once, as which rows of which sheet it is of: from that follow its value, the
 * formula in the workbook, the sentence that says where it comes from, and the rows that the desk
 * opens behind it.
 */
#include "reports/sheet.h"

enum { FIGURE_CONDITIONS_MAX = 5, FIGURE_SOURCE_SIZE = 400 };

enum figure_operation {
	FIGURE_COUNT,	   /* how many rows; `column` has a number in each */
	FIGURE_SUM,	   /* of a column */
	FIGURE_PERCENTILE, /* of a column, by nearest rank: of n in order, number ceil(n * percent /
			      100) */
	FIGURE_PLUS,	   /* `first` and `second` together */
	FIGURE_MINUS,	   /* `first` less `second` */
	FIGURE_RATE,	   /* `first` of `second`; none when that is 0 */
	FIGURE_GIVEN	   /* `number`: of no sheet (what was counted) */
};

enum figure_test {
	TEST_NONE,  /* ends the conditions */
	TEST_WORD,  /* the text is `word` */
	TEST_SAME,  /* the text, day or number is that in column `same` of the row where it stands
		     */
	TEST_ABOVE, /* the number is above 0 */
	TEST_SET    /* there is a text */
};

struct figure_condition {
	int column;
	enum figure_test test;
	const char *word; /* translated, as the sheet has it; no pattern of a spreadsheet */
	int same;
};

struct figure {
	const char *name;  /* in JSON, one of its own; NULL: only a part of others */
	const char *title; /* translated; one of its own, too */
	enum value_kind kind;
	enum figure_operation operation;
	const struct sheet *of;
	int column, percent;
	struct figure_condition where[FIGURE_CONDITIONS_MAX];
	const struct figure *first, *second;
	int64_t number;
};

/* Where a figure stands, for what is the same there; `sheet` NULL: nowhere, and TEST_SAME always
 * holds. */
struct figure_place {
	const struct sheet *sheet;
	size_t row;
};

/* None when the report is narrowed to something that its sheet knows nothing of. */
struct value figure_value(const struct figure *figure, struct figure_place place);

/* Whether a row of figure->of (COUNT, SUM, PERCENTILE) is one of the figure's. */
bool figure_has_row(const struct figure *figure, size_t row, struct figure_place place);

/* The cell of the present row, in a column that is of_row, is a figure; the row takes its kind. */
void sheet_figure(struct sheet *sheet, int column, const struct figure *figure);

/* Every cell of the column is a figure, of those rows that have the words of its row. */
void sheet_column_figure(struct sheet *sheet, int column, const struct figure *figure);

/* Adds a row to `sheet` for each combination of cells that the figure's rows have and `sheet` has
 * not: columns[i] of the figure's sheet goes to column i, for i < count. */
void figure_add_groups(const struct figure *figure, struct sheet *sheet, const int *columns,
		       int count);

/* Works out all figures and totals of a sheet. The sheets that its figures are of are filled. */
void figure_settle(struct sheet *sheet);

/* Where it comes from: "Ledger: sum of Received where Method = cash". Returns `out`. */
char *figure_source(const struct figure *figure, char out[FIGURE_SOURCE_SIZE]);

#endif
