#include "store/sqlite/engine.h"

#include <errno.h>

#include "base/folder.h"
#include "base/text.h"
#include "store/sentence.h"
#include "store/sqlite/checkpoint.h"
#include "store/sqlite/connect.h"
#include "store/sqlite/copy.h"
#include "store/sqlite/disk.h"
#include "store/sqlite/opening.h"
#include "store/sqlite/place.h"
#include "store/sqlite/restore.h"
#include "store/sqlite/safety.h"
#include "store/sqlite/schema_compare.h"
#include "store/sqlite/tie.h"
#include "store/sqlite/transaction.h"
#include "store/sqlite/upgrade.h"

static const char *sqlite_path(const struct engine *engine)
{
	return ((const struct sqlite *)engine)->path;
}

static const struct clinic_line *sqlite_line(const struct engine *engine)
{
	return &((const struct sqlite *)engine)->line;
}

static int64_t sqlite_next_epoch(const struct engine *engine)
{
	const struct sqlite *sqlite = (const struct sqlite *)engine;
	const struct clinic_line *known = &sqlite->saved.line;
	int64_t last = sqlite->line.epoch;

	if (line_same_clinic(known, &sqlite->line) && known->epoch > last)
		last = known->epoch;
	return last + 1;
}

static enum status sqlite_why_only_reads(const struct engine *engine, struct problem *problem)
{
	const struct sqlite *sqlite = (const struct sqlite *)engine;

	*problem = sqlite->only_reads;
	if (problem->status != STATUS_OK)
		return problem->status;
	return files_status(&sqlite->files, problem);
}

static bool is_desks_file(const struct sqlite *sqlite, const char *path)
{
	char name[FILES_NAME_SIZE];

	text_format(name, sizeof(name), "%s%s", sqlite->path, DESKS_FILE_ENDING);
	return path_is_same(path, name);
}

static bool sqlite_has_file(const struct engine *engine, const char *path)
{
	const struct sqlite *sqlite = (const struct sqlite *)engine;

	for (int i = 0; i < FILES_COUNT; i++)
		if (path_is_same(path, sqlite->files.name[i]))
			return true;
	return path_is_same(path, sqlite->mark) || is_desks_file(sqlite, path);
}

static void sqlite_set_limits(struct engine *engine, const struct store_limits *limits)
{
	struct sqlite *sqlite = sqlite_of(engine);

	sqlite->limits = *limits;
	sqlite->checkpoint_at = limits->checkpoint_pages;
	if (sqlite->connection)
		connection_set_wait(sqlite->connection, limits->wait_ms);
}

static void sqlite_on_waiting(struct engine *engine, store_waiting_fn *fn, void *context)
{
	struct sqlite *sqlite = sqlite_of(engine);

	sqlite->turnstile.tell = fn;
	sqlite->turnstile.tell_context = context;
}

static bool sqlite_changed(struct engine *engine)
{
	struct sqlite *sqlite = sqlite_of(engine);
	int64_t version;
	bool changed;

	if (tie_check(sqlite, FILES_INDEX) != STATUS_OK)
		return false;
	if (connection_number(sqlite->connection, SQL_STORE_DATA_VERSION, &version) != STATUS_OK)
		return false;
	changed = sqlite->changed || version != sqlite->data_version;
	sqlite->changed = false;
	sqlite->data_version = version;
	return changed;
}

static enum status sqlite_be_at_work(struct engine *engine, const struct at_work *at_work)
{
	struct sqlite *sqlite = sqlite_of(engine);

	if (desks_file_tell(&sqlite->desks, sqlite->path, at_work))
		return STATUS_OK;
	return store_say_errno(&engine->problem, sqlite->path, errno);
}

static void sqlite_leave_work(struct engine *engine)
{
	desks_file_leave(&sqlite_of(engine)->desks);
}

static enum status sqlite_each_at_work(struct engine *engine, at_work_fn *fn, void *context)
{
	struct sqlite *sqlite = sqlite_of(engine);

	if (desks_file_each(&sqlite->desks, sqlite->path, fn, context))
		return STATUS_OK;
	return store_say_errno(&engine->problem, sqlite->path, errno);
}

static enum status sqlite_examine(struct engine *engine, bool thorough,
				  void (*fn)(const char *fault, void *context), void *context,
				  int *faults)
{
	struct sqlite *sqlite = sqlite_of(engine);

	return sqlite_failed(sqlite, sqlite->connection,
			     examine(sqlite->connection, thorough, fn, context, faults));
}

static enum status sqlite_compare_schema(struct engine *engine, schema_fault_fn *fn, void *context)
{
	struct sqlite *sqlite = sqlite_of(engine);

	return sqlite_failed(sqlite, sqlite->connection,
			     schema_compare(sqlite->connection, fn, context));
}

static enum status sqlite_tell_schema(struct engine *engine, schema_text_fn *fn, void *context)
{
	struct sqlite *sqlite = sqlite_of(engine);

	return sqlite_failed(sqlite, sqlite->connection,
			     schema_tell(sqlite->connection, fn, context));
}

static enum status sqlite_copy(struct engine *engine, const char *path, struct problem *problem)
{
	struct sqlite *sqlite = sqlite_of(engine);
	char resolved[FILE_PATH_SIZE];
	enum status status = place_resolve(resolved, path, problem);

	if (status == STATUS_OK)
		status = copy_make(sqlite->connection, resolved, problem);
	if (status != STATUS_OK)
		return status;
	/* The copy has what another desk did a moment ago; now the original has it, too. */
	status = safety_sync(sqlite);
	if (status != STATUS_OK) {
		*problem = engine->problem;
		place_remove(resolved);
	}
	return status;
}

static enum status sqlite_explain(struct engine *engine, enum sql statement, store_row_fn *fn,
				  void *context)
{
	struct sqlite *sqlite = sqlite_of(engine);
	struct connection *apart;
	enum status status;

	/* Some PRAGMAs act as soon as they are prepared, so not on the store's own connection. */
	status = connection_open(&apart, sqlite->path, CONNECTION_READ, sqlite->limits.wait_ms,
				 &engine->problem);
	if (status != STATUS_OK)
		return status;
	status = sqlite_failed(sqlite, apart, connection_explain(apart, statement, fn, context));
	connection_close(apart);
	return status;
}

const struct engine_ops sqlite_engine = {
	.open = sqlite_open,
	.go_back = sqlite_go_back,
	.restore_begin = sqlite_restore_begin,
	.restore_finish = sqlite_restore_finish,
	.restore_give_up = sqlite_restore_give_up,
	.look_at_disk = sqlite_look_at_disk,
	.look_at_file = sqlite_look_at_file,
	.time_sync = sqlite_time_sync,
	.library = sqlite_library,
	.close = sqlite_close,
	.path = sqlite_path,
	.line = sqlite_line,
	.next_epoch = sqlite_next_epoch,
	.only_reads = sqlite_why_only_reads,
	.has_file = sqlite_has_file,
	.set_limits = sqlite_set_limits,
	.on_waiting = sqlite_on_waiting,
	.ready = sqlite_ready,
	.each = sqlite_each,
	.begin = sqlite_begin,
	.begin_reading = sqlite_begin_reading,
	.commit = sqlite_commit,
	.rollback = sqlite_rollback,
	.hold_syncs = sqlite_hold_syncs,
	.sync = sqlite_sync,
	.attempt = sqlite_attempt,
	.changed = sqlite_changed,
	.be_at_work = sqlite_be_at_work,
	.leave_work = sqlite_leave_work,
	.each_at_work = sqlite_each_at_work,
	.examine = sqlite_examine,
	.compare_schema = sqlite_compare_schema,
	.tell_schema = sqlite_tell_schema,
	.copy = sqlite_copy,
	.checkpoint = sqlite_checkpoint,
	.explain = sqlite_explain,
};
