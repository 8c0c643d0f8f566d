#include "store/sqlite/opening.h"

#include <errno.h>
#include <stdlib.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/sentence.h"
#include "store/sqlite/connect.h"
#include "store/sqlite/place.h"
#include "store/sqlite/safety.h"
#include "store/sqlite/schema.h"
#include "store/sqlite/schema_compare.h"
#include "store/sqlite/upgrade.h"
#include "store/statements.h"

enum status sqlite_failed(struct sqlite *sqlite, const struct connection *connection,
			  enum status status)
{
	if (status == STATUS_OK || connection_problem(connection)->status != status)
		return status;
	sqlite->engine.problem = *connection_problem(connection);
	sqlite->engine.failed = true;
	return status;
}

enum status sqlite_queue(struct sqlite *sqlite)
{
	enum status status = turnstile_enter(&sqlite->turnstile, sqlite->limits.wait_ms);

	if (status != STATUS_OK)
		store_say(&sqlite->engine.problem, status, sqlite->path,
			  _("the lock files cannot be locked"));
	return status;
}

static enum connection_access access_of(const struct sqlite *sqlite)
{
	return sqlite_only_reads(sqlite) ? CONNECTION_READ : CONNECTION_WRITE;
}

enum status sqlite_look_at_schema(struct sqlite *sqlite)
{
	enum status status = sqlite_failed(sqlite, sqlite->connection,
					   connection_number(sqlite->connection,
							     SQL_STORE_SCHEMA_COOKIE,
							     &sqlite->schema_cookie));

	if (status != STATUS_OK || sqlite->mode == STORE_EXAMINE ||
	    connection_version(sqlite->connection) != store_schema_version())
		return status;
	return schema_stands(sqlite->connection, sqlite->path, &sqlite->engine.problem);
}

static enum status sqlite_connect(struct sqlite *sqlite)
{
	struct problem *problem = &sqlite->engine.problem;
	enum status status = place_inspect(sqlite->path, problem);

	if (status != STATUS_OK)
		return status;
	status = connection_open(&sqlite->connection, sqlite->path, access_of(sqlite),
				 sqlite->limits.wait_ms, problem);
	if (status != STATUS_OK)
		return status;
	sqlite->checkpoint_at = sqlite->limits.checkpoint_pages;
	status = sqlite_failed(sqlite, sqlite->connection,
			       connection_number(sqlite->connection, SQL_STORE_DATA_VERSION,
						 &sqlite->data_version));
	return status == STATUS_OK ? sqlite_look_at_schema(sqlite) : status;
}

static void sqlite_disconnect(struct sqlite *sqlite)
{
	if (sqlite->connection && safety_is_stopped(sqlite)) {
		connection_keep_log(sqlite->connection);
		if (sqlite->checkpointer)
			connection_keep_log(sqlite->checkpointer);
	}
	connection_close(sqlite->checkpointer);
	sqlite->checkpointer = NULL;
	connection_close(sqlite->connection);
	sqlite->connection = NULL;
}

enum status sqlite_settle(struct sqlite *sqlite)
{
	struct problem problem;
	enum status status;

	sqlite_disconnect(sqlite);
	sqlite->changed = true;
	status = safety_settle(sqlite, &problem);
	if (status == STATUS_OK)
		sqlite->stopped = false;
	if (sqlite_connect(sqlite) != STATUS_OK) {
		sqlite_disconnect(sqlite);
		return sqlite->engine.problem.status;
	}
	if (status != STATUS_OK)
		sqlite->engine.problem = problem;
	return status;
}

static enum status open_turnstile(struct sqlite *sqlite)
{
	if (turnstile_open(&sqlite->turnstile, sqlite->path))
		return STATUS_OK;
	return store_say_errno(&sqlite->engine.problem, sqlite->path, errno);
}

static enum status create(struct sqlite *sqlite)
{
	struct problem *problem = &sqlite->engine.problem;
	bool built = false;
	enum status status;

	if (place_is_taken(sqlite->path))
		return problem_set(problem, STATUS_STORE_EXISTS,
				   _("There is already something at %s; nothing was changed."),
				   sqlite->path);
	status = open_turnstile(sqlite);
	if (status != STATUS_OK)
		return status;
	status = sqlite_queue(sqlite);
	if (status == STATUS_OK) {
		status = schema_build(sqlite->path, sqlite->limits.wait_ms, problem);
		built = status == STATUS_OK;
	}
	if (status == STATUS_OK)
		status = sqlite_connect(sqlite);
	if (status != STATUS_OK) {
		sqlite_disconnect(sqlite);
		/* Nobody has written to it: we have the turnstile. */
		if (built)
			place_remove(sqlite->path);
		if (!place_is_taken(sqlite->path))
			turnstile_remove(sqlite->path);
	}
	turnstile_leave(&sqlite->turnstile);
	return status;
}

/* Whoever opens a database that nobody else has open settles what a failed sync left; with others
 * at work it can be looked at. */
static enum status settle_if_stopped(struct sqlite *sqlite)
{
	enum status status;

	if (!safety_is_stopped(sqlite))
		return STATUS_OK;
	status = sqlite_queue(sqlite);
	if (status == STATUS_OK)
		status = sqlite_settle(sqlite);
	turnstile_leave(&sqlite->turnstile);
	return status == STATUS_STORE_STOPPED ? STATUS_OK : status;
}

/* Without a connection of our own, which would stand in the way. */
static enum status come_forward(struct sqlite *sqlite)
{
	enum status status;

	sqlite_disconnect(sqlite);
	status = sqlite_queue(sqlite);
	if (status == STATUS_OK)
		status = upgrade_forward(sqlite->path, sqlite->limits.wait_ms,
					 &sqlite->engine.upgrade, &sqlite->engine.problem);
	turnstile_leave(&sqlite->turnstile);
	return status == STATUS_OK ? sqlite_connect(sqlite) : status;
}

static enum status open_existing(struct sqlite *sqlite)
{
	enum status status = sqlite_connect(sqlite);
	int64_t version;

	if (status != STATUS_OK)
		return status;
	version = connection_version(sqlite->connection);
	if (sqlite->mode == STORE_OPEN) {
		status = open_turnstile(sqlite);
		if (status == STATUS_OK)
			status = settle_if_stopped(sqlite);
	} else if (version < store_schema_version())
		return upgrade_needed(sqlite->path, version, &sqlite->engine.problem);
	if (status == STATUS_OK && version < store_schema_version())
		status = come_forward(sqlite);
	return status;
}

enum status sqlite_open(struct engine **out, const char *url, enum store_mode mode,
			struct problem *problem)
{
	struct sqlite *sqlite = memory_new(1, sizeof(*sqlite));
	enum status status;

	*out = NULL;
	sqlite->mode = mode;
	sqlite->limits = STORE_LIMITS;
	sqlite->turnstile = TURNSTILE_CLOSED;
	status = place_resolve(sqlite->path, url, &sqlite->engine.problem);
	text_format(sqlite->mark, sizeof(sqlite->mark), "%s-stopped", sqlite->path);
	if (status == STATUS_OK)
		status = mode == STORE_CREATE ? create(sqlite) : open_existing(sqlite);
	if (status != STATUS_OK) {
		*problem = sqlite->engine.problem;
		sqlite_close(&sqlite->engine);
		return status;
	}
	*out = &sqlite->engine;
	return STATUS_OK;
}

void sqlite_close(struct engine *engine)
{
	struct sqlite *sqlite = sqlite_of(engine);

	sqlite_disconnect(sqlite);
	turnstile_close(&sqlite->turnstile);
	free(sqlite);
}

enum status sqlite_ready(struct engine *engine)
{
	struct sqlite *sqlite = sqlite_of(engine);
	enum status status;

	if (sqlite->connection && !connection_is_dead(sqlite->connection))
		return STATUS_OK;
	if (sqlite->connection && (engine->transaction != TRANSACTION_NONE || engine->depth > 0))
		return store_say(&engine->problem, STATUS_STORE_IO, sqlite->path,
				 _("this transaction cannot continue"));
	sqlite_disconnect(sqlite);
	sqlite->changed = true;
	status = sqlite_connect(sqlite);
	if (status == STATUS_OK && connection_version(sqlite->connection) != store_schema_version())
		status = problem_set(
			&engine->problem, STATUS_STORE_NEWER,
			_("The database %s was replaced by another one while it was open."),
			sqlite->path);
	if (status != STATUS_OK)
		sqlite_disconnect(sqlite);
	return status;
}
