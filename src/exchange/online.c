#include "exchange/online.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/booking/cancel.h"
#include "exchange/online_file.h"

static const char *const result_names[] = { "accepted", "cancelled", "duplicate", "refused" };

const char *online_result_name(enum online_result result)
{
	return result_names[result];
}

void online_import_release(struct online_import *import)
{
	free(import->row);
	memset(import, 0, sizeof(*import));
}

/* One row on its way: what was asked, what is answered, and how much became due back. */
struct row_work {
	const struct online_order *order;
	struct online_row *row;
	enum status refusal; /* why it was refused */
	struct idem idem;
	int64_t refund_fen;
};

static const char *action_name(enum online_action action)
{
	return action == ONLINE_BOOK ? "book" : "cancel";
}

/* An order that was seen before. */
struct seen {
	char result[12], code[40];
	int64_t booking_id, ordered_ms;
};

static enum status read_seen(const struct store_row *row, void *context)
{
	struct seen *seen = context;

	text_copy(seen->result, sizeof(seen->result), row_text(row, 0));
	text_copy(seen->code, sizeof(seen->code), row_text(row, 1));
	seen->booking_id = row_number(row, 2);
	seen->ordered_ms = row_number(row, 3);
	return STATUS_OK;
}

static enum status find_seen(struct desk *desk, const char *order_no, enum online_action action,
			     struct seen *seen)
{
	enum status status = store_one(desk->store, SQL_ORDER_GET,
				       ARGS(store_text(order_no), store_text(action_name(action))),
				       read_seen, seen);

	return status == STATUS_NOT_FOUND ? status : desk_store_result(desk, status);
}

static enum status record_order(struct desk *desk, const struct row_work *work, int64_t booking_id,
				int64_t seq)
{
	const struct online_order *order = work->order;
	char business_day[DAY_TEXT_SIZE];
	enum status status = ledger_business_day(desk, business_day);

	if (status)
		return status;
	status = store_run(desk->store, SQL_ORDER_ADD,
			   ARGS(store_text(order->order_no), store_text(action_name(order->action)),
				store_text(online_result_name(work->row->result)),
				store_text(work->row->code), store_id_or_null(booking_id),
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
					   .id_type = "resident_id",
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
	status = patient_by_id_number(desk, ID_RESIDENT, patient->id_number, &known);
	if (status == STATUS_UNKNOWN_PATIENT)
		return patient_add(desk, patient, NULL);
	if (status)
		return status;
	if (strcmp(known.name, patient->name) != 0)
		return desk_refuse(desk, STATUS_BAD_ID_NUMBER,
				   _("This ID number belongs to %s here, another name than the "
				     "order's. Check both; the "
				     "counter can help with the ID card at hand."),
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
static enum status carry_out_early_cancel(struct desk *desk, struct row_work *work,
					  struct booking *booking)
{
	struct cancel_wish wish = { .id = booking->id, .channel = CHANNEL_ONLINE, .reason = "" };
	struct seen seen;
	enum status status = find_seen(desk, work->order->order_no, ONLINE_CANCEL, &seen);

	if (status)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	wish.at_ms = seen.ordered_ms;
	status = booking_cancel(desk, &wish, booking);
	if (status)
		return status == STATUS_TOO_LATE ? STATUS_OK : status;
	work->refund_fen = booking->refund_fen;
	work->row->result = ONLINE_CANCELLED;
	status = store_run(desk->store, SQL_ORDER_CANCEL_DONE,
			   ARGS(STORE_ARG_INT(booking->id), STORE_ARG_INT(booking->seq),
				store_text(work->order->order_no)),
			   NULL);
	return desk_store_result(desk, status);
}

static enum status accept_inside(struct desk *desk, struct row_work *work)
{
	const struct online_order *order = work->order;
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

	work->refund_fen = 0;
	work->row->result = ONLINE_ACCEPTED;
	work->row->code[0] = '\0';
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
		status = carry_out_early_cancel(desk, work, &booking);
	if (status)
		return status;
	work->row->booking_id = booking.id;
	work->row->number = booking.number;
	return record_order(desk, work, booking.id, booking.seq);
}

static enum status cancel_inside(struct desk *desk, struct row_work *work)
{
	const struct online_order *order = work->order;
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
				   _("The booking of order %s was cancelled before, at the clinic; "
				     "nothing is left to cancel."),
				   order->order_no);
	status = booking_cancel(desk, &wish, &booking);
	if (status)
		return status;
	work->row->result = ONLINE_CANCELLED;
	work->row->code[0] = '\0';
	work->row->booking_id = booking.id;
	work->row->number = booking.number;
	work->refund_fen = booking.refund_fen;
	return record_order(desk, work, booking.id, booking.seq);
}

/*
 * The code that the sender is told. Its list is fixed (design.md section 7), so what a rule inside
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
	struct row_work *work = context;
	const struct online_order *order = work->order;
	struct payment payment = { .method = METHOD_WECHAT,
				   .fen = order->paid_fen,
				   .order_no = order->order_no,
				   .external_no = order->transaction_id };
	struct refund_wish refund = { .fen = order->paid_fen,
				      .method = METHOD_WECHAT,
				      .reason = work->row->code };
	enum refund_state state;
	char detail[AUDIT_DETAIL_SIZE];
	int64_t seq, ledger_id;
	enum status status;

	work->refund_fen = 0;
	text_format(detail, sizeof(detail), "%s %s: %s", action_name(order->action),
		    order->order_no, work->row->code);
	status = audit_record(desk, AUDIT_ORDER_REFUSE, 0, 0, &work->idem, detail, &seq);
	if (status)
		return status;
	/* Money that was received under another order already is not received, and so not refunded,
	 * twice. */
	if (order->action == ONLINE_BOOK && order->paid_fen > 0 &&
	    work->refusal != STATUS_DUPLICATE_PAYMENT) {
		payment.seq = refund.seq = seq;
		status = ledger_pay(desk, &payment, &refund.payment_id);
		if (!status)
			status = ledger_refund(desk, &refund, &ledger_id, &state);
		if (status && status != STATUS_DUPLICATE_PAYMENT)
			return status;
		if (!status)
			work->refund_fen = order->paid_fen;
	}
	return record_order(desk, work, 0, seq);
}

/* The rules refused (or the patient's own data did): the row is answered. Anything else ends the
 * import. */
static bool is_answer(enum status status)
{
	return status_is_refusal(status) || status_exit(status) == 3;
}

static enum status refuse_row(struct desk *desk, struct row_work *work, enum status why)
{
	struct online_row *row = work->row;

	work->refusal = why;
	work->idem = idem_new();
	row->result = ONLINE_REFUSED;
	row->booking_id = 0;
	row->number = 0;
	text_copy(row->code, sizeof(row->code), refusal_code(why));
	text_copy(row->message, sizeof(row->message), desk->problem.message);
	return desk_change(desk, refuse_inside, work);
}

static void say_done(const struct row_work *work)
{
	struct online_row *row = work->row;
	char amount[MONEY_TEXT_SIZE];

	if (row->result == ONLINE_ACCEPTED)
		text_format(row->message, sizeof(row->message), _("Booked: number %d."),
			    row->number);
	else if (work->refund_fen)
		text_format(row->message, sizeof(row->message),
			    _("Cancelled; a refund of %s yuan was requested."),
			    money_format(work->refund_fen, amount));
	else
		text_copy(row->message, sizeof(row->message),
			  _("Cancelled; nothing had been paid."));
}

static enum status answer_again(struct desk *desk, const struct seen *seen, struct online_row *row)
{
	struct booking booking = { .number = 0 };
	enum status status = seen->booking_id ? booking_get(desk, seen->booking_id, &booking)
					      : STATUS_OK;

	if (status)
		return status;
	row->result = ONLINE_DUPLICATE;
	text_copy(row->code, sizeof(row->code), seen->code);
	row->booking_id = seen->booking_id;
	row->number = booking.number;
	text_format(row->message, sizeof(row->message), _("Seen before; the answer was: %s."),
		    seen->result);
	return STATUS_OK;
}

/* Looked for within the change: another counter may be taking the same file. */
static enum status take_inside(struct desk *desk, void *context)
{
	struct row_work *work = context;
	const struct online_order *order = work->order;
	struct seen seen;
	enum status status = find_seen(desk, order->order_no, order->action, &seen);

	if (status == STATUS_OK)
		return answer_again(desk, &seen, work->row);
	if (status != STATUS_NOT_FOUND)
		return status;
	return order->action == ONLINE_BOOK ? accept_inside(desk, work) : cancel_inside(desk, work);
}

static enum status take_row(struct desk *desk, struct row_work *work)
{
	const struct online_order *order = work->order;
	struct online_row *row = work->row;
	enum status status;

	row->line = order->line;
	row->action = order->action;
	text_copy(row->order_no, sizeof(row->order_no), order->order_no);
	status = desk_change(desk, take_inside, work);
	if (!status && row->result != ONLINE_DUPLICATE)
		say_done(work);
	else if (is_answer(status))
		return refuse_row(desk, work, status);
	return status;
}

static void count_row(struct online_import *out, const struct row_work *work)
{
	int *const counter[] = { [ONLINE_ACCEPTED] = &out->accepted,
				 [ONLINE_CANCELLED] = &out->cancelled,
				 [ONLINE_DUPLICATE] = &out->duplicate,
				 [ONLINE_REFUSED] = &out->refused };

	++*counter[work->row->result];
	out->rows++;
	work->row->refund_fen = work->refund_fen;
	out->refund_fen += work->refund_fen;
}

enum status online_run_open(struct desk *desk, const char *path, struct online_run *out)
{
	struct online_import *import = &out->import;
	enum status status;

	memset(out, 0, sizeof(*out));
	status = online_file_read(path, &out->order, &import->count, NULL, &desk->problem);
	if (!status)
		import->row = memory_new(import->count ? import->count : 1, sizeof(*import->row));
	return status;
}

void online_run_release(struct online_run *run)
{
	online_import_release(&run->import);
	free(run->order);
	memset(run, 0, sizeof(*run));
}

void online_run_rewind(struct online_run *run)
{
	struct online_row *row = run->import.row;
	size_t count = run->import.count;

	memset(row, 0, count * sizeof(*row));
	run->import = (struct online_import){ .row = row, .count = count };
	run->next = 0;
}

enum status online_run_step(struct desk *desk, struct online_run *run)
{
	struct row_work work = { .order = &run->order[run->next] };
	enum status status;

	assert(run->next < run->import.count);
	work.row = &run->import.row[work.order->place];
	status = take_row(desk, &work);
	if (status)
		return status;
	count_row(&run->import, &work);
	run->next++;
	return STATUS_OK;
}

static enum status take_rows(struct desk *desk, struct online_run *run,
			     void (*progress)(size_t, size_t, void *), void *context)
{
	while (run->next < run->import.count) {
		enum status status = online_run_step(desk, run);

		if (status)
			return status;
		if (progress)
			progress(run->next, run->import.count, context);
	}
	return STATUS_OK;
}

enum status online_ack_file(const struct online_import *import, const char *path,
			    struct problem *problem)
{
	struct new_file file;
	enum status status = new_file_open(&file, path, problem);

	if (status)
		return status;
	online_ack_write(file.stream, import);
	return new_file_finish(&file, problem);
}

enum status online_import_file(struct desk *desk, const char *path, const char *ack,
			       struct online_import *out, void (*progress)(size_t, size_t, void *),
			       void *context)
{
	struct online_run run;
	struct new_file file;
	enum status status = online_run_open(desk, path, &run);

	/* A place for the acknowledgement is found before anything is changed. */
	if (!status && ack)
		status = new_file_open(&file, ack, &desk->problem);
	if (status)
		goto out;
	status = take_rows(desk, &run, progress, context);
	if (ack && status) {
		new_file_abandon(&file);
	} else if (ack) {
		online_ack_write(file.stream, &run.import);
		status = new_file_finish(&file, &desk->problem);
	}
out:
	*out = run.import;
	memset(&run.import, 0, sizeof(run.import));
	online_run_release(&run);
	return status;
}
