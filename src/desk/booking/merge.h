#ifndef DESK_MERGE_H
#define DESK_MERGE_H
/*
 * Two records of one person made one. What was booked, the no-shows and the bans go over to the
 * record that is kept, and with the bookings their money; ban and no-show rules are worked out
 * again. The other record stays as it was and points at the one that is kept: its patient number,
 * name, phone, card and documents find that one from now on.
 * Rule: this is not taken back, so people see first what it would do (patient_merge_terms).
 * Invariant: nothing lies at a merged record but its own fields (check "merged").
 */
#include "desk/ban/ban_revise.h"
#include "desk/booking/booking.h"

struct merge {
	struct patient keep, give; /* as they stood */
	struct patient kept;	   /* as the record is then: what it lacked came from the other */
	int bookings, no_shows, bans; /* that go over */
	struct ban_standing keep_before, give_before, after;
};

/*
 * Merges the record `give` into `keep`. STATUS_WRONG_STATE: one record (already); two
 * resident numbers;
 * one of the two is marked as deceased. STATUS_DUPLICATE_PERSON: both have a booking of one session
 * that still stands, and which is to be cancelled, or resolved, first.
 */
enum status patient_merge(struct desk *desk, int64_t keep_id, int64_t give_id,
			  struct merge *out) MUST_CHECK;

/* What it would do, by the very same function; nothing is changed. */
enum status patient_merge_terms(struct desk *desk, int64_t keep_id, int64_t give_id,
				struct merge *out) MUST_CHECK;

#endif
