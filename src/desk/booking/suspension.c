#include "desk/booking/suspension.h"

#include <stdlib.h>

#include "base/choice.h"
#include "base/language.h"
#include "base/text.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/give_back.h"
#include "desk/list.h"
#include "desk/money/refund.h"
#include "desk/reason.h"

#include "sql_columns.h"

static const struct choice outcomes[] = {
#define OUTCOME(symbol, name, word) [OUTCOME_##symbol] = CHOICE(name, word),
#include "desk/booking/outcome.def"
#undef OUTCOME
};

const char *outcome_name(enum outcome outcome)
{
	return outcomes[outcome].name;
}

const char *outcome_word(enum outcome outcome)
{
	return _(outcomes[outcome].word);
}

bool outcome_parse(const char *text, enum outcome *outcome)
{
	int found = CHOICE_FIND(text, outcomes);

	if (found < 0)
		return false;
	*outcome = (enum outcome)found;
	return true;
}

struct suspend {
	int64_t session_id;
	char reason[REASON_SIZE];
	struct suspension *out;
};

static enum status may_be_suspended(struct desk *desk, const struct session *session)
{
	char day[DAY_TEXT_SIZE], end[MINUTE_TEXT_SIZE];

	day_format(session->day, day);
	if (session->state == SESSION_SUSPENDED)
		return desk_refuse(desk, STATUS_SESSION_SUSPENDED,
				   _("The session of %s on %s is already suspended: %s"),
				   session->doctor, day, session->reason);
	if (session->state == SESSION_CLOSED || session_is_over(desk, session))
		return desk_refuse(
			desk, STATUS_SESSION_OVER,
			_("The session of %s on %s ended at %s; it can no longer be suspended."),
			session->doctor, day, minute_format(session->end_minute, end));
	return STATUS_OK;
}

static enum status mark_session(struct desk *desk, const struct session *session,
				const char *reason)
{
	int64_t seq;
	enum status status = audit_record(desk, AUDIT_SESSION_SUSPEND, session->id, session->seq,
					  NULL, reason, &seq);

	if (status)
		return status;
	return desk_change_row(desk, SQL_SUSPENSION_SET,
			       ARGS(store_text(reason), STORE_ARG_INT(seq),
				    STORE_ARG_INT(session->id), STORE_ARG_INT(session->seq)));
}

/* Cancels one booking for the clinic's reason; what was paid and is not given back yet is due. */
static enum status cancel_one(struct desk *desk, struct booking *booking, const char *reason,
			      struct suspension *out)
{
	const int64_t rest_fen = booking_still_paid_fen(booking);
	const struct idem idem = idem_new();
	int64_t seq;
	enum status status = audit_record(desk, AUDIT_BOOKING_CANCEL, booking->id, booking->seq,
					  &idem, reason, &seq);

	if (status)
		return status;
	booking->state = BOOKING_CANCELLED;
	booking->cause = CAUSE_CLINIC;
	status = booking_store(desk, booking, seq);
	if (status == STATUS_OK && rest_fen > 0) {
		const struct give_back back = { .fen = rest_fen, .reason = reason, .seq = seq };

		status = booking_give_back(desk, booking, &back);
	}
	if (status)
		return status;
	out->affected++;
	out->refund_fen += rest_fen;
	status = store_run(desk->store, SQL_AFFECTED_ADD,
			   ARGS(STORE_ARG_INT(booking->id), STORE_ARG_INT(booking->session_id),
				STORE_ARG_INT(seq)),
			   NULL);
	return desk_store_result(desk, status);
}

static enum status suspend_inside(struct desk *desk, void *context)
{
	const struct suspend *suspend = context;
	struct session session;
	struct booking *bookings = NULL;
	size_t count = 0;
	enum status status = session_get(desk, suspend->session_id, &session);

	*suspend->out = (struct suspension){ .session_id = suspend->session_id };
	if (status == STATUS_OK)
		status = may_be_suspended(desk, &session);
	if (status == STATUS_OK)
		status = mark_session(desk, &session, suspend->reason);
	if (status == STATUS_OK)
		status = booking_rows(desk, SQL_SUSPENSION_BOOKINGS,
				      ARGS(STORE_ARG_INT(session.id)), &bookings, &count);
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = cancel_one(desk, &bookings[i], suspend->reason, suspend->out);
	free(bookings);
	return status;
}

enum status session_suspend(struct desk *desk, int64_t session_id, const char *reason,
			    struct suspension *out)
{
	struct suspend suspend = { .session_id = session_id, .out = out };
	enum status status = reason_read(desk, reason, true, suspend.reason);

	return status ? status : desk_change(desk, suspend_inside, &suspend);
}

static enum status terms_inside(struct desk *desk, void *context)
{
	struct suspension *out = context;

	return session_suspend(desk, out->session_id, "-", out);
}

enum status session_suspend_terms(struct desk *desk, int64_t session_id, struct suspension *out)
{
	*out = (struct suspension){ .session_id = session_id };
	return desk_try(desk, terms_inside, out);
}

/* Taking it back. */

struct resume {
	int64_t session_id;
	char reason[REASON_SIZE];
	struct resumption *out;
};

static enum status may_be_resumed(struct desk *desk, const struct session *session)
{
	char day[DAY_TEXT_SIZE], end[MINUTE_TEXT_SIZE];

	day_format(session->day, day);
	if (session->state != SESSION_SUSPENDED)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("The session of %s on %s is not suspended."), session->doctor,
				   day);
	if (session_is_over(desk, session))
		return desk_refuse(desk, STATUS_SESSION_OVER,
				   _("The session of %s on %s ended at %s; its suspension can no "
				     "longer be taken back."),
				   session->doctor, day, minute_format(session->end_minute, end));
	return STATUS_OK;
}

/* Once a refund was submitted it stands in the way, unless it failed. */
static enum status nobody_was_refunded(struct desk *desk, const struct booking *bookings,
				       size_t count)
{
	const struct booking *first = NULL;
	char number[BOOKING_NUMBER_SIZE];
	int refunded = 0;

	for (size_t i = 0; i < count; i++) {
		const enum refund_state state = bookings[i].refund_state;

		if (state == REFUND_NONE || refund_may_be_withdrawn(state))
			continue;
		first = first ? first : &bookings[i];
		refunded++;
	}
	if (!first)
		return STATUS_OK;
	return desk_refuse(desk, STATUS_WRONG_STATE,
			   _("The suspension stands: %d of %d refunds have been submitted or paid "
			     "back, the first to %s (booking %s, %s). Book these people again, or "
			     "add a session."),
			   refunded, (int)count, first->patient,
			   booking_number_format(first->id, number),
			   refund_state_word(first->refund_state));
}

/* Puts one booking back to where it was before the suspension; who had a ticket checks in again. */
static enum status bring_back(struct desk *desk, struct booking *booking, const char *reason,
			      struct resumption *out)
{
	int64_t seq, fen;
	enum status status = refund_withdraw_all(desk, booking->id, &fen);

	out->paid_fen += fen;
	if (status == STATUS_OK)
		status = audit_record(desk, AUDIT_BOOKING_RESUME, booking->id, booking->seq, NULL,
				      reason, &seq);
	if (status == STATUS_OK)
		status = desk_store_result(desk, store_run(desk->store, SQL_TICKET_VOID_GONE,
							   ARGS(STORE_ARG_INT(booking->id)), NULL));
	if (status)
		return status;
	booking->state = BOOKING_BOOKED;
	booking->cause = CAUSE_NONE;
	out->back++;
	return booking_store(desk, booking, seq);
}

/* The session sells again, and its worksheet is done with. */
static enum status open_again(struct desk *desk, const struct session *session, const char *reason,
			      struct resumption *out)
{
	struct affected *rows;
	size_t count;
	int64_t seq;
	enum status status = affected_list(desk, session->id, &rows, &count);

	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		out->moved += rows[i].moved_to != 0;
		out->told += rows[i].outcome == OUTCOME_TOLD;
	}
	free(rows);
	if (status == STATUS_OK)
		status = audit_record(desk, AUDIT_SESSION_RESUME, session->id, session->seq, NULL,
				      reason, &seq);
	if (status)
		return status;
	status = desk_change_row(
		desk, SQL_SUSPENSION_GONE,
		ARGS(STORE_ARG_INT(seq), STORE_ARG_INT(session->id), STORE_ARG_INT(session->seq)));
	return status ? status
		      : desk_store_result(desk, store_run(desk->store, SQL_AFFECTED_GONE,
							  ARGS(STORE_ARG_INT(session->id)), NULL));
}

static enum status resume_inside(struct desk *desk, void *context)
{
	const struct resume *resume = context;
	struct session session;
	struct booking *bookings = NULL;
	size_t count = 0;
	enum status status = session_get(desk, resume->session_id, &session);

	*resume->out = (struct resumption){ .session_id = resume->session_id };
	if (status == STATUS_OK)
		status = may_be_resumed(desk, &session);
	if (status == STATUS_OK)
		status = booking_rows(desk, SQL_SUSPENSION_AFFECTED,
				      ARGS(STORE_ARG_INT(session.id)), &bookings, &count);
	if (status == STATUS_OK)
		status = nobody_was_refunded(desk, bookings, count);
	if (status == STATUS_OK)
		status = open_again(desk, &session, resume->reason, resume->out);
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = bring_back(desk, &bookings[i], resume->reason, resume->out);
	free(bookings);
	return status;
}

enum status session_resume(struct desk *desk, int64_t session_id, const char *reason,
			   struct resumption *out)
{
	struct resume resume = { .session_id = session_id, .out = out };
	enum status status = reason_read(desk, reason, true, resume.reason);

	return status ? status : desk_change(desk, resume_inside, &resume);
}

static enum status resume_terms_inside(struct desk *desk, void *context)
{
	struct resumption *out = context;

	return session_resume(desk, out->session_id, "-", out);
}

enum status session_resume_terms(struct desk *desk, int64_t session_id, struct resumption *out)
{
	*out = (struct resumption){ .session_id = session_id };
	return desk_try(desk, resume_terms_inside, out);
}

/* The worksheet. */

static enum status read_affected(const struct store_row *row, void *context)
{
	struct affected *out = context;

	out->booking_id = row_number(row, AFFECTED_ROW_BOOKING_ID);
	out->session_id = row_number(row, AFFECTED_ROW_SESSION_ID);
	out->outcome = OUTCOME_NONE;
	if (!row_is_null(row, AFFECTED_ROW_OUTCOME) &&
	    !outcome_parse(row_text(row, AFFECTED_ROW_OUTCOME), &out->outcome))
		return STATUS_STORE_CORRUPT;
	out->number = (int)row_number(row, AFFECTED_ROW_NUMBER);
	text_copy(out->patient, sizeof(out->patient), row_text(row, AFFECTED_ROW_PATIENT));
	text_copy(out->phone, sizeof(out->phone), row_text(row, AFFECTED_ROW_PHONE));
	out->refund_fen = row_number(row, AFFECTED_ROW_REFUND_FEN);
	out->refund_state = REFUND_NONE;
	out->moved_to = row_number(row, AFFECTED_ROW_MOVED_TO);
	if (!row_is_null(row, AFFECTED_ROW_REFUND_STATE) &&
	    !refund_state_parse(row_text(row, AFFECTED_ROW_REFUND_STATE), &out->refund_state))
		return STATUS_STORE_CORRUPT;
	if (!row_is_null(row, AFFECTED_ROW_REFUND_METHOD) &&
	    !method_parse(row_text(row, AFFECTED_ROW_REFUND_METHOD), &out->refund_method))
		return STATUS_STORE_CORRUPT;
	out->patient_id = row_number(row, AFFECTED_ROW_PATIENT_ID);
	out->doctor_id = row_number(row, AFFECTED_ROW_DOCTOR_ID);
	out->department_id = row_number(row, AFFECTED_ROW_DEPARTMENT_ID);
	if (!day_parse(row_text(row, AFFECTED_ROW_DATE), &out->day) ||
	    !period_parse(row_text(row, AFFECTED_ROW_PERIOD), &out->period))
		return STATUS_STORE_CORRUPT;
	text_copy(out->doctor, sizeof(out->doctor), row_text(row, AFFECTED_ROW_DOCTOR));
	return STATUS_OK;
}

enum status affected_list(struct desk *desk, int64_t session_id, struct affected **rows,
			  size_t *count)
{
	if (session_id)
		return list_read(desk, SQL_AFFECTED_LIST_SESSION, ARGS(STORE_ARG_INT(session_id)),
				 read_affected, sizeof(**rows), rows, count);
	return list_read(desk, SQL_AFFECTED_LIST_OPEN, NO_ARGS, read_affected, sizeof(**rows), rows,
			 count);
}

struct settle {
	int64_t booking_id;
	enum outcome outcome;
};

static enum status outcome_is_true(struct desk *desk, const struct booking *booking,
				   enum outcome outcome)
{
	int64_t told;
	enum status status = STATUS_OK;

	if (outcome == OUTCOME_NONE)
		status = store_number(desk->store, SQL_AFFECTED_TOLD,
				      ARGS(STORE_ARG_INT(booking->id)), &told);
	if (status)
		return desk_store_result(desk, status);
	if (outcome == OUTCOME_NONE && told == 0)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("%s is not recorded as told: there is nothing to take back."),
				   booking->patient);
	/* A refund is never shown as done before it is. */
	if (outcome == OUTCOME_REFUNDED && booking->refund_state != REFUND_DONE &&
	    booking->refund_state != REFUND_SUCCEEDED)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("The refund of %s has the state: %s. Finish it first, or "
				     "record that the patient was told."),
				   booking->patient, refund_state_word(booking->refund_state));
	if (outcome == OUTCOME_MOVED && !booking->moved_to)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("%s has not been moved: no other booking took the place of "
				     "this one. Move it (in the desk, or `frontdesk move`), or "
				     "record that the patient was told."),
				   booking->patient);
	return STATUS_OK;
}

/* STATUS_NOT_FOUND when nobody suspended it. */
static enum status affected_seq(struct desk *desk, int64_t booking_id, int64_t *seq)
{
	enum status status = store_number(desk->store, SQL_AFFECTED_GET,
					  ARGS(STORE_ARG_INT(booking_id)), seq);

	return status == STATUS_NOT_FOUND ? status : desk_store_result(desk, status);
}

enum status affected_find(struct desk *desk, int64_t booking_id, bool *affected)
{
	int64_t seq;
	enum status status = affected_seq(desk, booking_id, &seq);

	*affected = status == STATUS_OK;
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status write_outcome(struct desk *desk, int64_t booking_id, enum outcome outcome,
				 int64_t seq, int64_t before_seq)
{
	return desk_change_row(desk, SQL_AFFECTED_SET,
			       ARGS(store_text(outcome_name(outcome)), STORE_ARG_INT(seq),
				    STORE_ARG_INT(booking_id), STORE_ARG_INT(before_seq)));
}

enum status affected_record(struct desk *desk, int64_t booking_id, enum outcome outcome,
			    int64_t seq)
{
	int64_t before_seq;
	enum status status = affected_seq(desk, booking_id, &before_seq);

	return status ? status : write_outcome(desk, booking_id, outcome, seq, before_seq);
}

static enum status settle_inside(struct desk *desk, void *context)
{
	const struct settle *settle = context;
	struct booking booking;
	int64_t before_seq, seq;
	enum status status = booking_get(desk, settle->booking_id, &booking);

	if (status)
		return status;
	status = affected_seq(desk, booking.id, &before_seq);
	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, status, _("%s is not affected by a suspended session."),
				   booking.patient);
	if (status)
		return status;
	status = outcome_is_true(desk, &booking, settle->outcome);
	if (status == STATUS_OK)
		status = audit_record(desk, AUDIT_AFFECTED_OUTCOME, booking.id, booking.seq, NULL,
				      outcome_name(settle->outcome), &seq);
	if (status == STATUS_OK)
		status = booking_store(desk, &booking, seq);
	return status ? status : write_outcome(desk, booking.id, settle->outcome, seq, before_seq);
}

enum status affected_settle(struct desk *desk, int64_t booking_id, enum outcome outcome)
{
	struct settle settle = { .booking_id = booking_id, .outcome = outcome };

	return desk_change(desk, settle_inside, &settle);
}
