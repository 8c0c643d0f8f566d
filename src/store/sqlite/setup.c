/* The PRAGMAs of a connection. */
#include "store/sqlite/setup.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "store/statements.h"

/* What a PRAGMA answered. */
struct answer {
	char text[32];
};

/* A PRAGMA, the one that reads it back, and what it must answer. */
struct pragma {
	enum sql set, get;
	const char *wanted;
};

static const struct pragma autocheckpoint = { SQL_STORE_SET_AUTOCHECKPOINT,
					      SQL_STORE_AUTOCHECKPOINT, "0" };
static const struct pragma locking_mode = { SQL_STORE_SET_LOCKING_MODE, SQL_STORE_LOCKING_MODE,
					    "exclusive" };
static const struct pragma query_only = { SQL_STORE_SET_QUERY_ONLY, SQL_STORE_QUERY_ONLY, "1" };
static const struct pragma journal_mode = { SQL_STORE_SET_JOURNAL_MODE, SQL_STORE_JOURNAL_MODE,
					    "wal" };

static const struct pragma cache = { SQL_STORE_SET_CACHE_SIZE, SQL_STORE_CACHE_SIZE, "-3500" };
static const struct pragma reader_cache = { SQL_STORE_SET_READER_CACHE_SIZE, SQL_STORE_CACHE_SIZE,
					    "-32768" };

static const struct pragma pragmas[] = {
	{ SQL_STORE_SET_TRUSTED_SCHEMA, SQL_STORE_TRUSTED_SCHEMA, "0" },
	{ SQL_STORE_SET_FOREIGN_KEYS, SQL_STORE_FOREIGN_KEYS, "1" },
	{ SQL_STORE_SET_RECURSIVE_TRIGGERS, SQL_STORE_RECURSIVE_TRIGGERS, "1" },
	{ SQL_STORE_SET_CELL_SIZE_CHECK, SQL_STORE_CELL_SIZE_CHECK, "1" },
	{ SQL_STORE_SET_TEMP_STORE, SQL_STORE_TEMP_STORE, "2" },
	{ SQL_STORE_SET_SECURE_DELETE, SQL_STORE_SECURE_DELETE, "1" },
	{ SQL_STORE_SET_MAPPED_SIZE, SQL_STORE_MAPPED_SIZE, "0" },
	{ SQL_STORE_SET_LOG_SIZE_LIMIT, SQL_STORE_LOG_SIZE_LIMIT, "16777216" },
	{ SQL_STORE_SET_SYNCHRONOUS, SQL_STORE_SYNCHRONOUS, "1" },
};

enum status setup_refused(const char *path, struct problem *problem, const char *setting)
{
	return problem_set(
		problem, STATUS_STORE_DENIED,
		_("The database %s was not opened: SQLite does not keep the setting %s."), path,
		setting);
}

static enum status take_answer(const struct store_row *row, void *context)
{
	struct answer *answer = context;

	text_copy(answer->text, sizeof(answer->text), row_text(row, ONLY_COLUMN));
	return STATUS_OK;
}

static enum status set_pragma(struct connection *connection, const char *path,
			      const struct pragma *pragma, struct problem *problem)
{
	struct answer answer = { "" };
	enum status status = connection_pragma(connection, pragma->set, NULL, NULL);

	if (status == STATUS_OK)
		status = connection_pragma(connection, pragma->get, take_answer, &answer);
	if (status != STATUS_OK)
		*problem = *connection_problem(connection);
	else if (strcmp(answer.text, pragma->wanted) != 0)
		status = setup_refused(path, problem, store_statement_name(pragma->get));
	return status;
}

enum status setup_before_reading(struct connection *connection, const char *path, bool alone,
				 struct problem *problem)
{
	/* Before the first commit: SQLite's own checkpoints are not guarded. */
	enum status status = set_pragma(connection, path, &autocheckpoint, problem);

	if (status == STATUS_OK && alone)
		status = set_pragma(connection, path, &locking_mode, problem);
	return status;
}

enum status setup_rest(struct connection *connection, const char *path, bool only_reads,
		       struct problem *problem)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < sizeof(pragmas) / sizeof(*pragmas) && status == STATUS_OK; i++)
		status = set_pragma(connection, path, &pragmas[i], problem);
	if (status == STATUS_OK)
		status = set_pragma(connection, path, only_reads ? &reader_cache : &cache, problem);
	/* A copy has no log, and what is only read stays as it is. */
	if (status == STATUS_OK)
		status = set_pragma(connection, path, only_reads ? &query_only : &journal_mode,
				    problem);
	return status;
}
