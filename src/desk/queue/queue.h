#ifndef DESK_QUEUE_H
#define DESK_QUEUE_H
/*
 * The queue of a session: check-in, call, missed call, finish. The one place for the rules of
 * waiting. Invariant: the order of waiting people is total and stable: by
 * place, then by arrival; a patient is called by one counter only (an optimistic claim); a ticket
 * dies with its booking.
 */
#include "desk/booking/booking.h"

/*
 * Checks a booked patient in on the visit date, from queue_early_minutes before the start until the
 * session ends; the place is by the booking's number. Somebody who missed the call is put behind
 * the next queue_missed_places waiting people. STATUS_TOO_EARLY, STATUS_TOO_LATE,
 * STATUS_WRONG_STATE, STATUS_SESSION_SUSPENDED.
 */
enum status queue_check_in(struct desk *desk, int64_t booking_id, struct booking *out) MUST_CHECK;

/* Whether a booking's person may check in now, the fee aside (with queue_unpaid = refuse
 * STATUS_UNPAID keeps out who has not paid). The same decides in queue_check_in. */
enum status queue_may_check_in(struct desk *desk, const struct booking *booking) MUST_CHECK;

/* What becomes of those who are called already while the next one is: nothing is done before it was
 * asked; their visits are finished; all are called. */
enum call_way { CALL_ASK, CALL_FINISH, CALL_BOTH };

/* Back from the names of the setting queue_call_while_called; the rule that it is set to. */
bool call_way_parse(const char *text, enum call_way *way);
enum call_way queue_call_way(const struct desk *desk);

enum { CALLED_SEEN_MAX = 8 };

struct call_wish {
	int64_t session_id;
	enum call_way way;
	/* With CALL_FINISH: whom the person who decides saw called, as bookings. Nobody else's
	 * visit is finished: another counter has just called them. Not `seen`: whoever is called.
	 */
	bool seen;
	int64_t called[CALLED_SEEN_MAX];
	size_t called_count;
};

/*
 * Calls the next waiting person of a session. STATUS_NOTHING_WAITING; where somebody is called
 * there already, at whatever counter: STATUS_STILL_CALLED with CALL_ASK, STATUS_CHANGED_ELSEWHERE
 * with CALL_FINISH when it is somebody who was not seen called. A refusal changes nothing.
 */
enum status queue_call(struct desk *desk, const struct call_wish *wish,
		       struct booking *out) MUST_CHECK;

/* The same beside whoever is called (CALL_BOTH). */
enum status queue_call_next(struct desk *desk, int64_t session_id, struct booking *out) MUST_CHECK;

/* The called person is called once more, by this counter. STATUS_WRONG_STATE. */
enum status queue_call_again(struct desk *desk, int64_t booking_id, struct booking *out) MUST_CHECK;

/* The called person did not answer; the called person's visit is finished (the booking is
 * fulfilled). STATUS_WRONG_STATE otherwise. */
enum status queue_miss(struct desk *desk, int64_t booking_id, struct booking *out) MUST_CHECK;
enum status queue_finish(struct desk *desk, int64_t booking_id, struct booking *out) MUST_CHECK;

#endif
