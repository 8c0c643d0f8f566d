#include "ui/cli/table.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"

enum { CELL_SIZE = 640, CELL_COLUMNS_MAX = 60, GAP = 2 };

void table_init(struct table *table, struct output *output, const struct table_column *column,
		size_t column_count)
{
	memset(table, 0, sizeof(*table));
	table->output = output;
	table->column = column;
	table->column_count = column_count;
}

void table_cell(struct table *table, const char *text)
{
	void *cells = table->cell;
	char **cell;

	if (!output_wants_lines(table->output))
		return;
	cell = memory_append(&cells, &table->count, &table->room, sizeof(*cell));
	table->cell = cells;
	*cell = memory_string(text);
}

void table_format(struct table *table, const char *format, ...)
{
	char text[CELL_SIZE];
	va_list arguments;

	va_start(arguments, format);
	if (vsnprintf(text, sizeof(text), format, arguments) < 0)
		text[0] = '\0';
	va_end(arguments);
	table_cell(table, text);
}

static int column_width(const struct table *table, size_t column)
{
	int width = text_columns(_(table->column[column].heading));

	for (size_t i = column; i < table->count; i += table->column_count) {
		int columns = text_columns(table->cell[i]);

		if (columns > width)
			width = columns;
	}
	return width < CELL_COLUMNS_MAX ? width : CELL_COLUMNS_MAX;
}

/* Prints one row; `cell` NULL is the row of headings. */
static void print_row(const struct table *table, char *const *cell, const int *width)
{
	char line[OUTPUT_LINE_SIZE] = "";
	size_t used = 0;

	for (size_t i = 0; i < table->column_count; i++) {
		char padded[OUTPUT_LINE_SIZE];

		/* Nothing stands behind the last column: it is whole, however long. */
		if (i + 1 == table->column_count && cell && table->column[i].side == TEXT_LEFT)
			text_format(padded, sizeof(padded), "%s", cell[i]);
		else
			text_pad(padded, sizeof(padded),
				 cell ? cell[i] : _(table->column[i].heading), width[i],
				 table->column[i].side);
		text_format(line + used, sizeof(line) - used, "%*s%s", i ? GAP : 0, "", padded);
		used += strlen(line + used);
	}
	while (used > 0 && line[used - 1] == ' ')
		line[--used] = '\0';
	output_line(table->output, "%s", line);
}

void table_finish(struct table *table, const char *nothing)
{
	int *width = memory_new(table->column_count, sizeof(*width));

	assert(table->count % table->column_count == 0);
	if (table->count == 0) {
		output_line(table->output, "%s", nothing);
	} else {
		for (size_t i = 0; i < table->column_count; i++)
			width[i] = column_width(table, i);
		print_row(table, NULL, width);
		for (size_t i = 0; i < table->count; i += table->column_count)
			print_row(table, table->cell + i, width);
	}
	for (size_t i = 0; i < table->count; i++)
		free(table->cell[i]);
	free(table->cell);
	free(width);
}
