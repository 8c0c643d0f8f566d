#include "reports/xlsx/xlsx.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/cause.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/money.h"
#include "base/text.h"
#include "reports/xlsx/xlsx_inside.h"
#include "reports/xlsx/xlsx_paper.h"

enum {
	FILTER_BUTTON = 2,
	/* More than the parts of the file take for each sheet beside its rows. */
	SHEET_BYTES = 256 * 1024,
	COLOUR_HEADER = 0xDDE6F0,
	COLOUR_QUIET = 0x666666,
};

static void keep_cause(struct xlsx *book, int cause)
{
	if (!book->cause)
		book->cause = cause;
}

bool xlsx_has_failed(const struct xlsx *book)
{
	return book->error || book->cause || book->too_long;
}

/* ---- Opening ---- */

static lxw_format *make_format(lxw_workbook *book, enum value_kind kind, enum xlsx_style style)
{
	static const char *const number_format[VALUE_KIND_COUNT] = {
		[VALUE_TEXT] = "@",
		[VALUE_NOTE] = "@",
		[VALUE_COUNT] = "#,##0",
		[VALUE_MONEY] = "#,##0.00",
		[VALUE_RATE] = "0.0%",
		[VALUE_DAY] = "yyyy\\-mm\\-dd",
		[VALUE_MOMENT] = "yyyy\\-mm\\-dd\\ hh:mm",
		[VALUE_TIME] = "hh:mm",
	};
	lxw_format *format = memory_got(workbook_add_format(book));

	format_set_num_format(format, number_format[kind]);
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	if (kind == VALUE_NOTE)
		format_set_text_wrap(format);
	if (!value_kind_is_number(kind)) {
		/* Away from the number in the column before. */
		format_set_align(format, LXW_ALIGN_LEFT);
		format_set_indent(format, 1);
	}
	if (style == XLSX_STRONG) {
		format_set_bold(format);
		format_set_top(format, LXW_BORDER_THIN);
	}
	return format;
}

static void make_formats(struct xlsx *book)
{
	for (int style = 0; style < XLSX_STYLES; style++) {
		lxw_format **formats = book->format[style];

		for (int kind = 0; kind < VALUE_KIND_COUNT; kind++) {
			if (kind != VALUE_IDENTIFIER)
				formats[kind] = make_format(book->book, (enum value_kind)kind,
							    (enum xlsx_style)style);
		}
		/* They look alike. Of two equal formats the library would look for the second one
		 * again with each cell that has it. */
		formats[VALUE_IDENTIFIER] = formats[VALUE_TEXT];
	}
	book->header = memory_got(workbook_add_format(book->book));
	format_set_bold(book->header);
	format_set_bg_color(book->header, COLOUR_HEADER);
	format_set_bottom(book->header, LXW_BORDER_THIN);
	format_set_indent(book->header, 1);
	book->heading = memory_got(workbook_add_format(book->book));
	format_set_bold(book->heading);
	format_set_font_size(book->heading, 16);
	book->caption = memory_got(workbook_add_format(book->book));
	format_set_bold(book->caption);
	for (int right = 0; right < 2; right++) {
		lxw_format *title = memory_got(workbook_add_format(book->book));

		format_set_bold(title);
		format_set_bottom(title, LXW_BORDER_THIN);
		format_set_text_wrap(title);
		format_set_align(title, right ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
		if (!right)
			format_set_indent(title, 1);
		book->above[right] = title;
	}
	book->nothing = memory_got(workbook_add_format(book->book));
	format_set_indent(book->nothing, 1);
	format_set_italic(book->nothing);
	format_set_font_color(book->nothing, COLOUR_QUIET);
}

static void set_properties(struct xlsx *book, const struct xlsx_about *about)
{
	char company[FOOT_SIZE];
	lxw_doc_properties properties = { .title = book->title, .company = company };

	text_printable(book->title, sizeof(book->title), about->title);
	text_printable(company, sizeof(company), about->clinic);
	notation_foot(book->clinic, sizeof(book->clinic), about->clinic);
	notation_foot(book->line, sizeof(book->line), about->line);
	notation_foot(book->day, sizeof(book->day), about->day);
	properties.created = (time_t)about->created * 24 * 60 * 60;
	keep(book, workbook_set_properties(book->book, &properties));
}

enum status xlsx_look(struct problem *problem)
{
	return xlsx_library_load(problem);
}

enum status xlsx_open(struct xlsx **out, const char *destination, const struct xlsx_about *about,
		      struct problem *problem)
{
	struct xlsx *book = memory_new(1, sizeof(*book));
	lxw_workbook_options options = { .tmpdir = book->folder, .constant_memory = LXW_TRUE };
	enum status status = xlsx_library_load(problem);
	const char *slash;

	*out = NULL;
	if (!status)
		status = new_file_open(&book->file, destination, FILE_WORKBOOK, problem);
	if (status)
		goto no_file;
	fclose(book->file.stream);
	book->file.stream = NULL;
	slash = strrchr(destination, '/');
	if (!text_format(book->folder, sizeof(book->folder), "%.*s.frontdesk-XXXXXX",
			 slash ? (int)(slash - destination) + 1 : 0, destination))
		errno = ENAMETOOLONG;
	else if (mkdtemp(book->folder))
		book->book = workbook_new_opt(book->file.temporary, &options);
	if (!book->book) {
		status = problem_set(problem, STATUS_CANNOT_WRITE,
				     _("\"%s\" cannot be written: %s."), destination,
				     cause_words(destination, errno));
		goto no_book;
	}
	make_formats(book);
	set_properties(book, about);
	*out = book;
	return STATUS_OK;
no_book:
	rmdir(book->folder);
	new_file_abandon(&book->file);
no_file:
	free(book);
	return status;
}

/* ---- Finishing ---- */

static void close_book(struct xlsx *book)
{
	new_file_abandon(&book->file);
	/* Empty by now: the library unlinks its files as soon as it has opened them. */
	rmdir(book->folder);
	for (int i = 0; i < book->sheet_count; i++)
		free(book->sheets[i]);
	free(book);
}

/* A book that does not close leaves its temporary files open. */
static void close_streams(const struct xlsx *book)
{
	for (int i = 0; i < book->sheet_count; i++)
		library_stream_close(&book->sheets[i]->rows);
}

/* Frees the library's book in any case. */
static lxw_error write_book(struct xlsx *book)
{
	int messages = library_messages_put_aside();
	lxw_error error;

	errno = 0;
	error = workbook_close(book->book);
	library_messages_bring_back(messages);
	book->book = NULL;
	if (error) {
		int cause = errno;

		close_streams(book);
		errno = cause;
	}
	return error;
}

static enum status cannot_write(const struct xlsx *book, const char *cause, struct problem *problem)
{
	return problem_set(problem, STATUS_CANNOT_WRITE, _("\"%s\" cannot be written: %s."),
			   book->file.destination, cause);
}

/* How many bytes the rows of all sheets take; a write that failed is kept. */
static int64_t rows_bytes(struct xlsx *book)
{
	int64_t all = 0;

	for (int i = 0; i < book->sheet_count; i++) {
		int64_t bytes;

		keep_cause(book, library_stream_size(&book->sheets[i]->rows, &bytes));
		all += bytes;
	}
	return all;
}

static enum status finish(struct xlsx *book, struct problem *problem)
{
	int64_t bytes = rows_bytes(book) + (int64_t)book->sheet_count * SHEET_BYTES;
	lxw_error error;

	for (int i = 0; i < book->sheet_count && !xlsx_has_failed(book); i++)
		xlsx_paper_end(book->sheets[i]);
	if (book->too_long)
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("\"%s\" cannot be written: its sheet \"%s\" has more than %d "
				     "rows, more than any workbook can hold."),
				   book->file.destination, book->too_long->name, LXW_ROW_MAX);
	if (book->error)
		return problem_set(problem, STATUS_DEFECT, "xlsx: %s", lxw_strerror(book->error));
	if (!book->cause)
		keep_cause(book, library_room_try(book->folder, bytes));
	if (book->cause)
		return cannot_write(book, cause_words(book->file.destination, book->cause),
				    problem);
	error = write_book(book);
	if (error)
		return cannot_write(book,
				    errno ? cause_words(book->file.destination, errno)
					  : lxw_strerror(error),
				    problem);
	return new_file_finish(&book->file, problem);
}

enum status xlsx_finish(struct xlsx *book, struct problem *problem)
{
	enum status status = finish(book, problem);

	if (book->book)
		xlsx_abandon(book);
	else
		close_book(book);
	return status;
}

void xlsx_abandon(struct xlsx *book)
{
	lxw_workbook_free(book->book);
	close_streams(book);
	close_book(book);
}

/* ---- Sheets ---- */

/* NULL when the sheet's temporary file could not be made, which is kept. */
static lxw_worksheet *add_worksheet(struct xlsx *book, const char *name)
{
	int messages = library_messages_put_aside();
	lxw_worksheet *made;
	int cause;

	errno = 0;
	made = workbook_add_worksheet(book->book, name);
	cause = errno;
	library_messages_bring_back(messages);
	if (made || cause == 0 || cause == ENOMEM)
		return memory_got(made);
	keep_cause(book, cause);
	return NULL;
}

struct xlsx_sheet *xlsx_sheet_add(struct xlsx *book, const char *name,
				  const struct sheet_column *columns, int count)
{
	lxw_worksheet *made;
	struct xlsx_sheet *sheet;

	assert(book->sheet_count < SHEETS_MAX && count <= SHEET_COLUMNS_MAX);
	assert(text_length(name) <= SHEET_NAME_MAX);
	made = add_worksheet(book, name);
	if (!made)
		return NULL;
	sheet = memory_new(1, sizeof(*sheet));
	book->sheets[book->sheet_count++] = sheet;
	sheet->book = book;
	sheet->name = name;
	sheet->columns = columns;
	sheet->count = count;
	sheet->header = -1;
	sheet->row = -1;
	sheet->sheet = made;
	library_stream_know(&sheet->rows, made->optimize_tmpfile);
	for (int column = 0; column < count; column++)
		sheet->place[column] = column;
	xlsx_paper_begin(sheet);
	return sheet;
}

const char *xlsx_sheet_name(const struct xlsx_sheet *sheet)
{
	return sheet->name;
}

const char *xlsx_column_title(const struct xlsx_sheet *sheet, int column)
{
	return _(sheet->columns[column].title);
}

int xlsx_write_text(struct xlsx_sheet *sheet, int column, const char *text, lxw_format *format)
{
	int columns;
	const char *shown = value_text_shown(text, sheet->book->room, sizeof(sheet->book->room),
					     &columns);

	keep(sheet->book, worksheet_write_string(sheet->sheet, row_of(sheet->row),
						 column_of(sheet, column), shown, format));
	return columns;
}

static void widen(struct xlsx_sheet *sheet, int column, int width)
{
	if (sheet->width[column] < width)
		sheet->width[column] = width;
}

void xlsx_heading(struct xlsx_sheet *sheet, const char *text)
{
	assert(sheet->header < 0);
	sheet->row++;
	xlsx_write_text(sheet, 0, text, sheet->row == 0 ? sheet->book->heading : NULL);
}

void xlsx_header(struct xlsx_sheet *sheet)
{
	assert(sheet->header < 0);
	sheet->header = ++sheet->row;
	for (int column = 0; column < sheet->count; column++) {
		const char *title = xlsx_column_title(sheet, column);
		int width = xlsx_write_text(sheet, column, title, sheet->book->header);

		widen(sheet, column, width + FILTER_BUTTON);
	}
	worksheet_freeze_panes(sheet->sheet, row_of(sheet->header + 1), 0);
	keep(sheet->book, worksheet_repeat_rows(sheet->sheet, 0, row_of(sheet->header)));
	worksheet_gridlines(sheet->sheet,
			    sheet->header ? LXW_SHOW_SCREEN_GRIDLINES : LXW_SHOW_ALL_GRIDLINES);
}

void xlsx_row(struct xlsx_sheet *sheet)
{
	assert(sheet->header >= 0);
	/* errno is the failed write's: nothing else has failed since the row before. */
	if (library_stream_has_failed(&sheet->rows))
		keep_cause(sheet->book, errno ? errno : EIO);
	if (sheet->row + 1 >= LXW_ROW_MAX) {
		/* What follows goes over the last row of a book that will not be there. */
		if (!sheet->book->too_long)
			sheet->book->too_long = sheet;
		return;
	}
	sheet->row++;
	sheet->lines = 1;
	sheet->style = XLSX_PLAIN;
	if (!sheet->last)
		sheet->table_rows++;
}

void xlsx_strong_row(struct xlsx_sheet *sheet)
{
	xlsx_row(sheet);
	sheet->style = XLSX_STRONG;
}

/* No green corners at numbers that are kept as text. */
static void trust_text(struct xlsx_sheet *sheet)
{
	char ranges[SHEET_COLUMNS_MAX * LXW_MAX_CELL_RANGE_LENGTH] = "";
	size_t length = 0;

	for (int column = 0; column < sheet->count; column++) {
		char range[LXW_MAX_CELL_RANGE_LENGTH];

		if (!value_kind_is_text(sheet->columns[column].kind))
			continue;
		lxw_rowcol_to_range(range, row_of(sheet->header + 1), column_of(sheet, column),
				    row_of(sheet->last), column_of(sheet, column));
		text_format(ranges + length, sizeof(ranges) - length, "%s%s", length ? " " : "",
			    range);
		length += strlen(ranges + length);
	}
	if (length)
		keep(sheet->book, worksheet_ignore_errors(
					  sheet->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, ranges));
}

void xlsx_table_end(struct xlsx_sheet *sheet, const char *nothing)
{
	assert(sheet->header >= 0 && !sheet->last);
	if (sheet->table_rows == 0) {
		sheet->row++;
		xlsx_write_text(sheet, 0, nothing, sheet->book->nothing);
	}
	sheet->last = sheet->row;
	trust_text(sheet);
	keep(sheet->book, worksheet_autofilter(sheet->sheet, row_of(sheet->header), 0,
					       row_of(sheet->last), (lxw_col_t)(sheet->count - 1)));
}

/* ---- Cells ---- */

static lxw_format *format_of(const struct xlsx_sheet *sheet, enum value_kind kind)
{
	assert(sheet->row > sheet->header && sheet->header >= 0);
	return sheet->book->format[sheet->style][kind];
}

static enum value_kind kind_of(const struct xlsx_sheet *sheet, int column)
{
	return sheet->columns[column].kind;
}

void xlsx_make_lines(struct xlsx_sheet *sheet, int lines)
{
	if (lines <= 1 || lines <= sheet->lines)
		return;
	sheet->lines = lines;
	keep(sheet->book,
	     worksheet_set_row(sheet->sheet, row_of(sheet->row), LXW_DEF_ROW_HEIGHT * lines, NULL));
}

void xlsx_text(struct xlsx_sheet *sheet, int column, const char *text)
{
	enum value_kind kind = kind_of(sheet, column);
	int width;

	if (!*text && sheet->style == XLSX_PLAIN)
		return;
	if (!value_kind_is_text(kind))
		kind = VALUE_TEXT;
	width = xlsx_write_text(sheet, column, text, format_of(sheet, kind));
	if (kind == VALUE_NOTE)
		xlsx_make_lines(sheet, 1 + (width - 1) / XLSX_NOTE_WIDTH_MOST);
	/* What follows the table may reach over its neighbours. */
	if (!sheet->last)
		widen(sheet, column, width);
}

/* The only place where money is not a whole number of fen: the file's format knows nothing else. */
static double as_double(struct value value)
{
	if (value.kind == VALUE_MONEY)
		return (double)value.number / 100.0;
	if (value.kind == VALUE_RATE)
		return (double)value.number / (double)value.whole;
	return (double)value.number;
}

void xlsx_value(struct xlsx_sheet *sheet, int column, struct value value)
{
	widen(sheet, column, value_columns(value));
	if (!value.none)
		keep(sheet->book, worksheet_write_number(sheet->sheet, row_of(sheet->row),
							 column_of(sheet, column), as_double(value),
							 format_of(sheet, value.kind)));
}

void xlsx_number(struct xlsx_sheet *sheet, int column, int64_t number)
{
	xlsx_value(sheet, column,
		   (struct value){ .kind = kind_of(sheet, column), .number = number });
}

static void write_moment(struct xlsx_sheet *sheet, int column, struct local_time at,
			 enum value_kind kind)
{
	lxw_datetime moment = { .hour = at.minute / 60, .min = at.minute % 60 };

	day_to_civil(at.day, &moment.year, &moment.month, &moment.day);
	widen(sheet, column, kind == VALUE_MOMENT ? 18 : kind == VALUE_DAY ? 12 : 8);
	keep(sheet->book,
	     worksheet_write_datetime(sheet->sheet, row_of(sheet->row), column_of(sheet, column),
				      &moment, format_of(sheet, kind)));
}

void xlsx_day(struct xlsx_sheet *sheet, int column, day_number day)
{
	if (day != DAY_NONE)
		write_moment(sheet, column, (struct local_time){ .day = day }, VALUE_DAY);
}

void xlsx_moment(struct xlsx_sheet *sheet, int column, int64_t at_ms, enum value_kind kind)
{
	if (at_ms)
		write_moment(sheet, column, clock_local(at_ms), kind);
}

/* `array`: over an array. */
static void write_formula(struct xlsx_sheet *sheet, int column, struct value value,
			  const char *formula, bool array)
{
	lxw_format *format = format_of(sheet, value.kind);
	lxw_worksheet *on = sheet->sheet;
	lxw_row_t row = row_of(sheet->row);
	lxw_col_t at = column_of(sheet, column);
	lxw_error error;

	widen(sheet, column, value_columns(value));
	if (array && value.none)
		return;
	if (array)
		error = worksheet_write_array_formula_num(on, row, at, row, at, formula, format,
							  as_double(value));
	else if (value.none)
		error = worksheet_write_formula_str(on, row, at, formula, format, "");
	else
		error = worksheet_write_formula_num(on, row, at, formula, format, as_double(value));
	keep(sheet->book, error);
}

void xlsx_formula(struct xlsx_sheet *sheet, int column, struct value value, const char *formula)
{
	write_formula(sheet, column, value, formula, false);
}

void xlsx_array_formula(struct xlsx_sheet *sheet, int column, struct value value,
			const char *formula)
{
	write_formula(sheet, column, value, formula, true);
}

struct xlsx_piece xlsx_range(const struct xlsx_sheet *sheet, int column)
{
	assert(sheet->last);
	return notation_range(sheet->name, sheet->header + 1, sheet->last,
			      column_of(sheet, column));
}

struct xlsx_piece xlsx_cell(const struct xlsx_sheet *sheet, int column)
{
	return notation_cell(sheet->row, column_of(sheet, column));
}

struct xlsx_piece xlsx_table_cell(const struct xlsx_sheet *sheet, int column, size_t row)
{
	assert(sheet->last);
	return notation_cell_of(sheet->name, sheet->header + 1 + (int)row,
				column_of(sheet, column));
}
