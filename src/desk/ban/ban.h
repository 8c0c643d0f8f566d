#ifndef DESK_BAN_H
#define DESK_BAN_H
/*
 * The ban from online booking.
 * Rule: `threshold` no-shows of online bookings since the last ban ended ban the person from online
 * booking for `ban_months` calendar months from the day of the last one, that last day included (30
 * November and 3 months: until the last day of February). The counter stays open. Withdrawing a
 * no-show works the bans out again.
 */
#include "desk/people/patient.h"
#include "desk/reason.h"
#include "desk/roster/directory.h"

enum { BAN_DATES_MAX = 32 };

struct ban {
	int64_t id, patient_id, seq;
	day_number from, until; /* both included */
	day_number ended;	/* DAY_NONE, or the first day without effect */
	bool lifted, withdrawn;
	char reason[REASON_SIZE];
	int date_count; /* of the no-shows behind it */
	struct {
		day_number day;
		int64_t booking_id;
		char department[WORD_SIZE], doctor[WORD_SIZE], recorded_by[CODE_SIZE];
	} date[BAN_DATES_MAX];
	char patient[NAME_SIZE];
};

/* How a ban stands on a day; the word is translated. */
enum ban_state { BAN_IN_FORCE, BAN_OVER, BAN_LIFTED, BAN_WITHDRAWN };
enum ban_state ban_state(const struct ban *ban, day_number day);
const char *ban_state_word(enum ban_state state);

/* The ban in force on a day. STATUS_NOT_FOUND: none. */
enum status ban_in_force(struct desk *desk, int64_t patient_id, day_number day,
			 struct ban *out) MUST_CHECK;

/* STATUS_BANNED with the dates behind it and its last day, or STATUS_OK. */
enum status ban_allows_online(struct desk *desk, int64_t patient_id) MUST_CHECK;

/* All bans of a patient, oldest first; all in force on a day. The caller frees *rows. */
enum status ban_list_patient(struct desk *desk, int64_t patient_id, struct ban **rows,
			     size_t *count) MUST_CHECK;
enum status ban_list_in_force(struct desk *desk, day_number day, struct ban **rows,
			      size_t *count) MUST_CHECK;

/* The newest BAN_LIST_MAX of all bans, the newest first. The caller frees *rows. */
enum { BAN_LIST_MAX = 500 };
enum status ban_list_newest(struct desk *desk, struct ban **rows, size_t *count) MUST_CHECK;

/* Ends a ban today, by a manager; needs a reason. */
enum status ban_lift(struct desk *desk, int64_t ban_id, const char *reason,
		     struct ban *out) MUST_CHECK;

/* For the modules of src/desk: */

/* By id. STATUS_NOT_FOUND. */
enum status ban_get(struct desk *desk, int64_t id, struct ban *out) MUST_CHECK;

/* Only within desk_change: ends a ban today, `how` being lifted or withdrawn, under audit row
 * `seq`. */
enum status ban_end(struct desk *desk, int64_t ban_id, int64_t ban_seq, const char *how,
		    const char *reason, int64_t seq) MUST_CHECK;

#endif
