#include "reports/xlsx/xlsx_grid.h"

#include <string.h>

#include "base/text.h"
#include "reports/wrap.h"

enum {
	WIDTH_LEAST = 7,
	COLUMNS_LEAST = 8,
	INDENT = 2,
	TEXT_MOST = 40,
	NOTE_MOST = 48,
	/* A text without blanks, which breaks between its Chinese characters. */
	WORD_MOST = 14,
	/* Between a number and the one before it. */
	SPACE = 1,
	/* Fewer rows of many say nothing: then there are none. */
	ROWS_LEAST = 8,
	/* Lines of text go over all columns. */
	DIGITS_LEAST = 104
};

/* What a column of a table takes at least, and what it would have. */
struct need {
	int least, wanted;
	bool is_text; /* it may go over several columns */
};

static int longest_word(const char *text)
{
	int longest = 0;

	while (*text) {
		const size_t length = strcspn(text, " ");
		char word[BOOK_TEXT_SIZE];
		int columns;

		text_format(word, sizeof(word), "%.*s", (int)length, text);
		columns = text_columns(word);
		if (text_has_han(word) && columns > WORD_MOST)
			columns = WORD_MOST;
		longest = columns > longest ? columns : longest;
		text += length + (text[length] == ' ');
	}
	return longest;
}

/* A number stands on one line; a text and a title may go on on the next. */
static void consider(struct need *need, const char *shown, bool is_title)
{
	const int columns = text_columns(shown), beside = need->is_text ? INDENT : SPACE,
		  word = longest_word(shown) + beside,
		  wanted = is_title ? word : columns + columns / 16 + beside,
		  least = need->is_text && word < wanted ? word : wanted;

	need->wanted = wanted > need->wanted ? wanted : need->wanted;
	need->least = least > need->least ? least : need->least;
}

static struct need need_of(const struct sheet *sheet, int column, size_t rows)
{
	const enum value_kind kind = sheet->columns[column].kind;
	const int most = kind == VALUE_NOTE ? NOTE_MOST : TEXT_MOST;
	struct need need = { .least = WIDTH_LEAST,
			     .wanted = WIDTH_LEAST,
			     .is_text = kind == VALUE_TEXT || kind == VALUE_NOTE };
	char shown[SHEET_SHOWN_SIZE];

	consider(&need, sheet_title(sheet, column), true);
	for (size_t row = 0; row < rows; row++)
		consider(&need, sheet_show(sheet, row, column, shown), false);
	if (sheet->has_total && !need.is_text)
		consider(&need, sheet_total_show(sheet, column, shown), false);
	need.wanted = need.wanted > most ? most : need.wanted;
	need.least = need.least > need.wanted ? need.wanted : need.least;
	return need;
}

/* ---- Columns ---- */

/* How wide the columns from one on are together, and what the page has left. */
static int room_from(const struct xlsx_grid *grid, int from)
{
	int room = XLSX_GRID_DIGITS;

	for (int i = 0; i < grid->count && i < from; i++)
		room -= grid->width[i] + 1;
	return room;
}

static void widen(struct xlsx_grid *grid, int column, int width)
{
	if (grid->width[column] < width)
		grid->width[column] = width;
}

/* Gives the text as many columns as it would have, as long as those behind it have theirs; returns
 * how many. */
static int spread(struct xlsx_grid *grid, int at, int most, struct need need, int behind)
{
	int width = grid->width[at], span = 1;

	while (span < most && width < need.wanted &&
	       (width < need.least || room_from(grid, at + span + 1) >= behind))
		width += grid->width[at + span++] + 1;
	if (width < need.least)
		widen(grid, at + span - 1, grid->width[at + span - 1] + need.least - width);
	return span;
}

/* A table that has all columns says how wide they are: what must be first, then texts as far as the
 * page has room. */
static void place_alone(struct xlsx_grid *grid, struct xlsx_grid_table *table,
			const struct need *needs)
{
	for (int i = 0; i < table->count; i++) {
		table->at[i] = i;
		table->span[i] = 1;
		widen(grid, i, needs[i].least);
	}
	for (int i = 0; i < table->count; i++) {
		const int room = room_from(grid, grid->count),
			  more = needs[i].wanted - grid->width[i];

		if (room > 0 && more > 0)
			grid->width[i] += more < room ? more : room;
	}
}

static void place(struct xlsx_grid *grid, const struct sheet *sheet, struct xlsx_grid_table *table)
{
	struct need needs[SHEET_COLUMNS_MAX];
	int behind = 0, at = 0;

	for (int i = 0; i < table->count; i++) {
		needs[i] = need_of(sheet, table->columns[i], table->rows);
		behind += needs[i].wanted + 1;
	}
	if (table->count == grid->count) {
		place_alone(grid, table, needs);
		return;
	}
	for (int i = 0; i < table->count; i++) {
		const int most = grid->count - at - (table->count - i - 1);

		behind -= needs[i].wanted + 1;
		table->at[i] = at;
		table->span[i] = 1;
		if (!needs[i].is_text)
			widen(grid, at, needs[i].least);
		else if (i == table->count - 1)
			table->span[i] = most;
		else
			table->span[i] = spread(grid, at, most, needs[i], behind);
		at += table->span[i];
	}
}

/* What may go on on a next line stands on one where the page has room for that: texts first, then
 * titles. */
static void unfold(struct xlsx_grid *grid, const struct sheet_book *book, bool titles)
{
	for (int i = 0; i < book->block_count; i++) {
		const struct xlsx_grid_table *table = &grid->tables[i];
		const struct sheet *sheet = book->blocks[i].table;

		for (int j = 0; j < table->count; j++) {
			const int wanted =
				titles ? text_columns(sheet_title(sheet, table->columns[j])) +
						 INDENT
				       : need_of(sheet, table->columns[j], table->rows).wanted;
			int *width = &grid->width[table->at[j]];

			if (table->span[j] == 1 && *width < wanted &&
			    room_from(grid, grid->count) >= wanted - *width)
				*width = wanted;
		}
	}
}

static void fill(struct xlsx_grid *grid, int digits)
{
	int missing = digits - (XLSX_GRID_DIGITS - room_from(grid, grid->count));

	for (int i = 0; missing > 0; missing--)
		grid->width[i++ % grid->count]++;
}

/* Tables with many columns say how wide these are, so they come first. */
static void place_all(struct xlsx_grid *grid, const struct sheet_book *book)
{
	for (int i = 0; i < SHEET_COLUMNS_MAX; i++)
		grid->width[i] = WIDTH_LEAST;
	for (int count = grid->count; count > 0; count--) {
		for (int i = 0; i < book->block_count; i++) {
			if (grid->tables[i].count == count)
				place(grid, book->blocks[i].table, &grid->tables[i]);
		}
	}
	unfold(grid, book, false);
	unfold(grid, book, true);
	fill(grid, DIGITS_LEAST);
}

/* ---- Rows ---- */

int xlsx_grid_digits(const struct xlsx_grid *grid, int from, int to)
{
	return room_from(grid, from) - room_from(grid, to) - 2 * INDENT;
}

int xlsx_grid_lines(const int *width, int span, bool is_number, const char *text)
{
	int columns = span - (is_number ? 1 : INDENT), lines = 0;

	for (int i = 0; i < span; i++)
		columns += width[i];
	do {
		text += wrap_length(text, columns);
		lines++;
	} while (*text);
	return lines;
}

/* How many lines a row of a table takes, or, with `titles`, the row above it. */
static int row_lines(const struct xlsx_grid *grid, const struct sheet *sheet,
		     const struct xlsx_grid_table *table, size_t row, bool titles)
{
	int most = 1;

	for (int i = 0; i < table->count; i++) {
		const int column = table->columns[i];
		const bool is_number = value_kind_is_number(sheet->columns[column].kind);
		const char *text = titles ? sheet_title(sheet, column)
				   : value_kind_is_text(sheet->columns[column].kind)
					   ? sheet_cell_text(sheet, row, column)
					   : "";
		const int lines = xlsx_grid_lines(grid->width + table->at[i], table->span[i],
						  is_number, text);

		most = lines > most ? lines : most;
	}
	return most;
}

static int halves_of(const struct xlsx_grid *grid, const struct sheet_book *book)
{
	int rows = 0;

	for (int i = 0; i < book->block_count; i++) {
		const struct xlsx_grid_table *table = &grid->tables[i];
		const struct sheet *sheet = book->blocks[i].table;

		if (table->count == 0)
			continue;
		rows += row_lines(grid, sheet, table, 0, true) + sheet->has_total +
			(table->rows < sheet->row_count);
		for (size_t row = 0; row < table->rows; row++)
			rows += row_lines(grid, sheet, table, row, false);
	}
	return 2 * rows;
}

/* The shortest table that a sheet has, too, of those that have no rows yet; -1: none. */
static int shortest(const struct xlsx_grid *grid, const struct sheet_book *book,
		    const size_t *wanted)
{
	int found = -1;

	for (int i = 0; i < book->block_count; i++) {
		if (wanted[i] > 0 && grid->tables[i].rows == 0 &&
		    (found < 0 || wanted[i] < wanted[found]))
			found = i;
	}
	return found;
}

static void choose(struct xlsx_grid_table *table, const struct sheet_block *block)
{
	const struct sheet *sheet = block->table;

	if (!sheet || sheet->row_count == 0)
		return;
	for (int column = 0; column < sheet->count; column++) {
		if (sheet->columns[column].paper)
			table->columns[table->count++] = column;
	}
	table->rows = sheet->row_count;
	/* What says that one is missing takes its place. */
	if (block->rows_most && table->rows > block->rows_most + 1)
		table->rows = block->rows_most;
}

void xlsx_grid_place(struct xlsx_grid *grid, const struct sheet_book *book)
{
	memset(grid, 0, sizeof(*grid));
	grid->count = COLUMNS_LEAST;
	for (int i = 0; i < book->block_count; i++) {
		choose(&grid->tables[i], &book->blocks[i]);
		if (grid->tables[i].count > grid->count)
			grid->count = grid->tables[i].count;
	}
	place_all(grid, book);
}

void xlsx_grid_fit(struct xlsx_grid *grid, const struct sheet_book *book, int halves)
{
	size_t wanted[BOOK_BLOCKS_MAX] = { 0 };
	int index;

	for (int i = 0; i < book->block_count; i++) {
		if (!book->blocks[i].rows_most)
			continue;
		wanted[i] = grid->tables[i].rows;
		grid->tables[i].rows = 0;
	}
	while ((index = shortest(grid, book, wanted)) >= 0) {
		size_t *rows = &grid->tables[index].rows;

		*rows = wanted[index];
		wanted[index] = 0;
		while (*rows > 0 && halves + halves_of(grid, book) > XLSX_GRID_HALVES)
			*rows = *rows > ROWS_LEAST ? *rows - 1 : 0;
	}
	grid->halves = halves + halves_of(grid, book);
}
