#include "past_guards.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

enum { SCRIPT_SIZE = 64 * 1024 };

static void run(sqlite3 *db, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", message, sql);
}

/* One statement for each guard. To be freed. */
static char *for_each_guard(sqlite3 *db, const char *query)
{
	char *script = calloc(1, SCRIPT_SIZE);
	sqlite3_stmt *row;
	size_t used = 0;

	assert_non_null(script);
	assert_int_equal(sqlite3_prepare_v2(db, query, -1, &row, NULL), SQLITE_OK);
	while (sqlite3_step(row) == SQLITE_ROW) {
		assert_true(text_format(script + used, SCRIPT_SIZE - used, "%s;\n",
					(const char *)sqlite3_column_text(row, 0)));
		used += strlen(script + used);
	}
	sqlite3_finalize(row);
	return script;
}

int past_guards(const char *path, const char *sql)
{
	char *make, *drop;
	sqlite3 *db;
	int changes;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	make = for_each_guard(db, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
	drop = for_each_guard(
		db, "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'");
	run(db, "PRAGMA ignore_check_constraints = ON; BEGIN");
	run(db, drop);
	run(db, sql);
	changes = sqlite3_total_changes(db);
	run(db, make);
	run(db, "COMMIT");
	sqlite3_close(db);
	free(drop);
	free(make);
	return changes;
}
