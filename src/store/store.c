/* Opening a store, and what is asked of it; its transactions are in transaction.c. */
#include "store/store.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/sentence.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/copy.h"
#include "store/sqlite/place.h"
#include "store/sqlite/schema.h"
#include "store/sqlite/state.h"
#include "store/statements.h"

enum status store_failed(struct store *store, const struct connection *connection,
			 enum status status)
{
	if (status != STATUS_OK && connection_problem(connection)->status == status)
		store->problem = *connection_problem(connection);
	return status;
}

/* Opening. */

static enum connection_access access_of(const struct store *store)
{
	return store->mode == STORE_READ ? CONNECTION_READ : CONNECTION_WRITE;
}

static enum status store_connect(struct store *store)
{
	enum status status = place_inspect(store->path, &store->problem);

	if (status != STATUS_OK)
		return status;
	status = connection_open(&store->connection, store->path, access_of(store),
				 store->limits.wait_ms, &store->problem);
	if (status != STATUS_OK)
		return status;
	store->checkpoint_at = store->limits.checkpoint_pages;
	return store_failed(
		store, store->connection,
		connection_number(store->connection, SQL_STORE_DATA_VERSION, &store->data_version));
}

static void store_disconnect(struct store *store)
{
	connection_close(store->checkpointer);
	store->checkpointer = NULL;
	connection_close(store->connection);
	store->connection = NULL;
}

static enum status store_open_turnstile(struct store *store)
{
	if (turnstile_open(&store->turnstile, store->path))
		return STATUS_OK;
	return store_say_errno(&store->problem, store->path, errno);
}

static enum status store_create(struct store *store)
{
	bool built = false;
	enum status status;

	if (place_is_taken(store->path))
		return problem_set(&store->problem, STATUS_STORE_EXISTS,
				   _("There is something at %s already; nothing was changed."),
				   store->path);
	status = store_open_turnstile(store);
	if (status != STATUS_OK)
		return status;
	status = store_queue(store);
	if (status == STATUS_OK) {
		status = schema_build(store->path, store->limits.wait_ms, &store->problem);
		built = status == STATUS_OK;
	}
	if (status == STATUS_OK)
		status = store_connect(store);
	if (status != STATUS_OK) {
		store_disconnect(store);
		/* Nobody has written to it: we have the turnstile. */
		if (built)
			place_remove(store->path);
		if (!place_is_taken(store->path))
			turnstile_remove(store->path);
	}
	turnstile_leave(&store->turnstile);
	return status;
}

static enum status store_bring_forward(struct store *store)
{
	enum status status = store_queue(store);

	if (status == STATUS_OK)
		status = schema_bring_forward(store->connection, store->path, &store->problem);
	store_disconnect(store);
	turnstile_leave(&store->turnstile);
	return status == STATUS_OK ? store_connect(store) : status;
}

static enum status store_open_existing(struct store *store)
{
	enum status status = store_connect(store);
	int64_t version;

	if (status != STATUS_OK)
		return status;
	version = connection_version(store->connection);
	if (store->mode == STORE_OPEN)
		status = store_open_turnstile(store);
	else if (version < store_schema_version())
		return problem_set(&store->problem, STATUS_STORE_READONLY,
				   _("The database %s has version %lld and this frontdesk version "
				     "%d. Open it once for writing, which brings it forward."),
				   store->path, (long long)version, store_schema_version());
	if (status == STATUS_OK && version < store_schema_version())
		status = store_bring_forward(store);
	return status;
}

enum status store_open(struct store **out, const char *url, enum store_mode mode,
		       struct problem *problem)
{
	struct store *store = memory_new(1, sizeof(*store));
	enum status status;

	*out = NULL;
	store->mode = mode;
	store->limits = STORE_LIMITS;
	store->turnstile = TURNSTILE_CLOSED;
	status = place_resolve(store->path, url, &store->problem);
	if (status == STATUS_OK)
		status = mode == STORE_CREATE ? store_create(store) : store_open_existing(store);
	if (status != STATUS_OK) {
		*problem = store->problem;
		store_close(store);
		return status;
	}
	*out = store;
	return STATUS_OK;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	store_rollback(store);
	store_disconnect(store);
	turnstile_close(&store->turnstile);
	free(store);
}

const char *store_path(const struct store *store)
{
	return store->path;
}

bool store_has_file(const struct store *store, const char *path)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-gate", "-lock" };
	char own[FILE_PATH_SIZE + 8];

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		text_format(own, sizeof(own), "%s%s", store_path(store), endings[i]);
		if (path_is_same(path, own))
			return true;
	}
	return false;
}

void store_set_limits(struct store *store, const struct store_limits *limits)
{
	store->limits = *limits;
	store->checkpoint_at = limits->checkpoint_pages;
	if (store->connection)
		connection_set_wait(store->connection, limits->wait_ms);
}

enum status store_ready(struct store *store)
{
	enum status status;

	if (store->connection && !connection_is_dead(store->connection))
		return STATUS_OK;
	if (store->connection && (store->transaction != TRANSACTION_NONE || store->depth > 0))
		return store_say(&store->problem, STATUS_STORE_IO, store->path,
				 _("this transaction cannot go on"));
	store_disconnect(store);
	store->changed = true;
	status = store_connect(store);
	if (status == STATUS_OK && connection_version(store->connection) != store_schema_version())
		status = problem_set(
			&store->problem, STATUS_STORE_NEWER,
			_("The database %s was exchanged for another while it was open."),
			store->path);
	if (status != STATUS_OK)
		store_disconnect(store);
	return status;
}

/* Queries. */

static enum status query_now(struct store *store, enum sql statement,
			     const struct store_value *args, size_t count, store_row_fn *fn,
			     void *context, int64_t *changed)
{
	enum status status;

	/* SQLite ends a transaction by itself after some errors; what comes after it must not be
	 * kept one by one. */
	if (store->transaction != TRANSACTION_NONE && !connection_in_transaction(store->connection))
		return store_transaction_lost(store);
	store->depth++;
	status = connection_each(store->connection, statement, args, count, fn, context, changed);
	store->depth--;
	return store_failed(store, store->connection, status);
}

static enum status query(struct store *store, enum sql statement, const struct store_value *args,
			 size_t count, store_row_fn *fn, void *context, int64_t *changed)
{
	enum status status = store_ready(store);

	if (status != STATUS_OK)
		return status;
	if (!statement_is_change(statement) || store->transaction == TRANSACTION_WRITING)
		return query_now(store, statement, args, count, fn, context, changed);
	assert(store->transaction == TRANSACTION_NONE &&
	       "nothing is written in a reading transaction");
	status = store_begin(store);
	if (status == STATUS_OK)
		status = query_now(store, statement, args, count, fn, context, changed);
	if (status == STATUS_OK)
		return store_commit(store);
	store_rollback(store);
	return status;
}

enum status store_run(struct store *store, enum sql statement, const struct store_value *args,
		      size_t count, int64_t *changed)
{
	return query(store, statement, args, count, NULL, NULL, changed);
}

enum status store_each(struct store *store, enum sql statement, const struct store_value *args,
		       size_t count, store_row_fn *fn, void *context)
{
	return query(store, statement, args, count, fn, context, NULL);
}

struct first_row {
	store_row_fn *fn;
	void *context;
	bool found;
	bool is_change; /* runs to its end: the rows that follow are passed over, not cut off */
	enum status status;
};

static enum status take_first(const struct store_row *row, void *context)
{
	struct first_row *first = context;

	if (first->found)
		return STATUS_OK;
	first->found = true;
	if (first->fn)
		first->status = first->fn(row, first->context);
	return first->is_change ? first->status : STATUS_NOT_FOUND;
}

enum status store_one(struct store *store, enum sql statement, const struct store_value *args,
		      size_t count, store_row_fn *fn, void *context)
{
	struct first_row first = { .fn = fn,
				   .context = context,
				   .is_change = statement_is_change(statement) };
	enum status status = query(store, statement, args, count, take_first, &first, NULL);

	/* The end of the reading, after the one row that was wanted. */
	if (first.found && !first.is_change && status == STATUS_NOT_FOUND)
		return first.status;
	return status == STATUS_OK && !first.found ? STATUS_NOT_FOUND : status;
}

static enum status take_number(const struct store_row *row, void *context)
{
	if (row_is_null(row, 0))
		return STATUS_NOT_FOUND;
	*(int64_t *)context = row_number(row, 0);
	return STATUS_OK;
}

enum status store_number(struct store *store, enum sql statement, const struct store_value *args,
			 size_t count, int64_t *out)
{
	int64_t number = 0;
	enum status status = store_one(store, statement, args, count, take_number, &number);

	*out = status == STATUS_OK ? number : 0;
	return status;
}

/* The rest. */

bool store_changed_elsewhere(struct store *store)
{
	int64_t version;
	bool changed;

	if (store_ready(store) != STATUS_OK)
		return false;
	if (connection_number(store->connection, SQL_STORE_DATA_VERSION, &version) != STATUS_OK)
		return false;
	changed = store->changed || version != store->data_version;
	store->changed = false;
	store->data_version = version;
	return changed;
}

enum status store_problem(const struct store *store, enum status status, struct problem *problem)
{
	if (store->problem.status != status || status == STATUS_OK)
		return problem_from_status(problem, status);
	*problem = store->problem;
	return status;
}

enum status store_examine(struct store *store, bool thorough,
			  void (*fn)(const char *fault, void *context), void *context, int *faults)
{
	enum status status = store_ready(store);

	*faults = 0;
	if (status != STATUS_OK)
		return status;
	return store_failed(store, store->connection,
			    examine(store->connection, thorough, fn, context, faults));
}

enum status store_copy(struct store *store, const char *path, struct problem *problem)
{
	char resolved[FILE_PATH_SIZE];
	enum status status;

	assert(store->transaction == TRANSACTION_NONE && "a copy is made outside of transactions");
	status = place_resolve(resolved, path, problem);
	if (status != STATUS_OK)
		return status;
	status = store_ready(store);
	if (status != STATUS_OK)
		return store_problem(store, status, problem);
	return copy_make(store->connection, resolved, problem);
}

enum status store_explain(struct store *store, enum sql statement, store_row_fn *fn, void *context)
{
	struct connection *apart;
	enum status status;

	/* Some PRAGMAs act as soon as they are prepared, so not on the store's own connection. */
	status = connection_open(&apart, store->path, CONNECTION_READ, store->limits.wait_ms,
				 &store->problem);
	if (status != STATUS_OK)
		return status;
	status = store_failed(store, apart, connection_explain(apart, statement, fn, context));
	connection_close(apart);
	return status;
}
