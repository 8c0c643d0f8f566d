#include "reports/text/text_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "reports/wrap.h"

enum { GAP = 2, NARROWEST = 6, NOTE_NARROWEST = 12, BAR_COLUMNS = 40 };

struct text_line *text_page_add(struct text_page *page, const char *text)
{
	struct text_line *line = memory_append(&page->lines, &page->count, &page->room,
					       sizeof(*page->lines));
	size_t length = strlen(text);

	while (length > 0 && text[length - 1] == ' ')
		length--;
	line->text = memory_new(length + 1, 1);
	memcpy(line->text, text, length);
	return line;
}

void text_page_release(struct text_page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		free(page->lines[i].text);
		free(page->lines[i].spoken);
	}
	free(page->lines);
	memset(page, 0, sizeof(*page));
}

/* A text in as many lines as it takes. */
void text_page_wrap(struct text_page *page, const char *text)
{
	while (text_columns(text) > page->columns) {
		const size_t length = wrap_length(text, page->columns);
		char piece[TEXT_LINE_SIZE];

		if (length >= sizeof(piece))
			break;
		memcpy(piece, text, length);
		piece[length] = '\0';
		text_page_add(page, piece);
		text += length;
	}
	if (*text)
		text_page_add(page, text);
}

static void add_rule(struct text_page *page)
{
	char rule[TEXT_LINE_SIZE];
	int columns = page->columns < TEXT_LINE_SIZE ? page->columns : TEXT_LINE_SIZE - 1;

	memset(rule, '-', (size_t)columns);
	rule[columns] = '\0';
	text_page_add(page, rule);
}

/* ---- Tables ---- */

static bool is_text(const struct text_columns *shown, int i)
{
	return value_kind_is_text(shown->sheet->columns[shown->columns[i]].kind);
}

static bool is_number(const struct text_columns *shown, int i)
{
	const struct sheet_column *column = &shown->sheet->columns[shown->columns[i]];

	return column->of_row || value_kind_is_number(column->kind);
}

static int width_of(const struct text_columns *shown)
{
	int width = -GAP;

	for (int i = 0; i < shown->count; i++)
		width += shown->width[i] + GAP;
	return width;
}

/* Of the text columns the widest that can still give something; -1: none. */
static int widest_text(const struct text_columns *shown)
{
	int widest = -1;

	for (int i = 0; i < shown->count; i++) {
		if (is_text(shown, i) && shown->width[i] > NARROWEST &&
		    (widest < 0 || shown->width[i] > shown->width[widest]))
			widest = i;
	}
	return widest;
}

/* The last column, a note, gives way first, and is left out before it says nothing; then the widest
 * texts become narrower. */
static void make_fit(struct text_columns *shown, int columns)
{
	const int last = shown->count - 1;
	int over = width_of(shown) - columns, widest;

	if (over > 0 && last > 0 && is_text(shown, last)) {
		shown->width[last] -= over < shown->width[last] ? over : shown->width[last];
		if (shown->width[last] < NOTE_NARROWEST)
			shown->count--;
	}
	while (width_of(shown) > columns) {
		widest = widest_text(shown);
		if (widest < 0)
			return;
		shown->width[widest]--;
	}
}

/* Where a title is broken so that its longer part is short: at a space, or not. */
static size_t title_break(const char *title)
{
	const int whole = text_columns(title);
	size_t best = strlen(title);
	int longest = whole;

	for (const char *space = strchr(title, ' '); space; space = strchr(space + 1, ' ')) {
		const int rest = text_columns(space + 1), first = whole - rest - 1;
		const int longer = first > rest ? first : rest;

		if (longer < longest) {
			longest = longer;
			best = (size_t)(space - title);
		}
	}
	return best;
}

/* How wide numbers are whose title stands on two lines. */
static int stacked_width(const struct sheet *sheet, int column)
{
	const char *title = sheet_title(sheet, column);
	const size_t at = title_break(title);
	const int rest = title[at] ? text_columns(title + at + 1) : 0;
	int width = text_columns(title) - (title[at] ? rest + 1 : 0);
	char cell[SHEET_SHOWN_SIZE];

	width = rest > width ? rest : width;
	for (size_t row = 0; row < sheet->row_count; row++) {
		const int needed = text_columns(sheet_show(sheet, row, column, cell));

		width = needed > width ? needed : width;
	}
	if (sheet->has_total) {
		const int needed = text_columns(sheet_total_show(sheet, column, cell));

		width = needed > width ? needed : width;
	}
	return width;
}

/* For a table of many numbers: their titles on two lines, and the last ones left out where it is
 * too wide even so. */
static void stack(struct text_columns *shown, int columns)
{
	shown->is_stacked = true;
	for (int i = 0; i < shown->count; i++)
		shown->width[i] = is_number(shown, i)
					  ? stacked_width(shown->sheet, shown->columns[i])
					  : shown->sheet->width[shown->columns[i]];
	make_fit(shown, columns);
	while (shown->count > 1 && width_of(shown) > columns)
		shown->count--;
}

static void choose(struct text_columns *shown, const struct sheet *sheet, bool paper, int columns)
{
	*shown = (struct text_columns){ .sheet = sheet };
	for (int column = 0; column < sheet->count; column++) {
		if (paper && !sheet->columns[column].paper)
			continue;
		shown->columns[shown->count] = column;
		shown->width[shown->count++] = sheet->width[column];
	}
	make_fit(shown, columns);
	if (width_of(shown) > columns)
		stack(shown, columns);
}

void text_columns_choose(struct text_columns *out, const struct sheet *sheet, unsigned wanted,
			 int columns)
{
	int room = columns;

	*out = (struct text_columns){ .sheet = sheet };
	for (int column = 0; column < sheet->count; column++) {
		if (wanted & 1u << column)
			room -= sheet->width[column] + GAP;
	}
	for (int column = 0; column < sheet->count; column++) {
		const bool needed = wanted & 1u << column;
		const int width = sheet->width[column] + GAP;

		if (!needed && (!sheet->columns[column].paper || width > room))
			continue;
		room -= needed ? 0 : width;
		out->columns[out->count] = column;
		out->width[out->count++] = sheet->width[column];
	}
	make_fit(out, columns);
}

/* A cell of a line, numbers to the right. */
static void add_cell(char line[TEXT_LINE_SIZE], const struct text_columns *shown, int i,
		     const char *text)
{
	const size_t used = strlen(line);
	char cell[TEXT_LINE_SIZE];

	text_pad(cell, sizeof(cell), text, shown->width[i],
		 is_number(shown, i) ? TEXT_RIGHT : TEXT_LEFT);
	text_format(line + used, TEXT_LINE_SIZE - used, "%*s%s", i > 0 ? GAP : 0, "", cell);
}

/* The titles on one line, and those that are too long on two. */
static void add_stacked_titles(struct text_page *page, const struct text_columns *shown)
{
	char above[TEXT_LINE_SIZE] = "", line[TEXT_LINE_SIZE] = "", all[TEXT_LINE_SIZE] = "";
	struct text_line *made;

	for (int i = 0; i < shown->count; i++) {
		const char *title = sheet_title(shown->sheet, shown->columns[i]);
		const size_t at = title_break(title), used = strlen(all);
		const bool is_broken = title[at] && text_columns(title) > shown->width[i];
		char first[TEXT_LINE_SIZE];

		text_format(first, sizeof(first), "%.*s", (int)at, title);
		add_cell(above, shown, i, is_broken ? first : "");
		add_cell(line, shown, i, is_broken ? title + at + 1 : title);
		text_format(all + used, sizeof(all) - used, "%s%s", i > 0 ? " " : "", title);
	}
	made = text_page_add(page, above);
	made->strong = true;
	made->spoken = memory_string("");
	made = text_page_add(page, line);
	made->strong = true;
	made->spoken = memory_string(all);
}

void text_page_titles(struct text_page *page, const struct text_columns *shown)
{
	char line[TEXT_LINE_SIZE] = "";

	if (shown->is_stacked) {
		add_stacked_titles(page, shown);
		return;
	}
	for (int i = 0; i < shown->count; i++)
		add_cell(line, shown, i, sheet_title(shown->sheet, shown->columns[i]));
	text_page_add(page, line)->strong = true;
}

void text_page_row(struct text_page *page, const struct text_columns *shown, size_t row)
{
	char line[TEXT_LINE_SIZE] = "", cell[SHEET_SHOWN_SIZE];
	struct text_line *made;

	for (int i = 0; i < shown->count; i++)
		add_cell(line, shown, i, sheet_show(shown->sheet, row, shown->columns[i], cell));
	made = text_page_add(page, line);
	made->table = shown->sheet;
	made->row = row;
}

static void add_total(struct text_page *page, const struct text_columns *shown)
{
	char line[TEXT_LINE_SIZE] = "", cell[SHEET_SHOWN_SIZE];

	for (int i = 0; i < shown->count; i++)
		add_cell(line, shown, i,
			 i == 0 ? _("Total")
				: sheet_total_show(shown->sheet, shown->columns[i], cell));
	text_page_add(page, line)->strong = true;
}

static void add_table(struct text_page *page, const struct sheet *sheet, bool paper,
		      size_t rows_most)
{
	struct text_columns shown;
	size_t rows = sheet->row_count;
	char line[TEXT_LINE_SIZE];

	if (rows == 0) {
		text_page_wrap(page, sheet->nothing);
		return;
	}
	if (rows_most && rows > rows_most)
		rows = rows_most;
	choose(&shown, sheet, paper, page->columns);
	text_page_titles(page, &shown);
	for (size_t row = 0; row < rows; row++)
		text_page_row(page, &shown, row);
	if (rows < sheet->row_count) {
		text_format(line, sizeof(line), _("... and %zu more on the sheet %s"),
			    sheet->row_count - rows, sheet->name);
		text_page_add(page, line);
	}
	if (sheet->has_total)
		add_total(page, &shown);
}

/* ---- Charts ---- */

static int64_t bar_total(const struct sheet_chart *chart, size_t row)
{
	int64_t sum = 0;

	for (int i = 0; i < chart->series_count; i++)
		sum += sheet_value(chart->table, row, chart->series[i]).number;
	return sum;
}

/* A bar of #, one for each series another sign. */
static void add_bar(struct text_page *page, const struct sheet_chart *chart, size_t row,
		    int64_t most)
{
	static const char signs[BOOK_SERIES_MAX] = { '#', '=', '+', '.' };
	char line[TEXT_LINE_SIZE], name[TEXT_LINE_SIZE], shown[SHEET_SHOWN_SIZE];
	size_t used;

	text_pad(name, sizeof(name), sheet_show(chart->table, row, chart->categories, shown),
		 chart->table->width[chart->categories], TEXT_LEFT);
	text_format(line, sizeof(line), "%s  ", name);
	used = strlen(line);
	for (int i = 0; i < chart->series_count; i++) {
		int64_t number = sheet_value(chart->table, row, chart->series[i]).number;

		for (int64_t n = number * BAR_COLUMNS / most; n > 0 && used + 32 < sizeof(line);
		     n--)
			line[used++] = signs[i];
	}
	line[used] = '\0';
	text_format(line + used, sizeof(line) - used, " %lld", (long long)bar_total(chart, row));
	text_page_add(page, line);
}

static void add_chart(struct text_page *page, const struct sheet_chart *chart)
{
	int64_t most = 1;

	for (size_t row = 0; row < chart->table->row_count; row++)
		if (bar_total(chart, row) > most)
			most = bar_total(chart, row);
	text_page_add(page, chart->title)->strong = true;
	for (size_t row = 0; row < chart->table->row_count && row < BOOK_POINTS_MAX; row++)
		add_bar(page, chart, row, most);
}

/* ---- Page one ---- */

static void add_head(struct text_page *page, const struct sheet_book *book)
{
	char line[TEXT_LINE_SIZE];

	text_format(line, sizeof(line), "%s  %s", book->clinic, book->title);
	text_page_add(page, line)->strong = true;
	text_page_add(page, book->period)->strong = true;
	text_page_wrap(page, book->narrowed);
	text_format(line, sizeof(line), "%s %s", book->state,
		    *book->line ? _("Line of entries:") : "");
	if (*book->line)
		text_format(line + strlen(line), sizeof(line) - strlen(line), " %s", book->line);
	text_page_wrap(page, line);
}

static void add_block(struct text_page *page, const struct sheet_block *block)
{
	add_rule(page);
	if (block->title)
		text_page_add(page, block->title)->strong = true;
	if (block->table)
		add_table(page, block->table, true, block->rows_most);
	for (int i = 0; i < block->line_count; i++)
		text_page_wrap(page, block->lines[i]);
	if (block->chart)
		add_chart(page, block->chart);
}

static void add_signatures(struct text_page *page, const struct sheet_book *book)
{
	char line[TEXT_LINE_SIZE] = "";

	add_rule(page);
	for (int i = 0; i < BOOK_SIGNATURES && book->signatures[i]; i++) {
		const size_t used = strlen(line);

		text_format(line + used, sizeof(line) - used, "%s%s ______________",
			    used > 0 ? "   " : "", book->signatures[i]);
	}
	if (*line)
		text_page_wrap(page, line);
	text_page_wrap(page, book->printed);
}

void text_page_one(struct text_page *page, const struct sheet_book *book)
{
	char cover[BOOK_COVER_SIZE];

	add_head(page, book);
	for (int i = 0; i < book->block_count; i++)
		add_block(page, &book->blocks[i]);
	add_rule(page);
	text_page_wrap(page, book->moment);
	text_page_wrap(page, sheet_book_cover(book, cover));
	add_signatures(page, book);
}

void text_page_sheet(struct text_page *page, const struct sheet *sheet, bool paper)
{
	text_page_add(page, sheet->name)->strong = true;
	add_table(page, sheet, paper, 0);
}
