#ifndef DESK_REFUND_H
#define DESK_REFUND_H
/*
 * Refunds after they were recorded: the list of what is due back, and how each goes on.
 * Invariant: a refund is shown as done only after its money has gone; each is paid back once, or
 * withdrawn while its money is with the clinic: before it was submitted, or after it failed.
 */
#include "desk/money/ledger.h"
#include "desk/reason.h"

enum { REFUND_TYPED_SIZE = 129 };

struct refund {
	int64_t id; /* its ledger row */
	int64_t payment_id, charge_id, booking_id, fen, at_ms, seq, settlement_id;
	enum method method;
	enum refund_state state;
	char reason[REASON_SIZE], order_no[ORDER_NO_SIZE], business_day[DAY_TEXT_SIZE];
	/* Who is owed it: the patient, or whom a refused online order names, as typed there. "" for
	 * such orders of older programs. */
	char patient[REFUND_TYPED_SIZE], phone[REFUND_TYPED_SIZE];
};

/* Refunds not finished yet (requested, submitted, failed), oldest first; the refunds of one
 * booking. The caller frees *rows. */
enum status refund_list_due(struct desk *desk, struct refund **rows, size_t *count) MUST_CHECK;
enum status refund_list_of(struct desk *desk, int64_t booking_id, struct refund **rows,
			   size_t *count) MUST_CHECK;
enum status refund_get(struct desk *desk, int64_t id, struct refund *out) MUST_CHECK;

/*
 * Moves a refund on: requested -> submitted -> succeeded or failed; failed -> submitted; an
 * immediate method may go from requested to succeeded (handed over). Succeeding books the
 * settlement. STATUS_WRONG_STATE names both states.
 */
enum status refund_step(struct desk *desk, int64_t id, enum refund_state to,
			const struct idem *idem, struct refund *out) MUST_CHECK;

/* Whether the money of a refund in that state is with the clinic: requested and not submitted, or
 * failed and not submitted again. */
bool refund_may_be_withdrawn(enum refund_state state);

/*
 * For the modules of src/desk, only within desk_change: a refund is not wanted any more, and its
 * money is again where it came from: paid for its charge, or held for its refused order. The entry
 * is the refund's own. STATUS_WRONG_STATE unless refund_may_be_withdrawn: what was submitted is no
 * longer ours to say.
 */
enum status refund_withdraw(struct desk *desk, int64_t id, struct refund *out) MUST_CHECK;

/* The same of all for a booking that may be withdrawn; *fen is what they come to. */
enum status refund_withdraw_all(struct desk *desk, int64_t booking_id, int64_t *fen) MUST_CHECK;

/*
 * The same of a refused order that is booked after all: its request is withdrawn, and its money
 * goes along to the booking's charge, under an entry that says so; `seq` is the booking's.
 * *payment_id is the receipt there.
 */
enum status refund_take_along(struct desk *desk, int64_t id, int64_t charge_id, int64_t seq,
			      int64_t *payment_id) MUST_CHECK;

#endif
