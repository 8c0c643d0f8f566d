#include "store/sqlite/checkpoint.h"

#include <errno.h>
#include <sqlite3.h>

#include "base/language.h"
#include "store/sentence.h"
#include "store/sqlite/connect.h"
#include "store/sqlite/opening.h"
#include "store/sqlite/safety.h"
#include "store/sqlite/tie.h"

enum status sqlite_take_turn(struct sqlite *sqlite)
{
	enum status status;

	if (sqlite_only_reads(sqlite))
		return store_say(&sqlite->engine.problem, STATUS_STORE_READONLY, sqlite->path,
				 _("it was opened for reading only"));
	/* Whoever adopts it was told. */
	if (sqlite->only_reads.status != STATUS_OK && sqlite->mode != STORE_ADOPT) {
		sqlite->engine.problem = sqlite->only_reads;
		return sqlite->only_reads.status;
	}
	status = sqlite_queue(sqlite);
	if (status == STATUS_OK)
		status = tie_check(sqlite, FILES_LOCK);
	if (status == STATUS_OK && safety_is_stopped(sqlite))
		status = sqlite_settle(sqlite);
	if (status != STATUS_OK)
		turnstile_leave(&sqlite->turnstile);
	return status;
}

static enum status open_checkpointer(struct sqlite *sqlite)
{
	if (sqlite->checkpointer && connection_is_dead(sqlite->checkpointer)) {
		connection_close(sqlite->checkpointer);
		sqlite->checkpointer = NULL;
	}
	if (sqlite->checkpointer)
		return STATUS_OK;
	return connection_open(&sqlite->checkpointer, sqlite->path, CONNECTION_WRITE,
			       sqlite->limits.wait_ms, &sqlite->engine.problem);
}

static enum status run(struct sqlite *sqlite, enum sql statement)
{
	return sqlite_failed(
		sqlite, sqlite->connection,
		connection_each(sqlite->connection, statement, NO_ARGS, NULL, NULL, NULL));
}

/*
 * The turnstile is ours and no transaction is open. The first connection holds the right to write
 * while the other one moves the log: so no writer can restart the log in the moment when the
 * checkpoint has read its size and not yet locked it.
 */
static enum status checkpoint_guarded(struct sqlite *sqlite)
{
	bool complete = false;
	enum status status;

	status = open_checkpointer(sqlite);
	if (status == STATUS_OK)
		status = run(sqlite, SQL_BEGIN_WRITING);
	if (status != STATUS_OK)
		return status;
	if (tie_moving(sqlite)) {
		status = sqlite_failed(sqlite, sqlite->checkpointer,
				       connection_checkpoint(sqlite->checkpointer, &complete));
		tie_moved(sqlite);
	} else {
		status = store_say_errno(&sqlite->engine.problem, sqlite->path, errno);
	}
	if (connection_in_transaction(sqlite->connection) && run(sqlite, SQL_ROLLBACK) != STATUS_OK)
		connection_kill(sqlite->connection);
	return status;
}

/* What was committed is in the log whatever comes of this, so nobody hears of it, but of a sync. A
 * reader may hold it up: then a little later again. */
enum status checkpoint_if_due(struct sqlite *sqlite)
{
	int pages = connection_log_pages(sqlite->connection);
	enum status status;

	if (pages < sqlite->limits.checkpoint_pages)
		sqlite->checkpoint_at = sqlite->limits.checkpoint_pages;
	if (pages < sqlite->checkpoint_at)
		return STATUS_OK;
	sqlite->checkpoint_at = pages + sqlite->limits.checkpoint_pages / 4;
	status = checkpoint_guarded(sqlite);
	if (status == STATUS_STORE_UNKNOWN)
		return status;
	sqlite->engine.problem.status = STATUS_OK;
	return STATUS_OK;
}

enum status sqlite_checkpoint(struct engine *engine)
{
	struct sqlite *sqlite = sqlite_of(engine);
	enum status status = sqlite_take_turn(sqlite);

	if (status != STATUS_OK)
		return status;
	status = checkpoint_guarded(sqlite);
	turnstile_leave(&sqlite->turnstile);
	return status;
}

bool checkpoint_library_is_mended(void)
{
	const int version = sqlite3_libversion_number();

	return version >= 3051003 || (version >= 3050007 && version < 3051000) ||
	       (version >= 3044006 && version < 3045000);
}
