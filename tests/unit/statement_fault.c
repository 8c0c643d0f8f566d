#include "statement_fault.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct {
	int at, seen;
	bool any, now, came;
	sqlite3 *watcher; /* sees the commits of others */
} fault;

static bool is_left_alone(const char *text)
{
	static const char *const words[] = { "COMMIT", "ROLLBACK", "--", "BEGIN", "PRAGMA" };
	const size_t always = 3;

	for (size_t i = 0; i < always; i++)
		if (strncmp(text, words[i], strlen(words[i])) == 0)
			return true;
	for (size_t i = always; !fault.any && i < sizeof(words) / sizeof(words[0]); i++)
		if (strncmp(text, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

static int statement_starts(unsigned int type, void *context, void *statement, void *text)
{
	(void)type;
	(void)context;
	(void)statement;
	if (is_left_alone(text) || fault.at == 0)
		return 0;
	fault.seen++;
	fault.now = fault.seen == fault.at;
	return 0;
}

/* Asked in the course of each statement and at its end. */
static int shall_stop(void *context)
{
	bool now = fault.now;

	(void)context;
	fault.now = false;
	fault.came = fault.came || now;
	return now;
}

static int connection_opened(sqlite3 *db, char **message, const struct sqlite3_api_routines *api)
{
	(void)message;
	(void)api;
	sqlite3_trace_v2(db, SQLITE_TRACE_STMT, statement_starts, NULL);
	sqlite3_progress_handler(db, 1, shall_stop, NULL);
	return SQLITE_OK;
}

void statement_fault_watch(void)
{
	memset(&fault, 0, sizeof(fault));
	assert_int_equal(sqlite3_auto_extension((void (*)(void))connection_opened), SQLITE_OK);
}

void statement_fault_at(int n)
{
	fault.at = n;
	fault.seen = 0;
	fault.any = fault.now = fault.came = false;
}

void statement_fault_at_any(int n)
{
	statement_fault_at(n);
	fault.any = true;
}

bool statement_fault_came(void)
{
	return fault.came;
}

void statement_fault_end(void)
{
	sqlite3_close(fault.watcher);
	memset(&fault, 0, sizeof(fault));
	sqlite3_reset_auto_extension();
}

int statement_fault_version(const char *database)
{
	sqlite3_stmt *statement;
	int version;

	if (!fault.watcher)
		assert_int_equal(
			sqlite3_open_v2(database, &fault.watcher, SQLITE_OPEN_READONLY, NULL),
			SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(fault.watcher, "PRAGMA data_version", -1, &statement, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	version = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	return version;
}
