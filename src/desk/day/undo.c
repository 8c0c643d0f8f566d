#include "desk/day/undo.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/reason.h"

/* Refuses when something stands in the way that is not seen in every undo. */
typedef enum status undo_may_fn(struct desk *desk, const struct undo *undo);
/* Puts things back; the booking's new state stands in undo->booking, the new entry is `seq`. */
typedef enum status undo_back_fn(struct desk *desk, const struct undo *undo, int64_t seq);

static enum status undo_check_in(struct desk *desk, const struct undo *undo, int64_t seq)
{
	(void)seq;
	return desk_change_row(desk, SQL_TICKET_UNDO_CHECK_IN,
			       ARGS(STORE_ARG_INT(undo->booking.id)));
}

static enum status move_ticket(struct desk *desk, enum sql statement, const struct undo *undo,
			       int64_t seq)
{
	return desk_change_row(desk, statement,
			       ARGS(STORE_ARG_INT(seq), STORE_ARG_INT(undo->booking.id)));
}

static enum status undo_call(struct desk *desk, const struct undo *undo, int64_t seq)
{
	return move_ticket(desk, SQL_TICKET_UNDO_CALL, undo, seq);
}

static enum status undo_call_again(struct desk *desk, const struct undo *undo, int64_t seq)
{
	return move_ticket(desk, SQL_TICKET_UNDO_CALL_AGAIN, undo, seq);
}

static enum status undo_miss(struct desk *desk, const struct undo *undo, int64_t seq)
{
	return move_ticket(desk, SQL_TICKET_UNDO_MISS, undo, seq);
}

static enum status undo_return(struct desk *desk, const struct undo *undo, int64_t seq)
{
	return move_ticket(desk, SQL_TICKET_UNDO_BACK, undo, seq);
}

static enum status undo_finish(struct desk *desk, const struct undo *undo, int64_t seq)
{
	return move_ticket(desk, SQL_TICKET_UNDO_FINISH, undo, seq);
}

static enum status undo_no_show(struct desk *desk, const struct undo *undo, int64_t seq)
{
	(void)seq;
	return desk_change_row(desk, SQL_NO_SHOW_UNDO, ARGS(STORE_ARG_INT(undo->booking.id)));
}

/* A ban rests on its no-shows: only a withdrawal, with its reason, takes such a one back. */
static enum status may_undo_no_show(struct desk *desk, const struct undo *undo)
{
	int64_t held;
	enum status status = store_number(
		desk->store, SQL_NO_SHOW_HELD,
		ARGS(STORE_ARG_INT(undo->booking.patient_id), STORE_ARG_INT(undo->booking.id)),
		&held);

	if (status)
		return desk_store_result(desk, status);
	if (held)
		return booking_wrong_state(
			desk, &undo->booking,
			_("This no-show has led to a ban; withdraw the no-show, with a reason."));
	return STATUS_OK;
}

/* Money that went back to the patient does not return by a key. */
static enum status may_undo_refund(struct desk *desk, const struct undo *undo)
{
	const struct booking *booking = &undo->booking;
	char amount[MONEY_TEXT_SIZE];

	if (booking->refund_fen == 0)
		return STATUS_OK;
	money_format(booking->refund_fen, amount);
	if (booking->refund_state == REFUND_DONE)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("%s was returned to %s by %s: that cannot be undone. Book "
				     "again if needed."),
				   amount, booking->patient, method_word(booking->refund_method));
	return desk_refuse(desk, STATUS_WRONG_STATE,
			   _("A refund of %s by %s to %s is under way: that cannot be undone. Book "
			     "again if needed."),
			   amount, method_word(booking->refund_method), booking->patient);
}

/* Whose place in the queue ended with the outcome does not get it back. */
static enum status may_undo_outcome(struct desk *desk, const struct undo *undo)
{
	if (undo->booking.ticket_state == TICKET_NONE)
		return may_undo_refund(desk, undo);
	return booking_wrong_state(
		desk, &undo->booking,
		_("The patient had checked in, and the place in the queue is lost."));
}

static enum status may_undo_payment(struct desk *desk, const struct undo *undo)
{
	char amount[MONEY_TEXT_SIZE];

	return desk_refuse(desk, STATUS_WRONG_STATE,
			   _("%s was received from %s: cancel the booking to return it."),
			   money_format(undo->booking.paid_fen, amount), undo->booking.patient);
}

static enum status refuse_number(struct desk *desk, const struct session *session,
				 const struct slot *slot, enum channel channel)
{
	char number[BOOKING_NUMBER_SIZE], why[PROBLEM_MESSAGE_SIZE / 2];

	switch (slot_sale(desk, session, slot, channel)) {
	case SALE_SOLD:
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Number %d has been sold again (booking %s): the "
				     "cancellation stands. Book another number."),
				   slot->number, booking_number_format(slot->booking_id, number));
	case SALE_WITHDRAWN:
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Number %d has been withdrawn: the cancellation "
				     "stands. Book another number."),
				   slot->number);
	case SALE_CAPACITY_SOLD:
	case SALE_SHARE_SOLD:
	case SALE_OTHER_CHANNEL:
		slot_why(desk, session, slot, channel, why, sizeof(why));
		return desk_refuse(desk, STATUS_WRONG_STATE, _("%s The cancellation stands."), why);
	default: return STATUS_OK; /* it is no new sale: its hour may be past */
	}
}

/* Whether the number that a cancelled booking had can be its own again. */
static enum status number_is_free(struct desk *desk, const struct booking *booking)
{
	struct slot *slots = NULL;
	struct session session;
	size_t count = 0;
	enum status status = session_get(desk, booking->session_id, &session);

	if (!status)
		status = slot_list(desk, booking->session_id, &slots, &count);
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		if (slots[i].number == booking->number)
			status = refuse_number(desk, &session, &slots[i], booking->channel);
	free(slots);
	return status;
}

static enum status person_is_free(struct desk *desk, const struct booking *booking)
{
	char number[BOOKING_NUMBER_SIZE];
	int64_t other;
	enum status status = store_number(
		desk->store, SQL_BOOKING_PERSON_IN_SESSION,
		ARGS(STORE_ARG_INT(booking->patient_id), STORE_ARG_INT(booking->session_id)),
		&other);

	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	if (status)
		return desk_store_result(desk, status);
	return desk_refuse(
		desk, STATUS_WRONG_STATE,
		_("%s already has another booking in this session (%s): the cancellation stands."),
		booking->patient, booking_number_format(other, number));
}

static enum status may_undo_cancel(struct desk *desk, const struct undo *undo)
{
	const struct booking *booking = &undo->booking;
	enum status status = may_undo_refund(desk, undo);

	if (status)
		return status;
	if (booking->ticket_state != TICKET_NONE)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("%s was waiting when the booking was cancelled; the place in "
				     "the queue is lost. Book again."),
				   booking->patient);
	status = person_is_free(desk, booking);
	return status ? status : number_is_free(desk, booking);
}

static const struct undoing {
	enum audit_action action;
	enum booking_state state; /* of the booking afterwards */
	undo_may_fn *may;	  /* NULL: nothing more stands in the way */
	undo_back_fn *back;	  /* NULL: the booking's own row is all there is */
} undoings[] = {
	{ AUDIT_BOOKING_BOOK, BOOKING_CANCELLED, NULL, NULL },
	{ AUDIT_BOOKING_PAY, BOOKING_BOOKED, may_undo_payment, NULL },
	{ AUDIT_BOOKING_CANCEL, BOOKING_BOOKED, may_undo_cancel, NULL },
	{ AUDIT_BOOKING_RESOLVE, BOOKING_BOOKED, may_undo_outcome, NULL },
	{ AUDIT_BOOKING_NO_SHOW, BOOKING_BOOKED, may_undo_no_show, undo_no_show },
	{ AUDIT_TICKET_CHECK_IN, BOOKING_BOOKED, NULL, undo_check_in },
	{ AUDIT_TICKET_CALL, BOOKING_CHECKED_IN, NULL, undo_call },
	{ AUDIT_TICKET_CALL_AGAIN, BOOKING_CHECKED_IN, NULL, undo_call_again },
	{ AUDIT_TICKET_MISS, BOOKING_CHECKED_IN, NULL, undo_miss },
	{ AUDIT_TICKET_BACK, BOOKING_CHECKED_IN, NULL, undo_return },
	{ AUDIT_TICKET_FINISH, BOOKING_CHECKED_IN, NULL, undo_finish },
};

static const struct undoing *find_undoing(const char *action)
{
	for (size_t i = 0; i < sizeof(undoings) / sizeof(*undoings); i++)
		if (!strcmp(audit_action_name(undoings[i].action), action))
			return &undoings[i];
	return NULL;
}

/* Whether an entry tells of an undo. Older versions recorded that of a booking as a cancellation,
 * with this reason. */
static bool is_undo(const struct audit_row *row)
{
	const char *reason = strstr(row->detail, ": ");

	if (!strcmp(row->action, audit_action_name(AUDIT_BOOKING_UNDO)))
		return true;
	return !strcmp(row->action, audit_action_name(AUDIT_BOOKING_CANCEL)) && reason &&
	       reason_is(reason + 2, REASON_UNDONE);
}

/* The last thing of this staff code at this counter, when it is one that can be undone at all. */
static enum status last_own(struct desk *desk, struct audit_row *row)
{
	char when[CLOCK_TEXT_SIZE];
	enum status status = audit_last_own(desk, row);

	if (status == STATUS_NOT_FOUND)
		return desk_refuse(
			desk, status,
			_("Nothing that could be undone was done recently as %s at counter %s."),
			desk->staff.code, desk->counter);
	if (status)
		return status;
	if (is_undo(row))
		return desk_refuse(
			desk, STATUS_WRONG_STATE,
			_("The last action here was undone already; nothing more can be undone."));
	if (!find_undoing(row->action))
		return desk_refuse(
			desk, STATUS_WRONG_STATE,
			_("The last action here was: %s. That cannot be undone with this key."),
			audit_action_words(row->action));
	if (clock_local(row->at_ms).day != desk_today(desk))
		return desk_refuse(
			desk, STATUS_TOO_LATE,
			_("The last action here was on %s; only today's actions can be undone."),
			clock_format(row->at_ms, when));
	return STATUS_OK;
}

static enum status booking_stands(struct desk *desk, const struct undo *undo)
{
	const struct booking *booking = &undo->booking;
	char day[DAY_TEXT_SIZE], number[BOOKING_NUMBER_SIZE];

	if (booking->seq != undo->seq)
		return desk_refuse(
			desk, STATUS_WRONG_STATE,
			_("Something else has happened to booking %s (%s) since; see its history."),
			booking_number_format(booking->id, number), booking->patient);
	if (booking->session_state != SESSION_OPEN)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("The session of %s on %s is suspended or closed; nothing in "
				     "it can be undone."),
				   booking->doctor, day_format(booking->day, day));
	return STATUS_OK;
}

static enum status look_back(struct desk *desk, void *context)
{
	struct undo *undo = context;
	struct audit_row row;
	const struct undoing *undoing;
	enum status status = last_own(desk, &row);

	if (status)
		return status;
	undo->seq = row.seq;
	undo->at_ms = row.at_ms;
	text_copy(undo->action, sizeof(undo->action), row.action);
	status = booking_get(desk, row.subject_id, &undo->booking);
	if (!status)
		status = booking_stands(desk, undo);
	undoing = find_undoing(row.action);
	if (!status && undoing->may)
		status = undoing->may(desk, undo);
	if (undoing->state == BOOKING_CANCELLED)
		undo->back_fen = undo->booking.paid_fen;
	return status;
}

enum status undo_look(struct desk *desk, struct undo *out)
{
	memset(out, 0, sizeof(*out));
	return desk_read(desk, look_back, out);
}

struct undo_wish {
	int64_t seq;
	struct idem idem;
	struct booking *out;
};

static enum status put_back(struct desk *desk, const struct undoing *undoing, struct undo *undo)
{
	struct booking *booking = &undo->booking;
	int64_t seq;
	enum status status = audit_record(desk, AUDIT_BOOKING_UNDO, booking->id, booking->seq, NULL,
					  undo->action, &seq);

	if (!status && undoing->back)
		status = undoing->back(desk, undo, seq);
	booking->state = undoing->state;
	booking->cause = CAUSE_NONE;
	return status ? status : booking_store(desk, booking, seq);
}

static enum status undo_inside(struct desk *desk, void *context)
{
	struct undo_wish *wish = context;
	struct undo undo = { .seq = 0 };
	const struct undoing *undoing;
	enum status status = look_back(desk, &undo);

	if (status)
		return status;
	if (undo.seq != wish->seq)
		return desk_refuse(
			desk, STATUS_CHANGED_ELSEWHERE,
			_("Something else was done here in the meantime; please look again."));
	undoing = find_undoing(undo.action);
	if (undoing->state == BOOKING_CANCELLED) {
		const struct cancel_wish cancel = { .id = undo.booking.id,
						    .channel = CHANNEL_COUNTER,
						    .mistake = true,
						    .reason = reason_code(REASON_UNDONE),
						    .idem = wish->idem };

		return booking_cancel(desk, &cancel, wish->out);
	}
	status = put_back(desk, undoing, &undo);
	return status ? status : booking_get(desk, undo.booking.id, wish->out);
}

enum status undo_last(struct desk *desk, int64_t seq, struct booking *out)
{
	struct undo_wish wish = { .seq = seq, .idem = idem_new(), .out = out };

	return desk_change(desk, undo_inside, &wish);
}
