#ifndef REPORTS_DAYS_DATA_H
#define REPORTS_DAYS_DATA_H
/*
 * What the daily workbook is made of, read row by row at one moment: nothing here grows with the
 * number of rows.
 */
#include "desk/audit.h"
#include "desk/day/closed_day.h"
#include "desk/day/closing.h"
#include "desk/money/refund.h"
#include "desk/queue/queue.h"
#include "desk/queue/queue_list.h"

/* Who recorded something, and where. */
struct days_hand {
	char staff[CODE_SIZE], counter[CODE_SIZE];
};

enum entry_kind { ENTRY_PAYMENT, ENTRY_REFUND, ENTRY_SETTLEMENT, ENTRY_WITHDRAWAL };

/* A row of the ledger. */
struct days_entry {
	int64_t id, of_id, booking_id, fen, at_ms;
	enum entry_kind kind;
	bool due;   /* a refund that was not handed over at once */
	bool along; /* it went from one booking to another: nothing came in or went out */
	enum method method;
	struct days_hand by;
	char order_no[ORDER_NO_SIZE], external_no[EXTERNAL_NO_SIZE], patient[NAME_SIZE];
	bool earlier; /* what was paid was paid on an earlier business day */
	/* Of the visit that it is for; "" without one. */
	char department[WORD_SIZE], doctor[WORD_SIZE];
	char department_code[CODE_SIZE], doctor_code[CODE_SIZE];
};

/* A refund of the business day, with what became of it since; or, with a negative amount, that one
 * was withdrawn. */
struct days_refund {
	int64_t id, payment_id, booking_id, fen, at_ms, settlement_id, settled_ms;
	enum method method;
	enum refund_state state;
	struct days_hand by;
	char settled_by[CODE_SIZE], order_no[ORDER_NO_SIZE], reason[REASON_SIZE];
	char department[WORD_SIZE], doctor[WORD_SIZE]; /* of the visit; "" without one */
	/* Beyond the rule, as somebody decided: in full on the visit's date, or what the rule had
	 * left of a payment. */
	bool override;
	bool undone; /* its sale was taken back at once: the receipt is void */
	char patient[REFUND_TYPED_SIZE], phone[REFUND_TYPED_SIZE]; /* as in struct refund */
};

struct business_day {
	struct desk *desk;
	day_number day;
	struct day_origin origin; /* as of the close */
	/* Until when waits are counted: now in whole minutes, the end of the day when that is past,
	 * or its closing when that was earlier. */
	int64_t moment_ms;
	bool over; /* the day is past */
	/* What happened beside the ordinary is the day's from one closing to the next, as far as
	 * the closings were on their days. */
	int64_t since_ms, until_ms;

	size_t rows; /* of all lists together */

	bool closed;
	struct close_record close; /* when it is */
};

/* Looks at the day. Like all that reads here, within desk_read. */
enum status days_start(struct desk *desk, day_number day, struct business_day *out) MUST_CHECK;

/* Called for each row, which is good until it returns; anything but STATUS_OK ends the list and is
 * returned. */
typedef enum status days_entry_fn(const struct days_entry *entry, void *context);
typedef enum status days_refund_fn(const struct days_refund *refund, void *context);

/* The day's rows of the ledger, and its refunds, by receipt. */
enum status days_each_entry(const struct business_day *business, days_entry_fn *fn,
			    void *context) MUST_CHECK;
enum status days_each_refund(const struct business_day *business, days_refund_fn *fn,
			     void *context) MUST_CHECK;

/* Something beside the ordinary: a setting, a suspension, an extra number, a ban, and the like. */
struct days_exception {
	struct audit_row row;
	char patient[NAME_SIZE]; /* of a ban; "" */
	char doctor[WORD_SIZE];	 /* of a session; "" */
	day_number date;	 /* of a session; DAY_NONE */
	enum period period;
};
typedef enum status days_exception_fn(const struct days_exception *exception, void *context);
enum status days_each_exception(const struct business_day *business, days_exception_fn *fn,
				void *context) MUST_CHECK;

/* Who made the bookings of the day, in the order of their numbers. The caller frees *rows. */
struct days_maker {
	int64_t booking_id;
	struct days_hand by;
};
enum status days_makers(const struct business_day *business, struct days_maker **rows,
			size_t *count) MUST_CHECK;

/* Of these, who made that one; empty texts when nobody did. */
struct days_hand days_made_by(const struct days_maker *rows, size_t count, int64_t booking_id);

/* What became of a visit, as of the report's moment. */
enum visit {
	VISIT_EXPECTED, /* its session is not over yet */
	VISIT_CAME,
	VISIT_CANCELLED,
	VISIT_MOVED, /* to another session */
	VISIT_NO_SHOW,
	VISIT_EXCUSED,
	VISIT_NOT_SEEN,
	VISIT_UNRESOLVED,
	VISIT_COUNT
};
enum visit days_visit(const struct business_day *business, const struct booking *booking);
const char *visit_word(enum visit visit);

/* Why a booking was cancelled or excused; "" for CAUSE_NONE. */
const char *days_cause_word(enum booking_cause cause);

/* "by override", "sale undone"; "" of a refund by the rule. */
const char *days_decision_word(const struct days_refund *refund);

/* What a ledger row moved: received, handed back, added to the refunds due (or taken off), added to
 * the refunds (or taken off). */
int64_t entry_received_fen(const struct days_entry *entry);
int64_t entry_returned_fen(const struct days_entry *entry);
int64_t entry_due_fen(const struct days_entry *entry);
int64_t entry_refund_fen(const struct days_entry *entry);

#endif
