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

/* Calls the next waiting person of a session. STATUS_NOTHING_WAITING. */
enum status queue_call_next(struct desk *desk, int64_t session_id, struct booking *out) MUST_CHECK;

/* The called person did not answer; the called person's visit is finished (the booking is
 * fulfilled). STATUS_WRONG_STATE otherwise. */
enum status queue_miss(struct desk *desk, int64_t booking_id, struct booking *out) MUST_CHECK;
enum status queue_finish(struct desk *desk, int64_t booking_id, struct booking *out) MUST_CHECK;

#endif
