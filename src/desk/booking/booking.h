#ifndef DESK_BOOKING_H
#define DESK_BOOKING_H
/*
 * Bookings: one person, one number of one session. Booking, paying, cancelling with its refund.
 * Invariant: an active booking (not cancelled) holds exactly one number; two can never hold the
 * same (a unique index). Rules: design.md section 4.
 */
#include "desk/money/ledger.h"
#include "desk/people/patient.h"
#include "desk/roster/slot.h"

enum booking_state {
	BOOKING_BOOKED,
	BOOKING_CHECKED_IN,
	BOOKING_FULFILLED,
	BOOKING_CANCELLED,
	BOOKING_NO_SHOW,
	BOOKING_EXCUSED
};
const char *booking_state_name(enum booking_state state);
const char *booking_state_word(enum booking_state state);

/* Why a booking was cancelled or excused. */
enum booking_cause { CAUSE_NONE, CAUSE_PATIENT, CAUSE_LATE, CAUSE_CLINIC };
const char *booking_cause_name(enum booking_cause cause);

struct booking {
	int64_t id; /* the booking number: yymmdd, five digits, a check digit */
	int64_t seq, session_id, patient_id, payment_id;
	int number;
	enum slot_kind slot_kind;
	enum channel channel;
	enum booking_state state;
	enum booking_cause cause;
	int64_t fee_fen, paid_fen, refund_fen;
	enum method method; /* of the payment; meaningful when payment_id is not 0 */
	char order_no[ORDER_NO_SIZE];
	int64_t booked_at_ms, expected_ms;
	/* Of its session, doctor and patient: */
	day_number day;
	enum period period;
	int start_minute, end_minute;
	enum session_state session_state;
	char doctor_code[CODE_SIZE], doctor[WORD_SIZE], department_code[CODE_SIZE],
		department[WORD_SIZE], room[ROOM_SIZE];
	char patient[NAME_SIZE], phone[PHONE_SIZE], id_number[ID_NUMBER_SIZE];
	/* Of its ticket ("" without one) and of its newest refund (REFUND_NONE without one): */
	char ticket_state[16];
	enum refund_state refund_state;
	enum method refund_method;
};

/* Reads a booking number as typed or scanned: twelve digits, the check digit right. */
bool booking_number_parse(const char *text, int64_t *id);

struct booking_wish {
	int64_t session_id, patient_id;
	/* Both as they were read within the same change; NULL: they are read. */
	const struct session *session;
	const struct patient *patient;
	enum channel channel;
	bool pay;
	enum method method;
	bool extra;		 /* an extra number; counter only */
	const char *asked_by;	 /* who asked for the extra number */
	const char *order_no;	 /* online only */
	const char *external_no; /* the payment service's number, online only */
	int64_t paid_fen;	 /* online, with pay: must be the fee (STATUS_FEE_MISMATCH) */
	struct idem idem;	 /* not set: one is made */
};

/*
 * Books the next number of the channel for the patient, and takes the payment when asked. Refusals:
 * SESSION_SUSPENDED, SESSION_OVER, BEYOND_HORIZON, BANNED (online), DUPLICATE_PERSON, FEE_MISMATCH,
 * QUOTA_FULL, UNKNOWN_PATIENT, UNKNOWN_SESSION, in the order: session, ban, person, fee, quota. An
 * idem that booked before gives that booking again and STATUS_OK.
 */
enum status booking_book(struct desk *desk, const struct booking_wish *wish,
			 struct booking *out) MUST_CHECK;

/* Takes the fee of an unpaid booking. STATUS_ALREADY_PAID, STATUS_WRONG_STATE,
 * STATUS_SESSION_SUSPENDED. */
enum status booking_pay(struct desk *desk, int64_t id, enum method method, const struct idem *idem,
			struct booking *out) MUST_CHECK;

struct cancel_wish {
	int64_t id;
	enum channel channel; /* who cancels: the counter, or the patient online */
	int64_t at_ms;	      /* when the patient asked; 0: now. Never later than now */
	const char *reason;   /* may be "" unless override or another method */
	bool override;	      /* a manager refunds in full on the visit date; needs a reason */
	bool mistake;	   /* the counter takes its own booking back: the clinic's fault, in full */
	bool other_method; /* refund by `method` instead of how it was paid; needs a reason */
	enum method method;
	struct idem idem;
};

/* What cancelling would do now; nothing is changed. The same function decides for booking_cancel.
 */
struct cancel_terms {
	enum booking_cause cause;
	int64_t refund_fen;
	enum method method;
	enum refund_state refund_state; /* that the refund would have: none, done, requested */
};
enum status booking_cancel_terms(struct desk *desk, const struct cancel_wish *wish,
				 struct cancel_terms *out) MUST_CHECK;

/*
 * Cancels: until the day before the visit ends, full refund at either channel; on the visit date
 * the counter only, until the patient is called, with settings.cancel_same_day_refund_percent (a
 * late cancel) or in full by override; later or called: STATUS_TOO_LATE. Cash goes back at once;
 * other methods are requested.
 */
enum status booking_cancel(struct desk *desk, const struct cancel_wish *wish,
			   struct booking *out) MUST_CHECK;

/* Refunds what is left of a late cancel's or an excused booking's payment: a manager's decision;
 * needs a reason. */
enum status booking_refund(struct desk *desk, int64_t id, const char *reason,
			   const struct idem *idem, struct booking *out) MUST_CHECK;

/* By number; by online order. STATUS_NOT_FOUND. */
enum status booking_get(struct desk *desk, int64_t id, struct booking *out) MUST_CHECK;
enum status booking_by_order(struct desk *desk, const char *order_no,
			     struct booking *out) MUST_CHECK;

/* Bookings of a visit day; of a session; of a patient (newest first). With cancelled ones. The
 * caller frees *rows. */
enum status booking_list_day(struct desk *desk, day_number day, struct booking **rows,
			     size_t *count) MUST_CHECK;
enum status booking_list_session(struct desk *desk, int64_t session_id, struct booking **rows,
				 size_t *count) MUST_CHECK;
enum status booking_list_patient(struct desk *desk, int64_t patient_id, struct booking **rows,
				 size_t *count) MUST_CHECK;

/* Called for each booking, which is good until it returns; anything but STATUS_OK ends the list and
 * is returned. */
typedef enum status booking_fn(const struct booking *booking, void *context);

/* The bookings of a visit day, as booking_list_day has them, and those made on a calendar day by
 * number, one at a time: for whoever has no use for all at once. With cancelled ones. */
enum status booking_each_of_day(struct desk *desk, day_number day, booking_fn *fn,
				void *context) MUST_CHECK;
enum status booking_each_made_on(struct desk *desk, day_number day, booking_fn *fn,
				 void *context) MUST_CHECK;

/*
 * Finds bookings as a clerk types: a booking number, an online order number, or anything
 * patient_find takes (then that person's bookings from `from` on).
 */
enum status booking_find(struct desk *desk, const char *text, day_number from,
			 struct booking **rows, size_t *count) MUST_CHECK;

/* For the modules of src/desk: */

/* Reads a row of booking_view (data/schema/0003-views.sql) into a struct booking. */
store_row_fn booking_from_row;

/* Runs a statement that gives rows of booking_view. The caller frees *rows. */
enum status booking_rows(struct desk *desk, enum sql statement, const struct store_value *args,
			 size_t arg_count, struct booking **rows, size_t *count) MUST_CHECK;

/*
 * Only within desk_change: gives the booking (as read by booking_get) its new state, cause and
 * refund_fen as they stand in the struct, under audit row `seq`, which becomes booking->seq.
 * STATUS_CHANGED_ELSEWHERE when the row is not the one that was read.
 */
enum status booking_store(struct desk *desk, struct booking *booking, int64_t seq) MUST_CHECK;

/*
 * Only within desk_change: records a refund of `fen` of the booking's payment by `method`, at once
 * or requested, and adds it to booking->refund_fen; booking_store writes that. The audit row `seq`
 * must carry an idempotency key.
 */
enum status booking_give_back(struct desk *desk, struct booking *booking, int64_t fen,
			      enum method method, bool at_once, const char *reason,
			      int64_t seq) MUST_CHECK;

/* Refuses with STATUS_WRONG_STATE: "Booking 2611... (张三) is cancelled; %s". `what` is the
 * translated rest of the sentence. */
enum status booking_wrong_state(struct desk *desk, const struct booking *booking,
				const char *what) MUST_CHECK;

#endif
