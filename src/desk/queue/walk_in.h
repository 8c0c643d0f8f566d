#ifndef DESK_WALK_IN_H
#define DESK_WALK_IN_H
/*
 * A sale to somebody who stands at the counter.
 * Invariant: who is checked in by it has paid what the session costs, and could have been checked
 * in by hand at that moment.
 */
#include "desk/queue/queue.h"

/*
 * Books as booking_book does. With queue_walk_in_check_in_minutes of 1 or more it also checks in,
 * in the same change, whoever pays at once (or has nothing to pay) for a session of today that runs
 * or begins within so many minutes, unless queue_early_minutes says that it is too early.
 */
enum status walk_in_book(struct desk *desk, const struct booking_wish *wish,
			 struct booking *out) MUST_CHECK;

#endif
