#ifndef REPORTS_XLSX_H
#define REPORTS_XLSX_H
/*
 * Workbooks made of tables: sheets with a header row and typed columns, formulas that carry their
 * value, a bar chart. Home of libxlsxwriter.
 *
 * Invariants: text is only ever written as text, never as a formula; equal calls give equal bytes;
 * the file is there as a whole or not at all.
 *
 * A book remembers its first failure and says it in xlsx_finish: that is why the functions that
 * write cells return nothing. However many rows a sheet has, one of them is in memory; the rows of
 * different sheets may be written in turn.
 */
#include "base/day.h"
#include "base/status.h"
#include "reports/notation.h"
#include "reports/sheet.h"

enum { XLSX_FORMULA_SIZE = 8192 };

struct xlsx;
struct xlsx_sheet;

/* What the whole book shares. Texts are translated; they are copied. */
struct xlsx_about {
	const char *title;  /* of the document */
	const char *clinic; /* at the foot of every page */
	const char *line;   /* beside it: of which line of the clinic's entries it is; "" */
	const char *day;    /* beside the sheet's name at the head of every page */
	day_number created; /* what the document says it was made on */
};

/* Whether a book could be written now: STATUS_CANNOT_WRITE when the library is missing. */
enum status xlsx_look(struct problem *problem) MUST_CHECK;

/* Starts a book that xlsx_finish will put at `destination`. STATUS_CANNOT_WRITE with path and
 * cause; *out is NULL then. */
enum status xlsx_open(struct xlsx **out, const char *destination, const struct xlsx_about *about,
		      struct problem *problem) MUST_CHECK;

/* Writes the file and puts it in place; frees the book in any case. STATUS_CANNOT_WRITE with path
 * and cause, STATUS_DEFECT for a call that the library refused: nothing has changed then. */
enum status xlsx_finish(struct xlsx *book, struct problem *problem) MUST_CHECK;

/* Throws the book away instead. */
void xlsx_abandon(struct xlsx *book);

/* Whether xlsx_finish will fail for what happened already: no use in going on. */
bool xlsx_has_failed(const struct xlsx *book);

/* Adds a sheet; they stand in the order of adding. `name` (translated, at most 31 characters) and
 * `columns` outlive the book. NULL when it cannot be made, which xlsx_finish says. */
struct xlsx_sheet *xlsx_sheet_add(struct xlsx *book, const char *name,
				  const struct sheet_column *columns, int count);
const char *xlsx_sheet_name(const struct xlsx_sheet *sheet);
const char *xlsx_column_title(const struct xlsx_sheet *sheet, int column); /* translated */

/* A line above the header; the first is the title. */
void xlsx_heading(struct xlsx_sheet *sheet, const char *text);

/* The header row: everything down to it stays in sight and comes again on each page. */
void xlsx_header(struct xlsx_sheet *sheet);

/* Starts the next row; a strong one is bold under a line. There is no way back to the one before. A
 * sheet has at most 1,048,576 rows; xlsx_finish refuses the book when there are more. */
void xlsx_row(struct xlsx_sheet *sheet);
void xlsx_strong_row(struct xlsx_sheet *sheet);

/* Ends the table: it gets its filter, and `nothing` as its only row when it has none. Rows may
 * follow that do not belong to it. */
void xlsx_table_end(struct xlsx_sheet *sheet, const char *nothing);

/* Cells of the present row. "", DAY_NONE and an instant of 0 leave the cell empty. */
void xlsx_text(struct xlsx_sheet *sheet, int column, const char *text);
void xlsx_number(struct xlsx_sheet *sheet, int column, int64_t number);
void xlsx_day(struct xlsx_sheet *sheet, int column, day_number day);
void xlsx_moment(struct xlsx_sheet *sheet, int column, int64_t at_ms, enum value_kind kind);

/* A number of that kind, whatever the column's. */
void xlsx_value(struct xlsx_sheet *sheet, int column, struct value value);

/* A formula with the value it has now; made of what is in notation.h, never of data. One over an
 * array works out its parts row by row, and is left out without a value. */
void xlsx_formula(struct xlsx_sheet *sheet, int column, struct value value, const char *formula);
void xlsx_array_formula(struct xlsx_sheet *sheet, int column, struct value value,
			const char *formula);

/* The table's rows of a column, of a table that has ended; a cell of the present row; one of the
 * rows of an ended table, from 0 on, or, with their number, of the row behind it. */
struct xlsx_piece xlsx_range(const struct xlsx_sheet *sheet, int column);
struct xlsx_piece xlsx_cell(const struct xlsx_sheet *sheet, int column);
struct xlsx_piece xlsx_table_cell(const struct xlsx_sheet *sheet, int column, size_t row);

#endif
