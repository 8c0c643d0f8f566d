/* Transactions, their queue and the guarded checkpoint. */
#include <assert.h>

#include "base/language.h"
#include "base/monotonic.h"
#include "store/sentence.h"
#include "store/sqlite/schema.h"
#include "store/sqlite/state.h"
#include "store/sqlite/take_back.h"

static enum status store_do(struct store *store, enum sql statement)
{
	return store_failed(
		store, store->connection,
		connection_each(store->connection, statement, NO_ARGS, NULL, NULL, NULL));
}

enum status store_queue(struct store *store)
{
	enum status status = turnstile_enter(&store->turnstile, store->limits.wait_ms);

	if (status != STATUS_OK)
		store_say(&store->problem, status, store->path,
			  _("the files for taking turns cannot be locked"));
	return status;
}

enum status store_transaction_lost(const struct store *store)
{
	return store->problem.status != STATUS_OK ? store->problem.status : STATUS_STORE_IO;
}

/* Another program, newer than this one, may have brought the database forward while it was open
 * here. */
static enum status check_version(struct store *store)
{
	int64_t version;
	enum status status = connection_number(store->connection, SQL_STORE_SCHEMA_VERSION,
					       &version);

	if (status != STATUS_OK)
		return store_failed(store, store->connection, status);
	if (version == store_schema_version())
		return STATUS_OK;
	return problem_set(&store->problem, STATUS_STORE_NEWER,
			   _("The database %s was brought forward to version %lld while this "
			     "frontdesk (version %d) was open. Start the newer one."),
			   store->path, (long long)version, store_schema_version());
}

static enum status take_turn(struct store *store)
{
	enum status status;

	if (store->mode == STORE_READ)
		return store_say(&store->problem, STATUS_STORE_READONLY, store->path,
				 _("it was opened for reading only"));
	status = store_ready(store);
	return status == STATUS_OK ? store_queue(store) : status;
}

enum status store_begin(struct store *store)
{
	int64_t deadline_ms = monotonic_ms() + store->limits.wait_ms, left_ms;
	enum status status;

	assert(store->transaction == TRANSACTION_NONE && "transactions do not nest");
	status = take_turn(store);
	if (status != STATUS_OK)
		return status;
	left_ms = deadline_ms - monotonic_ms();
	connection_set_wait(store->connection, left_ms > 0 ? (int)left_ms : 0);
	status = store_do(store, SQL_BEGIN_WRITING);
	connection_set_wait(store->connection, store->limits.wait_ms);
	if (status == STATUS_OK) {
		store->transaction = TRANSACTION_WRITING;
		status = check_version(store);
	}
	if (status != STATUS_OK) {
		store_rollback(store);
		turnstile_leave(&store->turnstile);
	}
	return status;
}

enum status store_begin_reading(struct store *store)
{
	enum status status;

	assert(store->transaction == TRANSACTION_NONE && "transactions do not nest");
	status = store_ready(store);
	if (status == STATUS_OK)
		status = store_do(store, SQL_BEGIN_READING);
	if (status == STATUS_OK)
		store->transaction = TRANSACTION_READING;
	return status;
}

static enum status open_checkpointer(struct store *store)
{
	if (store->checkpointer && connection_is_dead(store->checkpointer)) {
		connection_close(store->checkpointer);
		store->checkpointer = NULL;
	}
	if (store->checkpointer)
		return STATUS_OK;
	return connection_open(&store->checkpointer, store->path, CONNECTION_WRITE,
			       store->limits.wait_ms, &store->problem);
}

/*
 * The turnstile is ours and no transaction is open. The store's own connection holds the right to
 * write while the other one moves the log: so no writer can restart the log in the moment when the
 * checkpoint has read its size and not yet locked it.
 */
static enum status checkpoint_guarded(struct store *store)
{
	bool complete = false;
	enum status status = open_checkpointer(store);

	if (status != STATUS_OK)
		return status;
	status = store_do(store, SQL_BEGIN_WRITING);
	if (status != STATUS_OK)
		return status;
	status = store_failed(store, store->checkpointer,
			      connection_checkpoint(store->checkpointer, &complete));
	if (connection_in_transaction(store->connection) &&
	    store_do(store, SQL_ROLLBACK) != STATUS_OK)
		connection_kill(store->connection);
	return status;
}

/* What was committed is safe whatever comes of this, so nobody hears of it. A reader may hold it
 * up: then a little later again. */
static void checkpoint_if_due(struct store *store)
{
	int pages = connection_log_pages(store->connection);

	if (pages < store->limits.checkpoint_pages)
		store->checkpoint_at = store->limits.checkpoint_pages;
	if (pages < store->checkpoint_at)
		return;
	store->checkpoint_at = pages + store->limits.checkpoint_pages / 4;
	if (checkpoint_guarded(store) != STATUS_OK)
		store->problem.status = STATUS_OK;
}

enum status store_checkpoint(struct store *store)
{
	enum status status;

	assert(store->transaction == TRANSACTION_NONE && "a checkpoint is outside of transactions");
	status = take_turn(store);
	if (status != STATUS_OK)
		return status;
	status = checkpoint_guarded(store);
	turnstile_leave(&store->turnstile);
	return status;
}

static enum status commit_now(struct store *store)
{
	int64_t deadline_ms = monotonic_ms() + store->limits.wait_ms;
	enum status status;

	if (!connection_in_transaction(store->connection))
		return store_transaction_lost(store);
	do {
		status = store_do(store, SQL_COMMIT);
	} while (status == STATUS_STORE_BUSY && monotonic_ms() < deadline_ms);
	return status;
}

enum status store_commit(struct store *store)
{
	bool wrote = store->transaction == TRANSACTION_WRITING;
	enum status status;

	assert(store->transaction != TRANSACTION_NONE && "there is a transaction to commit");
	status = commit_now(store);
	if (status != STATUS_OK) {
		if (wrote && status != STATUS_STORE_BUSY && status != STATUS_STORE_CONSTRAINT)
			take_back_commit(store->connection);
		store_rollback(store);
		return status;
	}
	store->transaction = TRANSACTION_NONE;
	if (wrote)
		checkpoint_if_due(store);
	turnstile_leave(&store->turnstile);
	return STATUS_OK;
}

void store_rollback(struct store *store)
{
	if (store->transaction == TRANSACTION_NONE)
		return;
	/* Not store_do: the sentence of what went wrong before is to stay. */
	if (connection_in_transaction(store->connection) &&
	    connection_each(store->connection, SQL_ROLLBACK, NO_ARGS, NULL, NULL, NULL) !=
		    STATUS_OK)
		connection_kill(store->connection);
	store->transaction = TRANSACTION_NONE;
	turnstile_leave(&store->turnstile);
}

bool store_in_transaction(const struct store *store)
{
	return store->transaction != TRANSACTION_NONE;
}
