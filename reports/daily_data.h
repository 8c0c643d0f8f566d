#ifndef REPORTS_DAILY_DATA_H
#define REPORTS_DAILY_DATA_H
/*
 * What the daily workbook is made of, read at one moment.
 */
#include "desk/closing.h"
#include "desk/queue.h"

/* Who recorded something, and where. */
struct daily_hand {
	char staff[CODE_SIZE], counter[CODE_SIZE];
};

/* A booking made on the day. */
struct daily_booked_by {
	int64_t booking_id;
	struct daily_hand by;
};

enum entry_kind { ENTRY_PAYMENT, ENTRY_REFUND, ENTRY_SETTLEMENT };

/* A row of the ledger. */
struct daily_entry {
	int64_t id, of_id, booking_id, fen, at_ms;
	enum entry_kind kind;
	bool due; /* a refund that was not handed over at once */
	enum method method;
	struct daily_hand by;
	char order_no[ORDER_NO_SIZE], external_no[EXTERNAL_NO_SIZE], patient[NAME_SIZE];
};

/* A refund of the business day, with what became of it since. */
struct daily_refund {
	int64_t id, payment_id, booking_id, fen, at_ms, settlement_id, settled_ms;
	enum method method;
	enum refund_state state;
	struct daily_hand by;
	char settled_by[CODE_SIZE], order_no[ORDER_NO_SIZE], reason[REASON_SIZE];
	char patient[NAME_SIZE], phone[PHONE_SIZE];
};

struct daily {
	struct desk *desk;
	day_number day;
	/* Until when waits are counted: now in whole minutes, the end of the day when that is past,
	 * or its closing when that was earlier. */
	int64_t moment_ms;
	bool over; /* the day is past */

	struct booking *made; /* on that calendar day, by number */
	struct daily_booked_by *made_by;
	struct booking *visits; /* of that visit date */
	struct daily_entry *entries;
	struct daily_refund *refunds;
	struct no_show *no_shows;
	struct ticket *tickets;
	struct department *departments;
	size_t made_count, made_by_count, visit_count, entry_count, refund_count, no_show_count,
		ticket_count, department_count;

	bool closed;
	struct close_record close; /* when it is */
};

/* Reads it all. The caller releases *out in any case. */
enum status daily_read(struct desk *desk, day_number day, struct daily *out) MUST_CHECK;
void daily_release(struct daily *daily);

/* Who made a booking; empty when unknown. */
struct daily_hand daily_made_by(const struct daily *daily, int64_t booking_id);

/* What became of a visit, as of the report's moment. */
enum visit {
	VISIT_EXPECTED, /* its session is not over yet */
	VISIT_CAME,
	VISIT_CANCELLED,
	VISIT_NO_SHOW,
	VISIT_EXCUSED,
	VISIT_UNRESOLVED,
	VISIT_COUNT
};
enum visit daily_visit(const struct daily *daily, const struct booking *booking);
const char *visit_word(enum visit visit);

/* Why a booking was cancelled or excused; "" for CAUSE_NONE. */
const char *daily_cause_word(enum booking_cause cause);

/* What a ledger row moved: received, handed back, added to the refunds due (or taken off). */
int64_t entry_received_fen(const struct daily_entry *entry);
int64_t entry_returned_fen(const struct daily_entry *entry);
int64_t entry_due_fen(const struct daily_entry *entry);

/*
 * From check-in to the first call, or, without one, to the report's moment; in whole minutes,
 * rounded down.
 */
int64_t daily_wait_minutes(const struct daily *daily, const struct ticket *ticket);

/*
 * The percentile of the waits by nearest rank: of n in order, number ceil(n * percent / 100), for
 * 1 <= percent <= 100. False when nobody waited.
 */
bool daily_wait_percentile(const struct daily *daily, int percent, int64_t *minutes);

#endif
