#include "desk/online/order_look.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/online/order_money.h"
#include "desk/reason.h"

struct look {
	const struct order_decision *decision;
	char reason[REASON_SIZE];
	struct idem idem;
	struct order_row *out;
	int64_t back_fen;
};

/* A cancel says little: whom it is about, and how much, its booking tells. */
static enum status add_booking(struct desk *desk, struct order_row *row)
{
	struct online_order *order = &row->order;
	struct booking booking;
	enum status status = booking_by_order(desk, order->order_no, &booking);

	if (status)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	row->stake_fen = booking_still_paid_fen(&booking);
	if (!order->name[0])
		text_copy(order->name, sizeof(order->name), booking.patient);
	if (!order->phone[0])
		text_copy(order->phone, sizeof(order->phone), booking.phone);
	return STATUS_OK;
}

enum status order_look_list(struct desk *desk, struct order_row **rows, size_t *count)
{
	enum status status = order_rows_to_look_at(desk, rows, count);

	for (size_t i = 0; i < *count && !status; i++) {
		struct order_row *row = &(*rows)[i];

		row->stake_fen = row->order.paid_fen;
		if (row->order.action == ONLINE_CANCEL)
			status = add_booking(desk, row);
	}
	if (status) {
		free(*rows);
		*rows = NULL;
		*count = 0;
	}
	return status;
}

static enum status find(struct desk *desk, const struct look *look)
{
	const struct order_decision *decision = look->decision;
	struct order_row *rows = NULL;
	size_t count = 0;
	enum status status = order_rows_to_look_at(desk, &rows, &count);
	bool found = false;

	for (size_t i = 0; i < count && !found; i++) {
		found = strcmp(rows[i].order.order_no, decision->order_no) == 0 &&
			(decision->seq == 0 || decision->seq == rows[i].seq);
		if (found)
			*look->out = rows[i];
	}
	free(rows);
	if (status || found)
		return status;
	return desk_refuse(desk, STATUS_NOT_FOUND,
			   _("Nobody has to look at order %s. \"frontdesk orders --look\" lists "
			     "those that wait for it."),
			   decision->order_no);
}

/* The history of the booking has the cancellation; that of the orders who decided, and why. */
static enum status note(struct desk *desk, const struct look *look)
{
	char detail[AUDIT_DETAIL_SIZE];
	int64_t seq;

	text_format(detail, sizeof(detail), "%s %s %s: %s",
		    look->decision->carry_out ? "carried_out" : "left",
		    online_action_name(look->out->order.action), look->decision->order_no,
		    look->reason);
	return audit_record(desk, AUDIT_ORDER_SETTLE, 0, 0, NULL, detail, &seq);
}

static enum status carry_out(struct desk *desk, struct look *look)
{
	struct order_row *row = look->out;
	struct cancel_wish wish = { .channel = CHANNEL_ONLINE,
				    .at_ms = row->order.ordered_ms,
				    .reason = look->reason,
				    .idem = look->idem };
	struct booking booking;
	enum status status;

	if (row->order.action == ONLINE_BOOK)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Order %s asks for a visit of a day that is closed: it cannot "
				     "be booked. Leave it, and the money goes back."),
				   look->decision->order_no);
	status = booking_by_order(desk, look->decision->order_no, &booking);
	wish.id = booking.id;
	if (!status)
		status = booking_cancel(desk, &wish, &booking);
	if (status)
		return status;
	row->result = ONLINE_CANCELLED;
	row->code[0] = '\0';
	row->booking_id = booking.id;
	look->back_fen = booking.refund_fen;
	return order_row_change(desk, row, booking.seq);
}

static enum status leave(struct desk *desk, struct look *look)
{
	struct order_row *row = look->out;
	const enum status why = row->order.action == ONLINE_BOOK ? STATUS_SESSION_OVER
								 : STATUS_TOO_LATE;
	char detail[AUDIT_DETAIL_SIZE];
	int64_t seq;
	enum status status;

	text_copy(row->code, sizeof(row->code), status_name(why));
	text_format(detail, sizeof(detail), "%s %s: %s", online_action_name(row->order.action),
		    look->decision->order_no, row->code);
	status = audit_record(desk, AUDIT_ORDER_REFUSE, 0, 0, &look->idem, detail, &seq);
	if (!status)
		status = order_money_back(desk, &row->order, row->code, seq, &row->refund_id);
	if (!status && row->refund_id)
		look->back_fen = row->order.paid_fen;
	return status ? status : order_row_change(desk, row, seq);
}

static enum status settle_inside(struct desk *desk, void *context)
{
	struct look *look = context;
	enum status status;

	look->back_fen = 0;
	status = find(desk, look);
	if (!status)
		status = look->decision->carry_out ? carry_out(desk, look) : leave(desk, look);
	return status ? status : note(desk, look);
}

enum status order_look_settle(struct desk *desk, const struct order_decision *decision,
			      struct order_row *out, int64_t *back_fen)
{
	struct look look = { .decision = decision, .idem = idem_new(), .out = out };
	enum status status = reason_read(desk, decision->reason, true, look.reason);

	if (!status)
		status = desk_change(desk, settle_inside, &look);
	*back_fen = look.back_fen;
	return status;
}

enum status order_look_terms(struct desk *desk, const struct order_decision *decision,
			     int64_t *back_fen)
{
	struct order_row row;
	struct look look = { .decision = decision, .idem = idem_new(), .out = &row };
	enum status status = desk_try(desk, settle_inside, &look);

	*back_fen = look.back_fen;
	return status;
}
