#include "store/sqlite/transaction.h"

#include <assert.h>

#include "base/language.h"
#include "base/monotonic.h"
#include "store/sentence.h"
#include "store/sqlite/checkpoint.h"
#include "store/sqlite/opening.h"
#include "store/sqlite/safety.h"
#include "store/sqlite/take_back.h"
#include "store/sqlite/tie.h"
#include "store/statements.h"

static enum status run(struct sqlite *sqlite, enum sql statement)
{
	return sqlite_failed(
		sqlite, sqlite->connection,
		connection_each(sqlite->connection, statement, NO_ARGS, NULL, NULL, NULL));
}

/* SQLite has ended the transaction by itself; the sentence of the error that made it do so is still
 * here. */
static enum status transaction_lost(const struct sqlite *sqlite)
{
	const struct problem *problem = &sqlite->engine.problem;

	return problem->status != STATUS_OK ? problem->status : STATUS_STORE_IO;
}

/* The schema changed while it was open here: a newer program brought it forward, or somebody has
 * put something into it that would act within our changes. */
static enum status look_again(struct sqlite *sqlite)
{
	int64_t version;
	enum status status = connection_number(sqlite->connection, SQL_STORE_SCHEMA_VERSION,
					       &version);

	if (status != STATUS_OK)
		return sqlite_failed(sqlite, sqlite->connection, status);
	if (version == store_schema_version())
		return sqlite_look_at_schema(sqlite);
	return problem_set(&sqlite->engine.problem, STATUS_STORE_NEWER,
			   _("The database %s was upgraded to version %lld while this frontdesk "
			     "(version %d) was open. Start the newer one."),
			   sqlite->path, (long long)version, store_schema_version());
}

static enum status check_schema(struct sqlite *sqlite)
{
	int64_t cookie;
	enum status status = connection_number(sqlite->connection, SQL_STORE_SCHEMA_COOKIE,
					       &cookie);

	if (status != STATUS_OK)
		return sqlite_failed(sqlite, sqlite->connection, status);
	return cookie == sqlite->schema_cookie ? STATUS_OK : look_again(sqlite);
}

enum status sqlite_begin(struct engine *engine)
{
	struct sqlite *sqlite = sqlite_of(engine);
	int64_t deadline_ms = monotonic_ms() + sqlite->limits.wait_ms, left_ms;
	enum status status = sqlite_take_turn(sqlite);

	if (status != STATUS_OK)
		return status;
	left_ms = deadline_ms - monotonic_ms();
	connection_set_wait(sqlite->connection, left_ms > 0 ? (int)left_ms : 0);
	status = run(sqlite, SQL_BEGIN_WRITING);
	connection_set_wait(sqlite->connection, sqlite->limits.wait_ms);
	if (status == STATUS_OK)
		status = check_schema(sqlite);
	if (status != STATUS_OK)
		sqlite_rollback(engine);
	return status;
}

enum status sqlite_begin_reading(struct engine *engine)
{
	return run(sqlite_of(engine), SQL_BEGIN_READING);
}

/* Whether an entry would get a number that another one has, which somebody was promised: then the
 * end of the log is gone, whatever SQLite believes of it. */
static bool gives_again(const struct sqlite *sqlite)
{
	const int64_t first = sqlite->engine.first_entry;

	/* Whoever takes a database up goes on without what it lacks. */
	return first > 0 && sqlite->mode != STORE_ADOPT && sqlite->saved.file >= 0 &&
	       saved_highest(&sqlite->saved) >= first;
}

static enum status commit_now(struct sqlite *sqlite)
{
	int64_t deadline_ms = monotonic_ms() + sqlite->limits.wait_ms;
	enum status status;

	if (!connection_in_transaction(sqlite->connection))
		return transaction_lost(sqlite);
	if (sqlite->engine.transaction == TRANSACTION_WRITING && gives_again(sqlite)) {
		files_give_up(&sqlite->files, FILES_LOG);
		return files_status(&sqlite->files, &sqlite->engine.problem);
	}
	do {
		status = run(sqlite, SQL_COMMIT);
	} while (status == STATUS_STORE_BUSY && monotonic_ms() < deadline_ms);
	return status;
}

/* COMMIT failed: it is not done, and what it left in the log must not come back after a crash. */
static enum status not_committed(struct sqlite *sqlite, enum status status)
{
	enum status taken_back = STATUS_OK;

	if (sqlite->engine.transaction == TRANSACTION_WRITING && status != STATUS_STORE_BUSY &&
	    status != STATUS_STORE_CONSTRAINT && status != STATUS_STORE_REPLACED) {
		take_back_commit(sqlite->connection);
		sqlite->unsafe = true;
		taken_back = safety_sync(sqlite);
	}
	sqlite_rollback(&sqlite->engine);
	return taken_back == STATUS_OK ? status : taken_back;
}

enum status sqlite_commit(struct engine *engine)
{
	struct sqlite *sqlite = sqlite_of(engine);
	bool wrote = engine->transaction == TRANSACTION_WRITING;
	enum status status = commit_now(sqlite);

	if (status != STATUS_OK)
		return not_committed(sqlite, status);
	sqlite->unsafe = sqlite->unsafe || wrote;
	if (wrote) {
		if (engine->last_entry > 0)
			sqlite->committed = engine->last_entry;
		tie_log(sqlite);
		status = checkpoint_if_due(sqlite);
	}
	turnstile_leave(&sqlite->turnstile);
	/* Also of a change that wrote nothing: it may have answered with what somebody else did a
	 * moment ago. A checkpoint has synced already. */
	if (wrote && status == STATUS_OK && sqlite->unsafe && !sqlite->holds_syncs)
		status = safety_sync(sqlite);
	return status;
}

void sqlite_hold_syncs(struct engine *engine, bool hold)
{
	sqlite_of(engine)->holds_syncs = hold;
}

enum status sqlite_sync(struct engine *engine)
{
	return safety_sync(sqlite_of(engine));
}

void sqlite_rollback(struct engine *engine)
{
	struct sqlite *sqlite = sqlite_of(engine);

	/* Not run(): the sentence of what went wrong before is to stay. */
	if (connection_in_transaction(sqlite->connection) &&
	    connection_each(sqlite->connection, SQL_ROLLBACK, NO_ARGS, NULL, NULL, NULL) !=
		    STATUS_OK)
		connection_kill(sqlite->connection);
	turnstile_leave(&sqlite->turnstile);
}

enum status sqlite_attempt(struct engine *engine, enum engine_attempt what)
{
	static const enum sql statements[] = { [ENGINE_ATTEMPT_BEGIN] = SQL_ATTEMPT_BEGIN,
					       [ENGINE_ATTEMPT_UNDO] = SQL_ATTEMPT_UNDO,
					       [ENGINE_ATTEMPT_END] = SQL_ATTEMPT_END };

	return sqlite_each(engine, statements[what], NO_ARGS, NULL, NULL, NULL);
}

enum status sqlite_each(struct engine *engine, enum sql statement, const struct store_value *args,
			size_t count, store_row_fn *fn, void *context, int64_t *changed)
{
	struct sqlite *sqlite = sqlite_of(engine);

	/* SQLite ends a transaction by itself after some errors; what comes after it must not be
	 * kept one by one. */
	if (engine->transaction != TRANSACTION_NONE &&
	    !connection_in_transaction(sqlite->connection))
		return transaction_lost(sqlite);
	return sqlite_failed(
		sqlite, sqlite->connection,
		connection_each(sqlite->connection, statement, args, count, fn, context, changed));
}
