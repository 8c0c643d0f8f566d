#include "reports/xlsx/xlsx_sheets.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "reports/wrap.h"
#include "reports/xlsx/xlsx_chart.h"
#include "reports/xlsx/xlsx_figures.h"
#include "reports/xlsx/xlsx_page.h"
#include "reports/xlsx/xlsx_paper.h"

enum {
	LINE_SIZE = 1024,
	PAGE_DIGITS = 110,
	PAGE_WIDEST = 36,
	CHART_WIDTH = 560,
	FORMULA_ROWS_MOST = 5000000,
	CHART_FRAME = 130,
	CHART_TREND = 330,
	CHART_BAR = 34
};

struct writing {
	const struct sheet_book *book;
	struct xlsx *xlsx;
	struct xlsx_sheet *page;
	struct xlsx_sheet_pair pairs[BOOK_SHEETS_MAX];
	struct xlsx_sheet_map map;
};

/* ---- Tables ---- */

static void write_data(struct xlsx_sheet *to, int at, const struct sheet *sheet, size_t row,
		       int column)
{
	struct value value;

	if (value_kind_is_text(sheet->columns[column].kind)) {
		xlsx_text(to, at, sheet_cell_text(sheet, row, column));
		return;
	}
	value = sheet_value(sheet, row, column);
	if (value.none)
		return;
	if (value.kind == VALUE_DAY)
		xlsx_day(to, at, (day_number)value.number);
	else if (value.kind == VALUE_MOMENT || value.kind == VALUE_TIME)
		xlsx_moment(to, at, value.number, value.kind);
	else
		xlsx_value(to, at, value);
}

/* How many rows a figure looks at. */
static size_t rows_of(const struct figure *figure)
{
	size_t first, second;

	if (!figure->first)
		return figure->of ? figure->of->row_count : 0;
	first = rows_of(figure->first);
	second = rows_of(figure->second);
	return first > second ? first : second;
}

/* A spreadsheet works all formulas out when it opens the file: a doctor's every day of a large
 * clinic's month would take it minutes. Then there are values. */
static bool is_too_much(const struct sheet *sheet, const struct figure *figure)
{
	return figure && sheet->row_count * rows_of(figure) > FORMULA_ROWS_MOST;
}

static void write_cell(struct writing *writing, struct xlsx_sheet *to, int at,
		       const struct sheet *sheet, size_t row, int column)
{
	const struct figure *figure = sheet_cell_figure(sheet, row, column);

	if (figure && !is_too_much(sheet, figure))
		xlsx_figure(to, at, &writing->map, figure, sheet_value(sheet, row, column), false);
	else
		write_data(to, at, sheet, row, column);
}

static void start_row(struct xlsx_sheet *to, const struct sheet *sheet, size_t row)
{
	if (sheet->rows[row].strong)
		xlsx_strong_row(to);
	else
		xlsx_row(to);
}

/* The totals of a table whose rows stand above the present row, `rows` of them. */
static void write_totals(struct writing *writing, struct xlsx_sheet *to, const struct sheet *sheet,
			 const struct xlsx_piece *ranges)
{
	char formula[XLSX_PIECE_SIZE + 8];

	xlsx_strong_row(to);
	xlsx_text(to, 0, _("Total"));
	for (int column = 1; column < sheet->count; column++) {
		const struct value value = sheet_total_value(sheet, column);

		if (sheet->columns[column].total == TOTAL_WHOLE) {
			xlsx_figure(to, column, &writing->map, sheet->figure[column], value, true);
		} else if (sheet->columns[column].total == TOTAL_SUM) {
			text_format(formula, sizeof(formula), "SUM(%s)", ranges[column].text);
			xlsx_formula(to, column, value, formula);
		} else {
			xlsx_text(to, column, "");
		}
	}
}

static void write_sheet(struct writing *writing, const struct sheet *sheet, struct xlsx_sheet *to)
{
	struct xlsx_piece ranges[SHEET_COLUMNS_MAX];

	xlsx_header(to);
	for (size_t row = 0; row < sheet->row_count && !xlsx_has_failed(writing->xlsx); row++) {
		start_row(to, sheet, row);
		for (int column = 0; column < sheet->count; column++)
			write_cell(writing, to, column, sheet, row, column);
	}
	xlsx_table_end(to, sheet->nothing);
	if (!sheet->has_total || sheet->row_count == 0)
		return;
	for (int column = 0; column < sheet->count; column++)
		ranges[column] = xlsx_range(to, column);
	write_totals(writing, to, sheet, ranges);
}

/* ---- Page one ---- */

static void add_line(struct writing *writing, const char *text)
{
	while (*text) {
		const size_t length = wrap_length(text, PAGE_DIGITS);
		char piece[LINE_SIZE];

		text_format(piece, sizeof(piece), "%.*s", (int)length, text);
		xlsx_row(writing->page);
		xlsx_text(writing->page, 0, piece);
		text += length;
	}
}

static void add_heading(struct writing *writing, const char *text)
{
	xlsx_row(writing->page);
	xlsx_page_caption(writing->page, text);
}

/* Of the columns that paper has, the first `room` of the page. */
static int page_columns(const struct sheet *sheet, int columns[SHEET_COLUMNS_MAX])
{
	int count = 0;

	for (int column = 0; column < sheet->count; column++) {
		if (sheet->columns[column].paper)
			columns[count++] = column;
	}
	return count;
}

/* A cell of one of the book's sheets is a reference to it. */
static void refer(struct writing *writing, int at, const struct sheet *sheet, size_t row,
		  int column)
{
	const struct xlsx_sheet *from = xlsx_sheet_of(&writing->map, sheet);

	if (value_kind_is_text(sheet->columns[column].kind) ||
	    !sheet_cell_figure(sheet, row, column))
		write_data(writing->page, at, sheet, row, column);
	else if (!sheet_value(sheet, row, column).none)
		xlsx_formula(writing->page, at, sheet_value(sheet, row, column),
			     xlsx_table_cell(from, column, row).text);
}

static void page_totals(struct writing *writing, const struct sheet *sheet, const int *columns,
			int count)
{
	xlsx_strong_row(writing->page);
	xlsx_text(writing->page, 0, _("Total"));
	for (int i = 1; i < count; i++) {
		if (sheet->columns[columns[i]].total == TOTAL_NONE ||
		    sheet_total_value(sheet, columns[i]).none)
			xlsx_text(writing->page, i, "");
		else
			xlsx_formula(writing->page, i, sheet_total_value(sheet, columns[i]),
				     xlsx_table_cell(xlsx_sheet_of(&writing->map, sheet),
						     columns[i], sheet->row_count)
					     .text);
	}
}

/* The rows of a page's own table, for the sum below them. */
static void own_totals(struct writing *writing, const struct sheet *sheet, int first_row)
{
	struct xlsx_piece ranges[SHEET_COLUMNS_MAX];

	for (int column = 0; column < sheet->count; column++)
		ranges[column] = xlsx_page_range(writing->page, first_row, column);
	write_totals(writing, writing->page, sheet, ranges);
}

static void page_rows(struct writing *writing, const struct sheet_block *block, const int *columns,
		      int count, size_t rows)
{
	const struct sheet *sheet = block->table;

	for (size_t row = 0; row < rows; row++) {
		start_row(writing->page, sheet, row);
		for (int i = 0; i < count; i++) {
			if (block->own)
				write_cell(writing, writing->page, i, sheet, row, columns[i]);
			else
				refer(writing, i, sheet, row, columns[i]);
		}
	}
}

/* The last column of a table may reach over what is right of it. */
static int page_width(const struct sheet *sheet, int column, bool last)
{
	const int width = last ? text_columns(sheet_title(sheet, column)) : sheet->width[column];

	return (width < PAGE_WIDEST ? width : PAGE_WIDEST) + 3;
}

static void page_table(struct writing *writing, const struct sheet_block *block)
{
	const struct sheet *sheet = block->table;
	int columns[SHEET_COLUMNS_MAX];
	const int count = page_columns(sheet, columns);
	size_t rows = sheet->row_count;
	char line[LINE_SIZE];
	int first_row;

	if (rows == 0) {
		add_line(writing, sheet->nothing);
		return;
	}
	xlsx_row(writing->page);
	for (int i = 0; i < count; i++) {
		xlsx_page_title(writing->page, i, sheet_title(sheet, columns[i]),
				value_kind_is_number(sheet->columns[columns[i]].kind));
		xlsx_page_widen(writing->page, i, page_width(sheet, columns[i], i == count - 1));
	}
	if (block->rows_most && rows > block->rows_most)
		rows = block->rows_most;
	first_row = xlsx_page_row(writing->page) + 1;
	page_rows(writing, block, columns, count, rows);
	if (rows < sheet->row_count) {
		text_format(line, sizeof(line), _("... and %zu more on the sheet %s"),
			    sheet->row_count - rows, sheet->name);
		add_line(writing, line);
	}
	if (!sheet->has_total)
		return;
	if (block->own)
		own_totals(writing, sheet, first_row);
	else
		page_totals(writing, sheet, columns, count);
}

static void page_chart(struct writing *writing, const struct sheet_chart *chart)
{
	const struct sheet *sheet = chart->table;
	const int count = sheet->row_count < BOOK_POINTS_MAX ? (int)sheet->row_count
							     : (int)BOOK_POINTS_MAX;
	struct xlsx_bar *bars = memory_new((size_t)count + 1, sizeof(*bars));
	char(*shown)[SHEET_SHOWN_SIZE] = memory_new((size_t)count + 1, sizeof(*shown));
	struct xlsx_chart wish = { .title = chart->title,
				   .table = xlsx_sheet_of(&writing->map, sheet),
				   .categories = chart->categories,
				   .series_count = chart->series_count,
				   .bars = bars,
				   .bar_count = count,
				   .is_trend = chart->is_trend,
				   .width = CHART_WIDTH,
				   .height = chart->is_trend ? CHART_TREND
							     : CHART_FRAME + CHART_BAR * count };

	for (int i = 0; i < chart->series_count; i++)
		wish.series[i] = chart->series[i];
	for (int row = 0; row < count; row++) {
		bars[row].category = sheet_show(sheet, (size_t)row, chart->categories, shown[row]);
		for (int i = 0; i < chart->series_count; i++)
			bars[row].value[i] =
				sheet_value(sheet, (size_t)row, chart->series[i]).number;
	}
	if (count > 0)
		xlsx_bar_chart(writing->page, xlsx_page_row(writing->page) + 2, 0, &wish);
	free(bars);
	free(shown);
}

static void page_head(struct writing *writing)
{
	const struct sheet_book *book = writing->book;
	char line[LINE_SIZE];

	text_format(line, sizeof(line), "%s  %s", book->clinic, book->title);
	xlsx_heading(writing->page, line);
	xlsx_heading(writing->page, book->period);
	xlsx_page_begin(writing->page);
	if (*book->narrowed)
		add_line(writing, book->narrowed);
	if (*book->line)
		/* TRANSLATORS: "9C41-7A02-3", of which line of the clinic's entries a report is. */
		text_format(line, sizeof(line), _("%s Line of entries: %s."), book->state,
			    book->line);
	else
		text_copy(line, sizeof(line), book->state);
	add_line(writing, line);
	add_line(writing, book->moment);
}

static void write_page(struct writing *writing)
{
	const struct sheet_book *book = writing->book;
	char line[BOOK_COVER_SIZE] = "";
	const struct sheet_chart *chart = NULL;

	page_head(writing);
	for (int i = 0; i < book->block_count; i++) {
		const struct sheet_block *block = &book->blocks[i];

		if (block->title)
			add_heading(writing, block->title);
		if (block->table)
			page_table(writing, block);
		for (int j = 0; j < block->line_count; j++)
			add_line(writing, block->lines[j]);
		chart = block->chart ? block->chart : chart;
	}
	xlsx_row(writing->page);
	add_line(writing, sheet_book_cover(book, line));
	line[0] = '\0';
	for (int i = 0; i < BOOK_SIGNATURES && book->signatures[i]; i++) {
		const size_t used = strlen(line);

		text_format(line + used, sizeof(line) - used, "%s%s ______________",
			    used > 0 ? "      " : "", book->signatures[i]);
	}
	xlsx_row(writing->page);
	add_line(writing, line);
	if (*book->printed)
		add_line(writing, book->printed);
	xlsx_page_end(writing->page);
	if (chart)
		page_chart(writing, chart);
}

/* ---- The workbook ---- */

/* Those that people print, or the others; false: that failed. */
static bool add_sheets(struct writing *writing, bool paper)
{
	const struct sheet_book *book = writing->book;

	for (int i = 0; i < book->sheet_count; i++) {
		const struct sheet *sheet = book->sheets[i];
		struct xlsx_sheet_pair *pair = &writing->pairs[i];

		if (sheet->paper != paper)
			continue;
		pair->sheet = sheet;
		pair->xlsx = xlsx_sheet_add(writing->xlsx, sheet->name, sheet->columns,
					    sheet->count);
		if (!pair->xlsx)
			return false;
		if (paper)
			xlsx_paper_needs(pair->xlsx);
	}
	return true;
}

/* Behind page one stand the sheets that are printed, so that they are pages that follow each other.
 * Formulas look at sheets behind theirs in the report, so these are filled from the last to the
 * first. */
static void write_all(struct writing *writing)
{
	static const struct sheet_column columns[SHEET_COLUMNS_MAX] = { { .kind = VALUE_TEXT } };
	const struct sheet_book *book = writing->book;

	writing->page = xlsx_sheet_add(writing->xlsx, book->title, columns, SHEET_COLUMNS_MAX);
	if (!writing->page || !add_sheets(writing, true) || !add_sheets(writing, false))
		return;
	for (int i = book->sheet_count - 1; i >= 0; i--)
		write_sheet(writing, book->sheets[i], writing->pairs[i].xlsx);
	write_page(writing);
}

enum status xlsx_write_sheets(const struct sheet_book *book, const char *path,
			      struct problem *problem)
{
	struct writing writing = { .book = book, .map = { writing.pairs, book->sheet_count } };
	char title[2 * BOOK_TEXT_SIZE];
	const struct xlsx_about about = { .title = title,
					  .clinic = book->clinic,
					  .line = book->line,
					  .day = book->dates,
					  .created = book->to };
	enum status status;

	text_format(title, sizeof(title), "%s %s", book->title, book->dates);
	status = xlsx_open(&writing.xlsx, path, &about, problem);
	if (status)
		return status;
	write_all(&writing);
	return xlsx_finish(writing.xlsx, problem);
}
