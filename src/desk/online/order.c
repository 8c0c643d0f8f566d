#include "desk/online/order.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/money.h"
#include "base/spelling.h"
#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/money/refund.h"
#include "desk/online/order_money.h"
#include "desk/online/order_parts.h"
#include "desk/online/order_person.h"
#include "desk/online/order_way.h"

/* Another counter may take the same file: an order is then looked at anew so often. */
enum { TRIES_MAX = 4 };

/* An order on its way. */
struct taking {
	const struct online_order *order;
	struct online_answer *answer;
	int64_t refund_id; /* the request that holds its money already; 0: it comes in now */
	struct order_way way;
	/* Of the refusal: */
	enum status refusal;
	struct idem idem;
};

/* ---- Carrying it out ---- */

/* A refused order that comes again and asks for the same; its phone may be another. */
static bool comes_unchanged(const struct taking *taking)
{
	return taking->way.way == WAY_RETRY &&
	       order_way_is_exactly(&taking->way.row, taking->order);
}

/* Writes what became of the order: the row that it comes back to, or a new one; what was asked
 * before it was corrected stays, so that it is known when it comes again. */
static enum status record_order(struct desk *desk, const struct taking *taking,
				enum online_result result, int64_t booking_id, int64_t seq)
{
	struct order_row row = { .order = *taking->order,
				 .is_known = true,
				 .nth = taking->way.last_nth + 1,
				 .result = result,
				 .booking_id = booking_id };

	text_copy(row.code, sizeof(row.code), taking->answer->code);
	/* A patient who comes again asked when they asked first. */
	if (taking->way.way == WAY_RETRY)
		row.order.ordered_ms = taking->way.row.order.ordered_ms;
	if (!comes_unchanged(taking))
		return order_row_add(desk, &row, seq);
	row.nth = taking->way.row.nth;
	row.refund_id = taking->way.row.refund_id;
	return order_row_change(desk, &row, seq);
}

/* The person of a row: the known one with that identity number, whose name must be the same, or the
 * one whose record it completes, or a new record. */
static enum status find_person(struct desk *desk, const struct online_order *order,
			       struct patient *patient, int64_t *completed_id)
{
	const struct patient_form form = order_form_of(order);
	struct patient known;
	char masked[MASK_SIZE];
	enum patient_field field;
	enum status status = patient_read(desk, &form, patient, &field);

	if (status)
		return status;
	status = patient_by_id_number(desk, patient->id_type, patient->id_number, &known);
	if (status == STATUS_UNKNOWN_PATIENT)
		return patient_complete_or_add(desk, patient, completed_id);
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
static enum status carry_out_early_cancel(struct desk *desk, const struct taking *taking,
					  struct order_row *early, struct booking *booking)
{
	struct cancel_wish wish = { .id = booking->id,
				    .channel = CHANNEL_ONLINE,
				    .at_ms = early->order.ordered_ms,
				    .reason = "" };
	enum status status = booking_cancel(desk, &wish, booking);

	if (status)
		return status == STATUS_TOO_LATE ? STATUS_OK : status;
	taking->answer->refund_fen = booking->refund_fen;
	taking->answer->result = ONLINE_CANCELLED;
	early->result = ONLINE_CANCELLED;
	early->code[0] = '\0';
	early->booking_id = booking->id;
	return order_row_change(desk, early, booking->seq);
}

static enum status look_for_early_cancel(struct desk *desk, struct taking *taking,
					 struct booking *booking)
{
	struct order_row *rows;
	size_t count;
	enum status status = order_rows_read(desk, taking->order->order_no, ONLINE_CANCEL, &rows,
					     &count);

	for (size_t i = 0; !status && i < count; i++) {
		struct order_row asked = { .order = *taking->order, .is_known = true };

		if (rows[i].result == ONLINE_CANCELLED ||
		    strcmp(rows[i].code, status_name(STATUS_NOT_FOUND)) != 0 ||
		    (rows[i].is_known && order_way_parts(&asked, &rows[i].order)))
			continue;
		status = carry_out_early_cancel(desk, taking, &rows[i], booking);
		break;
	}
	free(rows);
	return status;
}

/* What a closed day was closed with is not changed by a file: somebody looks at it first. */
static enum status day_is_open(struct desk *desk, const struct online_order *order, day_number day)
{
	char text[DAY_TEXT_SIZE];
	day_number last;
	enum status status;

	if (day > desk_today(desk))
		return STATUS_OK;
	status = ledger_last_closed(desk, &last);
	if (status || last == DAY_NONE || day > last)
		return status;
	return desk_refuse(desk, STATUS_DAY_CLOSED,
			   _("%s is closed; somebody at the clinic will look at order %s."),
			   day_format(day, text), order->order_no);
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
				     .refund_id = taking->refund_id,
				     .session = &session,
				     .patient = &patient };
	enum status status;

	taking->answer->refund_fen = 0;
	taking->answer->completed_id = 0;
	taking->answer->result = ONLINE_ACCEPTED;
	taking->answer->code[0] = '\0';
	status = session_find_bare(desk, order->doctor_code, order->day, order->period, &session);
	if (!status)
		status = day_is_open(desk, order, order->day);
	if (!status)
		status = slot_session_sells(desk, &session, CHANNEL_ONLINE);
	if (!status)
		status = phone_is_given(desk, order);
	if (!status)
		status = find_person(desk, order, &patient, &taking->answer->completed_id);
	if (status)
		return status;
	status = booking_book(desk, &wish, &booking);
	if (!status)
		status = look_for_early_cancel(desk, taking, &booking);
	if (status)
		return status;
	taking->answer->booking_id = booking.id;
	taking->answer->number = booking.number;
	return record_order(desk, taking, taking->answer->result, booking.id, booking.seq);
}

/* The order stands, and is paid by now. */
static enum status pay(struct desk *desk, struct taking *taking)
{
	const struct online_order *order = taking->order;
	const struct online_payment payment = { .method = METHOD_WECHAT,
						.fen = order->paid_fen,
						.order_no = order->order_no,
						.external_no = order->transaction_id,
						.refund_id = taking->refund_id };
	struct order_row row = taking->way.row;
	struct booking booking;
	enum status status = booking_latest(desk, row.booking_id, &booking);

	if (!status)
		status = booking_pay_online(desk, booking.id, &payment, &booking);
	if (status)
		return status;
	taking->answer->result = ONLINE_ACCEPTED;
	taking->answer->booking_id = booking.id;
	taking->answer->number = booking.number;
	row.order.paid_fen = order->paid_fen;
	text_copy(row.order.transaction_id, sizeof(row.order.transaction_id),
		  order->transaction_id);
	return order_row_change(desk, &row, booking.seq);
}

static enum status cancel(struct desk *desk, struct taking *taking)
{
	const struct online_order *order = taking->order;
	struct cancel_wish wish = { .id = taking->way.booking_id,
				    .channel = CHANNEL_ONLINE,
				    .at_ms = taking->way.way == WAY_RETRY
						     ? taking->way.row.order.ordered_ms
						     : order->ordered_ms,
				    .reason = "" };
	struct cancel_terms terms;
	struct booking booking;
	enum status status;

	if (!wish.id)
		return desk_refuse(desk, STATUS_NOT_FOUND,
				   _("There is no booking for online order %s."), order->order_no);
	status = booking_latest(desk, wish.id, &booking);
	wish.id = booking.id;
	if (status)
		return status;
	if (booking.state == BOOKING_CANCELLED)
		return desk_refuse(desk, STATUS_NOT_FOUND,
				   _("The booking for order %s was already cancelled at the "
				     "clinic; nothing is left to cancel."),
				   order->order_no);
	status = booking_cancel_terms(desk, &wish, &terms);
	if (!status)
		status = day_is_open(desk, order, booking.day);
	if (!status)
		status = booking_cancel(desk, &wish, &booking);
	if (status)
		return status;
	taking->answer->result = ONLINE_CANCELLED;
	taking->answer->code[0] = '\0';
	taking->answer->booking_id = booking.id;
	taking->answer->number = booking.number;
	taking->answer->refund_fen = booking.refund_fen;
	return record_order(desk, taking, ONLINE_CANCELLED, booking.id, booking.seq);
}

static enum status answer_again(struct desk *desk, const struct order_row *row,
				struct online_answer *answer)
{
	struct booking booking = { .number = 0 };
	enum status status = row->booking_id ? booking_get(desk, row->booking_id, &booking)
					     : STATUS_OK;

	if (status)
		return status;
	answer->result = ONLINE_DUPLICATE;
	text_copy(answer->code, sizeof(answer->code), row->code);
	answer->booking_id = row->booking_id;
	answer->number = booking.number;
	answer->refund_fen = 0;
	text_format(answer->message, sizeof(answer->message), _("Seen before; the answer was: %s."),
		    online_result_word(row->result));
	return STATUS_OK;
}

static enum status refuse_other(struct desk *desk, const struct taking *taking)
{
	const struct order_row *row = &taking->way.row;
	char words[ORDER_PARTS_WORDS_SIZE];
	unsigned parts = order_way_parts(row, taking->order);

	if (row->booking_id)
		return desk_refuse(desk, STATUS_ORDER_DIFFERS,
				   _("Order %s is known and booked, and this one differs in: %s. "
				     "The booking stands as it is."),
				   taking->order->order_no, order_parts_words(parts, words));
	return desk_refuse(desk, STATUS_ORDER_DIFFERS,
			   _("Order %s is known, and this one differs in: %s."),
			   taking->order->order_no, order_parts_words(parts, words));
}

/* Looked for within the change: another counter may be taking the same file. */
static enum status take_inside(struct desk *desk, void *context)
{
	struct taking *taking = context;
	enum status status = order_way_look(desk, taking->order, &taking->way);

	if (status)
		return status;
	switch (taking->way.way) {
	case WAY_AGAIN: return answer_again(desk, &taking->way.row, taking->answer);
	case WAY_PAY: return pay(desk, taking);
	case WAY_DIFFERS: return refuse_other(desk, taking);
	case WAY_RETRY:
		if (refund_may_be_withdrawn(taking->way.row.refund_state))
			taking->refund_id = taking->way.row.refund_id;
		break;
	case WAY_NEW: break;
	}
	return taking->order->action == ONLINE_BOOK ? accept(desk, taking) : cancel(desk, taking);
}

/* ---- Refusing it ---- */

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

/* What was received already, with this order or another, is not received, and so not refunded,
 * twice; and what a person has to look at first moves no money. */
static enum status ask_money_back(struct desk *desk, const struct taking *taking, int64_t seq,
				  int64_t *refund_id)
{
	const struct online_order *order = taking->order;
	enum status status;

	if (taking->refund_id || taking->refusal == STATUS_DUPLICATE_PAYMENT ||
	    taking->refusal == STATUS_DAY_CLOSED)
		return STATUS_OK;
	status = order_money_back(desk, order, taking->answer->code, seq, refund_id);
	if (!status && *refund_id)
		taking->answer->refund_fen = order->paid_fen;
	return status;
}

/* The row of an order that was refused; or of one that stands, whose money was. */
static enum status record_refusal(struct desk *desk, const struct taking *taking, int64_t refund_id,
				  int64_t seq)
{
	struct order_row row = taking->way.row;
	enum status status = STATUS_OK;

	if (taking->way.way == WAY_PAY) {
		row.order.paid_fen = taking->order->paid_fen;
		text_copy(row.order.transaction_id, sizeof(row.order.transaction_id),
			  taking->order->transaction_id);
		row.refund_id = refund_id;
		return order_row_change(desk, &row, seq);
	}
	row = (struct order_row){ .order = *taking->order,
				  .is_known = true,
				  .nth = taking->way.last_nth + 1,
				  .result = ONLINE_REFUSED,
				  .refund_id = refund_id };
	text_copy(row.code, sizeof(row.code), taking->answer->code);
	if (taking->way.way == WAY_RETRY) {
		row.order.ordered_ms = taking->way.row.order.ordered_ms;
		if (!refund_id)
			row.refund_id = taking->way.row.refund_id;
	}
	if (comes_unchanged(taking)) {
		row.nth = taking->way.row.nth;
		return order_row_change(desk, &row, seq);
	}
	/* The request goes over to the order as it was corrected. */
	if (row.refund_id && !refund_id)
		status = order_row_release_refund(desk, &taking->way.row);
	return status ? status : order_row_add(desk, &row, seq);
}

static enum status refuse_inside(struct desk *desk, void *context)
{
	struct taking *taking = context;
	const struct online_order *order = taking->order;
	struct order_way now;
	char detail[AUDIT_DETAIL_SIZE];
	int64_t seq, refund_id = 0;
	enum status status = order_way_look(desk, order, &now);

	if (status)
		return status;
	if (now.way != taking->way.way || now.row.nth != taking->way.row.nth ||
	    now.last_nth != taking->way.last_nth)
		return desk_refuse(desk, STATUS_CHANGED_ELSEWHERE, "%s",
				   status_sentence(STATUS_CHANGED_ELSEWHERE));
	taking->answer->refund_fen = 0;
	text_format(detail, sizeof(detail), "%s %s: %s", online_action_name(order->action),
		    order->order_no, taking->answer->code);
	status = audit_record(desk, AUDIT_ORDER_REFUSE, 0, 0, &taking->idem, detail, &seq);
	if (!status)
		status = ask_money_back(desk, taking, seq, &refund_id);
	return status ? status : record_refusal(desk, taking, refund_id, seq);
}

/* The rules refused (or the patient's own data did): the order is answered. */
static bool is_answer(enum status status)
{
	return status_is_refusal(status) || status_exit(status) == 3;
}

/* It came again as it was, and was refused again: what is kept of it stays. */
static bool is_refused_again(const struct taking *taking)
{
	const struct order_row *row = &taking->way.row;

	return comes_unchanged(taking) && row->is_known &&
	       !strcmp(row->order.name, taking->order->name) &&
	       !strcmp(row->order.phone, taking->order->phone) &&
	       row->order.id_type == taking->order->id_type;
}

/* What was paid too late cannot be taken; the booking stands. */
static enum status say_money_refused(struct desk *desk, struct taking *taking)
{
	struct online_answer *answer = taking->answer;
	char why[PROBLEM_MESSAGE_SIZE], number[BOOKING_NUMBER_SIZE];
	struct booking booking;
	enum status status = booking_latest(desk, taking->way.row.booking_id, &booking);

	if (status)
		return status;
	text_copy(why, sizeof(why), answer->message);
	answer->booking_id = booking.id;
	answer->number = booking.number;
	text_format(answer->message, sizeof(answer->message),
		    _("What was paid later for booking %s cannot be taken and is to be refunded: "
		      "%s"),
		    booking_number_format(booking.id, number), why);
	return STATUS_OK;
}

static enum status refuse(struct desk *desk, struct taking *taking, enum status why)
{
	struct online_answer *answer = taking->answer;
	char sentence[PROBLEM_MESSAGE_SIZE];
	enum status status;

	taking->refusal = why;
	taking->idem = idem_new();
	answer->result = ONLINE_REFUSED;
	answer->booking_id = 0;
	answer->number = 0;
	answer->refund_fen = 0;
	answer->completed_id = 0;
	order_refusal_words(taking->order, &desk->problem, answer->message);
	if (is_refused_again(taking)) {
		answer->result = ONLINE_DUPLICATE;
		text_copy(answer->code, sizeof(answer->code), taking->way.row.code);
		order_refusal_words(taking->order, &desk->problem, sentence);
		text_format(answer->message, sizeof(answer->message),
			    _("Seen before and refused, and tried again: %s"), sentence);
		return STATUS_OK;
	}
	text_copy(answer->code, sizeof(answer->code), refusal_code(why));
	status = desk_change(desk, refuse_inside, taking);
	if (!status && taking->way.way == WAY_PAY)
		status = say_money_refused(desk, taking);
	return status;
}

static void say_done(const struct taking *taking)
{
	struct online_answer *answer = taking->answer;
	char amount[MONEY_TEXT_SIZE];

	if (answer->result == ONLINE_ACCEPTED && taking->way.way == WAY_PAY)
		text_format(answer->message, sizeof(answer->message),
			    _("Booked before as number %d; the %s yuan paid since were received."),
			    answer->number, money_format(taking->order->paid_fen, amount));
	else if (answer->result == ONLINE_ACCEPTED && answer->completed_id)
		text_format(answer->message, sizeof(answer->message),
			    _("Booked: number %d. The ID number was added to the record of patient "
			      "%" PRId64 ", who has this name and phone."),
			    answer->number, answer->completed_id);
	else if (answer->result == ONLINE_ACCEPTED)
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

/* Its payment number was received before: with an order of the same person that was refused, under
 * another number, and waits to be refunded? *found: then taking->refund_id is that request. */
static enum status find_money(struct desk *desk, struct taking *taking, bool *found)
{
	const struct problem problem = desk->problem;
	struct order_row row;
	enum status status = order_row_of_payment(desk, taking->order->transaction_id, &row);

	*found = !status && row.is_known && row.order.paid_fen == taking->order->paid_fen &&
		 order_same_person(&row.order, taking->order);
	if (*found)
		taking->refund_id = row.refund_id;
	desk->problem = problem;
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* Takes it once. STATUS_CHANGED_ELSEWHERE: what is known of it has changed meanwhile. */
static enum status take_once(struct desk *desk, struct taking *taking)
{
	enum status status, looked;
	bool found = false;

	taking->refund_id = 0;
	taking->refusal = STATUS_OK;
	status = desk_change(desk, take_inside, taking);
	if (status == STATUS_DUPLICATE_PAYMENT) {
		looked = find_money(desk, taking, &found);
		if (looked)
			return looked;
		if (found)
			status = desk_change(desk, take_inside, taking);
	}
	if (!status && taking->answer->result != ONLINE_DUPLICATE)
		say_done(taking);
	if (status == STATUS_CHANGED_ELSEWHERE || !is_answer(status))
		return status;
	return refuse(desk, taking, status);
}

static enum status take(struct desk *desk, struct taking *taking)
{
	const struct online_order *order = taking->order;
	struct online_answer *answer = taking->answer;
	enum status status = STATUS_CHANGED_ELSEWHERE;

	for (int i = 0; i < TRIES_MAX && status == STATUS_CHANGED_ELSEWHERE; i++) {
		*answer = (struct online_answer){ .action = order->action };
		text_copy(answer->order_no, sizeof(answer->order_no), order->order_no);
		status = take_once(desk, taking);
	}
	return status;
}

enum status online_order_take(struct desk *desk, const struct online_order *order,
			      struct online_answer *out)
{
	struct taking taking = { .order = order, .answer = out };

	return take(desk, &taking);
}

/* ---- By a clerk's key ---- */

enum status online_order_retry(struct desk *desk, const char *order_no, int nth,
			       struct online_answer *out)
{
	struct order_row row;
	struct taking taking = { .order = &row.order, .answer = out };
	enum status status = order_row_find_refused(desk, order_no, nth, &row);

	if (!status)
		status = take(desk, &taking);
	if (!status && taking.refusal)
		return desk->problem.status;
	if (!status && taking.way.way == WAY_AGAIN)
		return desk_refuse(desk, STATUS_ORDER_DIFFERS,
				   _("Number %s belongs to an order that is booked. Ask the sender "
				     "for this one under its own number; its money goes along."),
				   order_no);
	return status;
}
