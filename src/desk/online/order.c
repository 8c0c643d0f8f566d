#include "desk/online/order.h"

#include <string.h>

#include "base/choice.h"
#include "base/language.h"
#include "base/money.h"
#include "base/spelling.h"
#include "base/text.h"
#include "desk/booking/cancel.h"

#include "sql_columns.h"

static const struct {
	const char *name, *chinese;
} actions[] = {
#define ONLINE_ACTION(symbol, name, chinese) [ONLINE_##symbol] = { name, chinese },
#include "desk/online/online_action.def"
#undef ONLINE_ACTION
};

const char *online_action_name(enum online_action action)
{
	return actions[action].name;
}

bool online_action_parse(const char *text, enum online_action *action)
{
	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
		if (!strcmp(text, actions[i].name) || !strcmp(text, actions[i].chinese)) {
			*action = (enum online_action)i;
			return true;
		}
	}
	return false;
}

static const struct choice results[] = {
#define ONLINE_RESULT(symbol, name, word) [ONLINE_##symbol] = CHOICE(name, word),
#include "desk/online/online_result.def"
#undef ONLINE_RESULT
};

const char *online_result_name(enum online_result result)
{
	return results[result].name;
}

const char *online_result_word(enum online_result result)
{
	return _(results[result].word);
}

/* An order on its way. */
struct taking {
	const struct online_order *order;
	struct online_answer *answer;
	enum status refusal; /* why it was refused */
	struct idem idem;
};

/* An order that was seen before. */
struct seen {
	char result[12], code[40];
	int64_t booking_id, ordered_ms;
};

static enum status read_seen(const struct store_row *row, void *context)
{
	struct seen *seen = context;

	text_copy(seen->result, sizeof(seen->result), row_text(row, ORDER_GET_RESULT));
	text_copy(seen->code, sizeof(seen->code), row_text(row, ORDER_GET_CODE));
	seen->booking_id = row_number(row, ORDER_GET_BOOKING_ID);
	seen->ordered_ms = row_number(row, ORDER_GET_ORDERED_AT_MS);
	return STATUS_OK;
}

static enum status find_seen(struct desk *desk, const char *order_no, enum online_action action,
			     struct seen *seen)
{
	enum status status = store_one(
		desk->store, SQL_ORDER_GET,
		ARGS(store_text(order_no), store_text(online_action_name(action))), read_seen,
		seen);

	return status == STATUS_NOT_FOUND ? status : desk_store_result(desk, status);
}

static enum status record_order(struct desk *desk, const struct taking *taking, int64_t booking_id,
				int64_t seq)
{
	const struct online_order *order = taking->order;
	char business_day[DAY_TEXT_SIZE];
	enum status status = ledger_business_day(desk, business_day);

	if (status)
		return status;
	status = store_run(desk->store, SQL_ORDER_ADD,
			   ARGS(store_text(order->order_no),
				store_text(online_action_name(order->action)),
				store_text(online_result_name(taking->answer->result)),
				store_text(taking->answer->code), store_id_or_null(booking_id),
				STORE_ARG_INT(order->paid ? order->paid_fen : 0),
				STORE_ARG_INT(order->ordered_ms), store_text(business_day),
				STORE_ARG_INT(seq)),
			   NULL);
	return desk_store_result(desk, status);
}

/* The person of a row: the known one with that identity number, whose name must be the same, or a
 * new record. */
static enum status find_person(struct desk *desk, const struct online_order *order,
			       struct patient *patient)
{
	const struct patient_form form = { .name = order->name,
					   .id_type = id_type_name(order->id_type),
					   .id_number = order->id_number,
					   .phone = order->phone,
					   .sex = "",
					   .birth_date = "",
					   .card_no = "" };
	struct patient known;
	char masked[MASK_SIZE];
	enum patient_field field;
	enum status status = patient_read(desk, &form, patient, &field);

	if (status)
		return status;
	status = patient_by_id_number(desk, order->id_type, patient->id_number, &known);
	if (status == STATUS_UNKNOWN_PATIENT)
		return patient_add(desk, patient, NULL);
	if (status)
		return status;
	if (!spelling_is_same(known.name, patient->name))
		return desk_refuse(
			desk, STATUS_BAD_ID_NUMBER,
			_("This ID number belongs to %s here, a different name from the order's. "
			  "Check both; the counter can help when the ID card is at hand."),
			mask_name(known.name, masked));
	*patient = known;
	return STATUS_OK;
}

/* A phone is part of an online order: the clinic must reach the patient when a session is
 * suspended. */
static enum status phone_is_given(struct desk *desk, const struct online_order *order)
{
	char phone[PHONE_SIZE];

	return phone_read(order->phone, phone, &desk->problem);
}

/*
 * A cancel that was refused because its booking had not come yet: now that it has, the patient's
 * wish is carried out, as of when it was expressed. When it is too late for it, the booking stands.
 */
static enum status carry_out_early_cancel(struct desk *desk, struct taking *taking,
					  struct booking *booking)
{
	struct cancel_wish wish = { .id = booking->id, .channel = CHANNEL_ONLINE, .reason = "" };
	struct seen seen;
	enum status status = find_seen(desk, taking->order->order_no, ONLINE_CANCEL, &seen);

	if (status)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	wish.at_ms = seen.ordered_ms;
	status = booking_cancel(desk, &wish, booking);
	if (status)
		return status == STATUS_TOO_LATE ? STATUS_OK : status;
	taking->answer->refund_fen = booking->refund_fen;
	taking->answer->result = ONLINE_CANCELLED;
	status = store_run(desk->store, SQL_ORDER_CANCEL_DONE,
			   ARGS(STORE_ARG_INT(booking->id), STORE_ARG_INT(booking->seq),
				store_text(taking->order->order_no)),
			   NULL);
	return desk_store_result(desk, status);
}

static enum status accept(struct desk *desk, struct taking *taking)
{
	const struct online_order *order = taking->order;
	struct session session;
	struct patient patient;
	struct booking booking;
	struct booking_wish wish = { .channel = CHANNEL_ONLINE,
				     .pay = order->paid,
				     .method = METHOD_WECHAT,
				     .order_no = order->order_no,
				     .external_no = order->transaction_id,
				     .paid_fen = order->paid_fen,
				     .session = &session,
				     .patient = &patient };
	enum status status;

	taking->answer->refund_fen = 0;
	taking->answer->result = ONLINE_ACCEPTED;
	taking->answer->code[0] = '\0';
	status = session_find_bare(desk, order->doctor_code, order->day, order->period, &session);
	if (!status)
		status = slot_session_sells(desk, &session, CHANNEL_ONLINE);
	if (!status)
		status = phone_is_given(desk, order);
	if (!status)
		status = find_person(desk, order, &patient);
	if (status)
		return status;
	status = booking_book(desk, &wish, &booking);
	if (!status)
		status = carry_out_early_cancel(desk, taking, &booking);
	if (status)
		return status;
	taking->answer->booking_id = booking.id;
	taking->answer->number = booking.number;
	return record_order(desk, taking, booking.id, booking.seq);
}

static enum status cancel(struct desk *desk, struct taking *taking)
{
	const struct online_order *order = taking->order;
	struct cancel_wish wish = { .channel = CHANNEL_ONLINE,
				    .at_ms = order->ordered_ms,
				    .reason = "" };
	struct booking booking;
	enum status status = booking_by_order(desk, order->order_no, &booking);

	if (status)
		return status;
	wish.id = booking.id;
	if (booking.state == BOOKING_CANCELLED)
		return desk_refuse(desk, STATUS_NOT_FOUND,
				   _("The booking for order %s was already cancelled at the "
				     "clinic; nothing is left to cancel."),
				   order->order_no);
	status = booking_cancel(desk, &wish, &booking);
	if (status)
		return status;
	taking->answer->result = ONLINE_CANCELLED;
	taking->answer->code[0] = '\0';
	taking->answer->booking_id = booking.id;
	taking->answer->number = booking.number;
	taking->answer->refund_fen = booking.refund_fen;
	return record_order(desk, taking, booking.id, booking.seq);
}

/*
 * The code that the sender is told. Its list is fixed (order.h), so what a rule inside
 * calls otherwise is told as the nearest of them.
 */
static const char *refusal_code(enum status status)
{
	switch (status) {
	case STATUS_DUPLICATE_PAYMENT: return status_name(STATUS_FEE_MISMATCH);
	case STATUS_WRONG_STATE: return status_name(STATUS_TOO_LATE);
	case STATUS_BAD_NAME:
	case STATUS_BAD_VALUE:
	case STATUS_DUPLICATE_PATIENT: return status_name(STATUS_BAD_ID_NUMBER);
	default: return status_name(status);
	}
}

static enum status refuse_inside(struct desk *desk, void *context)
{
	struct taking *taking = context;
	const struct online_order *order = taking->order;
	struct payment payment = { .method = METHOD_WECHAT,
				   .fen = order->paid_fen,
				   .order_no = order->order_no,
				   .external_no = order->transaction_id };
	struct refund_wish refund = { .fen = order->paid_fen,
				      .method = METHOD_WECHAT,
				      .reason = taking->answer->code };
	enum refund_state state;
	char detail[AUDIT_DETAIL_SIZE];
	int64_t seq, ledger_id;
	enum status status;

	taking->answer->refund_fen = 0;
	text_format(detail, sizeof(detail), "%s %s: %s", online_action_name(order->action),
		    order->order_no, taking->answer->code);
	status = audit_record(desk, AUDIT_ORDER_REFUSE, 0, 0, &taking->idem, detail, &seq);
	if (status)
		return status;
	/* Money that was received under another order already is not received, and so not refunded,
	 * twice. */
	if (order->action == ONLINE_BOOK && order->paid_fen > 0 &&
	    taking->refusal != STATUS_DUPLICATE_PAYMENT) {
		payment.seq = refund.seq = seq;
		status = ledger_pay(desk, &payment, &refund.payment_id);
		if (!status)
			status = ledger_refund(desk, &refund, &ledger_id, &state);
		if (status && status != STATUS_DUPLICATE_PAYMENT)
			return status;
		if (!status)
			taking->answer->refund_fen = order->paid_fen;
	}
	return record_order(desk, taking, 0, seq);
}

/* The rules refused (or the patient's own data did): the order is answered. */
static bool is_answer(enum status status)
{
	return status_is_refusal(status) || status_exit(status) == 3;
}

static enum status refuse(struct desk *desk, struct taking *taking, enum status why)
{
	struct online_answer *answer = taking->answer;

	taking->refusal = why;
	taking->idem = idem_new();
	answer->result = ONLINE_REFUSED;
	answer->booking_id = 0;
	answer->number = 0;
	text_copy(answer->code, sizeof(answer->code), refusal_code(why));
	text_copy(answer->message, sizeof(answer->message), desk->problem.message);
	return desk_change(desk, refuse_inside, taking);
}

static void say_done(struct online_answer *answer)
{
	char amount[MONEY_TEXT_SIZE];

	if (answer->result == ONLINE_ACCEPTED)
		text_format(answer->message, sizeof(answer->message), _("Booked: number %d."),
			    answer->number);
	else if (answer->refund_fen)
		text_format(answer->message, sizeof(answer->message),
			    _("Cancelled; a refund of %s yuan was requested."),
			    money_format(answer->refund_fen, amount));
	else
		text_copy(answer->message, sizeof(answer->message),
			  _("Cancelled; nothing had been paid."));
}

static enum status answer_again(struct desk *desk, const struct seen *seen,
				struct online_answer *answer)
{
	struct booking booking = { .number = 0 };
	enum status status = seen->booking_id ? booking_get(desk, seen->booking_id, &booking)
					      : STATUS_OK;

	if (status)
		return status;
	answer->result = ONLINE_DUPLICATE;
	text_copy(answer->code, sizeof(answer->code), seen->code);
	answer->booking_id = seen->booking_id;
	answer->number = booking.number;
	text_format(answer->message, sizeof(answer->message), _("Seen before; the answer was: %s."),
		    seen->result);
	return STATUS_OK;
}

/* Looked for within the change: another counter may be taking the same file. */
static enum status take_inside(struct desk *desk, void *context)
{
	struct taking *taking = context;
	const struct online_order *order = taking->order;
	struct seen seen;
	enum status status = find_seen(desk, order->order_no, order->action, &seen);

	if (status == STATUS_OK)
		return answer_again(desk, &seen, taking->answer);
	if (status != STATUS_NOT_FOUND)
		return status;
	return order->action == ONLINE_BOOK ? accept(desk, taking) : cancel(desk, taking);
}

enum status online_order_take(struct desk *desk, const struct online_order *order,
			      struct online_answer *out)
{
	struct taking taking = { .order = order, .answer = out };
	enum status status;

	*out = (struct online_answer){ .action = order->action };
	text_copy(out->order_no, sizeof(out->order_no), order->order_no);
	status = desk_change(desk, take_inside, &taking);
	if (!status && out->result != ONLINE_DUPLICATE)
		say_done(out);
	else if (is_answer(status))
		return refuse(desk, &taking, status);
	return status;
}

static enum status read_count(const struct store_row *row, void *context)
{
	struct online_order_counts *out = context;
	const int count = (int)row_number(row, ORDER_COUNT_DAY_ORDERS);

	switch (CHOICE_FIND(row_text(row, ORDER_COUNT_DAY_RESULT), results)) {
	case ONLINE_ACCEPTED: out->accepted = count; return STATUS_OK;
	case ONLINE_CANCELLED: out->cancelled = count; return STATUS_OK;
	case ONLINE_REFUSED: out->refused = count; return STATUS_OK;
	default: return STATUS_STORE_CORRUPT;
	}
}

enum status online_order_count(struct desk *desk, day_number day, struct online_order_counts *out)
{
	char text[DAY_TEXT_SIZE];

	*out = (struct online_order_counts){ .accepted = 0 };
	return desk_store_result(desk, store_each(desk->store, SQL_ORDER_COUNT_DAY,
						  ARGS(store_text(day_format(day, text))),
						  read_count, out));
}
