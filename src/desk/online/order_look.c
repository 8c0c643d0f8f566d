#include "desk/online/order_look.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/online/order_money.h"
#include "desk/reason.h"

struct look {
	const char *order_no;
	bool carry_out;
	char reason[REASON_SIZE];
	struct idem idem;
	struct order_row *out;
};

static enum status find(struct desk *desk, const struct look *look)
{
	struct order_row *rows = NULL;
	size_t count = 0;
	enum status status = order_rows_to_look_at(desk, &rows, &count);
	bool found = false;

	for (size_t i = 0; i < count && !found; i++) {
		found = strcmp(rows[i].order.order_no, look->order_no) == 0;
		if (found)
			*look->out = rows[i];
	}
	free(rows);
	if (status || found)
		return status;
	return desk_refuse(desk, STATUS_NOT_FOUND,
			   _("Nobody has to look at order %s. \"frontdesk orders --look\" lists "
			     "those that wait for it."),
			   look->order_no);
}

/* The history of the booking has the cancellation; that of the orders who decided, and why. */
static enum status note(struct desk *desk, const struct look *look)
{
	char detail[AUDIT_DETAIL_SIZE];
	int64_t seq;

	text_format(detail, sizeof(detail), "%s %s %s: %s",
		    look->carry_out ? "carried_out" : "left",
		    online_action_name(look->out->order.action), look->order_no, look->reason);
	return audit_record(desk, AUDIT_ORDER_SETTLE, 0, 0, NULL, detail, &seq);
}

static enum status carry_out(struct desk *desk, const struct look *look)
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
				   look->order_no);
	status = booking_by_order(desk, look->order_no, &booking);
	wish.id = booking.id;
	if (!status)
		status = booking_cancel(desk, &wish, &booking);
	if (status)
		return status;
	row->result = ONLINE_CANCELLED;
	row->code[0] = '\0';
	row->booking_id = booking.id;
	return order_row_change(desk, row, booking.seq);
}

static enum status leave(struct desk *desk, const struct look *look)
{
	struct order_row *row = look->out;
	const enum status why = row->order.action == ONLINE_BOOK ? STATUS_SESSION_OVER
								 : STATUS_TOO_LATE;
	char detail[AUDIT_DETAIL_SIZE];
	int64_t seq;
	enum status status;

	text_copy(row->code, sizeof(row->code), status_name(why));
	text_format(detail, sizeof(detail), "%s %s: %s", online_action_name(row->order.action),
		    look->order_no, row->code);
	status = audit_record(desk, AUDIT_ORDER_REFUSE, 0, 0, &look->idem, detail, &seq);
	if (!status)
		status = order_money_back(desk, &row->order, row->code, seq, &row->refund_id);
	return status ? status : order_row_change(desk, row, seq);
}

static enum status settle_inside(struct desk *desk, void *context)
{
	const struct look *look = context;
	enum status status = find(desk, look);

	if (!status)
		status = look->carry_out ? carry_out(desk, look) : leave(desk, look);
	return status ? status : note(desk, look);
}

enum status order_look_settle(struct desk *desk, const char *order_no, bool carry_out,
			      const char *reason, struct order_row *out)
{
	struct look look = {
		.order_no = order_no, .carry_out = carry_out, .idem = idem_new(), .out = out
	};
	enum status status = reason_read(desk, reason, true, look.reason);

	return status ? status : desk_change(desk, settle_inside, &look);
}
