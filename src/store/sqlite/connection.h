#ifndef STORE_SQLITE_CONNECTION_H
#define STORE_SQLITE_CONNECTION_H
/*
 * One connection to SQLite, for the files of src/store alone: src/store/sqlite is behind it and
 * nobody else includes sqlite3.h.
 *
 * Invariants:
 * - Every connection has the set-up of setup.h, read back; none ever checkpoints by
 * itself while others have the file open.
 * - A statement is prepared on first use, kept, and reset and cleared after each use.
 * - After an error of the disk the connection is dead: it is to be closed and opened again (a
 * second fsync may lie).
 */
#include "base/status.h"
#include "store/statements.h"
#include "store/value.h"

struct connection;

/* "FDSK": STORE_SET_APPLICATION_ID writes it. */
#define APPLICATION_ID INT64_C(0x4644534B)

void connection_set_wait(struct connection *connection, int wait_ms);

/*
 * Runs a statement to its end or until `fn` says stop; `fn` may be NULL. `changed` may be NULL. The
 * statement must not be in use already.
 */
enum status connection_each(struct connection *connection, enum sql statement,
			    const struct store_value *args, size_t count, store_row_fn *fn,
			    void *context, int64_t *changed) MUST_CHECK;

/* The same, prepared anew: for the PRAGMAs that act or answer when they are prepared. */
enum status connection_pragma(struct connection *connection, enum sql statement, store_row_fn *fn,
			      void *context) MUST_CHECK;

/* The first column of the first row as a number; 0 without a row. Of a statement without
 * parameters, or with one number. */
enum status connection_number(struct connection *connection, enum sql statement,
			      int64_t *out) MUST_CHECK;
enum status connection_number_of(struct connection *connection, enum sql statement,
				 int64_t argument, int64_t *out) MUST_CHECK;

/* Runs a step of the schema: several statements, no parameters. */
enum status connection_script(struct connection *connection, const char *text) MUST_CHECK;

/* VACUUM INTO an empty file without a symbolic link in its path. */
enum status connection_copy_into(struct connection *connection, const char *path) MUST_CHECK;

/*
 * Moves the log into the file as far as readers allow. Only where nobody can write meanwhile: see
 * transaction.c.
 */
enum status connection_checkpoint(struct connection *connection, bool *complete) MUST_CHECK;

/* The plan of a statement, a row per step with the text in the column PLAN_STEP. */
enum status connection_explain(struct connection *connection, enum sql statement, store_row_fn *fn,
			       void *context) MUST_CHECK;

/*
 * Syncs the log: everything that was committed before, by whomever, is on the disk then. On failure
 * the connection can still be read from, and the log must not be moved any more (safety.h).
 */
enum status connection_sync(struct connection *connection) MUST_CHECK;

/* What a log begins with (sqlite.org/fileformat2.html#walformat). */
struct log_head {
	uint32_t page_size; /* 0: nothing is in the log */
	uint32_t salt[2];
};

enum { LOG_HEAD_SIZE = 24 };

struct log_head log_head_read(const unsigned char bytes[LOG_HEAD_SIZE]);

/* Reads it through SQLite's own handle. After a failure of the disk the connection is dead. */
enum status connection_log_head(struct connection *connection, struct log_head *out) MUST_CHECK;

/*
 * Frames in the log by its index, which SQLite and this process share (sqlite.org/walformat.html):
 * none while a log is begun anew, which happens with the turnstile held; -1 when it cannot be told.
 */
int64_t connection_log_frames(const struct connection *connection);

/* Whether the name of the database leads to another file by now. */
bool connection_has_moved(const struct connection *connection);

/* Whether it was a sync of SQLite's own that failed last. */
bool connection_sync_failed(const struct connection *connection);

/*
 * Whether closing leaves the log as it is. A log that was there before it does, until it is told
 * otherwise: whose it is must be known first (tie.h). CONNECTION_BUILD moves it.
 */
void connection_keep_log(struct connection *connection, bool keep);

bool connection_in_transaction(const struct connection *connection);
bool connection_is_dead(const struct connection *connection);

/* Makes it dead: it cannot be trusted any more. */
void connection_kill(struct connection *connection);

/* The version of the file's schema when it was opened. */
int64_t connection_version(const struct connection *connection);

/* Pages in the log after this connection's last commit; 0 before the first. */
int connection_log_pages(const struct connection *connection);

/* The sentence behind the last failure. */
const struct problem *connection_problem(const struct connection *connection);

#endif
