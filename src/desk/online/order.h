#ifndef DESK_ONLINE_ORDER_H
#define DESK_ONLINE_ORDER_H
/*
 * Orders of the online channel, whoever brings them: a file, a link, a page.
 *
 * Rule: an order (its number and what it asks for) is answered once; seen again it is a duplicate
 * and changes nothing. A paid order that must be refused becomes a payment and, at once, a request
 * to refund it. A cancel that comes before its booking is refused, and carried out when the booking
 * comes, as of the time when the patient asked.
 * Invariant: no patient's money is lost, and none is received or refunded twice.
 */
#include "desk/booking/booking.h"

enum online_action {
#define ONLINE_ACTION(symbol, name, chinese) ONLINE_##symbol,
#include "desk/online/online_action.def"
#undef ONLINE_ACTION
};

/* "book"; back from the name or its Chinese, false when it is neither. */
const char *online_action_name(enum online_action action);
bool online_action_parse(const char *text, enum online_action *action);

enum online_result {
#define ONLINE_RESULT(symbol, name, word) ONLINE_##symbol,
#include "desk/online/online_result.def"
#undef ONLINE_RESULT
};

/* "accepted"; the translated word. */
const char *online_result_name(enum online_result result);
const char *online_result_word(enum online_result result);

enum { ONLINE_TYPED_SIZE = 129, ONLINE_CODE_SIZE = 40 };

/* What is asked. The doctor's code is read as all codes are (code_read); name, identity number and
 * phone are as the patient typed them; the others are usable as they stand. */
struct online_order {
	char order_no[ORDER_NO_SIZE];
	enum online_action action;
	char doctor_code[CODE_SIZE];
	day_number day;
	enum period period;
	enum id_type id_type; /* of the identity number */
	char name[ONLINE_TYPED_SIZE], id_number[ONLINE_TYPED_SIZE], phone[ONLINE_TYPED_SIZE];
	bool paid; /* the amount was given */
	int64_t paid_fen;
	char transaction_id[EXTERNAL_NO_SIZE]; /* the payment service's number; "" for none */
	int64_t ordered_ms;		       /* when the patient asked */
};

/* What is answered. */
struct online_answer {
	char order_no[ORDER_NO_SIZE];
	enum online_action action;
	enum online_result result;
	char code[ONLINE_CODE_SIZE]; /* of a refusal: "quota_full"; "" otherwise */
	int64_t booking_id;	     /* 0: none */
	int number;		     /* of the booking in its session; 0 without one */
	int64_t refund_fen;	     /* requested for this order */
	char message[PROBLEM_MESSAGE_SIZE];
};

/*
 * Answers an order, in changes of its own, each with a commit that is durable unless the caller
 * holds the syncs. A refusal by a rule of the clinic, or of what the patient typed, is an answer:
 * STATUS_OK. The code of a refusal is one of quota_full, session_suspended, session_over,
 * unknown_session, unknown_doctor, banned, duplicate_person, too_late, fee_mismatch, bad_id_number,
 * bad_phone, not_found, beyond_horizon. Any other status is the store's: the order is not answered,
 * and may be taken again.
 */
enum status online_order_take(struct desk *desk, const struct online_order *order,
			      struct online_answer *out) MUST_CHECK;

/* How many orders that were recorded on a business day have which answer. */
struct online_order_counts {
	int accepted, cancelled, refused;
};
enum status online_order_count(struct desk *desk, day_number day,
			       struct online_order_counts *out) MUST_CHECK;

#endif
