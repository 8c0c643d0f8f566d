#ifndef DESK_ORDER_MONEY_H
#define DESK_ORDER_MONEY_H
/*
 * The money of an order that is not booked.
 */
#include "desk/online/online_order.h"

/*
 * Only within desk_change: receives what was paid with an order that asks for a booking and is
 * refused with `code`, and requests it back at once: *refund_id, left alone when nothing was paid
 * or the money was received before. `seq` is the audit row, which carries an idempotency key.
 */
enum status order_money_back(struct desk *desk, const struct online_order *order, const char *code,
			     int64_t seq, int64_t *refund_id) MUST_CHECK;

#endif
