#ifndef DESK_ONLINE_ORDER_H
#define DESK_ONLINE_ORDER_H
/*
 * Orders of the online channel, whoever brings them: a file, a link, a page.
 *
 * Rule: an order's number stands for what was asked under it: the person, doctor, date, period,
 * amount and payment number (order_parts.h). The same again is a duplicate, answered as it was, and
 * changes nothing. Something else under the number of an order that stands is refused as
 * order_differs, and the answer names what differs. The same, paid by now, is paid.
 *
 * Rule: a refused order is not the end. It keeps what it asked for, and is tried again when it
 * comes again, corrected or not, and when a clerk asks for it (online_order_retry), while its money
 * is with the clinic: its refund was not submitted, or it failed and was not submitted again. So
 * money is never both paid for a booking and refunded. Refused again for the same thing, nothing is
 * changed.
 *
 * Rule: money that comes with an order that must be refused is received and, at once, requested
 * back. Should the order be booked after all, under this number or another, the request is
 * withdrawn and its money pays the booking, in one change. A cancel that comes before its booking
 * is refused, and carried out when the booking comes, as of the time when the patient asked first.
 *
 * Invariant: no patient's money is lost, and none is received or refunded twice: what comes again
 * under one number of the payment service is the same money.
 */
#include "desk/booking/booking.h"
#include "desk/online/online_order.h"

/* What is answered. */
struct online_answer {
	char order_no[ORDER_NO_SIZE];
	enum online_action action;
	enum online_result result;
	char code[ONLINE_CODE_SIZE]; /* of a refusal: "quota_full"; "" otherwise */
	int64_t booking_id;	     /* 0: none */
	int number;		     /* of the booking in its session; 0 without one */
	int64_t refund_fen;	     /* requested for this order */
	int64_t completed_id; /* the patient whose record had no ID number and got this one; or 0 */
	char message[PROBLEM_MESSAGE_SIZE];
};

/*
 * Answers an order, in changes of its own, each with a commit that is durable unless the caller
 * holds the syncs. A refusal by a rule of the clinic, or of what the patient typed, is an answer:
 * STATUS_OK. The code of a refusal is one of quota_full, session_suspended, session_over,
 * unknown_session, unknown_doctor, banned, card_not_linked, deceased, duplicate_person, too_late,
 * fee_mismatch, bad_id_number, bad_phone, not_found, beyond_horizon, order_differs, already_paid,
 * day_closed (order_look.h). Any other status is the store's: the order is not answered, and may be
 * taken again.
 */
enum status online_order_take(struct desk *desk, const struct online_order *order,
			      struct online_answer *out) MUST_CHECK;

/*
 * Tries the refused order of that number again, as it came last; the one that is `nth` under it
 * (order_row.h) when that is not 0. STATUS_OK: it is booked. Refused
 * again, the status is the rule's, and nothing changed. STATUS_NOT_FOUND: no such order was
 * refused. STATUS_WRONG_STATE: its money is on its way back, or gone, or the program that refused
 * it did not keep what was asked. STATUS_ORDER_DIFFERS: the number belongs to another order.
 */
enum status online_order_retry(struct desk *desk, const char *order_no, int nth,
			       struct online_answer *out) MUST_CHECK;

#endif
