#ifndef REPORTS_SHEET_H
#define REPORTS_SHEET_H
/*
 * The sheets of a report in memory: filled once, read by every writer (workbook, PDF, text, the
 * desk's view). A sheet is a table of typed columns; a row's cells are data, or figures over other
 * sheets (figure.h). sheet_book.h puts sheets together.
 *
 * Invariants: what was filled is only added to; after figure_settle nothing changes, and every cell
 * has its value. Texts of one book that are equal are one text: they are compared by address. A
 * cell takes 8 bytes.
 */
#include "base/day.h"
#include "reports/sheet_texts.h"
#include "reports/value.h"

enum { SHEET_COLUMNS_MAX = 24, SHEET_NAME_MAX = 31, SHEET_NAME_SIZE = 4 * SHEET_NAME_MAX + 1 };

/* What a column says of a row that a report can be narrowed to. */
enum sheet_role {
	SHEET_ROLE_NONE,
	SHEET_ROLE_DEPARTMENT,
	SHEET_ROLE_DOCTOR,
	SHEET_ROLE_CLERK,
	SHEET_ROLE_METHOD,
	SHEET_ROLE_COUNT
};

/* Below a table: nothing; the sum of its rows, which on paper is carried from page to page; or the
 * column's figure over all rows, for what cannot be added up (a rate, a median). */
enum sheet_total { TOTAL_NONE, TOTAL_SUM, TOTAL_WHOLE };

struct sheet_column {
	const char *title; /* untranslated */
	enum value_kind kind;
	bool paper;  /* paper has it; the workbook has all columns */
	bool zeros;  /* a count of 0 is shown: it is no count of things (a wait) */
	bool of_row; /* numbers are of the kind that the row says (sheet_row_of) */
	enum sheet_total total;
	enum sheet_role role;
	const char *key; /* its name in JSON; NULL: it is not there */
};

union sheet_cell {
	int64_t number;	  /* SHEET_EMPTY: none; a rate: sheet_value knows */
	const char *text; /* NULL: none */
};
#define SHEET_EMPTY INT64_MIN

struct figure;

struct sheet_row {
	const struct figure *figure; /* in its column figure_column; NULL: none */
	const char *order;	     /* its place among groups (sheet_order); NULL: by its texts */
	uint8_t kind, figure_column;
	bool strong; /* bold under a line */
};

struct sheet {
	char name[SHEET_NAME_SIZE]; /* translated */
	const char *key;	    /* in JSON, and when a person names the sheet */
	const char *nothing;	    /* what it says without rows, translated; "": it never is */
	bool paper;		    /* a person who prints the report would print it */
	bool told;		    /* JSON has it, although page one does not */
	const struct sheet_column *columns;
	int count;
	const struct figure *figure[SHEET_COLUMNS_MAX]; /* each cell of a column, of its row */
	int width[SHEET_COLUMNS_MAX]; /* of the widest cell or title, in columns of a terminal */
	union sheet_cell *cells;
	struct sheet_row *rows;
	size_t row_count, room;
	union sheet_cell total[SHEET_COLUMNS_MAX]; /* once settled */
	bool has_total;
	struct sheet_texts *texts;
	const char *const
		*filter; /* by role: the only word that rows may have; NULL entries: any */
};

/* Filling: starts a row; its cells are empty. */
void sheet_row(struct sheet *sheet);
void sheet_strong_row(struct sheet *sheet);

/* A row whose numbers in columns that are of_row are of this kind. */
void sheet_row_of(struct sheet *sheet, enum value_kind kind);

/* Cells of the present row. "", DAY_NONE and an instant of 0 leave a cell empty; texts are copied
 * and made visible (text_visible). */
void sheet_text(struct sheet *sheet, int column, const char *text);
void sheet_number(struct sheet *sheet, int column, int64_t number);
void sheet_day(struct sheet *sheet, int column, day_number day);
void sheet_moment(struct sheet *sheet, int column, int64_t at_ms); /* clock_local shows it */

/* The row is complete. False: the book's filter leaves it out, and it is gone. */
bool sheet_row_end(struct sheet *sheet);

/* Whether the sheet has a column for each thing that the filter names. */
bool sheet_knows_filter(const struct sheet *sheet);

/* Where the row belongs when groups are made of rows: by the bytes of this text. */
void sheet_order(struct sheet *sheet, const char *order);

/* Puts the rows from `first` on in order: by sheet_order, then by their cells from left to right.
 */
void sheet_sort(struct sheet *sheet, size_t first);

/* Adds a row with what `row` of `from` (of the same book) has in those columns, which goes into the
 * first ones. Its order is that of the row. */
void sheet_add_group(struct sheet *sheet, const struct sheet *from, size_t row, const int *columns,
		     int count);

/* What a figure came to, and a total (figure_settle). */
void sheet_put(struct sheet *sheet, size_t row, int column, struct value value);
void sheet_put_total(struct sheet *sheet, int column, struct value value);

/* Measures the columns: once all values are there. */
void sheet_measure(struct sheet *sheet);

/* Reading. A number of its kind, also of a total; the text, "" for none; the kind of a cell. */
struct value sheet_value(const struct sheet *sheet, size_t row, int column);
struct value sheet_total_value(const struct sheet *sheet, int column);
const char *sheet_cell_text(const struct sheet *sheet, size_t row, int column);
enum value_kind sheet_kind(const struct sheet *sheet, size_t row, int column);

/* The figure that a cell is, NULL when it is data; its row is the place it stands at. */
const struct figure *sheet_cell_figure(const struct sheet *sheet, size_t row, int column);

/* A cell and a total as people read them: text, or value_show; a count of 0 is blank in a column of
 * counts, as cashiers' forms have it, and 0 where it is a figure of its own row or `zeros` is said.
 * Returns `out` or the text.
 */
enum { SHEET_SHOWN_SIZE = VALUE_SHOWN_SIZE };
const char *sheet_show(const struct sheet *sheet, size_t row, int column,
		       char out[SHEET_SHOWN_SIZE]);
const char *sheet_total_show(const struct sheet *sheet, int column, char out[SHEET_SHOWN_SIZE]);

const char *sheet_title(const struct sheet *sheet, int column); /* translated */

/* For sheet_book.c. The columns outlive the sheet. */
void sheet_init(struct sheet *sheet, struct sheet_texts *texts, const char *const *filter,
		const char *name, const struct sheet_column *columns, int count);
void sheet_release(struct sheet *sheet);

#endif
