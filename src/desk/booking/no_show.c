#include "desk/booking/no_show.h"

#include <stdlib.h>
#include <string.h>

#include "base/choice.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/ban/ban_revise.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/give_back.h"
#include "desk/list.h"
#include "desk/reason.h"

#include "sql_columns.h"

enum { NOT_KEPT = -1 }; /* of the day's close: the count of a no-show */

static const struct choice resolutions[] = {
#define RESOLUTION(symbol, name, word) [RESOLVE_##symbol] = CHOICE(name, word),
#include "desk/booking/resolution.def"
#undef RESOLUTION
};

bool resolution_parse(const char *text, enum resolution *resolution)
{
	int found = CHOICE_FIND(text, resolutions);

	if (found < 0)
		return false;
	*resolution = (enum resolution)found;
	return true;
}

/* The bookings in `state` whose session is over, of a day or, for DAY_NONE, of all. */
static enum status list_of_over(struct desk *desk, enum booking_state state, day_number day,
				struct booking **rows, size_t *count)
{
	const struct local_time now = clock_local(desk_now_ms(desk));
	const struct store_value name = store_text(booking_state_name(state));
	char today[DAY_TEXT_SIZE], text[DAY_TEXT_SIZE];

	day_format(now.day, today);
	if (day == DAY_NONE)
		return booking_rows(desk, SQL_OVER_ALL,
				    ARGS(name, store_text(today), STORE_ARG_INT(now.minute)), rows,
				    count);
	return booking_rows(desk, SQL_OVER_DAY,
			    ARGS(name, store_text(day_format(day, text)), store_text(today),
				 STORE_ARG_INT(now.minute)),
			    rows, count);
}

enum status unresolved_list(struct desk *desk, day_number day, struct booking **rows, size_t *count)
{
	return list_of_over(desk, BOOKING_BOOKED, day, rows, count);
}

enum status unseen_list(struct desk *desk, day_number day, struct booking **rows, size_t *count)
{
	return list_of_over(desk, BOOKING_CHECKED_IN, day, rows, count);
}

/* Somebody who checked in came: what is said of them then is never that they did not. */
static enum status outcome_fits(struct desk *desk, const struct booking *booking,
				enum resolution resolution, const char *reason)
{
	if (booking->state != BOOKING_CHECKED_IN && booking->state != BOOKING_NOT_SEEN)
		return STATUS_OK;
	if (resolution == RESOLVE_NO_SHOW)
		return booking_wrong_state(desk, booking,
					   _("Somebody who checked in came, and is no no-show."));
	if (booking->state == BOOKING_NOT_SEEN && !*reason)
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("%s was recorded as not seen: another outcome is a "
				     "correction, and needs a reason."),
				   booking->patient);
	if (booking->ticket_state == TICKET_CALLED && resolution != RESOLVE_CAME)
		return booking_wrong_state(
			desk, booking,
			_("The patient was called: finish the visit, or record the missed call "
			  "first."));
	return STATUS_OK;
}

/* Whether it can be said now what became of this booking. */
static enum status may_be_resolved(struct desk *desk, const struct booking *booking)
{
	char day[DAY_TEXT_SIZE], end[MINUTE_TEXT_SIZE];

	if (booking->session_state == SESSION_SUSPENDED)
		return desk_refuse(desk, STATUS_SESSION_SUSPENDED,
				   _("The session of %s on %s was suspended by the clinic; nothing "
				     "counts against its patients."),
				   booking->doctor, day_format(booking->day, day));
	if (booking->state != BOOKING_BOOKED && booking->state != BOOKING_CHECKED_IN &&
	    booking->state != BOOKING_NOT_SEEN)
		return booking_wrong_state(desk, booking, _("It has an outcome already."));
	if (desk_now_ms(desk) < clock_instant(booking->day, booking->end_minute))
		return desk_refuse(
			desk, STATUS_SESSION_NOT_OVER,
			_("The session of %s on %s ends at %s; until then the patient may "
			  "still come."),
			booking->doctor, day_format(booking->day, day),
			minute_format(booking->end_minute, end));
	return STATUS_OK;
}

enum status no_show_record(struct desk *desk, struct booking *booking, const char *note)
{
	char day[DAY_TEXT_SIZE], detail[AUDIT_DETAIL_SIZE];
	int64_t seq;
	enum status status = may_be_resolved(desk, booking);

	if (status)
		return status;
	day_format(booking->day, day);
	text_format(detail, sizeof(detail), "%s%s%s", day, *note ? ": " : "", note);
	status = audit_record(desk, AUDIT_BOOKING_NO_SHOW, booking->id, booking->seq, NULL, detail,
			      &seq);
	if (status)
		return status;
	booking->state = BOOKING_NO_SHOW;
	status = booking_store(desk, booking, seq);
	if (status)
		return status;
	status = store_run(desk->store, SQL_NO_SHOW_ADD,
			   ARGS(STORE_ARG_INT(booking->id), STORE_ARG_INT(booking->patient_id),
				store_text(channel_name(booking->channel)), store_text(day),
				STORE_ARG_INT(seq)),
			   NULL);
	return desk_store_result(desk, status);
}

enum status not_seen_record(struct desk *desk, struct booking *booking)
{
	int64_t seq;
	enum status status = audit_record(desk, AUDIT_BOOKING_NOT_SEEN, booking->id, booking->seq,
					  NULL, "", &seq);

	booking->state = BOOKING_NOT_SEEN;
	return status ? status : booking_store(desk, booking, seq);
}

struct resolve {
	int64_t booking_id;
	enum resolution resolution;
	char reason[REASON_SIZE];
	struct idem idem;
	struct booking *out;
	struct ban *ban;
	bool *banned;
};

/* Came, excused, or the clinic's fault: all but a no-show. */
static enum status record_outcome(struct desk *desk, const struct resolve *resolve)
{
	struct booking *booking = resolve->out;
	const int64_t rest_fen = booking_still_paid_fen(booking);
	const bool clinic = resolve->resolution == RESOLVE_CLINIC;
	const bool came = resolve->resolution == RESOLVE_CAME;
	char detail[AUDIT_DETAIL_SIZE];
	int64_t seq;
	enum status status = may_be_resolved(desk, booking);

	if (status)
		return status;
	text_format(detail, sizeof(detail), "%s%s%s", resolutions[resolve->resolution].name,
		    resolve->reason[0] ? ": " : "", resolve->reason);
	status = audit_record(desk, AUDIT_BOOKING_RESOLVE, booking->id, booking->seq,
			      &resolve->idem, detail, &seq);
	if (status)
		return status;
	booking->state = came ? BOOKING_FULFILLED : BOOKING_EXCUSED;
	booking->cause = came ? CAUSE_NONE : clinic ? CAUSE_CLINIC : CAUSE_PATIENT;
	status = booking_store(desk, booking, seq);
	if (!status && booking->ticket_state == TICKET_CALLED)
		status = desk_change_row(desk, SQL_TICKET_FINISH,
					 ARGS(STORE_ARG_INT(desk_now_ms(desk)), STORE_ARG_INT(seq),
					      STORE_ARG_INT(booking->id)));
	if (!status && clinic && rest_fen > 0) {
		const struct give_back back = { .fen = rest_fen,
						.reason = resolve->reason,
						.seq = seq };

		status = booking_give_back(desk, booking, &back);
	}
	return status;
}

static enum status resolve_inside(struct desk *desk, void *context)
{
	struct resolve *resolve = context;
	enum status status = booking_get(desk, resolve->booking_id, resolve->out);

	if (!status)
		status = outcome_fits(desk, resolve->out, resolve->resolution, resolve->reason);
	if (status)
		return status;
	if (resolve->resolution == RESOLVE_NO_SHOW) {
		status = no_show_record(desk, resolve->out, resolve->reason);
		if (status == STATUS_OK)
			status = ban_revise(desk, resolve->out->patient_id, NULL, resolve->ban,
					    resolve->banned);
	} else {
		status = record_outcome(desk, resolve);
	}
	return status ? status : booking_get(desk, resolve->booking_id, resolve->out);
}

enum status booking_resolve(struct desk *desk, int64_t booking_id, enum resolution resolution,
			    const char *reason, struct booking *out, struct ban *ban, bool *banned)
{
	struct resolve resolve = { .booking_id = booking_id,
				   .resolution = resolution,
				   .idem = idem_new(),
				   .out = out,
				   .ban = ban,
				   .banned = banned };
	enum status status = reason_read(desk, reason, false, resolve.reason);

	if (banned)
		*banned = false;
	return status ? status : desk_change(desk, resolve_inside, &resolve);
}

struct withdrawal {
	int64_t booking_id;
	char reason[REASON_SIZE];
	struct booking *out;
};

static enum status withdraw_inside(struct desk *desk, void *context)
{
	struct withdrawal *withdrawal = context;
	struct booking *booking = withdrawal->out;
	int64_t seq;
	enum status status = booking_get(desk, withdrawal->booking_id, booking);

	if (status)
		return status;
	if (booking->state != BOOKING_NO_SHOW)
		return booking_wrong_state(desk, booking, _("There is no no-show to withdraw."));
	status = audit_record(desk, AUDIT_NO_SHOW_WITHDRAW, booking->id, booking->seq, NULL,
			      withdrawal->reason, &seq);
	if (status)
		return status;
	booking->state = BOOKING_EXCUSED;
	booking->cause = CAUSE_PATIENT;
	status = booking_store(desk, booking, seq);
	if (status)
		return status;
	status = desk_change_row(desk, SQL_NO_SHOW_WITHDRAW,
				 ARGS(store_text(withdrawal->reason), STORE_ARG_INT(seq),
				      STORE_ARG_INT(booking->id)));
	if (status)
		return status;
	status = ban_revise(desk, booking->patient_id, withdrawal->reason, NULL, NULL);
	return status ? status : booking_get(desk, withdrawal->booking_id, booking);
}

enum status no_show_withdraw(struct desk *desk, int64_t booking_id, const char *reason,
			     struct booking *out)
{
	struct withdrawal withdrawal = { .booking_id = booking_id, .out = out };
	enum status status = reason_read(desk, reason, true, withdrawal.reason);

	return status ? status : desk_change(desk, withdraw_inside, &withdrawal);
}

static enum status read_no_show(const struct store_row *row, void *context)
{
	struct no_show *out = context;

	out->booking_id = row_number(row, NO_SHOW_LIST_DAY_BOOKING_ID);
	out->patient_id = row_number(row, NO_SHOW_LIST_DAY_PATIENT_ID);
	if (!day_parse(row_text(row, NO_SHOW_LIST_DAY_DATE), &out->day) ||
	    !channel_parse(row_text(row, NO_SHOW_LIST_DAY_CHANNEL), &out->channel) ||
	    !period_parse(row_text(row, NO_SHOW_LIST_DAY_PERIOD), &out->period))
		return STATUS_STORE_CORRUPT;
	out->withdrawn = !row_is_null(row, NO_SHOW_LIST_DAY_WITHDRAWN_REASON);
	text_copy(out->reason, sizeof(out->reason),
		  row_text(row, NO_SHOW_LIST_DAY_WITHDRAWN_REASON));
	text_copy(out->patient, sizeof(out->patient), row_text(row, NO_SHOW_LIST_DAY_PATIENT));
	text_copy(out->phone, sizeof(out->phone), row_text(row, NO_SHOW_LIST_DAY_PHONE));
	text_copy(out->doctor, sizeof(out->doctor), row_text(row, NO_SHOW_LIST_DAY_DOCTOR));
	text_copy(out->department, sizeof(out->department),
		  row_text(row, NO_SHOW_LIST_DAY_DEPARTMENT));
	out->number = (int)row_number(row, NO_SHOW_LIST_DAY_NUMBER);
	out->banned_until = DAY_NONE;
	out->online_count = NOT_KEPT;
	if (!row_is_null(row, NO_SHOW_LIST_DAY_COUNTED))
		out->online_count = (int)row_number(row, NO_SHOW_LIST_DAY_COUNTED);
	if (!row_is_null(row, NO_SHOW_LIST_DAY_BANNED_UNTIL) &&
	    !day_parse(row_text(row, NO_SHOW_LIST_DAY_BANNED_UNTIL), &out->banned_until))
		return STATUS_STORE_CORRUPT;
	return STATUS_OK;
}

/* How the person stands now, unless it was kept how that was. */
static enum status tell_standing(struct desk *desk, struct no_show *no_show)
{
	struct ban_standing standing;
	enum status status;

	if (no_show->online_count != NOT_KEPT)
		return STATUS_OK;
	status = ban_standing(desk, no_show->patient_id, &standing);
	no_show->online_count = standing.count;
	no_show->banned_until = standing.banned_until;
	return status;
}

enum status no_show_each_of_day(struct desk *desk, day_number day, no_show_fn *fn, void *context)
{
	struct no_show *rows;
	size_t count;
	char text[DAY_TEXT_SIZE];
	enum status status = list_read(desk, SQL_NO_SHOW_LIST_DAY,
				       ARGS(store_text(day_format(day, text))), read_no_show,
				       sizeof(*rows), &rows, &count);

	for (size_t i = 0; i < count && !status; i++) {
		status = tell_standing(desk, &rows[i]);
		if (!status)
			status = fn(&rows[i], context);
	}
	free(rows);
	return status;
}
