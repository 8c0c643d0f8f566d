#include "past_guards.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void run(sqlite3 *db, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", message, sql);
}

int past_guards(const char *path, const char *sql)
{
	sqlite3 *db;
	int changes, triggers = 1;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &triggers),
			 SQLITE_OK);
	assert_int_equal(triggers, 0);
	run(db, "PRAGMA ignore_check_constraints = ON; BEGIN");
	run(db, sql);
	changes = sqlite3_total_changes(db);
	run(db, "COMMIT");
	sqlite3_close(db);
	return changes;
}
