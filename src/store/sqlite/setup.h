#ifndef STORE_SQLITE_SETUP_H
#define STORE_SQLITE_SETUP_H
/*
 * The PRAGMAs that every connection is set up with (sqlite.org/pragma.html). Each is read back;
 * one that does not stay as it was set refuses the database.
 */
#include "store/sqlite/connection.h"

/* What must be set before the file is looked into; `alone`: nobody else may have it open. */
enum status setup_before_reading(struct connection *connection, const char *path, bool alone,
				 struct problem *problem) MUST_CHECK;

/* The rest, once the file is known to be ours. */
enum status setup_rest(struct connection *connection, const char *path, bool only_reads,
		       struct problem *problem) MUST_CHECK;

/* The sentence for a setting that SQLite does not keep. */
enum status setup_refused(const char *path, struct problem *problem, const char *setting);

#endif
