#ifndef DESK_BOOKING_H
#define DESK_BOOKING_H
/*
 * Bookings: one person, one number of one session. Booking and paying.
 * Invariant: an active booking (not cancelled) holds exactly one number; two can never hold the
 * same (a unique index).
 */
#include "desk/booking/booking_number.h"
#include "desk/booking/ticket_state.h"
#include "desk/money/charge.h"
#include "desk/money/ledger.h"
#include "desk/people/patient.h"
#include "desk/roster/slot.h"

/* What became of it: BOOKING_BOOKED and the others of booking_state.def. */
enum booking_state {
#define BOOKING_STATE(symbol, name, word) BOOKING_##symbol,
#include "desk/booking/booking_state.def"
#undef BOOKING_STATE
};
const char *booking_state_name(enum booking_state state);
const char *booking_state_word(enum booking_state state);

/* Why it was cancelled or excused: CAUSE_NONE and the others of booking_cause.def. */
enum booking_cause {
#define BOOKING_CAUSE(symbol, name, word) CAUSE_##symbol,
#include "desk/booking/booking_cause.def"
#undef BOOKING_CAUSE
};
const char *booking_cause_name(enum booking_cause cause);

struct booking {
	int64_t id; /* the booking number: yymmdd, five digits, a check digit */
	int64_t seq, session_id, patient_id, payment_id;
	int number;
	enum slot_kind slot_kind;
	enum channel channel;
	enum booking_state state;
	enum booking_cause cause;
	int64_t fee_fen, paid_fen, refund_fen; /* without what went along to another booking */
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
	/* Of its ticket (TICKET_NONE without one) and of its newest refund (REFUND_NONE without
	 * one): */
	enum ticket_state ticket_state;
	enum refund_state refund_state;
	enum method refund_method;
	int64_t moved_to; /* the booking that took its place; 0: none */
};

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
	int64_t moved_from;	 /* the booking that this one replaces: it stands in no way */
	const char *order_no;	 /* online only */
	const char *external_no; /* the payment service's number, online only */
	int64_t paid_fen;	 /* online, with pay: must be the fee (STATUS_FEE_MISMATCH) */
	int64_t refund_id;	 /* online, with pay: the request to refund that money, which goes
				    along (refund_take_along); 0: it comes in now */
	struct idem idem;	 /* not set: one is made */
};

/*
 * Books the next number of the channel for the patient, and takes the payment when asked. Refusals:
 * SESSION_SUSPENDED, SESSION_OVER, BEYOND_HORIZON, DECEASED, CARD_NOT_LINKED (online), BANNED
 * (online), DUPLICATE_PERSON, FEE_MISMATCH, QUOTA_FULL, UNKNOWN_PATIENT, UNKNOWN_SESSION, in the
 * order: session, person, link, ban, what the person has, fee, quota. An idem that booked the same
 * before gives that booking again and STATUS_OK; one that did anything else is STATUS_KEY_REUSED,
 * here and in all that follows.
 */
enum status booking_book(struct desk *desk, const struct booking_wish *wish,
			 struct booking *out) MUST_CHECK;

/* Takes what is missing of a booking's fee. STATUS_ALREADY_PAID, STATUS_WRONG_STATE,
 * STATUS_SESSION_SUSPENDED. */
enum status booking_pay(struct desk *desk, int64_t id, enum method method, const struct idem *idem,
			struct booking *out) MUST_CHECK;

/* What was paid online for a booking that was made before. */
struct online_payment {
	enum method method;
	int64_t fen;		 /* must be what is missing of the fee (STATUS_FEE_MISMATCH) */
	const char *order_no;	 /* that says so */
	const char *external_no; /* the payment service's number; NULL or "": none */
	int64_t refund_id;	 /* the request to refund that money, which goes along; 0: it comes
				    in now */
};
/* As booking_pay otherwise. */
enum status booking_pay_online(struct desk *desk, int64_t id, const struct online_payment *payment,
			       struct booking *out) MUST_CHECK;

/* Whether anything can be paid for it, its session aside: STATUS_ALREADY_PAID says how much was,
 * how and the receipt; STATUS_WRONG_STATE. The same decides in booking_pay. */
enum status booking_may_be_paid(struct desk *desk, const struct booking *booking) MUST_CHECK;

/* What is still paid of it: what was paid, less what was given back or is to be. */
int64_t booking_still_paid_fen(const struct booking *booking);

/* What of its fee is owed: 0 when it is paid, costs nothing, or is void with the booking. */
int64_t booking_owed_fen(const struct booking *booking);

/* Whether its fee is owed, paid, given back in part or whole, or void with the booking. */
enum charge_state booking_charge_state(const struct booking *booking);

/* By number; by number or by online order, wherever the booking was moved to. STATUS_NOT_FOUND. */
enum status booking_get(struct desk *desk, int64_t id, struct booking *out) MUST_CHECK;
enum status booking_latest(struct desk *desk, int64_t id, struct booking *out) MUST_CHECK;
enum status booking_by_order(struct desk *desk, const char *order_no,
			     struct booking *out) MUST_CHECK;

/* For the modules of src/desk: */

/* Reads a BOOKING_ROW (data/sql/booking/booking.sql) into a struct booking. */
store_row_fn booking_from_row;

/*
 * Only within desk_change: gives the booking (as read by booking_get) its new state, cause and
 * moved_to as they stand in the struct, under audit row `seq`, which becomes booking->seq.
 * STATUS_CHANGED_ELSEWHERE when the row is not the one that was read.
 */
enum status booking_store(struct desk *desk, struct booking *booking, int64_t seq) MUST_CHECK;

/* Refuses with STATUS_WRONG_STATE: "Booking 2611... (张三) is cancelled; %s". `what` is the
 * translated rest of the sentence. Of one that was moved it names the booking in its place. */
enum status booking_wrong_state(struct desk *desk, const struct booking *booking,
				const char *what) MUST_CHECK;

#endif
