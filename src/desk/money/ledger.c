#include "desk/money/ledger.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/money/account.h"

#include "sql_columns.h"

char *receipt_format(int64_t ledger_id, char out[RECEIPT_SIZE])
{
	out[0] = '\0';
	if (ledger_id)
		snprintf(out, RECEIPT_SIZE, "%06d-%06d",
			 (int)(ledger_id / NUMBERS_PER_DAY % NUMBERS_PER_DAY),
			 (int)(ledger_id % NUMBERS_PER_DAY));
	return out;
}

/* What stands between day and number: the hyphen that is printed, or what an input method makes of
 * it. */
static bool is_dash(const char *text, size_t length)
{
	static const char *const dashes[] = { "-",	"\u2010", "\u2011", "\u2012",
					      "\u2013", "\u2014", "\u2212" };

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		if (strlen(dashes[i]) == length && strncmp(dashes[i], text, length) == 0)
			return true;
	}
	return false;
}

bool receipt_parse(const char *text, int64_t *ledger_id)
{
	enum { DAY_DIGITS = 6, TYPED_SIZE = 64 };
	char typed[TYPED_SIZE], digits[RECEIPT_SIZE], *dash;

	text_copy(typed, sizeof(typed), text);
	text_tidy_number(typed);
	dash = typed + strspn(typed, "0123456789");
	if (dash - typed == DAY_DIGITS && *dash) {
		size_t length = strcspn(dash, "0123456789");

		if (!is_dash(dash, length))
			return false;
		memmove(dash, dash + length, strlen(dash + length) + 1);
	}
	if (strlen(typed) != 2 * DAY_DIGITS)
		return false;
	text_copy(digits, sizeof(digits), typed);
	return text_is_digits(digits) && text_to_number(digits, 1, INT64_MAX, ledger_id);
}

char *receipt_note(int64_t ledger_id, day_number today, char out[RECEIPT_NOTE_SIZE])
{
	const int date = (int)(ledger_id / NUMBERS_PER_DAY % NUMBERS_PER_DAY);
	char of_today[DAY_TEXT_SIZE], of_receipt[DAY_TEXT_SIZE];
	int year, month, dom;
	day_number day;

	out[0] = '\0';
	if (!ledger_id)
		return out;
	day_to_civil(today, &year, &month, &dom);
	day = day_from_civil(year - year % 100 + date / 10000, date / 100 % 100, date % 100);
	if (day > today)
		text_format(out, RECEIPT_NOTE_SIZE,
			    _("%s is closed already, so the receipt bears the date of the next "
			      "business day, %s."),
			    day_format(today, of_today), day_format(day, of_receipt));
	return out;
}

int64_t day_number_base(day_number day)
{
	int year, month, dom;

	day_to_civil(day, &year, &month, &dom);
	return (int64_t)(year % 100 * 10000 + month * 100 + dom) * NUMBERS_PER_DAY;
}

static int64_t first_id_of_day(const char *business_day)
{
	day_number day;

	if (!day_parse(business_day, &day))
		assert(!"a business day is an ISO date");
	return day_number_base(day);
}

static enum status read_day(const struct store_row *row, void *context)
{
	return day_parse(row_text(row, DAY_ROW_DAY), context) ? STATUS_OK : STATUS_STORE_CORRUPT;
}

enum status ledger_last_closed(struct desk *desk, day_number *last)
{
	enum status status;

	*last = DAY_NONE;
	status = store_one(desk->store, SQL_CLOSE_LAST_DAY, NO_ARGS, read_day, last);
	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}

enum status ledger_business_day(struct desk *desk, char out[DAY_TEXT_SIZE])
{
	const day_number today = desk_today(desk);
	day_number last;
	enum status status = ledger_last_closed(desk, &last);

	if (!status)
		day_format(last != DAY_NONE && today <= last ? last + 1 : today, out);
	return status;
}

/* One row of the ledger before its number and its day are known. */
struct entry {
	const char *kind;
	enum account debit, credit;
	enum method method;
	int64_t fen, of_id, charge_id, seq;
	const char *order_no, *external_no;
};

static enum status add_entry(struct desk *desk, const struct entry *entry, int64_t *ledger_id)
{
	char business_day[DAY_TEXT_SIZE];
	int64_t first, last;
	enum status status;

	assert(store_in_transaction(desk->store));
	status = ledger_business_day(desk, business_day);
	if (status)
		return status;
	first = first_id_of_day(business_day);
	status = store_number(
		desk->store, SQL_LEDGER_LAST_BETWEEN,
		ARGS(STORE_ARG_INT(first), STORE_ARG_INT(first + NUMBERS_PER_DAY - 1)), &last);
	if (status == STATUS_NOT_FOUND)
		last = first;
	else if (status)
		return desk_store_result(desk, status);
	*ledger_id = last + 1;
	status = store_run(desk->store, SQL_LEDGER_ADD,
			   ARGS(STORE_ARG_INT(*ledger_id), store_text(entry->kind),
				store_text(account_name(entry->debit)),
				store_text(account_name(entry->credit)),
				store_text(method_name(entry->method)), STORE_ARG_INT(entry->fen),
				store_id_or_null(entry->of_id), store_id_or_null(entry->charge_id),
				store_text_or_null(entry->order_no),
				store_text_or_null(entry->external_no), store_text(business_day),
				STORE_ARG_INT(desk_now_ms(desk)), STORE_ARG_INT(entry->seq)),
			   NULL);
	return desk_store_result(desk, status);
}

/* What was paid for a charge is earned; what was paid for none is held for the patient. */
static enum account earned_on(int64_t charge_id)
{
	return charge_id ? ACCOUNT_REVENUE : ACCOUNT_DEPOSIT;
}

enum status ledger_pay(struct desk *desk, const struct payment *payment, int64_t *ledger_id)
{
	struct entry entry = {
		.kind = "payment",
		.debit = account_of_method(payment->method),
		.credit = earned_on(payment->charge_id),
		.method = payment->method,
		.fen = payment->fen,
		.charge_id = payment->charge_id,
		.order_no = payment->order_no,
		.external_no = payment->external_no,
		.seq = payment->seq,
	};
	char receipt[RECEIPT_SIZE];
	int64_t used;
	enum status status;

	if (payment->external_no && *payment->external_no) {
		status = store_number(desk->store, SQL_LEDGER_EXTERNAL,
				      ARGS(store_text(payment->external_no)), &used);
		if (!status)
			return desk_refuse(desk, STATUS_DUPLICATE_PAYMENT,
					   _("Payment number %s was received before, under receipt "
					     "%s; one payment pays for one booking."),
					   payment->external_no, receipt_format(used, receipt));
		if (status != STATUS_NOT_FOUND)
			return desk_store_result(desk, status);
	}
	return add_entry(desk, &entry, ledger_id);
}

struct ledger_row {
	char kind[12];
	int64_t fen, charge_id;
	enum method method;
	char order_no[ORDER_NO_SIZE];
	bool confirmed;
};

static enum status read_ledger(const struct store_row *row, void *context)
{
	struct ledger_row *out = context;

	text_copy(out->kind, sizeof(out->kind), row_text(row, LEDGER_GET_KIND));
	out->fen = row_number(row, LEDGER_GET_FEN);
	if (!method_parse(row_text(row, LEDGER_GET_METHOD), &out->method))
		return STATUS_STORE_CORRUPT;
	out->charge_id = row_number(row, LEDGER_GET_CHARGE_ID);
	text_copy(out->order_no, sizeof(out->order_no), row_text(row, LEDGER_GET_ORDER_NO));
	out->confirmed = row_number(row, LEDGER_GET_CONFIRMED) != 0;
	return STATUS_OK;
}

static enum status get_ledger(struct desk *desk, int64_t id, struct ledger_row *out)
{
	return desk_store_result(desk, store_one(desk->store, SQL_LEDGER_GET,
						 ARGS(STORE_ARG_INT(id)), read_ledger, out));
}

/* An order's money comes over a payment service; cash and cards were received at a counter. */
static enum payment_state state_of(const struct ledger_row *payment)
{
	if (!payment->order_no[0] || method_is_immediate(payment->method))
		return PAYMENT_RECEIVED;
	return payment->confirmed ? PAYMENT_CONFIRMED : PAYMENT_CLAIMED;
}

enum status ledger_payment_state(struct desk *desk, int64_t payment_id, enum payment_state *state)
{
	struct ledger_row payment = { .fen = 0 };
	enum status status;

	*state = PAYMENT_NONE;
	if (!payment_id)
		return STATUS_OK;
	status = get_ledger(desk, payment_id, &payment);
	if (!status)
		*state = state_of(&payment);
	return status;
}

static enum status may_return(struct desk *desk, const struct ledger_row *payment,
			      enum method method)
{
	char amount[MONEY_TEXT_SIZE];

	if (!method_is_immediate(method) || state_of(payment) != PAYMENT_CLAIMED ||
	    !strcmp(desk->settings.cancel_cash_for_online, "on"))
		return STATUS_OK;
	return desk_refuse(
		desk, STATUS_CLAIMED,
		_("Online order %s says that %s yuan was paid by %s, and no statement confirms it "
		  "yet: it goes back by %s, not over the counter. (cancel.cash_for_online allows "
		  "it.)"),
		payment->order_no, money_format(payment->fen, amount), method_word(payment->method),
		method_word(payment->method));
}

enum status ledger_may_return_by(struct desk *desk, int64_t payment_id, enum method method)
{
	struct ledger_row payment = { .fen = 0 };
	enum status status = get_ledger(desk, payment_id, &payment);

	return status ? status : may_return(desk, &payment, method);
}

/* The payment behind a refund of `fen`, of which so much is left. */
static enum status payment_to_refund(struct desk *desk, int64_t payment_id, int64_t fen,
				     struct ledger_row *payment)
{
	char paid[MONEY_TEXT_SIZE], before[MONEY_TEXT_SIZE], wanted[MONEY_TEXT_SIZE];
	int64_t refunded;
	enum status status = get_ledger(desk, payment_id, payment);

	if (status)
		return status;
	status = store_number(desk->store, SQL_LEDGER_REFUNDED, ARGS(STORE_ARG_INT(payment_id)),
			      &refunded);
	if (status)
		return desk_store_result(desk, status);
	if (refunded + fen <= payment->fen)
		return STATUS_OK;
	return desk_refuse(
		desk, STATUS_REFUND_TOO_LARGE,
		_("%s yuan cannot be refunded: %s was paid, and %s has already been refunded."),
		money_format(fen, wanted), money_format(payment->fen, paid),
		money_format(refunded, before));
}

static enum status add_refund(struct desk *desk, const struct entry *entry, enum refund_state state,
			      const char *reason, int64_t *ledger_id)
{
	enum status status = add_entry(desk, entry, ledger_id);

	if (status)
		return status;
	status = store_run(desk->store, SQL_REFUND_ADD,
			   ARGS(STORE_ARG_INT(*ledger_id), store_text(refund_state_name(state)),
				store_text(reason), STORE_ARG_INT(entry->seq)),
			   NULL);
	return desk_store_result(desk, status);
}

enum status ledger_refund(struct desk *desk, const struct refund_wish *wish, int64_t *ledger_id,
			  enum refund_state *state)
{
	struct ledger_row payment = { .fen = 0 };
	struct entry entry = { .kind = "refund",
			       .method = wish->method,
			       .fen = wish->fen,
			       .of_id = wish->payment_id,
			       .seq = wish->seq };
	enum status status = payment_to_refund(desk, wish->payment_id, wish->fen, &payment);

	if (!status)
		status = may_return(desk, &payment, wish->method);
	if (status)
		return status;
	entry.charge_id = payment.charge_id;
	entry.order_no = payment.order_no;
	entry.debit = earned_on(payment.charge_id);
	entry.credit = wish->at_once ? account_of_method(wish->method) : ACCOUNT_REFUND_DUE;
	*state = wish->at_once ? REFUND_DONE : REFUND_REQUESTED;
	return add_refund(desk, &entry, *state, wish->reason, ledger_id);
}

enum status ledger_transfer(struct desk *desk, const struct transfer *transfer, int64_t *ledger_id)
{
	struct ledger_row payment = { .fen = 0 };
	struct entry entry = { .kind = "refund",
			       .credit = ACCOUNT_TRANSFER,
			       .fen = transfer->fen,
			       .of_id = transfer->payment_id,
			       .seq = transfer->from_seq };
	int64_t away_id = 0;
	enum status status = payment_to_refund(desk, transfer->payment_id, transfer->fen, &payment);

	if (status)
		return status;
	entry.method = payment.method;
	entry.charge_id = payment.charge_id;
	entry.order_no = payment.order_no;
	entry.debit = earned_on(payment.charge_id);
	status = add_refund(desk, &entry, REFUND_MOVED, transfer->reason, &away_id);
	if (status)
		return status;
	entry.kind = "payment";
	entry.debit = ACCOUNT_TRANSFER;
	entry.credit = earned_on(transfer->charge_id);
	entry.of_id = away_id;
	entry.charge_id = transfer->charge_id;
	entry.seq = transfer->to_seq;
	return add_entry(desk, &entry, ledger_id);
}

/* Takes a refund's money off what is due, to `credit`. */
static enum status clear_due(struct desk *desk, const char *kind, enum account credit,
			     const struct settlement *settlement, int64_t *ledger_id)
{
	struct entry entry = {
		.kind = kind,
		.debit = ACCOUNT_REFUND_DUE,
		.credit = credit,
		.method = settlement->method,
		.fen = settlement->fen,
		.of_id = settlement->refund_id,
		.charge_id = settlement->charge_id,
		.order_no = settlement->order_no,
		.seq = settlement->seq,
	};

	return add_entry(desk, &entry, ledger_id);
}

enum status ledger_settle(struct desk *desk, const struct settlement *settlement,
			  int64_t *ledger_id)
{
	return clear_due(desk, "settlement", account_of_method(settlement->method), settlement,
			 ledger_id);
}

enum status ledger_withdraw(struct desk *desk, const struct settlement *settlement,
			    int64_t *ledger_id)
{
	return clear_due(desk, "withdrawal", earned_on(settlement->charge_id), settlement,
			 ledger_id);
}

static enum status add_up(const struct store_row *row, void *context)
{
	struct day_money *money = context;
	const char *kind = row_text(row, LEDGER_DAY_KIND);
	bool due = row_number(row, LEDGER_DAY_DUE);
	int count = (int)row_number(row, LEDGER_DAY_ENTRIES);
	int64_t fen = row_number(row, LEDGER_DAY_FEN);
	enum method method;

	if (!method_parse(row_text(row, LEDGER_DAY_METHOD), &method))
		return STATUS_STORE_CORRUPT;
	if (!strcmp(kind, "payment")) {
		money->payments += count;
		money->payments_fen += fen;
		money->received_fen[method] += fen;
	} else if (!strcmp(kind, "refund")) {
		money->refunds += count;
		money->refunds_fen += fen;
		if (due)
			money->due_fen += fen;
		else
			money->returned_fen[method] += fen;
	} else if (!strcmp(kind, "withdrawal")) {
		money->refunds_fen -= fen;
		money->due_fen -= fen;
	} else {
		money->returned_fen[method] += fen;
	}
	return STATUS_OK;
}

int64_t day_money_cash_fen(const struct day_money *money)
{
	return money->received_fen[METHOD_CASH] - money->returned_fen[METHOD_CASH];
}

enum status ledger_day(struct desk *desk, const char *business_day, struct day_money *out)
{
	int64_t first = first_id_of_day(business_day);

	memset(out, 0, sizeof(*out));
	return desk_store_result(desk, store_each(desk->store, SQL_LEDGER_DAY,
						  ARGS(STORE_ARG_INT(first),
						       STORE_ARG_INT(first + NUMBERS_PER_DAY - 1)),
						  add_up, out));
}
