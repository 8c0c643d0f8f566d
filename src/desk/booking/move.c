#include "desk/booking/move.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/booking/give_back.h"
#include "desk/booking/suspension.h"
#include "desk/money/refund.h"

struct move {
	const struct move_wish *wish;
	struct idem idem;
	bool affected; /* by a suspension: cancelled already, for the clinic's reason */
	bool late;
	struct moved *out;
};

/* A move that was made before, again: what it came to is told by the ledger alone. */
static enum status moved_before(struct desk *desk, int64_t id, struct moved *out)
{
	struct refund *refunds = NULL;
	size_t count = 0;
	enum status status = booking_get(desk, id, &out->from);

	if (!status)
		status = booking_get(desk, out->from.moved_to, &out->to);
	if (!status)
		status = refund_list_of(desk, id, &refunds, &count);
	for (size_t i = 0; i < count && !status; i++) {
		if (refunds[i].state == REFUND_MOVED)
			out->along_fen += refunds[i].fen;
		else if (refunds[i].state != REFUND_WITHDRAWN)
			out->back_fen += refunds[i].fen;
	}
	out->due_fen = out->to.fee_fen - out->along_fen;
	free(refunds);
	return status;
}

/* Whether it can be moved as things stand: as long as it could be cancelled, or after its session
 * was suspended. */
static enum status may_be_moved(struct desk *desk, struct move *move)
{
	const struct booking *from = &move->out->from;
	const struct cancel_wish cancel = { .id = from->id, .channel = CHANNEL_COUNTER };
	char number[BOOKING_NUMBER_SIZE];
	struct cancel_terms terms;
	enum status status;

	if (from->moved_to)
		return booking_wrong_state(desk, from, _("It cannot be moved again."));
	if (from->session_id == move->wish->session_id)
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("Booking %s is in this session already; choose another one."),
				   booking_number_format(from->id, number));
	if (from->state == BOOKING_CANCELLED) {
		status = affected_find(desk, from->id, &move->affected);
		if (status || move->affected)
			return status;
	}
	if (from->state != BOOKING_BOOKED && from->state != BOOKING_CHECKED_IN)
		return booking_wrong_state(desk, from, _("It cannot be moved."));
	status = booking_cancel_terms(desk, &cancel, &terms);
	move->late = terms.cause == CAUSE_LATE;
	return status;
}

static enum status take_number(struct desk *desk, const struct move *move)
{
	const struct booking_wish wish = {
		.session_id = move->wish->session_id,
		.patient_id = move->out->from.patient_id,
		.channel = CHANNEL_COUNTER,
		.moved_from = move->out->from.id,
		.idem = idem_new(),
	};

	return booking_book(desk, &wish, &move->out->to);
}

/* What goes along, what goes back, and what is missing. */
static void share_money(struct desk *desk, const struct move *move)
{
	struct moved *out = move->out;
	const int64_t rest_fen = booking_still_paid_fen(&out->from);
	const int percent = move->late ? desk->settings.cancel_same_day_refund_percent : 100;

	out->along_fen = rest_fen < out->to.fee_fen ? rest_fen : out->to.fee_fen;
	out->back_fen = money_percent(rest_fen - out->along_fen, percent);
	out->due_fen = out->to.fee_fen - out->along_fen;
}

static enum status record_move(struct desk *desk, const struct move *move, int64_t *seq)
{
	const struct moved *out = move->out;
	char detail[AUDIT_DETAIL_SIZE], number[BOOKING_NUMBER_SIZE];
	char along[MONEY_TEXT_SIZE], back[MONEY_TEXT_SIZE];

	text_format(detail, sizeof(detail), "moved_to %s, along %s, refund %s",
		    booking_number_format(out->to.id, number), money_format(out->along_fen, along),
		    money_format(out->back_fen, back));
	return audit_record(desk, AUDIT_BOOKING_MOVE, out->from.id, out->from.seq, &move->idem,
			    detail, seq);
}

static enum status move_money(struct desk *desk, const struct move *move, int64_t seq)
{
	struct moved *out = move->out;
	const struct give_back back = {
		.fen = out->back_fen, .at_counter = !move->affected, .reason = "", .seq = seq
	};
	int64_t ledger_id;
	enum status status = STATUS_OK;

	if (out->along_fen)
		status = booking_take_along(desk, &out->from, out->along_fen, out->to.id, seq,
					    out->to.seq, &ledger_id);
	if (!status && out->back_fen)
		status = booking_give_back(desk, &out->from, &back);
	if (!status && move->wish->pay && out->due_fen)
		status = booking_pay(desk, out->to.id, move->wish->method, NULL, &out->to);
	return status;
}

static enum status leave(struct desk *desk, const struct move *move, int64_t seq)
{
	struct booking *from = &move->out->from;
	enum status status;

	if (!move->affected)
		from->cause = CAUSE_MOVED;
	from->state = BOOKING_CANCELLED;
	from->moved_to = move->out->to.id;
	status = booking_store(desk, from, seq);
	return status || !move->affected ? status
					 : affected_record(desk, from->id, OUTCOME_MOVED, seq);
}

static enum status move_inside(struct desk *desk, void *context)
{
	struct move *move = context;
	struct moved *out = move->out;
	int64_t before_id, seq, withdrawn_fen = 0;
	enum status status;

	memset(out, 0, sizeof(*out));
	move->affected = move->late = false;
	status = audit_done_before(desk, &move->idem, AUDIT_BOOKING_MOVE, &before_id);
	if (status != STATUS_NOT_FOUND)
		return status ? status : moved_before(desk, before_id, out);
	status = booking_get(desk, move->wish->id, &out->from);
	if (!status)
		status = may_be_moved(desk, move);
	/* What the suspension requested stays with the clinic; what is on its way, or gone, not. */
	if (!status && move->affected)
		status = refund_withdraw_all(desk, out->from.id, &withdrawn_fen);
	out->from.refund_fen -= withdrawn_fen;
	if (!status)
		status = take_number(desk, move);
	if (status)
		return status;
	share_money(desk, move);
	status = record_move(desk, move, &seq);
	if (!status)
		status = leave(desk, move, seq);
	if (!status)
		status = move_money(desk, move, seq);
	if (!status)
		status = booking_get(desk, out->from.id, &out->from);
	return status ? status : booking_get(desk, out->to.id, &out->to);
}

enum status booking_move(struct desk *desk, const struct move_wish *wish, struct moved *out)
{
	struct move move = { .wish = wish, .idem = idem_or_new(&wish->idem), .out = out };

	if (wish->idem.set) {
		idem_ask_number(&move.idem, IDEM_BOOKING, wish->id);
		idem_ask_number(&move.idem, IDEM_SESSION, wish->session_id);
		idem_ask(&move.idem, IDEM_METHOD, wish->pay ? method_name(wish->method) : "");
	}
	return desk_change(desk, move_inside, &move);
}

enum status booking_move_terms(struct desk *desk, const struct move_wish *wish, struct moved *out)
{
	struct move move = { .wish = wish, .idem = idem_new(), .out = out };

	return desk_try(desk, move_inside, &move);
}

const struct session *move_propose(const struct affected *person, const struct session *sessions,
				   size_t count, int64_t now_ms)
{
	const struct session *of_department = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct session *session = &sessions[i];

		if (session->state != SESSION_OPEN || session->counter.free <= 0 ||
		    session->start_ms <= now_ms)
			continue;
		if (session->doctor_id == person->doctor_id)
			return session;
		if (!of_department && session->department_id == person->department_id)
			of_department = session;
	}
	return of_department;
}
