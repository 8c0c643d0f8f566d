#ifndef DESK_NO_SHOW_H
#define DESK_NO_SHOW_H
/*
 * What became of people whose visit nobody ended: came all the same, no-show, excused, or the
 * clinic's fault. A session that is over leaves those who never checked in unresolved, and those
 * who did unseen, until somebody says which. Closing the day turns the unresolved into no-shows and
 * whoever waits into not seen: never into visits, and never against the patient.
 * Invariants: with each no-show that is recorded or withdrawn the person's bans are revised; nobody
 * who checked in is a no-show.
 */
#include "desk/ban/ban.h"
#include "desk/booking/booking.h"

/* Bookings of sessions that are over, whose people never checked in. Of one day, or all days up to
 * today for DAY_NONE. The caller frees *rows. */
enum status unresolved_list(struct desk *desk, day_number day, struct booking **rows,
			    size_t *count) MUST_CHECK;

/* The same for those who checked in and whose visit nobody ended: they wait, missed the call or
 * were called. */
enum status unseen_list(struct desk *desk, day_number day, struct booking **rows,
			size_t *count) MUST_CHECK;

/* RESOLVE_CAME and the others of resolution.def. */
enum resolution {
#define RESOLUTION(symbol, name, word) RESOLVE_##symbol,
#include "desk/booking/resolution.def"
#undef RESOLUTION
};
bool resolution_parse(const char *text, enum resolution *resolution);

/*
 * Says what became of an unresolved or unseen booking. CAME ends the visit of somebody called; no
 * other outcome is theirs. CLINIC makes the whole payment due back. Somebody who was not seen when
 * the day was closed came, and gets all money back that way, too: any outcome but a no-show
 * corrects it, later, with a reason; the closed day keeps what it was closed with.
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

/* The no-shows of a visit day; as they were when it was closed, once it is. */
enum status no_show_each_of_day(struct desk *desk, day_number day, no_show_fn *fn,
				void *context) MUST_CHECK;

/* For the modules of src/desk: */

/* Only within desk_change: records that the person of a booking did not come, with a note ("" for
 * none). Refuses as booking_resolve does; bans are not worked out. */
enum status no_show_record(struct desk *desk, struct booking *booking, const char *note) MUST_CHECK;

/* Only within desk_change: records that somebody who checked in (unseen_list), and was not called
 * or missed the call, was not seen. */
enum status not_seen_record(struct desk *desk, struct booking *booking) MUST_CHECK;

#endif
