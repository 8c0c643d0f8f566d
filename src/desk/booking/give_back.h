#ifndef DESK_GIVE_BACK_H
#define DESK_GIVE_BACK_H
/*
 * Giving back what was paid for a booking, and taking it along to another one, whatever payments it
 * came in.
 * Invariant: each payment goes back, or along, by itself and the way it came, unless somebody with
 * a reason says otherwise.
 */
#include "desk/booking/booking.h"

struct give_back {
	int64_t fen;
	const enum method *method; /* NULL: as it was paid */
	bool at_counter;	   /* somebody stands there: what can be handed over is, at once */
	const char *reason;
	int64_t seq; /* of the audit row, which carries an idempotency key */
};

/*
 * Only within desk_change: records refunds of so much of what is left of the booking's payments,
 * first those that are handed over at once, and adds them to booking->refund_fen.
 * STATUS_REFUND_TOO_LARGE when less is left.
 */
enum status booking_give_back(struct desk *desk, struct booking *booking,
			      const struct give_back *wish) MUST_CHECK;

/*
 * Only within desk_change: takes so much of what is left along to the charge of another booking;
 * *payment_id is its first payment then. `seq` is of the booking's audit row, `to_seq` of the other
 * one's; both carry a key.
 */
enum status booking_take_along(struct desk *desk, struct booking *booking, int64_t fen,
			       int64_t to_id, int64_t seq, int64_t to_seq,
			       int64_t *payment_id) MUST_CHECK;

#endif
