#ifndef CLI_TABLE_H
#define CLI_TABLE_H
/*
 * A table for people: columns as wide as what stands in them, by terminal columns, not by bytes.
 * Cells are added from left to right, row after row. With --json nothing is kept or printed.
 */
#include "base/text.h"
#include "ui/cli/output.h"

struct table_column {
	const char *heading; /* untranslated */
	enum text_side side;
};

struct table {
	struct output *output;
	const struct table_column *column;
	size_t column_count;
	char **cell;
	size_t count, room;
};

/* A table without cells; `column` stays the caller's. */
void table_init(struct table *table, struct output *output, const struct table_column *column,
		size_t column_count);

/* The next cell: a text, which is copied, or made as printf does. */
void table_cell(struct table *table, const char *text);
void table_format(struct table *table, const char *format, ...) PRINTF_LIKE(2, 3);

/* Prints it, or `nothing` (translated) when it has no rows, and lets it go. */
void table_finish(struct table *table, const char *nothing);

#endif
