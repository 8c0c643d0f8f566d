#ifndef STORE_STATEMENTS_H
#define STORE_STATEMENTS_H
/*
 * The statements as the build embeds them.
 */
#include <stdbool.h>

/* SQL_<NAME> for each statement, and SQL_COUNT. */
#include "sql_names.h"

/* Whether a statement may change the database: the build read it in its text. */
bool statement_is_change(enum sql statement);

/* What a statement gives and does. Row 0 is one whose columns nobody named. */
struct sql_kind {
	short row;    /* the row that it gives */
	short begins; /* the row that its columns begin with: the same, or a shorter one */
	bool changes; /* INSERT, UPDATE or DELETE is its first word, or the first behind a WITH */
	bool removes; /* DELETE is */
	short table;  /* the table of digest.h that it changes, whose columns it gives back behind
		       * its own; -1: none */
};

const struct sql_kind *statement_kind(enum sql statement);

/* The names of its columns, *count of them; NULL for row 0. Owned by the program. */
const char *const *statement_columns(enum sql statement, int *count);

/*
 * The place of a column in a row, from 0. `column` is one of the constants that sql_columns.h has
 * for rows of that kind (NAME_COLUMN); in row 0 it is the place itself. Anything else is a defect
 * of the program and stops it.
 */
int column_place(const struct sql_kind *kind, int column);

/* The version of the schema that this program writes (the number of steps in data/schema). */
int store_schema_version(void);

/* The text of a statement and its name; for tests and for messages about defects. */
const char *store_statement_name(enum sql statement);
const char *store_statement_text(enum sql statement);

/* What in front of a statement asks for its plan. */
const char *statement_explain_prefix(void);

#endif
