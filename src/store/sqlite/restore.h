#ifndef STORE_SQLITE_RESTORE_H
#define STORE_SQLITE_RESTORE_H
/*
 * A copy becomes the database: the one right way to put it in its place.
 *
 * Invariant: at each moment there is a whole database at the path, the one of before or the copy,
 * or none where there was none; and beside it no log that is not its own. What was there is kept
 * with its log.
 */
#include "store/sqlite/sqlite.h"

/* As the operations of engine.h. */
enum status sqlite_restore_begin(const char *url, const char *copy, struct store_restore *restore,
				 struct store_restoring **out, struct problem *problem) MUST_CHECK;
enum status sqlite_restore_finish(struct store_restoring *restoring, const char *when,
				  struct store_restore *restore,
				  struct problem *problem) MUST_CHECK;
void sqlite_restore_give_up(struct store_restoring *restoring);

#endif
