#ifndef STORE_SQLITE_SCHEMA_H
#define STORE_SQLITE_SCHEMA_H
/*
 * Making a database, and bringing an older one forward, by the steps of data/schema. Both are all
 * or nothing; the caller has entered the turnstile.
 */
#include "store/mode.h"
#include "store/sqlite/connection.h"

/*
 * Makes a database of the present version at `path`: under another name first, so that nobody ever
 * sees half of one.
 */
enum status schema_build(const char *path, int wait_ms, struct problem *problem) MUST_CHECK;

/*
 * Brings an older database forward, after a verified copy to PATH.before-vN (or PATH.before-vN.2
 * and so on). Nobody else has it open. On failure the database is as it was and the copy is gone.
 * The connection is to be closed after it, whatever came of it: foreign keys are off.
 */
enum status schema_upgrade(struct connection *connection, const char *path,
			   struct store_upgrade *out, struct problem *problem) MUST_CHECK;

#endif
