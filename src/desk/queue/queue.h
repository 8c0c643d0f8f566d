#ifndef DESK_QUEUE_H
#define DESK_QUEUE_H
/*
 * The queue of a session: check-in, call, missed call, finish. The one place for the rules of
 * waiting (reference/domain.md C5). Invariant: the order of waiting people is total and stable: by
 * place, then by arrival; a patient is called by one counter only (an optimistic claim); a ticket
 * dies with its booking.
 */
#include "desk/booking/booking.h"

struct ticket {
	int64_t booking_id, session_id, patient_id;
	int number, place, calls;
	enum ticket_state state;
	enum channel channel;
	int64_t checked_in_ms, called_ms,
		finished_ms; /* 0: not yet. called_ms is the first call's */
	int64_t expected_ms;
	char patient[NAME_SIZE], counter[CODE_SIZE];
	char doctor[WORD_SIZE], department[WORD_SIZE];
	enum period period;
};

/*
 * Checks a booked patient in on the visit date, from queue_early_minutes before the start until the
 * session ends; the place is by the booking's number. Somebody who missed the call is put behind
 * the next queue_missed_places waiting people. STATUS_TOO_EARLY, STATUS_TOO_LATE,
 * STATUS_WRONG_STATE, STATUS_SESSION_SUSPENDED.
 */
enum status queue_check_in(struct desk *desk, int64_t booking_id, struct booking *out) MUST_CHECK;

/* Calls the next waiting person of a session. STATUS_NOTHING_WAITING. */
enum status queue_call_next(struct desk *desk, int64_t session_id, struct booking *out) MUST_CHECK;

/* The called person did not answer; the called person's visit is finished (the booking is
 * fulfilled). STATUS_WRONG_STATE otherwise. */
enum status queue_miss(struct desk *desk, int64_t booking_id, struct booking *out) MUST_CHECK;
enum status queue_finish(struct desk *desk, int64_t booking_id, struct booking *out) MUST_CHECK;

/* The tickets of a session: called ones first, then waiting in order, then missed, then finished;
 * dead ones left out. The caller frees *rows. STATUS_UNKNOWN_SESSION. */
enum status queue_list(struct desk *desk, int64_t session_id, struct ticket **rows,
		       size_t *count) MUST_CHECK;

/* Called for each ticket, which is good until it returns; anything but STATUS_OK ends the list and
 * is returned. */
typedef enum status ticket_fn(const struct ticket *ticket, void *context);

/* All tickets of a visit day that are not dead, by session and number. */
enum status queue_each_of_day(struct desk *desk, day_number day, ticket_fn *fn,
			      void *context) MUST_CHECK;

/* How many wait and since when the longest (0: nobody waits), for each session of a day. The caller
 * frees *rows. */
struct queue_count {
	int64_t session_id, longest_since_ms;
	int waiting, called, missed, finished;
};
enum status queue_counts(struct desk *desk, day_number day, struct queue_count **rows,
			 size_t *count) MUST_CHECK;

/* A session's own of those; one of nothing but zeros when it is not among them. */
struct queue_count queue_count_of(const struct queue_count *rows, size_t count, int64_t session_id);

#endif
