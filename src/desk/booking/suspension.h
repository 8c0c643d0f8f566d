#ifndef DESK_SUSPENSION_H
#define DESK_SUSPENSION_H
/*
 * Suspending a session: one transaction that cancels everybody's booking for the clinic's reason
 * with a full refund, and opens a worksheet of the affected people, which stays open until each has
 * an outcome. Nothing counts against them.
 */
#include "desk/booking/booking.h"

struct suspension {
	int64_t session_id;
	int affected;
	int64_t refund_fen; /* due back; refunds are requested, for nobody stands at the counter */
};

/* A session not over yet; needs a reason. STATUS_SESSION_OVER, STATUS_SESSION_SUSPENDED (already),
 * STATUS_BAD_VALUE. */
enum status session_suspend(struct desk *desk, int64_t session_id, const char *reason,
			    struct suspension *out) MUST_CHECK;

/* What suspending it now would come to, by the very same function; nothing is changed. */
enum status session_suspend_terms(struct desk *desk, int64_t session_id,
				  struct suspension *out) MUST_CHECK;

/* What became of taking a suspension back. */
struct resumption {
	int64_t session_id;
	int back;	  /* bookings that are as they were, paid as they were */
	int moved;	  /* people who have another booking instead: that stays */
	int told;	  /* of those whose bookings are back: they were told of the suspension */
	int64_t paid_fen; /* requested refunds that were withdrawn */
};

/*
 * Takes a mistaken suspension back while nobody was refunded: the session sells again, everybody's
 * booking is back with its number, and the requested refunds are withdrawn. Who had checked in does
 * so again. Needs a reason. STATUS_WRONG_STATE when the session is not suspended, or when a refund
 * was submitted or paid back: the sentence names the first and how many; STATUS_SESSION_OVER.
 */
enum status session_resume(struct desk *desk, int64_t session_id, const char *reason,
			   struct resumption *out) MUST_CHECK;

/* What taking it back now would come to, by the very same function; nothing is changed. */
enum status session_resume_terms(struct desk *desk, int64_t session_id,
				 struct resumption *out) MUST_CHECK;

/* What became of an affected person: OUTCOME_NONE (nothing yet) and the others of outcome.def. */
enum outcome {
#define OUTCOME(symbol, name, word) OUTCOME_##symbol,
#include "desk/booking/outcome.def"
#undef OUTCOME
};
const char *outcome_name(enum outcome outcome);
const char *outcome_word(enum outcome outcome);
bool outcome_parse(const char *text, enum outcome *outcome);

struct affected {
	int64_t booking_id, session_id, patient_id, doctor_id, department_id;
	day_number day;
	enum period period;
	char doctor[WORD_SIZE];
	enum outcome outcome;
	int number;
	char patient[NAME_SIZE], phone[PHONE_SIZE];
	int64_t refund_fen;
	enum refund_state refund_state;
	enum method refund_method; /* of the newest one; meaningful when there is one */
	int64_t moved_to;	   /* the booking that took its place; 0: none */
};

/* The worksheet of a session, those with an outcome last, or what is open of all when session_id is
 * 0. The caller frees *rows. */
enum status affected_list(struct desk *desk, int64_t session_id, struct affected **rows,
			  size_t *count) MUST_CHECK;

/* Records what became of somebody. Refused with STATUS_WRONG_STATE when it is not so: refunded
 * before the money has gone, moved without another booking (booking_move and pay_back record that
 * themselves). OUTCOME_NONE takes back that somebody was told, and nothing else. */
enum status affected_settle(struct desk *desk, int64_t booking_id, enum outcome outcome) MUST_CHECK;

/* For the modules of src/desk: */

/* Whether a booking is on the worksheet of a suspension. */
enum status affected_find(struct desk *desk, int64_t booking_id, bool *affected) MUST_CHECK;

/* Only within desk_change: what became of an affected person by audit row `seq` of the booking,
 * which made it so. */
enum status affected_record(struct desk *desk, int64_t booking_id, enum outcome outcome,
			    int64_t seq) MUST_CHECK;

#endif
