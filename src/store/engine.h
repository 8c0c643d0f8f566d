#ifndef STORE_ENGINE_H
#define STORE_ENGINE_H
/*
 * What stands behind the door of store.h: an engine opens one database and does what store.c asks
 * of it. What all engines have in common is store.c's: which transaction is open, what may be done
 * in it, what a first row or a number is. An engine knows its library, its files or its line, and
 * how writers take turns.
 *
 * Invariant: of one engine everything but `open` and `close` is called only while its database is
 * open, and what reads or writes only after `ready` said STATUS_OK.
 */
#include "base/status.h"
#include "store/at_work.h"
#include "store/disk.h"
#include "store/limits.h"
#include "store/line.h"
#include "store/mode.h"
#include "store/schema_fault.h"
#include "store/statements.h"
#include "store/value.h"
#include "store/waiting.h"
#include "store/written.h"

enum transaction { TRANSACTION_NONE, TRANSACTION_READING, TRANSACTION_WRITING };

/* What every engine's own state begins with. */
struct engine {
	struct problem problem; /* the sentence behind the last failure; the engine sets it */
	/* A statement of the open transaction failed: the engine sets it when it was the statement
	 * and not the row function, store.c takes it back. */
	bool failed;
	struct store_upgrade upgrade; /* what opening did; the engine sets it */
	char aside[FILE_PATH_SIZE];   /* as store_log_aside; the engine sets it */
	/* Kept by store.c: */
	const struct engine_ops *ops;
	enum transaction transaction;
	int depth;			 /* queries whose rows are being read */
	int64_t first_entry, last_entry; /* that the open transaction writes; 0: none */
	struct written written;		 /* and the digests of what it writes */
};

/* A change that can be taken back by itself within a writing transaction; they do not nest. */
enum engine_attempt { ENGINE_ATTEMPT_BEGIN, ENGINE_ATTEMPT_UNDO, ENGINE_ATTEMPT_END };

/* What they return is to be looked at, although cppcheck cannot read that on a member. */
struct store_restoring;

struct engine_ops {
	/* As store_open. On failure *out is NULL and nothing is left. */
	enum status (*open)(struct engine **out, const char *url, enum store_mode mode,
			    struct problem *problem);
	/* As store_go_back. */
	enum status (*go_back)(const char *url, int64_t lose, struct store_back *out,
			       struct problem *problem);
	/* As store_restore_begin, store_restore_finish and store_restore_give_up. */
	enum status (*restore_begin)(const char *url, const char *copy,
				     struct store_restore *restore, struct store_restoring **out,
				     struct problem *problem);
	enum status (*restore_finish)(struct store_restoring *restoring, const char *when,
				      struct store_restore *restore, struct problem *problem);
	void (*restore_give_up)(struct store_restoring *restoring);
	/* As store_look_at_disk, store_look_at_file, store_time_sync and store_library. */
	enum status (*look_at_disk)(const char *url, struct store_disk *out,
				    struct problem *problem);
	enum status (*look_at_file)(const struct store_disk *disk, struct problem *problem);
	enum status (*time_sync)(const struct store_disk *disk, int64_t *us,
				 struct problem *problem);
	struct store_library (*library)(void);

	/* No transaction is open any more. */
	void (*close)(struct engine *engine);

	/* As store_path, store_line, store_next_epoch, store_only_reads, store_has_file,
	 * store_set_limits. */
	const char *(*path)(const struct engine *engine);
	const struct clinic_line *(*line)(const struct engine *engine);
	int64_t (*next_epoch)(const struct engine *engine);
	enum status (*only_reads)(const struct engine *engine, struct problem *problem);
	bool (*has_file)(const struct engine *engine, const char *path);
	void (*set_limits)(struct engine *engine, const struct store_limits *limits);
	/* As store_on_waiting. */
	void (*on_waiting)(struct engine *engine, store_waiting_fn *fn, void *context);

	/*
	 * Makes sure that there is a connection, and takes a new one when the one before is dead
	 * and nothing is under way on it. The database must still be the one that was opened.
	 */
	enum status (*ready)(struct engine *engine);

	/* Runs a statement for each of its rows, as store_each; `fn` and `changed` may be NULL. */
	enum status (*each)(struct engine *engine, enum sql statement,
			    const struct store_value *args, size_t count, store_row_fn *fn,
			    void *context, int64_t *changed);

	/* As store_begin and store_begin_reading. On failure no transaction and no turn is left. */
	enum status (*begin)(struct engine *engine);
	enum status (*begin_reading)(struct engine *engine);
	/*
	 * Ends the transaction that is open, whatever it answers; of a reading one there is nothing
	 * to keep. STATUS_STORE_UNKNOWN: the line or the disk failed while it was made safe, and it
	 * may be kept or not; after any other failure nothing of it is.
	 */
	enum status (*commit)(struct engine *engine);
	void (*rollback)(struct engine *engine);
	/* As store_hold_syncs and store_sync. */
	void (*hold_syncs)(struct engine *engine, bool hold);
	enum status (*sync)(struct engine *engine);
	enum status (*attempt)(struct engine *engine, enum engine_attempt what);

	/* As store_changed_elsewhere. */
	bool (*changed)(struct engine *engine);

	/* As store_be_at_work, store_leave_work and store_each_at_work; without a connection, too.
	 */
	enum status (*be_at_work)(struct engine *engine, const struct at_work *at_work);
	void (*leave_work)(struct engine *engine);
	enum status (*each_at_work)(struct engine *engine, at_work_fn *fn, void *context);

	/* As store_compare_schema and store_tell_schema. */
	enum status (*compare_schema)(struct engine *engine, schema_fault_fn *fn, void *context);
	enum status (*tell_schema)(struct engine *engine, schema_text_fn *fn, void *context);

	/* As store_examine, store_copy, store_checkpoint and store_explain. */
	enum status (*examine)(struct engine *engine, bool thorough,
			       void (*fn)(const char *fault, void *context), void *context,
			       int *faults);
	enum status (*copy)(struct engine *engine, const char *path, struct problem *problem);
	enum status (*checkpoint)(struct engine *engine);
	enum status (*explain)(struct engine *engine, enum sql statement, store_row_fn *fn,
			       void *context);
};

#endif
