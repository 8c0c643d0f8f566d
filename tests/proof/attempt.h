#ifndef TESTS_PROOF_ATTEMPT_H
#define TESTS_PROOF_ATTEMPT_H
/*
 * A change that one of many desks tries, and what the rules of booking.h, cancel.h and queue.h say
 * to it: worked out once more, from what the database holds in the same transaction just before.
 */
#include "proof.h"

#include "desk/money/refund.h"
#include "desk/queue/queue.h"

enum kind { BOOK, CANCEL, STEP, CHECK_IN, CALL, MISS, FINISH, KINDS };

struct attempt {
	enum kind kind;
	int64_t id; /* a booking; a session to call from; a refund */
	struct booking_wish wish;
	enum refund_state to;
	/* Filled in: */
	enum status due, answer; /* what the rules say, what the desk's function said */
	struct booking booking;
	struct refund refund;
	int64_t next_id;    /* who was to be called */
	int64_t entered_us; /* when it had its turn, by monotonic_us() */
};

/* The action under which a change stands in the history. */
enum audit_action attempt_action(enum kind kind);

/* For desk_change, with a struct attempt. */
enum status attempt_inside(struct desk *desk, void *attempt);

#endif
