#ifndef DESK_MOVE_H
#define DESK_MOVE_H
/*
 * Moving a booking to another session: a new number is taken and the old one freed, or neither.
 *
 * Rule: what holds for a new booking at the counter holds for the new one, except against the one
 * that it replaces; until when a booking can be moved, and what of a higher price goes back, is as
 * for cancelling it. What was paid goes along, as far as the new fee takes it; what is missing is
 * collected, or owed. Somebody whose session was suspended is moved like anybody else: a refund
 * that was only requested is withdrawn and goes along, too.
 * Invariant: the old booking is cancelled and names the new one, which is the counter's; it is no
 * cancellation in any count of those, and the old online order leads to the new booking.
 */
#include "desk/booking/booking.h"
#include "desk/booking/suspension.h"

struct move_wish {
	int64_t id, session_id; /* what, and where to */
	bool pay;		/* what is missing is received now, by `method` */
	enum method method;
	struct idem idem; /* not set: one is made */
};

struct moved {
	struct booking from, to; /* as they are afterwards */
	int64_t along_fen;	 /* of what was paid before */
	int64_t back_fen;	 /* of it, as `from` tells how */
	int64_t due_fen;	 /* of the new fee, beyond that */
};

/*
 * Moves the booking. Refusals are those of booking_book, and STATUS_WRONG_STATE, STATUS_TOO_LATE as
 * for cancelling; STATUS_BAD_VALUE when it is in that session already. An idem that moved before
 * gives that move again and STATUS_OK.
 */
enum status booking_move(struct desk *desk, const struct move_wish *wish,
			 struct moved *out) MUST_CHECK;

/* What moving it would come to now, by the very same function; nothing is changed. */
enum status booking_move_terms(struct desk *desk, const struct move_wish *wish,
			       struct moved *out) MUST_CHECK;

/*
 * Which of these sessions (as session_list_between gives them) somebody whom a suspension concerns
 * is best moved to: the doctor's next one with a number for the counter, else the first of the
 * department; none that has begun. NULL: none.
 */
const struct session *move_propose(const struct affected *person, const struct session *sessions,
				   size_t count, int64_t now_ms);

#endif
