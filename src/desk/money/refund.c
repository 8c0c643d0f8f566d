#include "desk/money/refund.h"

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

static enum status settle(struct desk *desk, const struct refund *refund, int64_t seq,
			  int64_t *settlement_id)
{
	const struct settlement settlement = {
		.refund_id = refund->id,
		.charge_id = refund->charge_id,
		.fen = refund->fen,
		.method = refund->method,
		.order_no = refund->order_no,
		.seq = seq,
	};

	return ledger_settle(desk, &settlement, settlement_id);
}

static enum status step_inside(struct desk *desk, void *context)
{
	struct step *step = context;
	struct refund *refund = step->out;
	char detail[AUDIT_DETAIL_SIZE], receipt[RECEIPT_SIZE], amount[MONEY_TEXT_SIZE];
	int64_t before_id;
	int64_t seq, settlement_id = 0;
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
	text_format(detail, sizeof(detail), "%s %s -> %s", money_format(refund->fen, amount),
		    refund_state_name(refund->state), refund_state_name(step->to));
	status = audit_record(desk, AUDIT_REFUND_STEP, refund->id, refund->seq, &step->idem, detail,
			      &seq);
	if (!status && step->to == REFUND_SUCCEEDED)
		status = settle(desk, refund, seq, &settlement_id);
	if (status)
		return status;
	status = desk_change_row(desk, SQL_REFUND_MOVE,
				 ARGS(store_text(refund_state_name(step->to)),
				      store_id_or_null(settlement_id), STORE_ARG_INT(seq),
				      STORE_ARG_INT(refund->id), STORE_ARG_INT(refund->seq)));
	if (status)
		return status;
	return refund_get(desk, step->id, refund);
}

enum status refund_step(struct desk *desk, int64_t id, enum refund_state to,
			const struct idem *idem, struct refund *out)
{
	struct step step = { .id = id, .to = to, .out = out };

	step.idem = idem && idem->set ? *idem : idem_new();
	return desk_change(desk, step_inside, &step);
}
