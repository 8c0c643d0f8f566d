#ifndef STORE_SQLITE_COPY_H
#define STORE_SQLITE_COPY_H
/*
 * Examining a database and copying it. A copy that was not opened and examined is no copy.
 */
#include "store/sqlite/connection.h"

typedef void fault_fn(const char *fault, void *context);

/* As store_examine. */
enum status examine(struct connection *connection, bool thorough, fault_fn *fn, void *context,
		    int *faults) MUST_CHECK;

/*
 * As store_copy; `path` is resolved (place.h). On failure nothing is left at `path`, unless it was
 * there before.
 */
enum status copy_make(struct connection *connection, const char *path,
		      struct problem *problem) MUST_CHECK;

#endif
