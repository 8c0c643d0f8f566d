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

#endif
