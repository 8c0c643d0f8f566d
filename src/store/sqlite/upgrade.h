#ifndef STORE_SQLITE_UPGRADE_H
#define STORE_SQLITE_UPGRADE_H
/*
 * An older database comes forward, and goes back.
 *
 * Invariant: both happen only while nobody else has the database open, be it to read, and both keep
 * what was there: the verified copy PATH.before-vN of the older one, and PATH.after-vN of the newer
 * one that was gone back from.
 */
#include "store/sqlite/sqlite.h"

/*
 * Brings the database at `path` forward, where it is not of this version already; the caller has
 * entered the turnstile and has no connection to it. STATUS_STORE_OLDER, with a sentence that names
 * them, while others have it open.
 */
enum status upgrade_forward(const char *path, int wait_ms, struct store_upgrade *out,
			    struct problem *problem) MUST_CHECK;

/* What a reader says to an older database. */
enum status upgrade_needed(const char *path, int64_t version, struct problem *problem);

/* As the operation of engine.h. */
enum status sqlite_go_back(const char *url, int64_t lose, struct store_back *out,
			   struct problem *problem) MUST_CHECK;

#endif
