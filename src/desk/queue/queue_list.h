#ifndef DESK_QUEUE_LIST_H
#define DESK_QUEUE_LIST_H
/*
 * Who waits, was called, missed the call or was seen: the tickets of a session and of a day.
 */
#include "desk/booking/booking.h"

/* Whether somebody else in the same list looks like the same person: by name; or in every respect
 * that is known, or by a number that only one can have. */
enum alike { ALIKE_NOBODY, ALIKE_NAME, ALIKE_PERSON };

struct ticket {
	int64_t booking_id, session_id, patient_id;
	int number, place, calls;
	enum ticket_state state;
	bool not_seen; /* the day was closed while they waited */
	enum channel channel;
	int64_t checked_in_ms, called_ms,
		finished_ms; /* 0: not yet. called_ms is the first call's */
	int64_t expected_ms;
	char patient[NAME_SIZE], counter[CODE_SIZE];
	char doctor[WORD_SIZE], department[WORD_SIZE];
	enum period period;
	/* Of a session's list alone: */
	enum slot_kind slot_kind;
	enum sex sex;
	day_number birth; /* DAY_NONE: not known */
	char phone[PHONE_SIZE], id_number[ID_NUMBER_SIZE];
	int64_t owed_fen; /* of the fee; 0: paid, free, or not to be paid any more */
	int64_t since_ms; /* the ticket's newest entry: of somebody called the last call */
	enum alike alike;
};

/* Since when somebody waits: from the arrival, or from the expected time where that is later; who
 * comes early waits for nobody yet. */
int64_t ticket_waits_since_ms(const struct ticket *ticket);

/* From then to the first call, or to `now_ms` without one; in whole minutes, rounded down, never
 * below 0. */
int ticket_waited_minutes(const struct ticket *ticket, int64_t now_ms);

/* Where somebody stands, in a word. */
const char *ticket_word(const struct ticket *ticket);

/* The tickets of a session: called ones first, then waiting in order, then missed, then finished;
 * dead ones left out. The caller frees *rows. STATUS_UNKNOWN_SESSION. */
enum status queue_list(struct desk *desk, int64_t session_id, struct ticket **rows,
		       size_t *count) MUST_CHECK;

/* Who is booked in a session and has not checked in yet, by number: TICKET_NONE. The caller frees
 * *rows. STATUS_UNKNOWN_SESSION. */
enum status queue_expected(struct desk *desk, int64_t session_id, struct ticket **rows,
			   size_t *count) MUST_CHECK;

/* Marks in two lists of one session (either may be empty) whoever is alike. */
void queue_mark_alike(struct ticket *here, size_t here_count, struct ticket *expected,
		      size_t expected_count);

/* Called for each ticket, which is good until it returns; anything but STATUS_OK ends the list and
 * is returned. */
typedef enum status ticket_fn(const struct ticket *ticket, void *context);

/* All tickets of a visit day that are not dead, by session and number. */
enum status queue_each_of_day(struct desk *desk, day_number day, ticket_fn *fn,
			      void *context) MUST_CHECK;

/* How many wait and since when the longest (ticket_waits_since_ms; 0: nobody waits), for each
 * session of a day. The caller frees *rows. */
struct queue_count {
	int64_t session_id, longest_since_ms;
	int waiting, called, missed, finished;
	int expected; /* booked, and not checked in yet */
};
enum status queue_counts(struct desk *desk, day_number day, struct queue_count **rows,
			 size_t *count) MUST_CHECK;

/* A session's own of those; one of nothing but zeros when it is not among them. */
struct queue_count queue_count_of(const struct queue_count *rows, size_t count, int64_t session_id);

#endif
