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
 * Decides about the first of them with that number; needs a reason. Carried out, a cancel is done
 * as of when the patient asked, by the rules of cancelling; a visit that has been is not booked:
 * STATUS_WRONG_STATE. Left, it stays refused, and what was paid with it is requested back.
 * STATUS_NOT_FOUND: there is none. *out is the order as it is then.
 */
enum status order_look_settle(struct desk *desk, const char *order_no, bool carry_out,
			      const char *reason, struct order_row *out) MUST_CHECK;

#endif
