#include "desk/booking/booking.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/choice.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/ban/ban.h"
#include "desk/money/refund.h"
#include "desk/people/patient_link.h"

#include "sql_columns.h"

enum { LAST_SEQUENCE = 99999 };

static const struct choice states[] = {
#define BOOKING_STATE(symbol, name, word) [BOOKING_##symbol] = CHOICE(name, word),
#include "desk/booking/booking_state.def"
#undef BOOKING_STATE
};

static const struct choice causes[] = {
#define BOOKING_CAUSE(symbol, name, word) [CAUSE_##symbol] = CHOICE(name, word),
#include "desk/booking/booking_cause.def"
#undef BOOKING_CAUSE
};

const char *booking_state_name(enum booking_state state)
{
	return states[state].name;
}

const char *booking_state_word(enum booking_state state)
{
	return _(states[state].word);
}

const char *booking_cause_name(enum booking_cause cause)
{
	return causes[cause].name;
}

enum status booking_wrong_state(struct desk *desk, const struct booking *booking, const char *what)
{
	char number[BOOKING_NUMBER_SIZE], other[BOOKING_NUMBER_SIZE];

	if (booking->moved_to)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Booking %s (%s) was moved: booking %s took its place. %s"),
				   booking_number_format(booking->id, number), booking->patient,
				   booking_number_format(booking->moved_to, other), what);
	return desk_refuse(desk, STATUS_WRONG_STATE, _("Booking %s (%s) is in the state: %s. %s"),
			   booking_number_format(booking->id, number), booking->patient,
			   booking_state_word(booking->state), what);
}

static bool read_words(const struct store_row *row, struct booking *out)
{
	int state = CHOICE_FIND(row_text(row, BOOKING_ROW_STATE), states);
	int cause = CHOICE_FIND(row_text(row, BOOKING_ROW_CAUSE), causes);

	if (state < 0 || cause < 0 ||
	    !slot_kind_parse(row_text(row, BOOKING_ROW_SLOT_KIND), &out->slot_kind) ||
	    !session_state_parse(row_text(row, BOOKING_ROW_SESSION_STATE), &out->session_state) ||
	    !ticket_state_parse(row_text(row, BOOKING_ROW_TICKET_STATE), &out->ticket_state) ||
	    !channel_parse(row_text(row, BOOKING_ROW_CHANNEL), &out->channel) ||
	    !period_parse(row_text(row, BOOKING_ROW_PERIOD), &out->period) ||
	    !day_parse(row_text(row, BOOKING_ROW_DATE), &out->day))
		return false;
	out->state = (enum booking_state)state;
	out->cause = (enum booking_cause)cause;
	if (!row_is_null(row, BOOKING_ROW_METHOD) &&
	    !method_parse(row_text(row, BOOKING_ROW_METHOD), &out->method))
		return false;
	if (row_is_null(row, BOOKING_ROW_REFUND_STATE))
		return true;
	return refund_state_parse(row_text(row, BOOKING_ROW_REFUND_STATE), &out->refund_state) &&
	       method_parse(row_text(row, BOOKING_ROW_REFUND_METHOD), &out->refund_method);
}

enum status booking_from_row(const struct store_row *row, void *context)
{
	struct booking *out = context;
	struct session session = { .capacity = (int)row_number(row, BOOKING_ROW_CAPACITY),
				   .start_minute = (int)row_number(row, BOOKING_ROW_START_MINUTE),
				   .end_minute = (int)row_number(row, BOOKING_ROW_END_MINUTE) };

	memset(out, 0, sizeof(*out));
	if (!read_words(row, out))
		return STATUS_STORE_CORRUPT;
	out->id = row_number(row, BOOKING_ROW_ID);
	out->seq = row_number(row, BOOKING_ROW_SEQ);
	out->session_id = row_number(row, BOOKING_ROW_SESSION_ID);
	out->patient_id = row_number(row, BOOKING_ROW_PATIENT_ID);
	out->payment_id = row_number(row, BOOKING_ROW_PAYMENT_ID);
	out->number = (int)row_number(row, BOOKING_ROW_NUMBER);
	out->fee_fen = row_number(row, BOOKING_ROW_FEE_FEN);
	out->paid_fen = row_number(row, BOOKING_ROW_PAID_FEN);
	out->refund_fen = row_number(row, BOOKING_ROW_REFUND_FEN);
	out->booked_at_ms = row_number(row, BOOKING_ROW_BOOKED_AT_MS);
	out->moved_to = row_number(row, BOOKING_ROW_MOVED_TO);
	out->start_minute = session.start_minute;
	out->end_minute = session.end_minute;
	out->expected_ms = clock_instant(out->day, slot_expected_minute(&session, out->number));
	text_copy(out->order_no, sizeof(out->order_no), row_text(row, BOOKING_ROW_ORDER_NO));
	text_copy(out->doctor_code, sizeof(out->doctor_code),
		  row_text(row, BOOKING_ROW_DOCTOR_CODE));
	text_copy(out->doctor, sizeof(out->doctor), row_text(row, BOOKING_ROW_DOCTOR));
	text_copy(out->department_code, sizeof(out->department_code),
		  row_text(row, BOOKING_ROW_DEPARTMENT_CODE));
	text_copy(out->department, sizeof(out->department), row_text(row, BOOKING_ROW_DEPARTMENT));
	text_copy(out->room, sizeof(out->room), row_text(row, BOOKING_ROW_ROOM));
	text_copy(out->patient, sizeof(out->patient), row_text(row, BOOKING_ROW_PATIENT));
	text_copy(out->phone, sizeof(out->phone), row_text(row, BOOKING_ROW_PHONE));
	text_copy(out->id_number, sizeof(out->id_number), row_text(row, BOOKING_ROW_ID_NUMBER));
	return STATUS_OK;
}

/* The next booking number of today; the newest one plus one, so a clock that was set back gives no
 * number twice. */
static enum status next_number(struct desk *desk, int64_t *id)
{
	int64_t base = day_number_base(desk_today(desk)), last = base, sequence;
	char digits[BOOKING_NUMBER_SIZE];
	enum status status;

	status = store_number(desk->store, SQL_BOOKING_LAST_BETWEEN,
			      ARGS(STORE_ARG_INT(base), STORE_ARG_INT(base + NUMBERS_PER_DAY)),
			      &last);
	if (status == STATUS_NOT_FOUND)
		last = base;
	else if (status)
		return desk_store_result(desk, status);
	sequence = (last - base) / 10 + 1;
	if (sequence > LAST_SEQUENCE)
		return desk_refuse(desk, STATUS_DEFECT,
				   _("All %d booking numbers for today have been used."),
				   LAST_SEQUENCE);
	snprintf(digits, sizeof(digits), "%011" PRId64, base / 10 + sequence);
	*id = base + sequence * 10 + (check_digit(digits) - '0');
	return STATUS_OK;
}

/* What a person has in one department on one day. */
struct person_bookings {
	int64_t session_id; /* asked about */
	int64_t but_id;	    /* this one does not count */
	int64_t in_session; /* the booking there; 0: none */
	int count;
	int64_t last_id;
};

static enum status count_booking(const struct store_row *row, void *context)
{
	struct person_bookings *found = context;
	const int64_t id = row_number(row, BOOKING_PERSON_IN_DEPARTMENT_ID);

	if (id == found->but_id)
		return STATUS_OK;
	found->count++;
	found->last_id = id;
	if (row_number(row, BOOKING_PERSON_IN_DEPARTMENT_SESSION_ID) == found->session_id)
		found->in_session = found->last_id;
	return STATUS_OK;
}

static enum status refuse_second(struct desk *desk, const struct session *session,
				 const struct patient *patient, int64_t booking_id)
{
	struct booking booking;
	char day[DAY_TEXT_SIZE], number[BOOKING_NUMBER_SIZE];
	enum status status = booking_get(desk, booking_id, &booking);

	if (status)
		return status;
	return desk_refuse(
		desk, STATUS_DUPLICATE_PERSON,
		_("%s already has booking %s with %s in %s on %s; the limit is %d per person, "
		  "department and day. Use that booking, cancel it first, or choose another day."),
		patient->name, booking_number_format(booking.id, number), booking.doctor,
		session->department, day_format(session->day, day),
		desk->settings.quota_per_department_day);
}

/* One active booking per person and session, and so many per department and day. */
static enum status person_may_book(struct desk *desk, const struct session *session,
				   const struct patient *patient, int64_t moved_from)
{
	struct person_bookings found = { .session_id = session->id, .but_id = moved_from };
	char day[DAY_TEXT_SIZE], number[BOOKING_NUMBER_SIZE];
	enum status status;

	status = store_each(desk->store, SQL_BOOKING_PERSON_IN_DEPARTMENT,
			    ARGS(STORE_ARG_INT(patient->id),
				 store_text(day_format(session->day, day)),
				 STORE_ARG_INT(session->department_id)),
			    count_booking, &found);
	if (status)
		return desk_store_result(desk, status);
	if (found.in_session)
		return desk_refuse(
			desk, STATUS_DUPLICATE_PERSON,
			_("%s already has booking %s in this session; each person may hold one "
			  "number per session. Use that booking, or cancel it first."),
			patient->name, booking_number_format(found.in_session, number));
	if (found.count < desk->settings.quota_per_department_day)
		return STATUS_OK;
	return refuse_second(desk, session, patient, found.last_id);
}

static enum status person_lives(struct desk *desk, const struct patient *patient)
{
	char day[DAY_TEXT_SIZE];

	if (patient->deceased == DAY_NONE)
		return STATUS_OK;
	return desk_refuse(desk, STATUS_DECEASED,
			   _("%s is marked as deceased since %s; no booking is made. If that is "
			     "wrong, take the mark back at Patients, with a reason."),
			   patient->name, day_format(patient->deceased, day));
}

static enum status fee_is_right(struct desk *desk, int64_t paid_fen, int64_t fee_fen)
{
	char paid[MONEY_TEXT_SIZE], fee[MONEY_TEXT_SIZE];

	if (paid_fen == fee_fen)
		return STATUS_OK;
	return desk_refuse(desk, STATUS_FEE_MISMATCH,
			   _("%s yuan was paid, but the fee for this session is %s yuan."),
			   money_format(paid_fen, paid), money_format(fee_fen, fee));
}

struct book {
	const struct booking_wish *wish;
	struct idem idem;
	struct session session;
	struct patient patient;
	struct slot slot;
	struct booking *out;
};

static enum status wished_session(struct desk *desk, struct book *book)
{
	if (!book->wish->session)
		return session_get_bare(desk, book->wish->session_id, &book->session);
	book->session = *book->wish->session;
	return STATUS_OK;
}

static enum status wished_patient(struct desk *desk, struct book *book)
{
	if (!book->wish->patient)
		return patient_get(desk, book->wish->patient_id, &book->patient);
	book->patient = *book->wish->patient;
	return STATUS_OK;
}

/* Everything that decides whether this person may have a number of this session now, in the order
 * of booking.h. */
static enum status may_book(struct desk *desk, struct book *book)
{
	const struct booking_wish *wish = book->wish;
	struct session *session = &book->session;
	enum status status = wished_session(desk, book);

	if (!status)
		status = slot_session_sells(desk, session, wish->channel);
	if (!status)
		status = wished_patient(desk, book);
	if (!status)
		status = person_lives(desk, &book->patient);
	if (!status && wish->channel == CHANNEL_ONLINE)
		status = patient_may_book_online(desk, &book->patient);
	if (!status && wish->channel == CHANNEL_ONLINE)
		status = ban_allows_online(desk, book->patient.id);
	if (!status)
		status = person_may_book(desk, session, &book->patient, wish->moved_from);
	if (!status && wish->channel == CHANNEL_ONLINE && wish->pay)
		status = fee_is_right(desk, wish->paid_fen, session->fee_fen);
	return status;
}

static enum status take_slot(struct desk *desk, const struct booking_wish *wish,
			     const struct session *session, struct slot *slot)
{
	if (wish->extra)
		return slot_take_extra(desk, session, wish->asked_by ? wish->asked_by : "", slot);
	return slot_take(desk, session, wish->channel, slot);
}

/* Takes what is missing of the fee by `how`, its method and, where an order says that it was paid,
 * the numbers. The booking is as it stands in the store, and so it is again afterwards. */
static enum status take_fee(struct desk *desk, struct booking *booking,
			    const struct online_payment *how, int64_t seq)
{
	struct payment payment = { .method = how->method,
				   .fen = booking->fee_fen - booking->paid_fen,
				   .charge_id = booking->id,
				   .order_no = how->order_no,
				   .external_no = how->external_no,
				   .seq = seq };
	int64_t ledger_id;
	enum status status = how->refund_id ? refund_take_along(desk, how->refund_id, booking->id,
								seq, &ledger_id)
					    : ledger_pay(desk, &payment, &ledger_id);

	if (status)
		return status;
	/* The entry that made the booking tells of a payment made at once. */
	if (seq != booking->seq)
		status = desk_change_row(desk, SQL_BOOKING_SET_SEQ,
					 ARGS(STORE_ARG_INT(seq), STORE_ARG_INT(booking->id),
					      STORE_ARG_INT(booking->seq)));
	if (status)
		return status;
	booking->paid_fen = booking->fee_fen;
	booking->payment_id = ledger_id;
	booking->method = how->method;
	booking->seq = seq;
	return STATUS_OK;
}

/* The booking as booking_get will read it, from what was read to make it. */
static void make_booking(const struct book *book, int64_t id, int64_t now_ms, struct booking *out)
{
	const struct booking_wish *wish = book->wish;
	const struct session *session = &book->session;
	const struct patient *patient = &book->patient;

	*out = (struct booking){
		.id = id,
		.session_id = session->id,
		.patient_id = patient->id,
		.number = book->slot.number,
		.slot_kind = book->slot.kind,
		.channel = wish->channel,
		.fee_fen = session->fee_fen,
		.booked_at_ms = now_ms,
		.day = session->day,
		.period = session->period,
		.start_minute = session->start_minute,
		.end_minute = session->end_minute,
		.session_state = session->state,
	};
	out->expected_ms = clock_instant(session->day, slot_expected_minute(session, out->number));
	text_copy(out->order_no, sizeof(out->order_no), wish->order_no ? wish->order_no : "");
	text_copy(out->doctor_code, sizeof(out->doctor_code), session->doctor_code);
	text_copy(out->doctor, sizeof(out->doctor), session->doctor);
	text_copy(out->department_code, sizeof(out->department_code), session->department_code);
	text_copy(out->department, sizeof(out->department), session->department);
	text_copy(out->room, sizeof(out->room), session->room);
	text_copy(out->patient, sizeof(out->patient), patient->name);
	text_copy(out->phone, sizeof(out->phone), patient->phone);
	text_copy(out->id_number, sizeof(out->id_number), patient->id_number);
}

/* The booking's audit row, its charge and its own row. */
static enum status add_booking(struct desk *desk, struct book *book, bool pays)
{
	const struct booking_wish *wish = book->wish;
	struct booking *booking = book->out;
	char detail[AUDIT_DETAIL_SIZE], day[DAY_TEXT_SIZE], fee[MONEY_TEXT_SIZE];
	char from[BOOKING_NUMBER_SIZE];
	enum status status;

	text_format(detail, sizeof(detail), "%s %s %s %d (%s) %s %s%s%s", booking->doctor_code,
		    day_format(booking->day, day), period_name(booking->period), booking->number,
		    slot_kind_name(booking->slot_kind),
		    pays	       ? method_name(wish->method)
		    : wish->moved_from ? "fee"
				       : "unpaid",
		    money_format(booking->fee_fen, fee), wish->moved_from ? ", moved_from " : "",
		    wish->moved_from ? booking_number_format(wish->moved_from, from) : "");
	status = audit_record(desk, AUDIT_BOOKING_BOOK, booking->id, 0, &book->idem, detail,
			      &booking->seq);
	if (!status)
		status = charge_registration(desk, booking->id, booking->fee_fen, booking->seq);
	if (status)
		return status;
	status = store_run(desk->store, SQL_BOOKING_ADD,
			   ARGS(STORE_ARG_INT(booking->id), STORE_ARG_INT(booking->session_id),
				STORE_ARG_INT(booking->number), STORE_ARG_INT(booking->patient_id),
				store_text(channel_name(booking->channel)),
				store_text_or_null(booking->order_no),
				STORE_ARG_INT(booking->booked_at_ms), STORE_ARG_INT(booking->seq)),
			   NULL);
	return desk_store_result(desk, status);
}

static enum status book_inside(struct desk *desk, void *context)
{
	struct book *book = context;
	const struct booking_wish *wish = book->wish;
	const struct online_payment how = { .method = wish->method,
					    .order_no = wish->order_no,
					    .external_no = wish->external_no,
					    .refund_id = wish->refund_id };
	int64_t id = 0;
	bool pays;
	enum status status = STATUS_NOT_FOUND;

	/* Nothing was asked for under a key that was made a moment ago. */
	if (wish->idem.set)
		status = audit_done_before(desk, &book->idem, AUDIT_BOOKING_BOOK, &id);
	if (status != STATUS_NOT_FOUND)
		return status ? status : booking_get(desk, id, book->out);
	status = may_book(desk, book);
	if (!status)
		status = take_slot(desk, wish, &book->session, &book->slot);
	if (!status)
		status = next_number(desk, &id);
	if (status)
		return status;
	pays = wish->pay && book->session.fee_fen > 0;
	make_booking(book, id, desk_now_ms(desk), book->out);
	status = add_booking(desk, book, pays);
	if (!status && pays)
		status = take_fee(desk, book->out, &how, book->out->seq);
	return status;
}

/* Under a key that somebody can come again with. */
static void ask_to_book(const struct booking_wish *wish, struct idem *idem)
{
	if (!wish->idem.set)
		return;
	idem_ask_number(idem, IDEM_SESSION, wish->session ? wish->session->id : wish->session_id);
	idem_ask_number(idem, IDEM_PATIENT, wish->patient ? wish->patient->id : wish->patient_id);
	idem_ask(idem, IDEM_CHANNEL, channel_name(wish->channel));
	idem_ask_number(idem, IDEM_EXTRA, wish->extra);
	idem_ask(idem, IDEM_METHOD, wish->pay ? method_name(wish->method) : "");
}

enum status booking_book(struct desk *desk, const struct booking_wish *wish, struct booking *out)
{
	struct book book = { .wish = wish, .idem = idem_or_new(&wish->idem), .out = out };

	assert(wish->channel == CHANNEL_COUNTER || (wish->order_no && !wish->extra));
	assert((!wish->session && !wish->patient) || store_in_transaction(desk->store));
	ask_to_book(wish, &book.idem);
	return desk_change(desk, book_inside, &book);
}

struct pay {
	int64_t id;
	struct online_payment how;
	bool online; /* what was paid is known */
	struct idem idem;
	struct booking *out;
};

int64_t booking_still_paid_fen(const struct booking *booking)
{
	return booking->paid_fen - booking->refund_fen;
}

enum charge_state booking_charge_state(const struct booking *booking)
{
	bool stands = booking->state == BOOKING_BOOKED || booking->state == BOOKING_CHECKED_IN ||
		      booking->state == BOOKING_FULFILLED;

	return charge_state(booking->fee_fen, booking->paid_fen, booking->refund_fen, stands);
}

enum status booking_may_be_paid(struct desk *desk, const struct booking *booking)
{
	char receipt[RECEIPT_SIZE], number[BOOKING_NUMBER_SIZE], paid[MONEY_TEXT_SIZE];

	switch (booking_charge_state(booking)) {
	case CHARGE_OWED: return STATUS_OK;
	case CHARGE_VOID:
		return booking_wrong_state(desk, booking, _("No payment can be taken for it."));
	default: break;
	}
	booking_number_format(booking->id, number);
	if (!booking->payment_id)
		return desk_refuse(desk, STATUS_ALREADY_PAID, _("Booking %s is free of charge."),
				   number);
	return desk_refuse(desk, STATUS_ALREADY_PAID,
			   _("Booking %s is already paid: %s, %s, receipt %s."), number,
			   money_format(booking->paid_fen, paid), method_word(booking->method),
			   receipt_format(booking->payment_id, receipt));
}

static enum status pay_inside(struct desk *desk, void *context)
{
	struct pay *pay = context;
	struct booking *booking = pay->out;
	char detail[AUDIT_DETAIL_SIZE], fee[MONEY_TEXT_SIZE], number[BOOKING_NUMBER_SIZE];
	int64_t before_id;
	int64_t seq;
	enum status status = audit_done_before(desk, &pay->idem, AUDIT_BOOKING_PAY, &before_id);

	if (status != STATUS_NOT_FOUND)
		return status ? status : booking_get(desk, before_id, booking);
	status = booking_get(desk, pay->id, booking);
	if (status)
		return status;
	if (booking->session_state == SESSION_SUSPENDED)
		return desk_refuse(desk, STATUS_SESSION_SUSPENDED,
				   _("The session of booking %s is suspended; no payment can be "
				     "taken for it."),
				   booking_number_format(booking->id, number));
	status = booking_may_be_paid(desk, booking);
	if (!status && pay->online)
		status = fee_is_right(desk, pay->how.fen, booking->fee_fen - booking->paid_fen);
	if (status)
		return status;
	text_format(detail, sizeof(detail), "%s %s", method_name(pay->how.method),
		    money_format(booking->fee_fen - booking->paid_fen, fee));
	status = audit_record(desk, AUDIT_BOOKING_PAY, booking->id, booking->seq, &pay->idem,
			      detail, &seq);
	if (!status)
		status = take_fee(desk, booking, &pay->how, seq);
	return status ? status : booking_get(desk, pay->id, booking);
}

enum status booking_pay(struct desk *desk, int64_t id, enum method method, const struct idem *idem,
			struct booking *out)
{
	struct pay pay = { .id = id, .how = { .method = method }, .out = out };

	pay.idem = idem_or_new(idem);
	idem_ask_number(&pay.idem, IDEM_BOOKING, id);
	idem_ask(&pay.idem, IDEM_METHOD, method_name(method));
	return desk_change(desk, pay_inside, &pay);
}

enum status booking_pay_online(struct desk *desk, int64_t id, const struct online_payment *payment,
			       struct booking *out)
{
	struct pay pay = {
		.id = id, .how = *payment, .online = true, .idem = idem_new(), .out = out
	};

	return desk_change(desk, pay_inside, &pay);
}

enum status booking_store(struct desk *desk, struct booking *booking, int64_t seq)
{
	enum status status = desk_change_row(
		desk, SQL_BOOKING_SET_STATE,
		ARGS(store_text(booking_state_name(booking->state)),
		     store_text_or_null(booking_cause_name(booking->cause)),
		     store_id_or_null(booking->moved_to), STORE_ARG_INT(seq),
		     STORE_ARG_INT(booking->id), STORE_ARG_INT(booking->seq)));

	if (!status && (booking->state == BOOKING_CANCELLED || booking->state == BOOKING_EXCUSED) &&
	    booking->ticket_state != TICKET_NONE)
		status = desk_store_result(
			desk,
			store_run(desk->store, SQL_TICKET_VOID,
				  ARGS(STORE_ARG_INT(seq), STORE_ARG_INT(booking->id)), NULL));
	if (!status)
		booking->seq = seq;
	return status;
}

enum status booking_get(struct desk *desk, int64_t id, struct booking *out)
{
	enum status status = store_one(desk->store, SQL_BOOKING_GET, ARGS(STORE_ARG_INT(id)),
				       booking_from_row, out);
	char number[BOOKING_NUMBER_SIZE];

	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, status, _("There is no booking %s."),
				   booking_number_format(id, number));
	return desk_store_result(desk, status);
}

enum status booking_latest(struct desk *desk, int64_t id, struct booking *out)
{
	enum status status = booking_get(desk, id, out);

	/* It ends: each is younger than the one in whose place it is. */
	while (!status && out->moved_to)
		status = booking_get(desk, out->moved_to, out);
	return status;
}

enum status booking_by_order(struct desk *desk, const char *order_no, struct booking *out)
{
	int64_t id;
	enum status status = store_number(desk->store, SQL_BOOKING_OF_ORDER,
					  ARGS(store_text(order_no)), &id);

	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, status, _("There is no booking for online order %s."),
				   order_no);
	if (status)
		return desk_store_result(desk, status);
	return booking_latest(desk, id, out);
}
