#ifndef DESK_UNDO_H
#define DESK_UNDO_H
/*
 * Taking back the last thing that somebody did at a counter: a slip of the finger at check-in, a
 * call, a booking with the wrong doctor.
 *
 * Rule: only what this staff code did last at this counter, today, and only while nothing else has
 * happened to that booking, its session is neither suspended nor closed, no money has left the
 * drawer for it, and its number and person are free. What was taken back stays in the history, with
 * an entry of its own. Invariant: undoing uses the same constraints as doing; it never gives a
 * number twice and never moves money but by a refund; and an undo is never undone: after one there
 * is nothing more to undo until something else is done.
 */
#include "desk/booking/booking.h"

struct undo {
	int64_t seq, at_ms; /* of the entry that would be taken back */
	char action[AUDIT_ACTION_SIZE];
	struct booking booking; /* as it is now */
	int64_t back_fen;	/* what is to be given back by booking.method: its payment */
};

/*
 * What undo_last would take back now; nothing is changed. STATUS_NOT_FOUND: this staff code did
 * nothing at this counter lately. STATUS_WRONG_STATE and others: it cannot be taken back, and the
 * sentence says what blocks it.
 */
enum status undo_look(struct desk *desk, struct undo *out) MUST_CHECK;

/*
 * Takes back the entry `seq` that undo_look named, under the same rules. STATUS_CHANGED_ELSEWHERE
 * when it is not the last one any more. *out is the booking afterwards.
 */
enum status undo_last(struct desk *desk, int64_t seq, struct booking *out) MUST_CHECK;

#endif
