#ifndef DESK_ORDER_ROW_H
#define DESK_ORDER_ROW_H
/*
 * Online orders as they are kept: what came under a number, and what became of it. Under one number
 * there are several when what came later asks for something else; at most one of them is booked.
 */
#include "desk/online/online_order.h"

struct order_row {
	struct online_order order;
	bool is_known; /* what was asked; not in rows of older programs, but for what was paid */
	int nth;       /* 1 for the first under its number; 0: none */
	enum online_result result;
	char code[ONLINE_CODE_SIZE]; /* of a refusal */
	int64_t booking_id;	     /* 0: none */
	int64_t refund_id;	     /* the request to refund its money; 0: none */
	enum refund_state refund_state;
	int64_t seq; /* of its last change; no two refused ones have the same */
	char business_day[DAY_TEXT_SIZE]; /* when it was answered */
	int64_t stake_fen;		  /* what a decision sends back: of order_look_list alone */
};

/* Those of a number and an action, the first one first. The caller frees *rows. */
enum status order_rows_read(struct desk *desk, const char *order_no, enum online_action action,
			    struct order_row **rows, size_t *count) MUST_CHECK;

/* The refused one whose money came under this number of the payment service and is here still.
 * STATUS_NOT_FOUND. */
enum status order_row_of_payment(struct desk *desk, const char *transaction_id,
				 struct order_row *out) MUST_CHECK;

/* Those that were recorded on a business day; those that were refused and are not settled: money is
 * owed for them, or the visit may still be made. The caller frees *rows. */
enum status order_rows_of_day(struct desk *desk, day_number day, struct order_row **rows,
			      size_t *count) MUST_CHECK;
enum status order_rows_refused(struct desk *desk, struct order_row **rows,
			       size_t *count) MUST_CHECK;

/* Those that touch a closed day and that nobody has decided about yet, as they are kept, the oldest
 * first; for people: order_look_list (order_look.h). The caller frees *rows. */
enum status order_rows_to_look_at(struct desk *desk, struct order_row **rows,
				  size_t *count) MUST_CHECK;

/* Whether it is one of those. */
bool order_row_is_to_look_at(const struct order_row *row);

/* How many orders that were recorded on a business day have which answer. */
struct order_counts {
	int accepted, cancelled, refused;
};
enum status order_rows_count(struct desk *desk, day_number day,
			     struct order_counts *out) MUST_CHECK;

/* Whether its money, if any, is with the clinic: not asked back, or its refund not submitted, or
 * failed and not submitted again. */
bool order_row_money_is_here(const struct order_row *row);

/* Whether a refused order can be tried again: what it asked is known, and its money is here. */
bool order_row_can_be_tried(const struct order_row *row);

/*
 * The refused order of that number which can be tried: the newest that stands for no other order,
 * or else the newest; or the one that is `nth`, when that is not 0. STATUS_NOT_FOUND,
 * STATUS_WRONG_STATE as in online_order_retry (order.h).
 */
enum status order_row_find_refused(struct desk *desk, const char *order_no, int nth,
				   struct order_row *out) MUST_CHECK;

/* Only within desk_change: the request to refund its money belongs to another row from now on. */
enum status order_row_release_refund(struct desk *desk, const struct order_row *row) MUST_CHECK;

/* Only within desk_change: writes a row that is new, or over the one of its number, action and nth,
 * under audit row `seq`; business_day becomes that of now. */
enum status order_row_add(struct desk *desk, const struct order_row *row, int64_t seq) MUST_CHECK;
enum status order_row_change(struct desk *desk, const struct order_row *row,
			     int64_t seq) MUST_CHECK;

#endif
