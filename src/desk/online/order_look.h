#ifndef DESK_ORDER_LOOK_H
#define DESK_ORDER_LOOK_H
/*
 * Orders to look at: rows of the online channel that touch a closed day. A cancel that would take a
 * no-show back, lift a ban and refund the fee, or an order for a visit that has been: whoever
 * writes the file could do that to a day of which the record is finished. They are refused with
 * day_closed and move no money until a person decides. Invariant: each is decided once, with a
 * reason, which the history keeps.
 */
#include "desk/online/order_row.h"

/*
 * Those that nobody has decided about, the oldest first, for people: a cancel that does not say
 * whose it is bears its booking's person and phone, and `stake_fen` is the money that a decision
 * sends back: what was paid for the booking of a cancel, or with an order. The caller frees *rows.
 */
enum status order_look_list(struct desk *desk, struct order_row **rows, size_t *count) MUST_CHECK;

struct order_decision {
	const char *order_no;
	int64_t seq; /* of the row that is meant; 0: the first that waits with that number */
	bool carry_out;
	const char *reason;
};

/*
 * Decides about one of them; needs a reason. Carried out, a cancel is done as of when the patient
 * asked, by the rules of cancelling; a visit that has been is not booked: STATUS_WRONG_STATE. Left,
 * it stays refused, and what was paid with it is requested back. STATUS_NOT_FOUND: there is none,
 * or not as it was. *out is the order as it is then, and *back_fen what was requested back.
 */
enum status order_look_settle(struct desk *desk, const struct order_decision *decision,
			      struct order_row *out, int64_t *back_fen) MUST_CHECK;

/* What order_look_settle would send back now, or how it would refuse; nothing is changed, and no
 * reason is needed. */
enum status order_look_terms(struct desk *desk, const struct order_decision *decision,
			     int64_t *back_fen) MUST_CHECK;

#endif
