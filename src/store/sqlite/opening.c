#include "store/sqlite/opening.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/sentence.h"
#include "store/sqlite/connect.h"
#include "store/sqlite/line_row.h"
#include "store/sqlite/place.h"
#include "store/sqlite/safety.h"
#include "store/sqlite/schema.h"
#include "store/sqlite/schema_compare.h"
#include "store/sqlite/side_file.h"
#include "store/sqlite/tie.h"
#include "store/sqlite/upgrade.h"
#include "store/statements.h"

/* At closing: a desk that is in its turn for longer is at work, and moves the log itself. */
enum { CLOSING_WAIT_MS = 1000, ASIDE_MOST = 99 };

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
	if (!sqlite_only_reads(sqlite))
		return CONNECTION_WRITE;
	return place_can_write(sqlite->path) ? CONNECTION_READ : CONNECTION_LOOK;
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

/* SQLite has all of its files open now. */
static enum status note_files(struct sqlite *sqlite)
{
	if (!files_note(&sqlite->files) || connection_has_moved(sqlite->connection))
		return store_say(&sqlite->engine.problem, STATUS_STORE_REPLACED, sqlite->path,
				 sqlite->path);
	return STATUS_OK;
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
	sqlite->log = (struct log_head){ .page_size = 0 };
	sqlite->log_needs = 0;
	status = sqlite_failed(sqlite, sqlite->connection,
			       connection_number(sqlite->connection, SQL_STORE_DATA_VERSION,
						 &sqlite->data_version));
	if (status == STATUS_OK)
		status = sqlite_look_at_schema(sqlite);
	return status == STATUS_OK ? note_files(sqlite) : status;
}

static bool enters(struct sqlite *sqlite)
{
	return sqlite->turnstile.entered ||
	       turnstile_enter(&sqlite->turnstile, CLOSING_WAIT_MS) == STATUS_OK;
}

/*
 * Somebody has taken the log's name away, and nothing else: what was called saved is still in the
 * file that this desk has open, and in no other. So it goes into the database now.
 */
static bool only_the_log_is_gone(struct sqlite *sqlite)
{
	return !place_is_taken(sqlite->files.name[FILES_LOG]) && tie_has_database(sqlite);
}

/* Whether closing the connection may move the log: one that is safe and this database's, and nobody
 * else is at work, which only the turnstile can tell. It is tied before. */
static bool may_move_log(struct sqlite *sqlite)
{
	bool alone = false;

	if (sqlite->files.pin < 0 || safety_is_stopped(sqlite) ||
	    (sqlite->only_reads.status != STATUS_OK && sqlite->mode != STORE_ADOPT))
		return false;
	if (!files_are_same(&sqlite->files, FILES_INDEX) &&
	    (sqlite_only_reads(sqlite) || !only_the_log_is_gone(sqlite)))
		return false;
	if (sqlite_only_reads(sqlite))
		return sqlite->files.log_size == 0;
	return sqlite->tied && enters(sqlite) && turnstile_be_present(&sqlite->turnstile, &alone) &&
	       alone && (sqlite->files.log_size == 0 || tie_moving(sqlite));
}

static void sqlite_disconnect(struct sqlite *sqlite)
{
	bool entered = sqlite->turnstile.entered;
	bool moves = sqlite->connection && may_move_log(sqlite);

	if (sqlite->connection)
		connection_keep_log(sqlite->connection, !moves);
	connection_close(sqlite->checkpointer);
	sqlite->checkpointer = NULL;
	connection_close(sqlite->connection);
	sqlite->connection = NULL;
	if (moves && !sqlite_only_reads(sqlite))
		tie_moved(sqlite);
	if (!entered)
		turnstile_leave(&sqlite->turnstile);
}

enum status sqlite_settle(struct sqlite *sqlite)
{
	struct problem problem;
	enum status status;

	sqlite_disconnect(sqlite);
	sqlite->changed = true;
	status = tie_moving(sqlite) ? safety_settle(sqlite, &problem)
				    : store_say_errno(&problem, sqlite->path, errno);
	if (status == STATUS_OK)
		sqlite->stopped = false;
	if (sqlite_connect(sqlite) != STATUS_OK) {
		sqlite_disconnect(sqlite);
		return sqlite->engine.problem.status;
	}
	tie_moved(sqlite);
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

/* The turnstile is entered and there is a connection. */
static enum status tie_files(struct sqlite *sqlite)
{
	enum status status;

	if (!saved_open(&sqlite->saved, sqlite->path, false))
		return store_say_errno(&sqlite->engine.problem, sqlite->path, errno);
	status = note_files(sqlite);
	if (status == STATUS_OK)
		status = tie_begin(sqlite);
	sqlite->tied = status == STATUS_OK;
	return status;
}

/* A log without its database would be read into the one that is made beside it. */
static enum status refuse_leftover(const struct sqlite *sqlite, struct problem *problem)
{
	const char *log = sqlite->files.name[FILES_LOG];

	if (place_is_taken(sqlite->path))
		return problem_set(problem, STATUS_STORE_EXISTS,
				   _("There is already something at %s; nothing was changed."),
				   sqlite->path);
	if (place_is_taken(log))
		return problem_set(
			problem, STATUS_STORE_FOREIGN_LOG,
			_("%s is the log of a database that is not there any more; it may "
			  "hold what was saved last. Put that database back, or move the "
			  "log to another folder. Nothing was changed."),
			log);
	return STATUS_OK;
}

static enum status create(struct sqlite *sqlite)
{
	struct problem *problem = &sqlite->engine.problem;
	bool built = false;
	enum status status = refuse_leftover(sqlite, problem);

	if (status != STATUS_OK)
		return status;
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
	if (status == STATUS_OK)
		status = tie_files(sqlite);
	if (status == STATUS_OK)
		status = line_settle(sqlite);
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
	status = sqlite_settle(sqlite);
	return status == STATUS_STORE_STOPPED ? STATUS_OK : status;
}

/* Without a connection of our own, which would stand in the way. */
static enum status come_forward(struct sqlite *sqlite)
{
	enum status status;

	sqlite_disconnect(sqlite);
	if (!tie_moving(sqlite))
		return store_say_errno(&sqlite->engine.problem, sqlite->path, errno);
	status = upgrade_forward(sqlite->path, sqlite->limits.wait_ms, &sqlite->engine.upgrade,
				 &sqlite->engine.problem);
	if (status == STATUS_OK)
		status = sqlite_connect(sqlite);
	if (status == STATUS_OK)
		tie_moved(sqlite);
	return status;
}

/* Whoever adopts the database takes it without a log that is another's. */
static enum status put_log_aside(struct sqlite *sqlite)
{
	char *aside = sqlite->engine.aside;
	const char *log = sqlite->files.name[FILES_LOG];
	enum status status;

	sqlite_disconnect(sqlite);
	text_format(aside, FILE_PATH_SIZE, "%s.aside", log);
	for (int i = 2; place_is_taken(aside) && i <= ASIDE_MOST; i++)
		text_format(aside, FILE_PATH_SIZE, "%s.aside.%d", log, i);
	if (place_is_taken(aside) || rename(log, aside) != 0)
		return store_say_errno(&sqlite->engine.problem, log, errno);
	side_file_remove(sqlite->path, "-shm");
	status = sqlite_connect(sqlite);
	if (status == STATUS_OK)
		status = tie_begin(sqlite);
	sqlite->tied = status == STATUS_OK;
	return status;
}

/* For writing: the turnstile is entered. */
static enum status take_over(struct sqlite *sqlite)
{
	const int64_t version = connection_version(sqlite->connection);
	enum status status = tie_files(sqlite);

	if (status == STATUS_STORE_FOREIGN_LOG && sqlite->mode == STORE_ADOPT)
		status = put_log_aside(sqlite);
	if (status == STATUS_OK)
		status = settle_if_stopped(sqlite);
	if (status == STATUS_OK && version < store_schema_version())
		status = come_forward(sqlite);
	return status == STATUS_OK ? line_settle(sqlite) : status;
}

static enum status open_to_write(struct sqlite *sqlite)
{
	enum status status = open_turnstile(sqlite);

	if (status == STATUS_OK)
		status = sqlite_queue(sqlite);
	if (status == STATUS_OK)
		status = take_over(sqlite);
	turnstile_leave(&sqlite->turnstile);
	return status;
}

static enum status open_to_read(struct sqlite *sqlite)
{
	const int64_t version = connection_version(sqlite->connection);
	enum status status;

	if (version < store_schema_version())
		return upgrade_needed(sqlite->path, version, &sqlite->engine.problem);
	/* A copy has nothing beside it; and what an account that may only read the database cannot
	 * read beside it tells it nothing. */
	if (!saved_open(&sqlite->saved, sqlite->path, true) && errno != ENOENT &&
	    (errno != EACCES || place_can_write(sqlite->path)))
		return store_say_errno(&sqlite->engine.problem, sqlite->path, errno);
	status = note_files(sqlite);
	if (status == STATUS_OK)
		status = tie_look(sqlite);
	return status == STATUS_OK ? line_look(sqlite) : status;
}

static enum status open_existing(struct sqlite *sqlite)
{
	enum status status = sqlite_connect(sqlite);

	if (status != STATUS_OK)
		return status;
	return sqlite_only_reads(sqlite) ? open_to_read(sqlite) : open_to_write(sqlite);
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
	sqlite->desks = DESKS_FILE_CLOSED;
	sqlite->files = FILES_UNNOTED;
	sqlite->saved = SAVED_CLOSED;
	status = place_resolve(sqlite->path, url, &sqlite->engine.problem);
	files_name(&sqlite->files, sqlite->path);
	text_format(sqlite->mark, sizeof(sqlite->mark), "%s-stopped", sqlite->path);
	if (status == STATUS_OK)
		status = place_may_open(sqlite->path, !sqlite_only_reads(sqlite),
					&sqlite->engine.problem);
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

	/* Its failure is of no account: what is beside it is of an older line then. */
	if (sqlite->mode == STORE_ADOPT && sqlite->tied && sqlite->connection)
		(void)!line_renew(sqlite);
	sqlite_disconnect(sqlite);
	desks_file_leave(&sqlite->desks);
	turnstile_close(&sqlite->turnstile);
	saved_close(&sqlite->saved);
	files_release(&sqlite->files);
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
