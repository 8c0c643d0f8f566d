#ifndef DESK_LEDGER_H
#define DESK_LEDGER_H
/*
 * The ledger: append-only double entry. One row moves an amount from one account to another, so
 * each row, and so the whole, sums to zero. Rows are numbered without gaps per business day; the
 * number is the receipt number. See data/schema/0001-clinic.sql.
 */
#include "desk/audit.h"

enum method {
	METHOD_CASH,
	METHOD_WECHAT,
	METHOD_ALIPAY,
	METHOD_CARD,
	METHOD_INSURANCE,
	METHOD_COUNT
};
const char *method_name(enum method method);
const char *method_word(enum method method);
bool method_parse(const char *text, enum method *method);

/* True for methods whose money can be handed back over the counter at once; the others need
 * somebody with a link to the payment service. */
bool method_is_immediate(enum method method);

enum { RECEIPT_SIZE = 16, EXTERNAL_NO_SIZE = 65, ORDER_NO_SIZE = 65 };

/*
 * Receipts and booking numbers begin with the day, yymmdd: those of one day lie between
 * day_number_base (yymmdd000000, which is none of them) and NUMBERS_PER_DAY more.
 */
enum { NUMBERS_PER_DAY = 1000000 };
int64_t day_number_base(day_number day);

/* "261121-000042" of a ledger row's id; returns `out`. 0 gives "". */
char *receipt_format(int64_t ledger_id, char out[RECEIPT_SIZE]);

/*
 * The business day that money of now belongs to: today, or the day after the last closed one when
 * today is closed already.
 */
enum status ledger_business_day(struct desk *desk, char out[DAY_TEXT_SIZE]) MUST_CHECK;

struct payment {
	enum method method;
	int64_t fen;
	int64_t booking_id;	 /* 0: money of a refused online order */
	const char *order_no;	 /* NULL: none */
	const char *external_no; /* the payment service's number; NULL or "": none */
	int64_t seq;		 /* of the audit row, which carries an idempotency key */
};

/* Records money received. *ledger_id is the receipt number. STATUS_DUPLICATE_PAYMENT when the
 * external number was used before. Only within desk_change. */
enum status ledger_pay(struct desk *desk, const struct payment *payment,
		       int64_t *ledger_id) MUST_CHECK;

enum refund_state {
	REFUND_NONE,
	REFUND_DONE,
	REFUND_REQUESTED,
	REFUND_SUBMITTED,
	REFUND_SUCCEEDED,
	REFUND_FAILED
};
const char *refund_state_name(enum refund_state state);
const char *refund_state_word(enum refund_state state);
bool refund_state_parse(const char *text, enum refund_state *state);

struct refund_wish {
	int64_t payment_id;
	int64_t fen;
	enum method method; /* how the money goes back */
	bool at_once;	    /* handed over now (done), or requested */
	const char *reason;
	int64_t seq;
};

/* Records a refund. Never more than what was paid less what was refunded: STATUS_REFUND_TOO_LARGE.
 * Only within desk_change. */
enum status ledger_refund(struct desk *desk, const struct refund_wish *wish, int64_t *ledger_id,
			  enum refund_state *state) MUST_CHECK;

struct refund {
	int64_t id; /* its ledger row */
	int64_t payment_id, booking_id, fen, at_ms, seq, settlement_id;
	enum method method;
	enum refund_state state;
	char reason[601], order_no[ORDER_NO_SIZE], business_day[DAY_TEXT_SIZE];
	char patient[NAME_SIZE], phone[PHONE_SIZE]; /* "" for a refused order */
};

/* Refunds not finished yet (requested, submitted, failed), oldest first; the refunds of one
 * booking. The caller frees *rows. */
enum status refund_list_due(struct desk *desk, struct refund **rows, size_t *count) MUST_CHECK;
enum status refund_list_of(struct desk *desk, int64_t booking_id, struct refund **rows,
			   size_t *count) MUST_CHECK;
enum status refund_get(struct desk *desk, int64_t id, struct refund *out) MUST_CHECK;

/*
 * Moves a refund on: requested -> submitted -> succeeded or failed; failed -> submitted; an
 * immediate method may go from requested to succeeded (handed over). Succeeding books the
 * settlement. STATUS_WRONG_STATE names both states.
 */
enum status refund_step(struct desk *desk, int64_t id, enum refund_state to,
			const struct idem *idem, struct refund *out) MUST_CHECK;

/* Books that a refund's money has gone: refund_due <- method. Only within desk_change, by
 * refund_step. */
enum status ledger_settle(struct desk *desk, const struct refund *refund, int64_t seq,
			  int64_t *ledger_id) MUST_CHECK;

/* Sums of a business day, from the ledger's rows alone. */
struct day_money {
	int64_t payments_fen, refunds_fen;
	int64_t received_fen[METHOD_COUNT]; /* payments by method */
	int64_t returned_fen[METHOD_COUNT]; /* money that really went back, by the actual method:
					       done refunds and settlements */
	int64_t due_fen; /* refunds of that day which were not handed over at once */
	int payments, refunds;
};
/* What the day's money leaves in the drawer: cash received less cash returned. */
int64_t day_money_cash_fen(const struct day_money *money);

enum status ledger_day(struct desk *desk, const char *business_day,
		       struct day_money *out) MUST_CHECK;

#endif
