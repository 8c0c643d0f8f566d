/* The texts that the build makes of data/sql and data/schema. */
#include "store/statements.h"

#include <assert.h>

#include "sql_texts.h"

static_assert(sizeof(sql_text) / sizeof(*sql_text) == SQL_COUNT,
	      "sql_names.h and sql_texts.h are of one build");
static_assert(sizeof(sql_name) / sizeof(*sql_name) == SQL_COUNT,
	      "sql_names.h and sql_texts.h are of one build");
static_assert(sizeof(sql_changes) / sizeof(*sql_changes) == SQL_COUNT,
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
	assert((unsigned int)statement < SQL_COUNT);
	return sql_changes[statement];
}

int store_schema_version(void)
{
	/* The last entry is the end of the list. */
	return (int)(sizeof(schema_step) / sizeof(*schema_step)) - 1;
}

const char *schema_step_text(int step)
{
	assert(step >= 1 && step <= store_schema_version());
	return schema_step[step - 1];
}

const char *statement_explain_prefix(void)
{
	return SQL_EXPLAIN;
}
