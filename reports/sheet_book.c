#include "reports/sheet_book.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

struct book_figure {
	struct figure figure; /* the first member: a figure's address is its own */
	struct book_figure *next;
};

void sheet_book_init(struct sheet_book *book)
{
	memset(book, 0, sizeof(*book));
	book->texts = sheet_texts_new();
	book->filter = memory_new(SHEET_ROLE_COUNT, sizeof(*book->filter));
}

bool sheet_book_is_narrowed(const struct sheet_book *book)
{
	for (int role = 0; role < SHEET_ROLE_COUNT; role++) {
		if (book->filter[role])
			return true;
	}
	return false;
}

void sheet_book_release(struct sheet_book *book)
{
	for (int i = 0; i < book->sheet_count; i++) {
		sheet_release(book->sheets[i]);
		free(book->sheets[i]);
	}
	for (int i = 0; i < book->owned_count; i++) {
		sheet_release(book->owned[i]);
		free(book->owned[i]);
	}
	while (book->figures) {
		struct book_figure *next = book->figures->next;

		free(book->figures);
		book->figures = next;
	}
	for (int i = 0; i < book->column_count; i++)
		free(book->columns[i]);
	free(book->charts);
	free(book->filter);
	sheet_texts_free(book->texts);
	memset(book, 0, sizeof(*book));
}

static struct sheet *new_sheet(struct sheet_book *book, const char *key, const char *name,
			       const struct sheet_column *columns, int count)
{
	struct sheet *sheet = memory_new(1, sizeof(*sheet));

	sheet_init(sheet, book->texts, book->filter, name, columns, count);
	sheet->key = key;
	return sheet;
}

struct sheet *sheet_book_add(struct sheet_book *book, const char *key, const char *name,
			     const struct sheet_column *columns, int count)
{
	assert(book->sheet_count < BOOK_SHEETS_MAX);
	return book->sheets[book->sheet_count++] = new_sheet(book, key, name, columns, count);
}

struct sheet_column *sheet_book_columns(struct sheet_book *book, int count)
{
	assert(book->column_count < BOOK_SHEETS_MAX && count <= SHEET_COLUMNS_MAX);
	return book->columns[book->column_count++] = memory_new((size_t)count,
								sizeof(struct sheet_column));
}

struct sheet *sheet_book_sheet(const struct sheet_book *book, const char *key)
{
	for (int i = 0; i < book->sheet_count; i++) {
		if (strcmp(book->sheets[i]->key, key) == 0)
			return book->sheets[i];
	}
	assert(!"a sheet of the book");
	return NULL;
}

/* ---- Page one ---- */

struct sheet_block *sheet_book_block(struct sheet_book *book, const char *title)
{
	struct sheet_block *block = &book->blocks[book->block_count];

	assert(book->block_count < BOOK_BLOCKS_MAX);
	book->block_count++;
	block->title = title ? sheet_texts_keep(book->texts, title) : NULL;
	return block;
}

struct sheet *sheet_book_table(struct sheet_book *book, struct sheet_block *block, const char *key,
			       const struct sheet_column *columns, int count)
{
	struct sheet *sheet = new_sheet(book, key, "", columns, count);

	assert(!block->table && book->owned_count < BOOK_BLOCKS_MAX);
	book->owned[book->owned_count++] = sheet;
	block->table = sheet;
	block->own = true;
	return sheet;
}

void sheet_block_line(struct sheet_book *book, struct sheet_block *block, const char *format, ...)
{
	char text[2 * BOOK_TEXT_SIZE];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	text[text_utf8_prefix(text, strlen(text))] = '\0';
	assert(block->line_count < BOOK_LINES_MAX);
	block->lines[block->line_count++] = sheet_texts_keep(book->texts, text);
}

void sheet_block_chart(struct sheet_book *book, struct sheet_block *block,
		       const struct sheet_chart *chart)
{
	struct sheet_chart *kept;

	assert(chart->series_count <= BOOK_SERIES_MAX);
	if (!book->charts)
		book->charts = memory_new(BOOK_BLOCKS_MAX, sizeof(*book->charts));
	assert(book->chart_count < BOOK_BLOCKS_MAX);
	kept = &book->charts[book->chart_count++];
	*kept = *chart;
	kept->title = sheet_texts_keep(book->texts, chart->title);
	block->chart = kept;
}

/* ---- Figures ---- */

const struct figure *sheet_book_figure(struct sheet_book *book, const struct figure *figure)
{
	struct book_figure **last = &book->figures, *made = memory_new(1, sizeof(*made));

	assert(!figure->name || !sheet_book_find(book, figure->name));
	made->figure = *figure;
	if (figure->title)
		made->figure.title = sheet_texts_keep(book->texts, figure->title);
	for (int i = 0; i < FIGURE_CONDITIONS_MAX; i++) {
		if (figure->where[i].word)
			made->figure.where[i].word = sheet_texts_keep(book->texts,
								      figure->where[i].word);
	}
	while (*last)
		last = &(*last)->next;
	*last = made;
	return &made->figure;
}

/* The first with a name, from there on. */
static const struct figure *named(const struct book_figure *figure)
{
	while (figure && !figure->figure.name)
		figure = figure->next;
	return figure ? &figure->figure : NULL;
}

const struct figure *sheet_book_next(const struct sheet_book *book, const struct figure *after)
{
	return named(after ? ((const struct book_figure *)after)->next : book->figures);
}

const struct figure *sheet_book_find(const struct sheet_book *book, const char *name)
{
	const struct figure *figure = sheet_book_next(book, NULL);

	while (figure && strcmp(figure->name, name) != 0)
		figure = sheet_book_next(book, figure);
	return figure;
}

void sheet_book_settle(struct sheet_book *book)
{
	for (int i = 0; i < book->sheet_count; i++)
		figure_settle(book->sheets[i]);
	for (int i = 0; i < book->owned_count; i++)
		figure_settle(book->owned[i]);
}

/* ---- The cover ---- */

/* Adds the names of the sheets that are printed, or are not. */
static void add_names(const struct sheet_book *book, bool paper, char out[BOOK_COVER_SIZE])
{
	for (int i = 0; i < book->sheet_count; i++) {
		size_t used = strlen(out);

		if (book->sheets[i]->paper == paper)
			text_format(out + used, BOOK_COVER_SIZE - used, "%s%s",
				    used > 0 ? _(", ") : "", book->sheets[i]->name);
	}
}

char *sheet_book_cover(const struct sheet_book *book, char out[BOOK_COVER_SIZE])
{
	char printed[BOOK_COVER_SIZE] = "", kept[BOOK_COVER_SIZE] = "";

	add_names(book, true, printed);
	add_names(book, false, kept);
	if (!*kept)
		text_format(out, BOOK_COVER_SIZE, _("Behind this page: %s."), printed);
	else if (!*printed)
		text_format(out, BOOK_COVER_SIZE, _("In the workbook also: %s."), kept);
	else
		text_format(out, BOOK_COVER_SIZE,
			    _("Behind this page: %s. In the workbook also: %s."), printed, kept);
	return out;
}
