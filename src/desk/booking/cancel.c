#include "desk/booking/cancel.h"

#include <string.h>

#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/booking/give_back.h"
#include "desk/booking/no_show.h"
#include "desk/reason.h"

/* The visit date has come: only the counter, only before the call, only while the session runs. */
static enum status late_terms(struct desk *desk, const struct cancel_wish *wish,
			      const struct booking *booking, struct cancel_terms *out)
{
	char day[DAY_TEXT_SIZE], end[MINUTE_TEXT_SIZE];
	int percent = desk->settings.cancel_same_day_refund_percent;

	day_format(booking->day, day);
	if (wish->channel == CHANNEL_ONLINE)
		return desk_refuse(desk, STATUS_TOO_LATE,
				   _("It is the visit date, %s; online bookings can be cancelled "
				     "only until the day before ends. The counter can cancel until "
				     "the patient is called."),
				   day);
	if (clock_local(desk_now_ms(desk)).day > booking->day ||
	    desk_now_ms(desk) >= clock_instant(booking->day, booking->end_minute))
		return desk_refuse(desk, STATUS_TOO_LATE,
				   _("The session of %s ended at %s; record the outcome of this "
				     "booking instead of cancelling it."),
				   day, minute_format(booking->end_minute, end));
	if (wish->override)
		percent = 100;
	out->cause = CAUSE_LATE;
	out->refund_fen = money_percent(booking->paid_fen, percent);
	return STATUS_OK;
}

/* Also of a cancellation that was made in time and comes late: the patient came all the same. */
static enum status still_waits(struct desk *desk, const struct booking *booking)
{
	if (booking->ticket_state == TICKET_WAITING)
		return STATUS_OK;
	return desk_refuse(
		desk, STATUS_TOO_LATE,
		_("%s has already been called; a booking can be cancelled until the call. A "
		  "manager can refund it, with a reason, once the visit is finished."),
		booking->patient);
}

/* May this booking be cancelled as things stand? A no-show may, when the patient had cancelled in
 * time and the file came late. */
static enum status state_allows(struct desk *desk, const struct booking *booking, bool in_time)
{
	switch (booking->state) {
	case BOOKING_BOOKED: return STATUS_OK;
	case BOOKING_CHECKED_IN: return still_waits(desk, booking);
	case BOOKING_NO_SHOW:
		if (in_time)
			return STATUS_OK;
		break;
	default: break;
	}
	return booking_wrong_state(desk, booking, _("It cannot be cancelled."));
}

static enum status terms_for(struct desk *desk, const struct cancel_wish *wish,
			     const struct booking *booking, struct cancel_terms *out)
{
	int64_t now_ms = desk_now_ms(desk);
	int64_t asked_ms = wish->at_ms && wish->at_ms < now_ms ? wish->at_ms : now_ms;
	bool in_time = clock_local(asked_ms).day < booking->day;
	enum status status;

	memset(out, 0, sizeof(*out));
	status = state_allows(desk, booking, in_time);
	if (status)
		return status;
	if (wish->mistake) {
		out->cause = CAUSE_CLINIC;
		out->refund_fen = booking->paid_fen;
	} else if (in_time) {
		out->cause = CAUSE_PATIENT;
		out->refund_fen = booking->paid_fen;
	} else {
		status = late_terms(desk, wish, booking, out);
		if (status)
			return status;
	}
	out->method = wish->other_method ? wish->method : booking->method;
	if (out->refund_fen && out->method != booking->method)
		status = ledger_may_return_by(desk, booking->payment_id, out->method);
	if (status)
		return status;
	if (out->refund_fen)
		out->refund_state = wish->channel == CHANNEL_COUNTER &&
						    method_is_immediate(out->method)
					    ? REFUND_DONE
					    : REFUND_REQUESTED;
	return STATUS_OK;
}

enum status booking_cancel_terms(struct desk *desk, const struct cancel_wish *wish,
				 struct cancel_terms *out)
{
	struct booking booking;
	enum status status = booking_get(desk, wish->id, &booking);

	return status ? status : terms_for(desk, wish, &booking, out);
}

struct cancel {
	const struct cancel_wish *wish;
	struct idem idem;
	char reason[REASON_SIZE];
	struct booking *out;
};

/* The detail of its entry: who cancels and why, or, of an undo, what is undone; and the refund. */
static void tell_cancel(const struct cancel *cancel, const struct cancel_terms *terms,
			char detail[AUDIT_DETAIL_SIZE])
{
	const struct cancel_wish *wish = cancel->wish;
	char what[AUDIT_ACTION_SIZE], amount[MONEY_TEXT_SIZE];

	if (wish->mistake)
		text_copy(what, sizeof(what), audit_action_name(AUDIT_BOOKING_BOOK));
	else
		text_format(what, sizeof(what), "%s %s", channel_name(wish->channel),
			    booking_cause_name(terms->cause));
	text_format(detail, AUDIT_DETAIL_SIZE, "%s, refund %s%s%s", what,
		    money_format(terms->refund_fen, amount), terms->refund_fen ? " " : "",
		    terms->refund_fen ? method_name(terms->method) : "");
	if (cancel->reason[0])
		text_format(detail + strlen(detail), AUDIT_DETAIL_SIZE - strlen(detail), ": %s",
			    cancel->reason);
}

static enum status cancel_inside(struct desk *desk, void *context)
{
	struct cancel *cancel = context;
	const struct cancel_wish *wish = cancel->wish;
	const enum audit_action action = wish->mistake ? AUDIT_BOOKING_UNDO : AUDIT_BOOKING_CANCEL;
	struct booking *booking = cancel->out;
	char detail[AUDIT_DETAIL_SIZE];
	struct cancel_terms terms;
	int64_t before_id;
	int64_t seq;
	enum status status = audit_done_before(desk, &cancel->idem, action, &before_id);

	if (status != STATUS_NOT_FOUND)
		return status ? status : booking_get(desk, before_id, booking);
	status = booking_get(desk, wish->id, booking);
	if (!status)
		status = terms_for(desk, wish, booking, &terms);
	if (!status && booking->state == BOOKING_NO_SHOW)
		status = no_show_withdraw(desk, booking->id, reason_code(REASON_CANCELLED_IN_TIME),
					  booking);
	if (status)
		return status;
	tell_cancel(cancel, &terms, detail);
	status = audit_record(desk, action, booking->id, booking->seq, &cancel->idem, detail, &seq);
	if (status)
		return status;
	booking->state = BOOKING_CANCELLED;
	booking->cause = terms.cause;
	status = booking_store(desk, booking, seq);
	if (!status && terms.refund_fen) {
		const struct give_back back = { .fen = terms.refund_fen,
						.method = wish->other_method ? &wish->method : NULL,
						.at_counter = wish->channel == CHANNEL_COUNTER,
						.reason = cancel->reason,
						.seq = seq };

		status = booking_give_back(desk, booking, &back);
	}
	return status ? status : booking_get(desk, wish->id, booking);
}

static void ask_to_cancel(const struct cancel_wish *wish, const char *reason, struct idem *idem)
{
	if (!wish->idem.set)
		return;
	idem_ask_number(idem, IDEM_BOOKING, wish->id);
	idem_ask(idem, IDEM_CHANNEL, channel_name(wish->channel));
	idem_ask(idem, IDEM_METHOD, wish->other_method ? method_name(wish->method) : "");
	idem_ask(idem, IDEM_AMOUNT, wish->override || wish->mistake ? "full" : "");
	idem_ask(idem, IDEM_REASON, reason);
}

enum status booking_cancel(struct desk *desk, const struct cancel_wish *wish, struct booking *out)
{
	struct cancel cancel = { .wish = wish, .idem = idem_or_new(&wish->idem), .out = out };
	enum status status = reason_read(desk, wish->reason, wish->override || wish->other_method,
					 cancel.reason);

	if (status)
		return status;
	ask_to_cancel(wish, cancel.reason, &cancel.idem);
	return desk_change(desk, cancel_inside, &cancel);
}

bool booking_may_be_refunded(const struct booking *booking)
{
	return booking->state == BOOKING_CANCELLED || booking->state == BOOKING_EXCUSED;
}

/*
 * Whether the rest of a payment goes back on somebody's word: by the rule that of a late cancel or
 * of an excused booking. A visit, a no-show or somebody who was not seen takes the right to decide
 * it and a second person, who would be asked for here; nobody has that right.
 */
static enum status rest_may_go_back(struct desk *desk, const struct booking *booking)
{
	if (booking_may_be_refunded(booking))
		return STATUS_OK;
	if (booking->state == BOOKING_BOOKED || booking->state == BOOKING_CHECKED_IN)
		return booking_wrong_state(desk, booking, _("Cancel the booking to refund it."));
	if (booking->state == BOOKING_NOT_SEEN)
		return booking_wrong_state(
			desk, booking,
			_("Who came and was not seen gets everything back once "
			  "it is recorded as the clinic's fault: Excuse at the "
			  "booking, or `frontdesk resolve NO clinic --reason`."));
	return booking_wrong_state(desk, booking,
				   _("Only a late cancellation or an excused booking is refunded; "
				     "anything else takes the right to decide it and a second "
				     "person."));
}

struct rest_wish {
	int64_t id;
	char reason[REASON_SIZE];
	struct idem idem;
	struct booking *out;
};

static enum status refund_inside(struct desk *desk, void *context)
{
	struct rest_wish *wish = context;
	struct booking *booking = wish->out;
	char detail[AUDIT_DETAIL_SIZE], amount[MONEY_TEXT_SIZE], number[BOOKING_NUMBER_SIZE];
	int64_t before_id;
	int64_t rest_fen, seq;
	enum status status = audit_done_before(desk, &wish->idem, AUDIT_BOOKING_REFUND, &before_id);

	if (status != STATUS_NOT_FOUND)
		return status ? status : booking_get(desk, before_id, booking);
	status = booking_get(desk, wish->id, booking);
	if (!status)
		status = rest_may_go_back(desk, booking);
	if (status)
		return status;
	rest_fen = booking_still_paid_fen(booking);
	if (!rest_fen)
		return desk_refuse(desk, STATUS_REFUND_TOO_LARGE,
				   _("Nothing of the payment for booking %s is left to refund."),
				   booking_number_format(booking->id, number));
	text_format(detail, sizeof(detail), "%s %s: %s", money_format(rest_fen, amount),
		    method_name(booking->method), wish->reason);
	status = audit_record(desk, AUDIT_BOOKING_REFUND, booking->id, booking->seq, &wish->idem,
			      detail, &seq);
	if (!status) {
		const struct give_back back = { .fen = rest_fen,
						.at_counter = booking->channel == CHANNEL_COUNTER,
						.reason = wish->reason,
						.seq = seq };

		status = booking_give_back(desk, booking, &back);
	}
	if (!status)
		status = booking_store(desk, booking, seq);
	return status ? status : booking_get(desk, wish->id, booking);
}

enum status booking_refund(struct desk *desk, int64_t id, const char *reason,
			   const struct idem *idem, struct booking *out)
{
	struct rest_wish wish = { .id = id, .out = out };
	enum status status = reason_read(desk, reason, true, wish.reason);

	if (status)
		return status;
	wish.idem = idem_or_new(idem);
	idem_ask_number(&wish.idem, IDEM_BOOKING, id);
	idem_ask(&wish.idem, IDEM_REASON, wish.reason);
	return desk_change(desk, refund_inside, &wish);
}
