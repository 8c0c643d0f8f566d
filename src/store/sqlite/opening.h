#ifndef STORE_SQLITE_OPENING_H
#define STORE_SQLITE_OPENING_H
/* How a database is opened, made, closed, and opened again after an error of the disk. */
#include "store/sqlite/sqlite.h"

/* As the operations of engine.h. */
enum status sqlite_open(struct engine **out, const char *url, enum store_mode mode,
			struct problem *problem) MUST_CHECK;
void sqlite_close(struct engine *engine);

/*
 * After an error of the disk everything is closed and opened again before the next use: what fsync
 * says after a failure is worth nothing.
 */
enum status sqlite_ready(struct engine *engine) MUST_CHECK;

/*
 * With the turnstile held and no transaction open: settles what a failed sync left (safety.h), and
 * opens the database again, whatever came of it. STATUS_STORE_STOPPED: others have it open.
 */
enum status sqlite_settle(struct sqlite *sqlite) MUST_CHECK;

/*
 * Compares the schema of the open database with ours (schema_compare.h), unless it is an older one
 * or opened to be examined, and keeps by what its next change is seen.
 */
enum status sqlite_look_at_schema(struct sqlite *sqlite) MUST_CHECK;

/* Takes its place in the queue of writers. */
enum status sqlite_queue(struct sqlite *sqlite) MUST_CHECK;

#endif
