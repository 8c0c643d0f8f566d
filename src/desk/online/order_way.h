#ifndef DESK_ORDER_WAY_H
#define DESK_ORDER_WAY_H
/*
 * What an order is, beside what came under its number before: the one place that decides it
 * (order.h has the rule).
 */
#include "desk/online/order_row.h"

enum way {
	WAY_NEW,     /* nothing came under its number */
	WAY_AGAIN,   /* it was answered: the same answer */
	WAY_PAY,     /* it is booked, and paid by now */
	WAY_RETRY,   /* it was refused, as it is or before it was corrected: once more */
	WAY_DIFFERS, /* its number stands for something else */
};

struct order_way {
	enum way way;
	struct order_row row; /* that it is the same as, or differs from; nth 0: none */
	int64_t booking_id;   /* what a cancel is about; 0: none */
	int last_nth;	      /* of its number and action; 0: none */
};

enum status order_way_look(struct desk *desk, const struct online_order *order,
			   struct order_way *out) MUST_CHECK;

/* In which parts the order differs from one that is kept (order_parts.h); whether in none, what was
 * paid among it. */
unsigned order_way_parts(const struct order_row *row, const struct online_order *order);
bool order_way_is_exactly(const struct order_row *row, const struct online_order *order);

#endif
