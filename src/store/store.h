#ifndef STORE_STORE_H
#define STORE_STORE_H
/*
 * The narrow door to the database. Nobody outside src/store sees sqlite3.h, and no SQL stands in
 * any .c file: statements live in data/sql/AREA/NAME.sql, each under a line `-- name:
 * STATEMENT_NAME`, and are known here by the enum that the build makes of them.
 *
 * Invariants:
 * - Whatever store_commit reported as done is on the disk, unless the caller held the syncs.
 * - Writers of all processes queue fairly on a turnstile of two lock files; no lock is held between
 *   calls outside a transaction.
 * - A checkpoint runs only while this process holds both the turnstile and BEGIN IMMEDIATE
 *   (sqlite.org/wal.html#walresetbug: SQLite up to 3.51.2 loses pages otherwise).
 * - A child made by fork() never uses its parent's store, not even to close it: SQLite's locks are
 *   per process. It may open its own only when the parent had none open on that file. (exec is
 *   fine: every descriptor closes.)
 * - A statement's parameters are $1..$n in ascending order of first appearance, bound by name.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/file.h"
#include "base/status.h"
#include "store/at_work.h"
#include "store/line.h"
#include "store/mode.h"
#include "store/schema_fault.h"
#include "store/value.h"
#include "store/waiting.h"

/*
 * SQL_<NAME> for each statement, and SQL_COUNT. sql_columns.h has NAME_<COLUMN> for each column of
 * the row that a statement gives (see row_number in value.h), and NAME_COLUMNS, how many there are.
 */
#include "sql_names.h"

struct store;

/*
 * Opens the database at `url` (a path, or sqlite:PATH). The set-up of the engine's connections
 * is made and read back. Each of these has its own status and sentence that names the path:
 * missing, exists, not a database, not a frontdesk database, newer, altered, read-only, full, busy,
 * denied.
 * On success *out is to be closed with store_close; on failure it is NULL and nothing was left
 * behind.
 */
enum status store_open(struct store **out, const char *url, enum store_mode mode,
		       struct problem *problem) MUST_CHECK;

/*
 * What opening it did to an older database; owned by the store. An older database comes forward by
 * an opening for writing with nobody else at work, else store_open says STATUS_STORE_OLDER and who
 * has it open; for reading always.
 */
const struct store_upgrade *store_upgraded(const struct store *store);

/*
 * Takes the last upgrade of a database back that nobody has open: the copy from before it is the
 * database again, the newer one is kept beside it. When entries were made since, `lose` must be
 * their number, else STATUS_WRONG_STATE and a sentence that says it. STATUS_NOT_FOUND without a
 * copy. Nothing is changed on failure.
 */
enum status store_go_back(const char *url, int64_t lose, struct store_back *out,
			  struct problem *problem) MUST_CHECK;

/* Closes it; a transaction still open is rolled back. NULL is fine. */
void store_close(struct store *store);

/* The path of the database file; owned by the store. */
const char *store_path(const struct store *store);

/* In a writing transaction: it writes this entry of the history. Once it is saved, the database is
 * never opened for writing without it. */
void store_note_entry(struct store *store, int64_t entry);

/* Whether a path leads to the database or to one of the files beside it: nothing else is ever
 * written there. */
bool store_has_file(const struct store *store, const char *path);

/*
 * These four run in the open transaction; a statement that changes something and is run outside of
 * one is a transaction of its own. In a reading transaction only reading is allowed. After an error
 * of the disk the database is opened again before the next use.
 *
 * Runs a statement that returns no rows (those it has are passed over). `changed`, when not NULL,
 * gets the number of rows it changed.
 */
enum status store_run(struct store *store, enum sql statement, const struct store_value *args,
		      size_t count, int64_t *changed) MUST_CHECK;

/* Runs a query for each of its rows. No rows is STATUS_OK. */
enum status store_each(struct store *store, enum sql statement, const struct store_value *args,
		       size_t count, store_row_fn *fn, void *context) MUST_CHECK;

/* Runs a query for its first row. No row: STATUS_NOT_FOUND. `fn` may be NULL (does it exist?). */
enum status store_one(struct store *store, enum sql statement, const struct store_value *args,
		      size_t count, store_row_fn *fn, void *context) MUST_CHECK;

/* The only column of the first row as a number. No row or NULL: STATUS_NOT_FOUND and *out is 0. */
enum status store_number(struct store *store, enum sql statement, const struct store_value *args,
			 size_t count, int64_t *out) MUST_CHECK;

/*
 * A writing transaction: takes its place in the queue of writers (at most ten seconds, then
 * STATUS_STORE_BUSY), then BEGIN IMMEDIATE. Never hold one while waiting for a person.
 */
enum status store_begin(struct store *store) MUST_CHECK;

/*
 * Ends the transaction, with one of three outcomes: done (STATUS_OK, and the change is on the
 * disk); not done; or unknown (STATUS_STORE_UNKNOWN): the disk or the line failed while it was made
 * safe. Then nothing can be written any more (STATUS_STORE_STOPPED) until a later store_begin or an
 * opening has settled it, and whether it was done is seen by its idempotency key, never guessed.
 */
enum status store_commit(struct store *store) MUST_CHECK;

/*
 * While they are held, store_commit makes a change that all can see and does not make it safe:
 * several are made safe together by store_sync, and none is spoken of before.
 */
void store_hold_syncs(struct store *store, bool hold);

/*
 * Makes safe all that this store has committed or seen; another counter's change is seen before it
 * is safe. Whoever prints, exports or acknowledges what he read calls this in between.
 * On failure nothing is to be printed: STATUS_STORE_UNKNOWN after a commit whose sync was held,
 * STATUS_STORE_STOPPED otherwise. Outside of transactions or within a reading one.
 */
enum status store_sync(struct store *store) MUST_CHECK;

/* Safe at any time. */
void store_rollback(struct store *store);

bool store_in_transaction(const struct store *store);

/*
 * In a writing transaction: what follows is an attempt, which can be taken back by itself. It ends
 * with store_attempt_end, before which store_attempt_undo takes back what it changed. They do not
 * nest.
 */
enum status store_attempt_begin(struct store *store) MUST_CHECK;
enum status store_attempt_undo(struct store *store) MUST_CHECK;
enum status store_attempt_end(struct store *store) MUST_CHECK;

/* A reading transaction: several queries see one moment. store_commit or store_rollback ends it. */
enum status store_begin_reading(struct store *store) MUST_CHECK;

/* True once after another connection committed. Cheap: asked several times a second. */
bool store_changed_elsewhere(struct store *store);

/*
 * The sentence behind the last failure of this store, with path and cause, when that was of this
 * `status`; else the status's own sentence. Fills `problem` and returns `status`.
 */
enum status store_problem(const struct store *store, enum status status, struct problem *problem);

/*
 * Looks the file over: `thorough` false is quick_check, true is integrity_check and
 * foreign_key_check. `fn` gets each fault as a sentence; the number of faults comes back in
 * *faults. Damage is a fault, not a failure.
 */
enum status store_examine(struct store *store, bool thorough,
			  void (*fn)(const char *fault, void *context), void *context,
			  int *faults) MUST_CHECK;

/*
 * Compares what the database is made of with what the steps of data/schema make: `fn` gets each
 * table, index, view and trigger that differs.
 */
enum status store_compare_schema(struct store *store, schema_fault_fn *fn,
				 void *context) MUST_CHECK;
/* Tells of each of them as the database has it. */
enum status store_tell_schema(struct store *store, schema_text_fn *fn, void *context) MUST_CHECK;

/*
 * Writes a copy (VACUUM INTO) to a path that must not exist, mode 0600, then opens and examines the
 * copy before it says done. On failure there is none. Not inside a transaction.
 */
enum status store_copy(struct store *store, const char *path, struct problem *problem) MUST_CHECK;

/*
 * Moves what is in the log into the database file, guarded as above. Never needed for safety; run
 * by itself when the log has grown (limits.h).
 */
enum status store_checkpoint(struct store *store) MUST_CHECK;

/*
 * The plan of a statement, one row per step with its text in the column PLAN_STEP: for the test
 * that looks for scans. `fn` as above.
 */
enum { PLAN_STEP = 3 };
enum status store_explain(struct store *store, enum sql statement, store_row_fn *fn,
			  void *context) MUST_CHECK;

#endif
