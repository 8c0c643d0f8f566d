#include "store/sqlite/line_row.h"

#include <string.h>
#include <sys/random.h>

#include "base/language.h"
#include "base/machine.h"
#include "store/sqlite/tie.h"
#include "store/statements.h"

#include "sql_columns.h"

static enum status take_line(const struct store_row *row, void *context)
{
	struct clinic_line *line = context;

	if (!row_bytes(row, LINE_GET_ID, line->clinic, sizeof(line->clinic)))
		return STATUS_STORE_CORRUPT;
	line->epoch = row_number(row, LINE_GET_EPOCH);
	line->machine = row_number(row, LINE_GET_MACHINE);
	return STATUS_OK;
}

enum status line_add(struct connection *connection)
{
	unsigned char clinic[LINE_CLINIC_SIZE];

	/* getrandom gives up to 256 bytes whole once the pool is ready, and it waits for that. */
	while (getrandom(clinic, sizeof(clinic), 0) != (ssize_t)sizeof(clinic))
		;
	return connection_each(
		connection, SQL_LINE_ADD,
		ARGS(STORE_ARG_BLOB(clinic, sizeof(clinic)), STORE_ARG_INT(machine_mark(clinic))),
		NULL, NULL, NULL);
}

enum status line_of(struct connection *connection, struct clinic_line *out)
{
	memset(out, 0, sizeof(*out));
	return connection_each(connection, SQL_LINE_GET, NO_ARGS, take_line, out, NULL);
}

static enum status line_read(struct sqlite *sqlite)
{
	return sqlite_failed(sqlite, sqlite->connection,
			     line_of(sqlite->connection, &sqlite->line));
}

static void elsewhere(struct sqlite *sqlite)
{
	problem_set(&sqlite->only_reads, STATUS_STORE_ELSEWHERE,
		    _("The database %s belongs to another computer, so here it can only be "
		      "read: were it used in both places, both would sell the same numbers. "
		      "If the other computer is given up, take it over with: frontdesk "
		      "adopt"),
		    sqlite->path);
}

static void lost(struct sqlite *sqlite, int64_t missing)
{
	problem_set(&sqlite->only_reads, STATUS_STORE_LOST,
		    _n("%lld entry that was said to be saved is missing from the database "
		       "%s, so it can only be read: it is an older copy, or its log was "
		       "lost. Put the right copy in its place with \"frontdesk backup "
		       "restore\", or go on without it with \"frontdesk adopt\".",
		       "%lld entries that were said to be saved are missing from the "
		       "database %s, so it can only be read: it is an older copy, or its "
		       "log was lost. Put the right copy in its place with \"frontdesk "
		       "backup restore\", or go on without them with \"frontdesk adopt\".",
		       (unsigned long)missing),
		    (long long)missing, sqlite->path);
}

static void older_line(struct sqlite *sqlite)
{
	problem_set(&sqlite->only_reads, STATUS_STORE_LOST,
		    _("The database %s is from before the last time that it was restored or "
		      "adopted, so it can only be read. Put the right copy in its place "
		      "with \"frontdesk backup restore\", or go on with this one with "
		      "\"frontdesk adopt\"."),
		    sqlite->path);
}

/* What somebody was told against what is there, in this order: whoever only reads does so while
 * desks make further promises, which they keep before. */
static enum status compare_promises(struct sqlite *sqlite)
{
	const struct clinic_line *promised = &sqlite->saved.line;
	const int64_t highest = saved_highest(&sqlite->saved);
	int64_t last;
	enum status status;

	if (promised->epoch > sqlite->line.epoch) {
		older_line(sqlite);
		return STATUS_OK;
	}
	status = sqlite_failed(sqlite, sqlite->connection,
			       connection_number(sqlite->connection, SQL_AUDIT_LAST_SEQ, &last));
	if (status == STATUS_OK && highest > last)
		lost(sqlite, highest - last);
	return status;
}

static bool is_promised_line(const struct sqlite *sqlite)
{
	return sqlite->saved.file >= 0 && line_same_clinic(&sqlite->saved.line, &sqlite->line) &&
	       sqlite->saved.line.epoch >= sqlite->line.epoch;
}

enum status line_look(struct sqlite *sqlite)
{
	enum status status = line_read(sqlite);

	if (status != STATUS_OK || sqlite->line.epoch == 0)
		return status;
	if (sqlite->line.machine != 0 &&
	    sqlite->line.machine != machine_mark(sqlite->line.clinic)) {
		elsewhere(sqlite);
		return STATUS_OK;
	}
	return is_promised_line(sqlite) ? compare_promises(sqlite) : STATUS_OK;
}

enum status line_settle(struct sqlite *sqlite)
{
	enum status status = line_look(sqlite);

	if (status != STATUS_OK || sqlite->line.epoch == 0 ||
	    sqlite->only_reads.status == STATUS_STORE_ELSEWHERE || is_promised_line(sqlite))
		return status;
	return tie_line(sqlite);
}

/* Nobody else has it open, and what is in it is on the disk. */
enum status line_renew(struct sqlite *sqlite)
{
	int64_t last;
	enum status status = line_read(sqlite);

	if (status != STATUS_OK || (line_same_clinic(&sqlite->saved.line, &sqlite->line) &&
				    sqlite->saved.line.epoch == sqlite->line.epoch))
		return status;
	status = tie_line(sqlite);
	if (status == STATUS_OK)
		status = sqlite_failed(
			sqlite, sqlite->connection,
			connection_number(sqlite->connection, SQL_AUDIT_LAST_SEQ, &last));
	if (status == STATUS_OK)
		saved_promise(&sqlite->saved, last);
	return status;
}
