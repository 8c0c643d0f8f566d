#ifndef DESK_PAY_BACK_H
#define DESK_PAY_BACK_H
/*
 * Paying back somebody whose session was suspended, from the worksheet.
 *
 * Rule: the money goes back the way it came; another way needs a reason. What can be handed over at
 * the counter is handed over now; of what a payment service returns the next step is recorded, for
 * the desk moves no money. Invariant: the person's outcome is "refunded" once nothing of it is on
 * its way any more, never before, and stays "moved" of who was moved.
 */
#include "desk/booking/booking.h"

struct pay_back_wish {
	int64_t id;	   /* the booking that the suspension cancelled */
	bool other_method; /* by `method`, not the way it came: needs a reason */
	enum method method;
	const char *reason; /* NULL: none */
	struct idem idem;   /* not set: one is made */
};

struct pay_back {
	struct booking booking; /* as it is afterwards */
	int64_t handed_fen;	/* handed over at the counter now */
	int64_t submitted_fen;	/* recorded as submitted to the payment service */
	int64_t arrived_fen;	/* recorded as arrived: it was submitted before */
	int64_t requested_fen;	/* requested by another method that is not handed over */
	enum method method;	/* of the last of these */
};

/*
 * Pays back what is unfinished of the booking's refunds. When all of it has gone already, only the
 * outcome is recorded. STATUS_NOT_FOUND: no suspension concerns it; STATUS_WRONG_STATE: nothing was
 * paid, or, by another method, a refund was submitted already; STATUS_CLAIMED as
 * ledger_may_return_by. An idem that paid back before changes nothing and tells no sums.
 */
enum status pay_back(struct desk *desk, const struct pay_back_wish *wish,
		     struct pay_back *out) MUST_CHECK;

/* What it would come to now, by the very same function; nothing is changed. */
enum status pay_back_terms(struct desk *desk, const struct pay_back_wish *wish,
			   struct pay_back *out) MUST_CHECK;

#endif
