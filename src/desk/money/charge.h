#ifndef DESK_CHARGE_H
#define DESK_CHARGE_H
/*
 * A charge: what a patient owes the clinic, for a registration so far. Payments and refunds are
 * rows of the ledger that point at it (ledger.h); they are never written into it, nor into what it
 * is for.
 * Invariants, all kept by the schema (data/schema/0006-charges.sql): a charge never changes; a
 * booking has exactly one; no more is paid than was charged, and no more refunded than was paid.
 */
#include "desk/desk.h"

/*
 * Charges a registration, under its booking's number, before the booking itself is written; 0 fen
 * for one that costs nothing. `seq` is the audit row of the booking. Only within desk_change.
 */
enum status charge_registration(struct desk *desk, int64_t booking_id, int64_t fen,
				int64_t seq) MUST_CHECK;

/* What became of a charge: it is never stored, for the ledger tells it. */
enum charge_state {
	CHARGE_OWED,
	CHARGE_PAID, /* also what costs nothing */
	CHARGE_PARTLY_REFUNDED,
	CHARGE_REFUNDED,
	CHARGE_VOID /* not paid, and what it was for is not to be */
};

/* `fen` was charged, `paid_fen` was paid and `refund_fen` refunded by the ledger. `stands`: what it
 * is for has been or is still to be. */
enum charge_state charge_state(int64_t fen, int64_t paid_fen, int64_t refund_fen, bool stands);

#endif
