#ifndef STORE_RESTORE_H
#define STORE_RESTORE_H
/* A copy becomes the database: the one right way to put it in its place. */
#include "base/status.h"
#include "store/mode.h"

struct store_restoring;

/*
 * A copy takes the place of the database at `url`, in two steps, between which the caller opens
 * restore->fresh with STORE_ADOPT, examines it and records what he does. To begin keeps every desk
 * out, makes `fresh` of the copy, which stays as it is, and examines it. STATUS_STORE_OLDER names
 * who has the database open; the database may also be damaged, or missing.
 */
enum status store_restore_begin(const char *url, const char *copy, struct store_restore *restore,
				struct store_restoring **out, struct problem *problem) MUST_CHECK;

/*
 * With `fresh` closed again: it is the database from now on; the one of before lies, with its log,
 * beside it under a name that ends in `when`. On failure the database is as it was. Either way, or
 * by giving it up, desks may come in again and `restoring` is gone.
 */
enum status store_restore_finish(struct store_restoring *restoring, const char *when,
				 struct store_restore *restore, struct problem *problem) MUST_CHECK;
void store_restore_give_up(struct store_restoring *restoring);

#endif
