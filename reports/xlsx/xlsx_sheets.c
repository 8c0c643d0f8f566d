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
	LINE_SIZE = BOOK_COVER_SIZE,
	TITLE_HALVES = 5,
	CAPTION_HALVES = 3,
	SIGNATURE_HALVES = 4,
	CHART_WIDTH = 560,
	FORMULA_ROWS_MOST = 5000000,
	CHART_FRAME = 130,
	CHART_TREND = 330,
	CHART_BAR = 26,
	CHART_ROW = 20
};

struct writing {
	const struct sheet_book *book;
	struct xlsx *xlsx;
	struct xlsx_sheet *page;
	struct xlsx_sheet_pair pairs[BOOK_SHEETS_MAX];
	struct xlsx_sheet_map map;
	struct xlsx_grid grid;
};

/* ---- Tables ---- */

static void write_text(struct writing *writing, struct xlsx_sheet *to, int at, const char *text)
{
	if (to == writing->page)
		xlsx_page_text(to, at, text);
	else
		xlsx_text(to, at, text);
}

static void write_data(struct writing *writing, struct xlsx_sheet *to, int at,
		       const struct sheet *sheet, size_t row, int column)
{
	struct value value;

	if (value_kind_is_text(sheet->columns[column].kind)) {
		write_text(writing, to, at, sheet_cell_text(sheet, row, column));
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
		write_data(writing, to, at, sheet, row, column);
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
	write_text(writing, to, 0, _("Total"));
	for (int column = 1; column < sheet->count; column++) {
		const struct value value = sheet_total_value(sheet, column);

		if (sheet->columns[column].total == TOTAL_WHOLE) {
			xlsx_figure(to, column, &writing->map, sheet->figure[column], value, true);
		} else if (sheet->columns[column].total == TOTAL_SUM) {
			text_format(formula, sizeof(formula), "SUM(%s)", ranges[column].text);
			xlsx_formula(to, column, value, formula);
		} else {
			write_text(writing, to, column, "");
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

/* How much of a text is a line between two columns of the page; writes it in the present row. */
static size_t add_piece(struct writing *writing, int from, int to, const char *text)
{
	const size_t length = wrap_length(text, xlsx_grid_digits(&writing->grid, from, to));
	char piece[LINE_SIZE];

	text_format(piece, sizeof(piece), "%.*s", (int)length, text);
	xlsx_text(writing->page, from, piece);
	return length;
}

static void add_line(struct writing *writing, const char *text)
{
	while (*text) {
		xlsx_row(writing->page);
		text += add_piece(writing, 0, writing->grid.count, text);
	}
}

static void add_heading(struct writing *writing, const char *text)
{
	xlsx_page_gap(writing->page);
	xlsx_row(writing->page);
	xlsx_page_caption(writing->page, 0, text);
}

/* A cell of one of the book's sheets is a reference to it. */
static void refer(struct writing *writing, int at, const struct sheet *sheet, size_t row,
		  int column)
{
	const struct xlsx_sheet *from = xlsx_sheet_of(&writing->map, sheet);

	if (value_kind_is_text(sheet->columns[column].kind) ||
	    !sheet_cell_figure(sheet, row, column))
		write_data(writing, writing->page, at, sheet, row, column);
	else if (!sheet_value(sheet, row, column).none)
		xlsx_formula(writing->page, at, sheet_value(sheet, row, column),
			     xlsx_table_cell(from, column, row).text);
}

static void page_totals(struct writing *writing, const struct sheet *sheet, const int *columns,
			int count)
{
	xlsx_strong_row(writing->page);
	xlsx_page_text(writing->page, 0, _("Total"));
	for (int i = 1; i < count; i++) {
		if (sheet->columns[columns[i]].total == TOTAL_NONE ||
		    sheet_total_value(sheet, columns[i]).none)
			xlsx_page_text(writing->page, i, "");
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

static void page_titles(struct writing *writing, const struct sheet *sheet,
			const struct xlsx_grid_table *table)
{
	xlsx_row(writing->page);
	for (int i = 0; i < table->count; i++)
		xlsx_page_title(writing->page, i, sheet_title(sheet, table->columns[i]),
				value_kind_is_number(sheet->columns[table->columns[i]].kind));
}

static void page_table(struct writing *writing, const struct sheet_block *block,
		       const struct xlsx_grid_table *table)
{
	const struct sheet *sheet = block->table;
	char line[LINE_SIZE];
	int first_row;

	if (sheet->row_count == 0) {
		add_line(writing, sheet->nothing);
		return;
	}
	xlsx_page_place(writing->page, &writing->grid, table);
	page_titles(writing, sheet, table);
	first_row = xlsx_page_row(writing->page) + 1;
	page_rows(writing, block, table->columns, table->count, table->rows);
	if (table->rows < sheet->row_count) {
		text_format(line, sizeof(line),
			    table->rows > 0 ? _("... and %zu more on the sheet %s")
					    : _("... %zu rows on the sheet %s"),
			    sheet->row_count - table->rows, sheet->name);
		xlsx_page_place(writing->page, &writing->grid, NULL);
		add_line(writing, line);
		xlsx_page_place(writing->page, &writing->grid, table);
	}
	if (sheet->has_total && block->own)
		own_totals(writing, sheet, first_row);
	else if (sheet->has_total)
		page_totals(writing, sheet, table->columns, table->count);
	xlsx_page_place(writing->page, &writing->grid, NULL);
}

/* Below the last row where the page has room for it; else beside the page, where it is seen but not
 * printed, for which all letters would have to be smaller. Returns how many rows more are printed.
 */
static int page_chart(struct writing *writing, const struct sheet_chart *chart)
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
	const int rows = 2 + wish.height / CHART_ROW;
	const bool is_below = writing->grid.halves + 2 * rows <= XLSX_GRID_HALVES;

	for (int i = 0; i < chart->series_count; i++)
		wish.series[i] = chart->series[i];
	for (int row = 0; row < count; row++) {
		bars[row].category = sheet_show(sheet, (size_t)row, chart->categories, shown[row]);
		for (int i = 0; i < chart->series_count; i++)
			bars[row].value[i] =
				sheet_value(sheet, (size_t)row, chart->series[i]).number;
	}
	if (count > 0 && is_below)
		xlsx_bar_chart(writing->page, xlsx_page_row(writing->page) + 2, 0, &wish);
	else if (count > 0)
		xlsx_bar_chart(writing->page, 0, writing->grid.count + 1, &wish);
	free(bars);
	free(shown);
	return count > 0 && is_below ? rows : 0;
}

/* What stands under the title: when it was closed and by whom. */
static void state_line(const struct sheet_book *book, char line[LINE_SIZE])
{
	if (*book->line)
		/* TRANSLATORS: "9C41-7A02-3", of which line of the clinic's entries a report is. */
		text_format(line, LINE_SIZE, _("%s Line of entries: %s."), book->state, book->line);
	else
		text_copy(line, LINE_SIZE, book->state);
}

static void page_head(struct writing *writing)
{
	const struct sheet_book *book = writing->book;
	char line[LINE_SIZE];

	text_format(line, sizeof(line), "%s  %s", book->clinic, book->title);
	xlsx_heading(writing->page, line);
	xlsx_heading(writing->page, book->period);
	xlsx_page_begin(writing->page);
	add_line(writing, book->narrowed);
	state_line(book, line);
	add_line(writing, line);
	add_line(writing, book->moment);
}

/* Behind the blocks: what lies behind the page, and the lines to sign on. */
static void page_foot(struct writing *writing)
{
	const struct sheet_book *book = writing->book;
	char line[BOOK_COVER_SIZE] = "";

	xlsx_page_gap(writing->page);
	add_line(writing, sheet_book_cover(book, line));
	line[0] = '\0';
	for (int i = 0; i < BOOK_SIGNATURES && book->signatures[i]; i++) {
		const size_t used = strlen(line);

		text_format(line + used, sizeof(line) - used, "%s%s ______________",
			    used > 0 ? "      " : "", book->signatures[i]);
	}
	xlsx_row(writing->page);
	add_line(writing, line);
	add_line(writing, book->printed);
}

/* ---- Its blocks ---- */

/* One that is lines alone stands beside the one before it, where that is such a one, too. */
static bool is_narrow(const struct sheet_book *book, int index)
{
	const struct sheet_block *block = &book->blocks[index];

	return index < book->block_count && block->title && !block->table && !block->chart;
}

static bool is_pair(const struct sheet_book *book, int index)
{
	return is_narrow(book, index) && is_narrow(book, index + 1);
}

/* How far the lines of a block are written, which stand from one column to before another. */
struct reading {
	const struct sheet_block *block;
	int from, to, line;
	const char *rest;
};

static void start_reading(struct reading *reading, const struct sheet_block *block, int from,
			  int to)
{
	*reading = (struct reading){ block, from, to, 0, block->line_count ? block->lines[0] : "" };
}

static bool has_more(const struct reading *reading)
{
	return *reading->rest != '\0';
}

static void go_on(struct reading *reading, size_t length)
{
	reading->rest += length;
	if (!*reading->rest && ++reading->line < reading->block->line_count)
		reading->rest = reading->block->lines[reading->line];
}

static void start_pair(const struct writing *writing, int index, struct reading sides[2])
{
	const struct sheet_block *block = &writing->book->blocks[index];
	const int middle = (writing->grid.count + 1) / 2;

	start_reading(&sides[0], block, 0, middle);
	start_reading(&sides[1], block + 1, middle, writing->grid.count);
}

static void page_pair(struct writing *writing, int index)
{
	struct reading sides[2];

	start_pair(writing, index, sides);
	add_heading(writing, sides[0].block->title);
	xlsx_page_caption(writing->page, sides[1].from, sides[1].block->title);
	while (has_more(&sides[0]) || has_more(&sides[1])) {
		xlsx_row(writing->page);
		for (int i = 0; i < 2; i++) {
			struct reading *side = &sides[i];

			if (has_more(side))
				go_on(side, add_piece(writing, side->from, side->to, side->rest));
		}
	}
}

static int lines_between(const struct xlsx_grid *grid, struct reading reading)
{
	int lines = 0;

	for (; has_more(&reading); lines++)
		go_on(&reading,
		      wrap_length(reading.rest, xlsx_grid_digits(grid, reading.from, reading.to)));
	return lines;
}

static int lines_of(const struct xlsx_grid *grid, const char *text)
{
	const struct sheet_block block = { .lines = { text }, .line_count = 1 };
	struct reading reading;

	start_reading(&reading, &block, 0, grid->count);
	return lines_between(grid, reading);
}

/* How much a block takes beside its table's rows; where two stand beside each other, both. */
static int block_halves(const struct writing *writing, int index)
{
	const struct sheet_block *block = &writing->book->blocks[index];
	const struct xlsx_grid *grid = &writing->grid;
	struct reading sides[2];
	int lines = 0, other;

	if (is_pair(writing->book, index)) {
		start_pair(writing, index, sides);
		lines = lines_between(grid, sides[0]);
		other = lines_between(grid, sides[1]);
		return CAPTION_HALVES + 2 * (lines > other ? lines : other);
	}
	if (block->table && block->table->row_count == 0)
		lines += lines_of(grid, block->table->nothing);
	start_reading(&sides[0], block, 0, grid->count);
	lines += lines_between(grid, sides[0]);
	return (block->title ? CAPTION_HALVES : 0) + 2 * lines;
}

/* How much the page takes beside its tables' rows. */
static int page_halves(const struct writing *writing)
{
	const struct sheet_book *book = writing->book;
	const struct xlsx_grid *grid = &writing->grid;
	char line[LINE_SIZE];
	int lines, halves = TITLE_HALVES + SIGNATURE_HALVES;

	state_line(book, line);
	lines = lines_of(grid, line) + lines_of(grid, book->narrowed) +
		lines_of(grid, book->moment) + lines_of(grid, book->printed) +
		lines_of(grid, sheet_book_cover(book, line));
	for (int i = 0; i < book->block_count; i += is_pair(book, i) ? 2 : 1)
		halves += block_halves(writing, i);
	return halves + 2 * lines;
}

static void page_block(struct writing *writing, int index)
{
	const struct sheet_block *block = &writing->book->blocks[index];

	if (block->title)
		add_heading(writing, block->title);
	if (block->table)
		page_table(writing, block, &writing->grid.tables[index]);
	for (int i = 0; i < block->line_count; i++)
		add_line(writing, block->lines[i]);
}

static void write_page(struct writing *writing)
{
	const struct sheet_book *book = writing->book;
	const struct sheet_chart *chart = NULL;

	xlsx_grid_place(&writing->grid, book);
	xlsx_grid_fit(&writing->grid, book, page_halves(writing));
	page_head(writing);
	for (int i = 0; i < book->block_count; i += is_pair(book, i) ? 2 : 1) {
		if (is_pair(book, i))
			page_pair(writing, i);
		else
			page_block(writing, i);
		chart = book->blocks[i].chart ? book->blocks[i].chart : chart;
	}
	page_foot(writing);
	xlsx_page_end(writing->page, &writing->grid, chart ? page_chart(writing, chart) : 0);
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
