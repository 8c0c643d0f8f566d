#ifndef DESK_BAN_H
#define DESK_BAN_H
/*
 * No-shows and the ban from online booking.
 * Rule: `threshold` no-shows of online bookings since the last ban ended ban the person from online
 * booking for `ban_months` calendar months from the day of the last one, that last day included (30
 * November and 3 months: until the last day of February). The counter stays open. Withdrawing a
 * no-show works the bans out again.
 */
#include "desk/booking/booking.h"

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

/* Bookings of sessions that are over, whose people never checked in. Of one day, or all days up to
 * today for DAY_NONE. The caller frees *rows. */
enum status unresolved_list(struct desk *desk, day_number day, struct booking **rows,
			    size_t *count) MUST_CHECK;

enum resolution { RESOLVE_CAME, RESOLVE_NO_SHOW, RESOLVE_EXCUSED, RESOLVE_CLINIC };
bool resolution_parse(const char *text, enum resolution *resolution);

/*
 * Says what became of an unresolved booking. CLINIC makes the whole payment due back.
 * STATUS_SESSION_NOT_OVER, STATUS_SESSION_SUSPENDED, STATUS_WRONG_STATE. When a no-show leads to a
 * ban, *ban is it and *banned true (both may be NULL).
 */
enum status booking_resolve(struct desk *desk, int64_t booking_id, enum resolution resolution,
			    const char *reason, struct booking *out, struct ban *ban,
			    bool *banned) MUST_CHECK;

/* Takes a no-show back (the booking becomes excused); needs a reason. Bans are worked out again. */
enum status no_show_withdraw(struct desk *desk, int64_t booking_id, const char *reason,
			     struct booking *out) MUST_CHECK;

struct no_show {
	int64_t booking_id, patient_id;
	day_number day;
	enum channel channel;
	bool withdrawn;
	char reason[REASON_SIZE], patient[NAME_SIZE], phone[PHONE_SIZE], doctor[WORD_SIZE],
		department[WORD_SIZE];
	enum period period;
	int number;
	int online_count; /* this person's no-shows that count towards the next ban, or made the
			     present one */
	day_number banned_until; /* DAY_NONE: not banned */
};

/* Called for each no-show, which is good until it returns; anything but STATUS_OK ends the list and
 * is returned. */
typedef enum status no_show_fn(const struct no_show *no_show, void *context);

/* The no-shows of a visit day. */
enum status no_show_each_of_day(struct desk *desk, day_number day, no_show_fn *fn,
				void *context) MUST_CHECK;

/* For the modules of src/desk: */

/* By id. STATUS_NOT_FOUND. */
enum status ban_get(struct desk *desk, int64_t id, struct ban *out) MUST_CHECK;

/*
 * Only within desk_change: brings the person's stored bans in line with the no-shows, after one was
 * recorded or withdrawn. Bans that do not follow any more are marked withdrawn, with `reason`; new
 * ones start; those that were lifted, or are over and whose no-shows all stand, stay as they are.
 * When one starts, *started is it (the newest) and *any true; both may be NULL.
 */
enum status ban_work_out(struct desk *desk, int64_t patient_id, const char *reason,
			 struct ban *started, bool *any) MUST_CHECK;

/* Only within desk_change: ends a ban today, `how` being lifted or withdrawn, under audit row
 * `seq`. */
enum status ban_end(struct desk *desk, int64_t ban_id, int64_t ban_seq, const char *how,
		    const char *reason, int64_t seq) MUST_CHECK;

/* How a person stands today. */
struct ban_standing {
	int count; /* no-shows that count towards the next ban, or made the present one */
	day_number banned_until; /* DAY_NONE: not banned */
};
enum status ban_standing(struct desk *desk, int64_t patient_id,
			 struct ban_standing *out) MUST_CHECK;

/* Only within desk_change: records that the person of a booking did not come, with a note ("" for
 * none). Refuses as booking_resolve does; bans are not worked out. */
enum status no_show_record(struct desk *desk, struct booking *booking, const char *note) MUST_CHECK;

#endif
