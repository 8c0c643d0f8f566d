/* What all engines have in common: the state of the transaction, and what is read out of rows. */
#include "store/store.h"

#include <assert.h>
#include <stdlib.h>

#include "base/language.h"
#include "base/memory.h"
#include "store/digest.h"
#include "store/disk.h"
#include "store/engine.h"
#include "store/restore.h"
#include "store/sqlite/engine.h"
#include "store/statements.h"
#include "store/written.h"

struct store {
	struct engine *engine;
};

enum status store_open(struct store **out, const char *url, enum store_mode mode,
		       struct problem *problem)
{
	struct engine *engine;
	enum status status = sqlite_engine.open(&engine, url, mode, problem);

	*out = NULL;
	if (status != STATUS_OK)
		return status;
	engine->ops = &sqlite_engine;
	*out = memory_new(1, sizeof(**out));
	(*out)->engine = engine;
	return STATUS_OK;
}

const struct store_upgrade *store_upgraded(const struct store *store)
{
	return &store->engine->upgrade;
}

enum status store_go_back(const char *url, int64_t lose, struct store_back *out,
			  struct problem *problem)
{
	return sqlite_engine.go_back(url, lose, out, problem);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	store_rollback(store);
	written_release(&store->engine->written);
	store->engine->ops->close(store->engine);
	free(store);
}

const char *store_path(const struct store *store)
{
	return store->engine->ops->path(store->engine);
}

const struct clinic_line *store_line(const struct store *store)
{
	return store->engine->ops->line(store->engine);
}

const char *store_log_aside(const struct store *store)
{
	return store->engine->aside;
}

int64_t store_next_epoch(const struct store *store)
{
	return store->engine->ops->next_epoch(store->engine);
}

enum status store_restore_begin(const char *url, const char *copy, struct store_restore *restore,
				struct store_restoring **out, struct problem *problem)
{
	return sqlite_engine.restore_begin(url, copy, restore, out, problem);
}

enum status store_restore_finish(struct store_restoring *restoring, const char *when,
				 struct store_restore *restore, struct problem *problem)
{
	return sqlite_engine.restore_finish(restoring, when, restore, problem);
}

void store_restore_give_up(struct store_restoring *restoring)
{
	sqlite_engine.restore_give_up(restoring);
}

enum status store_look_at_disk(const char *url, struct store_disk *out, struct problem *problem)
{
	return sqlite_engine.look_at_disk(url, out, problem);
}

enum status store_look_at_file(const struct store_disk *disk, struct problem *problem)
{
	return sqlite_engine.look_at_file(disk, problem);
}

enum status store_time_sync(const struct store_disk *disk, int64_t *us, struct problem *problem)
{
	return sqlite_engine.time_sync(disk, us, problem);
}

struct store_library store_library(void)
{
	return sqlite_engine.library();
}

enum status store_only_reads(const struct store *store, struct problem *problem)
{
	return store->engine->ops->only_reads(store->engine, problem);
}

void store_note_entry(struct store *store, int64_t entry)
{
	struct engine *engine = store->engine;

	assert(engine->transaction == TRANSACTION_WRITING);
	if (engine->first_entry == 0)
		engine->first_entry = entry;
	engine->last_entry = entry;
}

struct store_written store_written(const struct store *store)
{
	const struct written *written = &store->engine->written;

	return (struct store_written){ .rows = written->rows.bytes,
				       .groups = written->groups.bytes,
				       .entries = written->entries.bytes,
				       .rows_size = written->rows.used,
				       .groups_size = written->groups.used,
				       .entries_size = written->entries.used,
				       .last_entry = store->engine->last_entry };
}

void store_written_forget(struct store *store)
{
	written_clear(&store->engine->written);
}

bool store_has_file(const struct store *store, const char *path)
{
	return store->engine->ops->has_file(store->engine, path);
}

enum status store_be_at_work(struct store *store, const struct at_work *at_work)
{
	return store->engine->ops->be_at_work(store->engine, at_work);
}

void store_leave_work(struct store *store)
{
	store->engine->ops->leave_work(store->engine);
}

enum status store_each_at_work(struct store *store, at_work_fn *fn, void *context)
{
	return store->engine->ops->each_at_work(store->engine, fn, context);
}

void store_set_limits(struct store *store, const struct store_limits *limits)
{
	store->engine->ops->set_limits(store->engine, limits);
}

static enum status ready(struct store *store)
{
	return store->engine->ops->ready(store->engine);
}

/* After a statement failed nothing but taking back is done in its transaction: some engines would
 * refuse it, others would keep half of a change. */
static enum status usable(struct store *store)
{
	struct engine *engine = store->engine;

	if (engine->transaction != TRANSACTION_WRITING || !engine->failed)
		return ready(store);
	return problem_set(&engine->problem, STATUS_DEFECT,
			   _("The change went on after a statement of it had failed. Nothing was "
			     "saved; this is a defect in frontdesk."));
}

/* Transactions. */

enum status store_begin(struct store *store)
{
	struct engine *engine = store->engine;
	enum status status;

	assert(engine->transaction == TRANSACTION_NONE && "transactions do not nest");
	status = ready(store);
	if (status == STATUS_OK)
		status = engine->ops->begin(engine);
	if (status != STATUS_OK)
		return status;
	engine->transaction = TRANSACTION_WRITING;
	engine->failed = false;
	engine->first_entry = 0;
	engine->last_entry = 0;
	written_clear(&engine->written);
	return STATUS_OK;
}

enum status store_begin_reading(struct store *store)
{
	struct engine *engine = store->engine;
	enum status status;

	assert(engine->transaction == TRANSACTION_NONE && "transactions do not nest");
	status = ready(store);
	if (status == STATUS_OK)
		status = engine->ops->begin_reading(engine);
	if (status == STATUS_OK)
		engine->transaction = TRANSACTION_READING;
	return status;
}

enum status store_commit(struct store *store)
{
	struct engine *engine = store->engine;
	enum status status;

	assert(engine->transaction != TRANSACTION_NONE && "there is a transaction to commit");
	status = usable(store);
	if (status == STATUS_OK)
		status = engine->ops->commit(engine);
	else
		engine->ops->rollback(engine);
	engine->transaction = TRANSACTION_NONE;
	return status;
}

void store_rollback(struct store *store)
{
	struct engine *engine = store->engine;

	if (engine->transaction == TRANSACTION_NONE)
		return;
	engine->ops->rollback(engine);
	engine->transaction = TRANSACTION_NONE;
}

void store_hold_syncs(struct store *store, bool hold)
{
	store->engine->ops->hold_syncs(store->engine, hold);
}

enum status store_sync(struct store *store)
{
	enum status status = ready(store);

	return status == STATUS_OK ? store->engine->ops->sync(store->engine) : status;
}

bool store_in_transaction(const struct store *store)
{
	return store->engine->transaction != TRANSACTION_NONE;
}

/* Queries. */

/* A change gives back the rows that it wrote, behind the columns that it gives by itself. */
struct noting {
	struct written *written;
	const struct digest_table *table;
	bool removes;
	int own; /* columns that it gives by itself */
	store_row_fn *fn;
	void *context;
};

static enum status note_row(const struct store_row *row, void *context)
{
	const struct noting *noting = context;

	written_note(noting->written, noting->table, row, noting->own, noting->removes);
	return noting->fn && noting->own > 0 ? noting->fn(row, noting->context) : STATUS_OK;
}

static enum status run_noting(struct engine *engine, enum sql statement,
			      const struct store_value *args, size_t count, store_row_fn *fn,
			      void *context, int64_t *changed)
{
	const struct sql_kind *kind = statement_kind(statement);
	struct noting noting = {
		.written = &engine->written, .removes = kind->removes, .fn = fn, .context = context
	};
	int tables;

	noting.table = &digest_tables(&tables)[kind->table];
	(void)statement_columns(statement, &noting.own);
	return engine->ops->each(engine, statement, args, count, note_row, &noting, changed);
}

static enum status query_now(struct store *store, enum sql statement,
			     const struct store_value *args, size_t count, store_row_fn *fn,
			     void *context, int64_t *changed)
{
	struct engine *engine = store->engine;
	enum status status;

	engine->depth++;
	if (statement_kind(statement)->table < 0)
		status = engine->ops->each(engine, statement, args, count, fn, context, changed);
	else
		status = run_noting(engine, statement, args, count, fn, context, changed);
	engine->depth--;
	return status;
}

static enum status query(struct store *store, enum sql statement, const struct store_value *args,
			 size_t count, store_row_fn *fn, void *context, int64_t *changed)
{
	const enum transaction transaction = store->engine->transaction;
	enum status status;

	assert(store->engine->depth == 0 && "a row function does not ask the store");
	status = usable(store);
	if (status != STATUS_OK)
		return status;
	if (!statement_is_change(statement) || transaction == TRANSACTION_WRITING)
		return query_now(store, statement, args, count, fn, context, changed);
	assert(transaction == TRANSACTION_NONE && "nothing is written in a reading transaction");
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
	if (row_is_null(row, ONLY_COLUMN))
		return STATUS_NOT_FOUND;
	*(int64_t *)context = row_number(row, ONLY_COLUMN);
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

/* A change that can be taken back by itself. */

static enum status attempt(struct store *store, enum engine_attempt what)
{
	assert(store->engine->transaction == TRANSACTION_WRITING);
	return store->engine->ops->attempt(store->engine, what);
}

enum status store_attempt_begin(struct store *store)
{
	written_attempt(&store->engine->written);
	return attempt(store, ENGINE_ATTEMPT_BEGIN);
}

enum status store_attempt_undo(struct store *store)
{
	enum status status = attempt(store, ENGINE_ATTEMPT_UNDO);

	if (status == STATUS_OK)
		store->engine->failed = false;
	written_undo(&store->engine->written);
	return status;
}

enum status store_attempt_end(struct store *store)
{
	return attempt(store, ENGINE_ATTEMPT_END);
}

/* The rest. */

bool store_changed_elsewhere(struct store *store)
{
	return ready(store) == STATUS_OK && store->engine->ops->changed(store->engine);
}

enum status store_problem(const struct store *store, enum status status, struct problem *problem)
{
	if (store->engine->problem.status != status || status == STATUS_OK)
		return problem_from_status(problem, status);
	*problem = store->engine->problem;
	return status;
}

void store_on_waiting(struct store *store, store_waiting_fn *fn, void *context)
{
	store->engine->ops->on_waiting(store->engine, fn, context);
}

enum status store_examine(struct store *store, bool thorough,
			  void (*fn)(const char *fault, void *context), void *context, int *faults)
{
	enum status status = ready(store);

	*faults = 0;
	if (status != STATUS_OK)
		return status;
	return store->engine->ops->examine(store->engine, thorough, fn, context, faults);
}

enum status store_compare_schema(struct store *store, schema_fault_fn *fn, void *context)
{
	enum status status = ready(store);

	return status == STATUS_OK ? store->engine->ops->compare_schema(store->engine, fn, context)
				   : status;
}

enum status store_tell_schema(struct store *store, schema_text_fn *fn, void *context)
{
	enum status status = ready(store);

	return status == STATUS_OK ? store->engine->ops->tell_schema(store->engine, fn, context)
				   : status;
}

enum status store_copy(struct store *store, const char *path, struct problem *problem)
{
	enum status status;

	assert(!store_in_transaction(store) && "a copy is made outside of transactions");
	status = ready(store);
	if (status != STATUS_OK)
		return store_problem(store, status, problem);
	return store->engine->ops->copy(store->engine, path, problem);
}

enum status store_checkpoint(struct store *store)
{
	enum status status;

	assert(!store_in_transaction(store) && "a checkpoint is outside of transactions");
	status = ready(store);
	return status == STATUS_OK ? store->engine->ops->checkpoint(store->engine) : status;
}

enum status store_explain(struct store *store, enum sql statement, store_row_fn *fn, void *context)
{
	return store->engine->ops->explain(store->engine, statement, fn, context);
}
