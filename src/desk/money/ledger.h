#ifndef DESK_LEDGER_H
#define DESK_LEDGER_H
/*
 * The ledger: append-only double entry. One row moves an amount from one account to another, so
 * each row, and so the whole, sums to zero. Rows are numbered without gaps per business day; the
 * number is the receipt number. Payments and refunds point at the charge they are for; no more is
 * paid than was charged, and no more refunded than was paid. See data/schema/0006-charges.sql.
 *
 * Rule: a payment that names an online order is money of which the order says that it was paid. It
 * is claimed until a statement of the payment service has it, and is not handed out at the counter
 * before, unless cancel.cash_for_online is on: whoever writes the file would be paid out of the
 * drawer. What confirms it (the table `confirmation`) is the reading of such a statement alone,
 * never a person's word, which would be the file's; no statement is read yet, so until then all of
 * it stays claimed and goes back the way it came.
 */
#include "desk/audit.h"
#include "desk/money/method.h"
#include "desk/money/payment_state.h"
#include "desk/money/refund_state.h"

enum { RECEIPT_SIZE = 16, EXTERNAL_NO_SIZE = 65, ORDER_NO_SIZE = 65 };

/*
 * Receipts and booking numbers begin with the day, yymmdd: those of one day lie between
 * day_number_base (yymmdd000000, which is none of them) and NUMBERS_PER_DAY more.
 */
enum { NUMBERS_PER_DAY = 1000000 };
int64_t day_number_base(day_number day);

/* "261121-000042" of a ledger row's id; returns `out`. 0 gives "". */
char *receipt_format(int64_t ledger_id, char out[RECEIPT_SIZE]);

/* Back from that as a person types it: with its dash or without, with blanks and wide characters.
 * False: the text is none. Without a dash it may be a booking number as well. */
bool receipt_parse(const char *text, int64_t *ledger_id);

enum { RECEIPT_NOTE_SIZE = 256 };

/* Why a receipt of money that moved today bears the date of a later day, as a sentence: today is
 * closed. "" when it does not. Returns `out`. */
char *receipt_note(int64_t ledger_id, day_number today, char out[RECEIPT_NOTE_SIZE]);

/* The last closed business day; DAY_NONE: no day was ever closed. */
enum status ledger_last_closed(struct desk *desk, day_number *last) MUST_CHECK;

/*
 * The business day that money of now belongs to: today, or the day after the last closed one when
 * today is closed already.
 */
enum status ledger_business_day(struct desk *desk, char out[DAY_TEXT_SIZE]) MUST_CHECK;

struct payment {
	enum method method;
	int64_t fen;
	int64_t charge_id;	 /* 0: money of a refused online order */
	const char *order_no;	 /* the order that says it was paid; NULL: received here */
	const char *external_no; /* the payment service's number; NULL or "": none */
	int64_t seq;		 /* of the audit row, which carries an idempotency key */
};

/* Records money received. *ledger_id is the receipt number. STATUS_DUPLICATE_PAYMENT when the
 * external number was used before. Only within desk_change. */
enum status ledger_pay(struct desk *desk, const struct payment *payment,
		       int64_t *ledger_id) MUST_CHECK;

struct refund_wish {
	int64_t payment_id;
	int64_t fen;
	enum method method; /* how the money goes back */
	bool at_once;	    /* handed over now (done), or requested */
	const char *reason;
	int64_t seq;
};

/* What is known of a payment; PAYMENT_NONE for payment_id 0. */
enum status ledger_payment_state(struct desk *desk, int64_t payment_id,
				 enum payment_state *state) MUST_CHECK;

/* Whether a payment may go back by `method`: STATUS_CLAIMED when that hands out at the counter what
 * is only claimed. */
enum status ledger_may_return_by(struct desk *desk, int64_t payment_id,
				 enum method method) MUST_CHECK;

/* Records a refund. Never more than what was paid less what was refunded: STATUS_REFUND_TOO_LARGE;
 * STATUS_CLAIMED as ledger_may_return_by. Only within desk_change. */
enum status ledger_refund(struct desk *desk, const struct refund_wish *wish, int64_t *ledger_id,
			  enum refund_state *state) MUST_CHECK;

/* What was paid for one charge, or for a refused order, and goes along to another charge. */
struct transfer {
	int64_t payment_id; /* it stays with the method by which that was paid */
	int64_t fen;
	int64_t charge_id; /* to which it goes */
	const char *reason;
	int64_t from_seq, to_seq; /* of the audit rows of what it leaves and what it reaches */
};

/* Records it as a refund of the one and a payment of the other, between which it is in the account
 * `transfer`: nothing comes in or goes out. *ledger_id is the new payment. STATUS_REFUND_TOO_LARGE.
 * Only within desk_change. */
enum status ledger_transfer(struct desk *desk, const struct transfer *transfer,
			    int64_t *ledger_id) MUST_CHECK;

/* The money of a refund that was requested: it has gone, or it stays after all. */
struct settlement {
	int64_t refund_id, charge_id, fen;
	enum method method;
	const char *order_no; /* "" or NULL: none */
	int64_t seq;
};

/* Books that a refund's money has gone: refund_due <- method. Only within desk_change, by
 * refund_step. */
enum status ledger_settle(struct desk *desk, const struct settlement *settlement,
			  int64_t *ledger_id) MUST_CHECK;

/* Books that a requested refund's money stays: refund_due <- what it came from. Only within
 * desk_change, by refund_withdraw. */
enum status ledger_withdraw(struct desk *desk, const struct settlement *settlement,
			    int64_t *ledger_id) MUST_CHECK;

/* Sums of a business day, from the ledger's rows alone. A refund that is withdrawn takes its amount
 * off the day on which it is; what goes along to another charge is in none. */
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
