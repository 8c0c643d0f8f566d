#ifndef DESK_CANCEL_H
#define DESK_CANCEL_H
/*
 * Cancelling a booking, and giving its money back.
 * Rule: until the day before the visit ends (the clinic's own day) a patient cancels for a full
 * refund, at either channel. On the visit date online cannot cancel; the counter can until the
 * patient is called, for cancel_same_day_refund_percent of what was paid, or in full when a manager
 * gives a reason. The money goes back the way it came; another method needs a reason, and hands out
 * at the counter nothing that is only claimed (ledger.h).
 * Invariant: a refund belongs to a booking that is cancelled or excused, or to a refused order.
 */
#include "desk/booking/booking.h"

struct cancel_wish {
	int64_t id;
	enum channel channel; /* who cancels: the counter, or the patient online */
	int64_t at_ms;	      /* when the patient asked; 0: now. Never later than now */
	const char *reason;   /* may be "" unless override or another method */
	bool override;	      /* a manager refunds in full on the visit date; needs a reason */
	bool mistake;	   /* the counter takes its own booking back: the clinic's fault, in full */
	bool other_method; /* refund by `method` instead of how it was paid; needs a reason */
	enum method method;
	struct idem idem;
};

/* What cancelling would do now; nothing is changed. The same function decides for booking_cancel.
 */
struct cancel_terms {
	enum booking_cause cause;
	int64_t refund_fen;
	enum method method;
	enum refund_state refund_state; /* that the refund would have: none, done, requested */
};
enum status booking_cancel_terms(struct desk *desk, const struct cancel_wish *wish,
				 struct cancel_terms *out) MUST_CHECK;

/*
 * Cancels: until the day before the visit ends, full refund at either channel; on the visit date
 * the counter only, until the patient is called, with settings.cancel_same_day_refund_percent (a
 * late cancel) or in full by override; later or called: STATUS_TOO_LATE. Cash goes back at once;
 * other methods are requested.
 */
enum status booking_cancel(struct desk *desk, const struct cancel_wish *wish,
			   struct booking *out) MUST_CHECK;

/* Whether booking_refund refunds a booking, as far as its state goes: late cancels and excused
 * ones.
 */
bool booking_may_be_refunded(const struct booking *booking);

/* Refunds what is left of a late cancel's or an excused booking's payment: a manager's decision;
 * needs a reason. STATUS_WRONG_STATE for any other: a visit, a no-show, somebody not seen. */
enum status booking_refund(struct desk *desk, int64_t id, const char *reason,
			   const struct idem *idem, struct booking *out) MUST_CHECK;

#endif
