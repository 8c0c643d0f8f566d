#ifndef TESTS_BENCH_BARE_TABLES_H
#define TESTS_BENCH_BARE_TABLES_H
/*
 * Tables of the program without its rules: the limit writes rows with the same columns, in the same
 * order, and the same indexes. They are read off the schema itself, so that what it gets is in the
 * limit, too.
 */
#include <stddef.h>

enum { BARE_INDEXES_MAX = 4, BARE_TABLES_SIZE = 8192 };

/* A table, and those of its indexes that the rows which are written go into. */
struct bare_table {
	const char *name;
	const char *indexes[BARE_INDEXES_MAX];
};

enum bare_dialect { BARE_SQLITE, BARE_POSTGRESQL };

/* Writes the statements that create `count` tables. In PostgreSQL's a key that SQLite would give by
 * itself, that of audit, is a bigserial. */
void bare_tables_text(enum bare_dialect dialect, const struct bare_table *tables, int count,
		      char out[BARE_TABLES_SIZE]);

#endif
