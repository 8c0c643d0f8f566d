#ifndef STORE_AT_WORK_H
#define STORE_AT_WORK_H
/*
 * The desks at work on a database, as each of them says it of itself.
 *
 * Invariant: a desk is among them as long as its process lives and no longer, however it ends: the
 * kernel, or the line to the server, lets its place go. Nothing is decided by it but what a person
 * is asked; a desk that cannot say that it is there works all the same.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/identity.h"
#include "base/status.h"

struct store;

/* Staff and counter are codes: letters, digits, dot, underscore, hyphen. */
struct at_work {
	char staff[CODE_SIZE], counter[CODE_SIZE];
	int64_t since_ms; /* when this one began there */
	int64_t key_ms;	  /* when a key was last pressed */
	bool own;	  /* it is this desk; only told, never asked */
};

/* Says who works at this desk from now on, until store_leave_work, store_close or the process's
 * end. Told again when something of it has changed. */
enum status store_be_at_work(struct store *store, const struct at_work *at_work) MUST_CHECK;
void store_leave_work(struct store *store);

/* Every desk at work, in no order; none is STATUS_OK. `fn` must not use the store. */
typedef void at_work_fn(const struct at_work *at_work, void *context);
enum status store_each_at_work(struct store *store, at_work_fn *fn, void *context) MUST_CHECK;

#endif
