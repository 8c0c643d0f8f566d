#include "desk/booking/give_back.h"

#include <stdlib.h>

#include "base/language.h"
#include "base/money.h"
#include "desk/list.h"

#include "sql_columns.h"

/* One payment, and what of it was not given back. */
struct paid {
	int64_t id, rest_fen;
	enum method method;
};

static enum status read_paid(const struct store_row *row, void *context)
{
	struct paid *paid = context;

	paid->id = row_number(row, BOOKING_PAYMENTS_ID);
	paid->rest_fen = row_number(row, BOOKING_PAYMENTS_REST_FEN);
	return method_parse(row_text(row, BOOKING_PAYMENTS_METHOD), &paid->method)
		       ? STATUS_OK
		       : STATUS_STORE_CORRUPT;
}

static enum status list_paid(struct desk *desk, const struct booking *booking, struct paid **rows,
			     size_t *count)
{
	return list_read(desk, SQL_BOOKING_PAYMENTS, ARGS(STORE_ARG_INT(booking->id)), read_paid,
			 sizeof(**rows), rows, count);
}

/* How much of it is taken now: no more than is wanted still. */
static int64_t take(struct paid *paid, int64_t *wanted_fen)
{
	int64_t fen = paid->rest_fen < *wanted_fen ? paid->rest_fen : *wanted_fen;

	paid->rest_fen -= fen;
	*wanted_fen -= fen;
	return fen;
}

static enum status enough_was_paid(struct desk *desk, const struct booking *booking,
				   int64_t missing_fen)
{
	char number[BOOKING_NUMBER_SIZE], missing[MONEY_TEXT_SIZE];

	if (missing_fen == 0)
		return STATUS_OK;
	return desk_refuse(
		desk, STATUS_REFUND_TOO_LARGE,
		_("%s yuan more than was paid for booking %s, or is left of it, was to go back."),
		money_format(missing_fen, missing), booking_number_format(booking->id, number));
}

/* Gives back of those payments that are handed over at once, or of those that are requested. */
static enum status give_back_of(struct desk *desk, struct booking *booking,
				const struct give_back *wish, bool at_once, struct paid *paid,
				size_t count, int64_t *wanted_fen)
{
	enum status status = STATUS_OK;

	/* What was paid last goes back first: what came along from elsewhere is the oldest. */
	for (size_t i = count; i-- > 0 && *wanted_fen > 0 && !status;) {
		const enum method method = wish->method ? *wish->method : paid[i].method;
		struct refund_wish refund = { .payment_id = paid[i].id,
					      .method = method,
					      .at_once = at_once,
					      .reason = wish->reason,
					      .seq = wish->seq };
		int64_t ledger_id;

		if (at_once != (wish->at_counter && method_is_immediate(method)) ||
		    paid[i].rest_fen == 0)
			continue;
		refund.fen = take(&paid[i], wanted_fen);
		status = ledger_refund(desk, &refund, &ledger_id, &booking->refund_state);
		booking->refund_fen += refund.fen;
		booking->refund_method = method;
	}
	return status;
}

enum status booking_give_back(struct desk *desk, struct booking *booking,
			      const struct give_back *wish)
{
	struct paid *paid;
	size_t count;
	int64_t wanted_fen = wish->fen;
	enum status status = list_paid(desk, booking, &paid, &count);

	if (!status)
		status = give_back_of(desk, booking, wish, true, paid, count, &wanted_fen);
	if (!status)
		status = give_back_of(desk, booking, wish, false, paid, count, &wanted_fen);
	free(paid);
	return status ? status : enough_was_paid(desk, booking, wanted_fen);
}

enum status booking_take_along(struct desk *desk, struct booking *booking, int64_t fen,
			       int64_t to_id, int64_t seq, int64_t to_seq, int64_t *payment_id)
{
	struct paid *paid;
	size_t count;
	enum status status = list_paid(desk, booking, &paid, &count);

	*payment_id = 0;
	for (size_t i = 0; i < count && fen > 0 && !status; i++) {
		struct transfer transfer = { .payment_id = paid[i].id,
					     .charge_id = to_id,
					     .reason = "",
					     .from_seq = seq,
					     .to_seq = to_seq };
		int64_t ledger_id;

		if (paid[i].rest_fen == 0)
			continue;
		transfer.fen = take(&paid[i], &fen);
		status = ledger_transfer(desk, &transfer, &ledger_id);
		if (*payment_id == 0)
			*payment_id = ledger_id;
		booking->paid_fen -= transfer.fen;
	}
	free(paid);
	return status ? status : enough_was_paid(desk, booking, fen);
}
