/* The texts that the build makes of data/sql. */
#include "store/statements.h"

#include <assert.h>
#include <stddef.h>

#include "sql_columns.h"

/* The columns of a row. */
struct sql_row {
	int count;
	const char *const *column;
};
#include "sql_texts.h"

static_assert(sizeof(sql_text) / sizeof(*sql_text) == SQL_COUNT,
	      "sql_names.h and sql_texts.h are of one build");
static_assert(sizeof(sql_name) / sizeof(*sql_name) == SQL_COUNT,
	      "sql_names.h and sql_texts.h are of one build");
static_assert(sizeof(sql_kind) / sizeof(*sql_kind) == SQL_COUNT,
	      "sql_names.h and sql_texts.h are of one build");

const char *store_statement_name(enum sql statement)
{
	assert((unsigned int)statement < SQL_COUNT);
	return sql_name[statement];
}

const char *store_statement_text(enum sql statement)
{
	assert((unsigned int)statement < SQL_COUNT);
	return sql_text[statement];
}

bool statement_is_change(enum sql statement)
{
	return statement_kind(statement)->changes;
}

const struct sql_kind *statement_kind(enum sql statement)
{
	assert((unsigned int)statement < SQL_COUNT);
	return &sql_kind[statement];
}

const char *const *statement_columns(enum sql statement, int *count)
{
	const struct sql_row *row = &sql_row[statement_kind(statement)->row];

	*count = row->count;
	return row->column;
}

int column_place(const struct sql_kind *kind, int column)
{
	const int row = column / SQL_ROW;

	assert((row == kind->row || row == kind->begins || kind->row == 0 ||
		(column == 0 && sql_row[kind->row].count == 1)) &&
	       "a row is read by the names of its own columns");
	(void)kind;
	(void)row;
	return column % SQL_ROW;
}

const char *statement_explain_prefix(void)
{
	return SQL_EXPLAIN;
}
