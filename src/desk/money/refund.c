#include "desk/money/refund.h"

#include <stdlib.h>

#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/list.h"

#include "sql_columns.h"

static enum status read_refund(const struct store_row *row, void *context)
{
	struct refund *out = context;

	out->id = row_number(row, REFUND_ROW_ID);
	out->payment_id = row_number(row, REFUND_ROW_PAYMENT_ID);
	out->booking_id = row_number(row, REFUND_ROW_BOOKING_ID);
	out->fen = row_number(row, REFUND_ROW_FEN);
	out->at_ms = row_number(row, REFUND_ROW_AT_MS);
	out->seq = row_number(row, REFUND_ROW_SEQ);
	out->settlement_id = row_number(row, REFUND_ROW_SETTLEMENT_ID);
	if (!method_parse(row_text(row, REFUND_ROW_METHOD), &out->method) ||
	    !refund_state_parse(row_text(row, REFUND_ROW_STATE), &out->state))
		return STATUS_STORE_CORRUPT;
	text_copy(out->reason, sizeof(out->reason), row_text(row, REFUND_ROW_REASON));
	text_copy(out->order_no, sizeof(out->order_no), row_text(row, REFUND_ROW_ORDER_NO));
	text_copy(out->business_day, sizeof(out->business_day),
		  row_text(row, REFUND_ROW_BUSINESS_DAY));
	text_copy(out->patient, sizeof(out->patient), row_text(row, REFUND_ROW_PATIENT));
	text_copy(out->phone, sizeof(out->phone), row_text(row, REFUND_ROW_PHONE));
	out->charge_id = row_number(row, REFUND_ROW_CHARGE_ID);
	return STATUS_OK;
}

enum status refund_list_due(struct desk *desk, struct refund **rows, size_t *count)
{
	return list_read(desk, SQL_REFUND_DUE, NO_ARGS, read_refund, sizeof(**rows), rows, count);
}

enum status refund_list_of(struct desk *desk, int64_t booking_id, struct refund **rows,
			   size_t *count)
{
	return list_read(desk, SQL_REFUND_OF, ARGS(STORE_ARG_INT(booking_id)), read_refund,
			 sizeof(**rows), rows, count);
}

enum status refund_get(struct desk *desk, int64_t id, struct refund *out)
{
	enum status status = store_one(desk->store, SQL_REFUND_GET, ARGS(STORE_ARG_INT(id)),
				       read_refund, out);
	char receipt[RECEIPT_SIZE];

	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, status, _("There is no refund with receipt %s."),
				   receipt_format(id, receipt));
	return desk_store_result(desk, status);
}

/* requested -> submitted -> succeeded or failed; failed -> submitted; what is handed over at the
 * counter needs no submitting. */
static bool step_is_allowed(const struct refund *refund, enum refund_state to)
{
	switch (to) {
	case REFUND_SUBMITTED:
		return refund->state == REFUND_REQUESTED || refund->state == REFUND_FAILED;
	case REFUND_SUCCEEDED:
		return refund->state == REFUND_SUBMITTED ||
		       (refund->state == REFUND_REQUESTED && method_is_immediate(refund->method));
	case REFUND_FAILED: return refund->state == REFUND_SUBMITTED;
	default: return false;
	}
}

struct step {
	int64_t id;
	enum refund_state to;
	struct idem idem;
	struct refund *out;
};

/* Records the step in the refund's history and in the ledger, and takes it. */
static enum status take_step(struct desk *desk, const struct refund *refund, enum refund_state to,
			     const struct idem *idem)
{
	struct settlement settlement = {
		.refund_id = refund->id,
		.charge_id = refund->charge_id,
		.fen = refund->fen,
		.method = refund->method,
		.order_no = refund->order_no,
	};
	char detail[AUDIT_DETAIL_SIZE], amount[MONEY_TEXT_SIZE];
	int64_t settlement_id = 0, withdrawal_id;
	enum status status;

	text_format(detail, sizeof(detail), "%s %s -> %s", money_format(refund->fen, amount),
		    refund_state_name(refund->state), refund_state_name(to));
	status = audit_record(desk, AUDIT_REFUND_STEP, refund->id, refund->seq, idem, detail,
			      &settlement.seq);
	if (!status && to == REFUND_SUCCEEDED)
		status = ledger_settle(desk, &settlement, &settlement_id);
	if (!status && to == REFUND_WITHDRAWN)
		status = ledger_withdraw(desk, &settlement, &withdrawal_id);
	if (status)
		return status;
	return desk_change_row(desk, SQL_REFUND_MOVE,
			       ARGS(store_text(refund_state_name(to)),
				    store_id_or_null(settlement_id), STORE_ARG_INT(settlement.seq),
				    STORE_ARG_INT(refund->id), STORE_ARG_INT(refund->seq)));
}

static enum status step_inside(struct desk *desk, void *context)
{
	struct step *step = context;
	struct refund *refund = step->out;
	char receipt[RECEIPT_SIZE];
	int64_t before_id;
	enum status status = audit_done_before(desk, &step->idem, AUDIT_REFUND_STEP, &before_id);

	if (status != STATUS_NOT_FOUND)
		return status ? status : refund_get(desk, before_id, refund);
	status = refund_get(desk, step->id, refund);
	if (status)
		return status;
	if (!step_is_allowed(refund, step->to))
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Refund %s is %s; it cannot become %s."),
				   receipt_format(refund->id, receipt),
				   refund_state_word(refund->state), refund_state_word(step->to));
	status = take_step(desk, refund, step->to, &step->idem);
	return status ? status : refund_get(desk, step->id, refund);
}

enum status refund_step(struct desk *desk, int64_t id, enum refund_state to,
			const struct idem *idem, struct refund *out)
{
	struct step step = { .id = id, .to = to, .out = out };

	step.idem = idem_or_new(idem);
	idem_ask_number(&step.idem, IDEM_REFUND, id);
	idem_ask(&step.idem, IDEM_STATE, refund_state_name(to));
	return desk_change(desk, step_inside, &step);
}

bool refund_may_be_withdrawn(enum refund_state state)
{
	return state == REFUND_REQUESTED || state == REFUND_FAILED;
}

enum status refund_withdraw(struct desk *desk, int64_t id, struct refund *out)
{
	const struct idem idem = idem_new();
	char receipt[RECEIPT_SIZE], amount[MONEY_TEXT_SIZE];
	enum status status = refund_get(desk, id, out);

	if (status)
		return status;
	if (!refund_may_be_withdrawn(out->state))
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Refund %s of %s yuan is %s; only one that is not submitted "
				     "yet, or that has failed, can be withdrawn."),
				   receipt_format(id, receipt), money_format(out->fen, amount),
				   refund_state_word(out->state));
	status = take_step(desk, out, REFUND_WITHDRAWN, &idem);
	return status ? status : refund_get(desk, id, out);
}

enum status refund_withdraw_all(struct desk *desk, int64_t booking_id, int64_t *fen)
{
	struct refund *refunds;
	size_t count;
	enum status status = refund_list_of(desk, booking_id, &refunds, &count);

	*fen = 0;
	for (size_t i = 0; i < count && !status; i++) {
		if (!refund_may_be_withdrawn(refunds[i].state))
			continue;
		status = refund_withdraw(desk, refunds[i].id, &refunds[i]);
		*fen += refunds[i].fen;
	}
	free(refunds);
	return status;
}

enum status refund_take_along(struct desk *desk, int64_t id, int64_t charge_id, int64_t seq,
			      int64_t *payment_id)
{
	const struct idem idem = idem_new();
	struct transfer along = { .charge_id = charge_id, .reason = "", .to_seq = seq };
	struct refund refund;
	char detail[AUDIT_DETAIL_SIZE], amount[MONEY_TEXT_SIZE];
	enum status status = refund_withdraw(desk, id, &refund);

	if (status)
		return status;
	along.payment_id = refund.payment_id;
	along.fen = refund.fen;
	text_format(detail, sizeof(detail), "%s %s", refund.order_no,
		    money_format(refund.fen, amount));
	status = audit_record(desk, AUDIT_ORDER_ACCEPT, 0, 0, &idem, detail, &along.from_seq);
	return status ? status : ledger_transfer(desk, &along, payment_id);
}
