#include "desk/queue/queue.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/list.h"

#include "sql_columns.h"

enum { PLACES_PER_NUMBER = 1000, CLAIMS_MAX = 100 };

/* A suspended session stops everything that concerns its patients. */
static enum status session_runs(struct desk *desk, const struct booking *booking)
{
	char day[DAY_TEXT_SIZE];

	if (booking->session_state != SESSION_SUSPENDED)
		return STATUS_OK;
	return desk_refuse(desk, STATUS_SESSION_SUSPENDED,
			   _("The session of %s on %s is suspended; its patients are on the list "
			     "of those affected."),
			   booking->doctor, day_format(booking->day, day));
}

/* Whether somebody may check in at this moment, the booking's state aside. */
static enum status time_allows(struct desk *desk, const struct booking *booking)
{
	const struct local_time now = clock_local(desk_now_ms(desk));
	const int opens = booking->start_minute - desk->settings.queue_early_minutes;
	char day[DAY_TEXT_SIZE], minute[MINUTE_TEXT_SIZE];

	day_format(booking->day, day);
	if (now.day < booking->day)
		return desk_refuse(desk, STATUS_TOO_EARLY,
				   _("This booking is for %s; check in on that day."), day);
	if (now.day > booking->day)
		return desk_refuse(desk, STATUS_TOO_LATE,
				   _("This booking was for %s; that day is past."), day);
	if (now.minute < opens)
		return desk_refuse(desk, STATUS_TOO_EARLY,
				   _("Check-in for this session opens at %s, %d minutes before its "
				     "start."),
				   minute_format(opens, minute),
				   desk->settings.queue_early_minutes);
	if (now.minute >= booking->end_minute && booking->ticket_state != TICKET_MISSED)
		return desk_refuse(desk, STATUS_TOO_LATE,
				   _("The session of %s ended at %s; if the patient was there, "
				     "record it among the unresolved bookings."),
				   booking->doctor, minute_format(booking->end_minute, minute));
	return STATUS_OK;
}

static enum status state_allows(struct desk *desk, const struct booking *booking)
{
	if (booking->state == BOOKING_BOOKED)
		return STATUS_OK;
	if (booking->state != BOOKING_CHECKED_IN)
		return booking_wrong_state(desk, booking,
					   _("Only a patient with a booking can check in."));
	if (booking->ticket_state == TICKET_MISSED)
		return STATUS_OK;
	if (booking->ticket_state == TICKET_CALLED)
		return booking_wrong_state(desk, booking, _("The patient has been called."));
	return booking_wrong_state(desk, booking, _("The patient is already waiting."));
}

/* With queue.unpaid = refuse nobody takes a place in the queue before the fee is paid. */
static enum status money_allows(struct desk *desk, const struct booking *booking)
{
	const int64_t owed_fen = booking_owed_fen(booking);
	char owed[MONEY_TEXT_SIZE];

	if (!owed_fen || strcmp(desk->settings.queue_unpaid, "refuse") != 0)
		return STATUS_OK;
	return desk_refuse(desk, STATUS_UNPAID,
			   _("%s has not paid yet: %s yuan is owed. Take the fee first."),
			   booking->patient, money_format(owed_fen, owed));
}

/* An entry in the history of the booking; its ticket shares that history. */
static enum status note(struct desk *desk, enum audit_action action, struct booking *booking,
			const char *detail)
{
	int64_t seq;
	enum status status = audit_record(desk, action, booking->id, booking->seq, NULL, detail,
					  &seq);

	return status ? status : booking_store(desk, booking, seq);
}

static enum status add_ticket(struct desk *desk, struct booking *booking)
{
	char detail[AUDIT_DETAIL_SIZE];
	enum status status;

	booking->state = BOOKING_CHECKED_IN;
	text_format(detail, sizeof(detail), "%d", booking->number);
	status = note(desk, AUDIT_TICKET_CHECK_IN, booking, detail);
	if (status)
		return status;
	status = store_run(desk->store, SQL_TICKET_ADD,
			   ARGS(STORE_ARG_INT(booking->id), STORE_ARG_INT(booking->session_id),
				STORE_ARG_INT(booking->number * PLACES_PER_NUMBER),
				STORE_ARG_INT(booking->seq), STORE_ARG_INT(desk_now_ms(desk))),
			   NULL);
	return desk_store_result(desk, status);
}

struct waiting {
	int64_t booking_id, place;
};

static enum status read_waiting(const struct store_row *row, void *context)
{
	struct waiting *person = context;

	person->booking_id = row_number(row, TICKET_WAITING_BOOKING_ID);
	person->place = row_number(row, TICKET_WAITING_PLACE);
	return STATUS_OK;
}

/* Who waits in a session, in order. */
struct line {
	struct waiting *people;
	size_t count;
};

/*
 * A place behind people[ahead - 1] and before people[ahead]. Where their places leave no room,
 * those behind move back by as little as it takes.
 */
static enum status make_room(struct desk *desk, const struct line *line, size_t ahead,
			     int64_t *place)
{
	const int64_t before = line->people[ahead - 1].place;
	int64_t needed;
	enum status status = STATUS_OK;

	if (ahead == line->count) {
		*place = before + PLACES_PER_NUMBER;
		return STATUS_OK;
	}
	if (line->people[ahead].place - before >= 2) {
		*place = before + (line->people[ahead].place - before) / 2;
		return STATUS_OK;
	}
	*place = before + 1;
	needed = before + 2;
	for (size_t i = ahead; i < line->count && status == STATUS_OK; i++) {
		if (line->people[i].place >= needed)
			break;
		status = store_run(
			desk->store, SQL_TICKET_SET_PLACE,
			ARGS(STORE_ARG_INT(needed), STORE_ARG_INT(line->people[i].booking_id)),
			NULL);
		needed++;
	}
	return desk_store_result(desk, status);
}

/* Somebody who missed the call waits behind the next so many people. */
static enum status take_back(struct desk *desk, struct booking *booking)
{
	struct line line;
	size_t ahead = (size_t)desk->settings.queue_missed_places;
	int64_t place = (int64_t)booking->number * PLACES_PER_NUMBER;
	char detail[AUDIT_DETAIL_SIZE];
	enum status status;

	status = list_read(desk, SQL_TICKET_WAITING, ARGS(STORE_ARG_INT(booking->session_id)),
			   read_waiting, sizeof(*line.people), &line.people, &line.count);
	if (ahead > line.count)
		ahead = line.count;
	if (status == STATUS_OK && ahead > 0)
		status = make_room(desk, &line, ahead, &place);
	else if (line.count > 0 && line.people[0].place <= place)
		place = line.people[0].place - 1;
	free(line.people);
	if (status)
		return status;
	text_format(detail, sizeof(detail), "+%zu", ahead);
	status = note(desk, AUDIT_TICKET_BACK, booking, detail);
	if (status)
		return status;
	return desk_change_row(desk, SQL_TICKET_BACK,
			       ARGS(STORE_ARG_INT(place), STORE_ARG_INT(booking->seq),
				    STORE_ARG_INT(booking->id)));
}

/* One change of one booking's ticket. */
struct move {
	int64_t booking_id;
	struct booking *out;
};

enum status queue_may_check_in(struct desk *desk, const struct booking *booking)
{
	enum status status = session_runs(desk, booking);

	if (status == STATUS_OK)
		status = state_allows(desk, booking);
	return status ? status : time_allows(desk, booking);
}

static enum status check_in_inside(struct desk *desk, void *context)
{
	struct move *move = context;
	struct booking *booking = move->out;
	enum status status = booking_get(desk, move->booking_id, booking);

	if (status == STATUS_OK)
		status = queue_may_check_in(desk, booking);
	if (status == STATUS_OK)
		status = money_allows(desk, booking);
	if (status)
		return status;
	status = booking->state == BOOKING_BOOKED ? add_ticket(desk, booking)
						  : take_back(desk, booking);
	return status ? status : booking_get(desk, move->booking_id, booking);
}

enum status queue_check_in(struct desk *desk, int64_t booking_id, struct booking *out)
{
	struct move move = { .booking_id = booking_id, .out = out };

	return desk_change(desk, check_in_inside, &move);
}

struct call {
	const struct call_wish *wish;
	struct booking *out;
};

/* The first in line whom nobody else has called: the claim decides, not the look before it. */
static enum status claim_next(struct desk *desk, int64_t session_id, int64_t *booking_id)
{
	int64_t changed = 0;

	for (int i = 0; i < CLAIMS_MAX; i++) {
		enum status status = store_number(desk->store, SQL_TICKET_NEXT,
						  ARGS(STORE_ARG_INT(session_id)), booking_id);

		if (status == STATUS_NOT_FOUND)
			return desk_refuse(desk, STATUS_NOTHING_WAITING,
					   _("Nobody is waiting in this session."));
		if (status == STATUS_OK)
			status = store_run(desk->store, SQL_TICKET_CLAIM,
					   ARGS(STORE_ARG_INT(desk_now_ms(desk)),
						store_text(desk->counter),
						STORE_ARG_INT(*booking_id)),
					   &changed);
		if (status)
			return desk_store_result(desk, status);
		if (changed > 0)
			return STATUS_OK;
	}
	return desk_store_result(desk, STATUS_CHANGED_ELSEWHERE);
}

static enum status called_booking(struct desk *desk, int64_t booking_id, struct booking *out)
{
	enum status status = booking_get(desk, booking_id, out);

	if (status == STATUS_OK)
		status = session_runs(desk, out);
	if (status)
		return status;
	if (out->state == BOOKING_CHECKED_IN && out->ticket_state == TICKET_CALLED)
		return STATUS_OK;
	return booking_wrong_state(desk, out, _("The patient is not among those called."));
}

static enum status finish_inside(struct desk *desk, void *context)
{
	struct move *move = context;
	struct booking *booking = move->out;
	enum status status = called_booking(desk, move->booking_id, booking);

	if (status)
		return status;
	booking->state = BOOKING_FULFILLED;
	status = note(desk, AUDIT_TICKET_FINISH, booking, "");
	if (status == STATUS_OK)
		status = desk_change_row(desk, SQL_TICKET_FINISH,
					 ARGS(STORE_ARG_INT(desk_now_ms(desk)),
					      STORE_ARG_INT(booking->seq),
					      STORE_ARG_INT(booking->id)));
	return status ? status : booking_get(desk, move->booking_id, booking);
}

static enum status read_called(const struct store_row *row, void *context)
{
	*(int64_t *)context = row_number(row, TICKET_CALLED_BOOKING_ID);
	return STATUS_OK;
}

/* Somebody is called, and what is to become of them was not said. */
static enum status refuse_called(struct desk *desk, int64_t booking_id)
{
	struct booking booking;
	enum status status = booking_get(desk, booking_id, &booking);

	if (status)
		return status;
	return desk_refuse(desk, STATUS_STILL_CALLED,
			   _("Number %d, %s, is called and the visit is not finished. Finish it, "
			     "or call both."),
			   booking.number, booking.patient);
}

static bool was_seen(const struct call_wish *wish, int64_t booking_id)
{
	for (size_t i = 0; i < wish->called_count; i++) {
		if (wish->called[i] == booking_id)
			return true;
	}
	return !wish->seen;
}

static enum status finish_called(struct desk *desk, const struct call_wish *wish,
				 const int64_t *called, size_t count)
{
	struct booking booking;
	enum status status = STATUS_OK;

	for (size_t i = 0; i < count && !status; i++) {
		struct move move = { .booking_id = called[i], .out = &booking };

		status = was_seen(wish, called[i])
				 ? finish_inside(desk, &move)
				 : desk_refuse(desk, STATUS_CHANGED_ELSEWHERE,
					       _("Another counter has just called somebody here. "
						 "Please look again; nobody was called or "
						 "finished."));
	}
	return status;
}

/* What becomes of those who are called already. That nobody waits is said before anything is asked.
 */
static enum status clear_room(struct desk *desk, const struct call_wish *wish)
{
	int64_t *called = NULL;
	int64_t next;
	size_t count = 0;
	enum status status = STATUS_OK;

	if (wish->way == CALL_BOTH)
		return STATUS_OK;
	status = list_read(desk, SQL_TICKET_CALLED, ARGS(STORE_ARG_INT(wish->session_id)),
			   read_called, sizeof(*called), &called, &count);
	if (status || count == 0)
		return status;
	if (wish->way == CALL_FINISH) {
		status = finish_called(desk, wish, called, count);
	} else {
		status = store_number(desk->store, SQL_TICKET_NEXT,
				      ARGS(STORE_ARG_INT(wish->session_id)), &next);
		if (status == STATUS_OK)
			status = refuse_called(desk, called[0]);
		else if (status == STATUS_NOT_FOUND)
			status = STATUS_OK;
		else
			status = desk_store_result(desk, status);
	}
	free(called);
	return status;
}

static enum status call_inside(struct desk *desk, void *context)
{
	struct call *call = context;
	struct booking *booking = call->out;
	struct session session;
	char day[DAY_TEXT_SIZE], detail[AUDIT_DETAIL_SIZE];
	int64_t booking_id = 0;
	enum status status = session_get_bare(desk, call->wish->session_id, &session);

	if (status)
		return status;
	if (session.state == SESSION_SUSPENDED)
		return desk_refuse(desk, STATUS_SESSION_SUSPENDED,
				   _("The session of %s on %s is suspended; nobody can be called."),
				   session.doctor, day_format(session.day, day));
	status = clear_room(desk, call->wish);
	if (status == STATUS_OK)
		status = claim_next(desk, call->wish->session_id, &booking_id);
	if (status == STATUS_OK)
		status = booking_get(desk, booking_id, booking);
	if (status)
		return status;
	text_format(detail, sizeof(detail), "%d", booking->number);
	status = note(desk, AUDIT_TICKET_CALL, booking, detail);
	if (status == STATUS_OK)
		status = desk_change_row(
			desk, SQL_TICKET_SET_SEQ,
			ARGS(STORE_ARG_INT(booking->seq), STORE_ARG_INT(booking_id)));
	return status ? status : booking_get(desk, booking_id, booking);
}

bool call_way_parse(const char *text, enum call_way *way)
{
	static const char *const names[] = { "ask", "finish", "both" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(text, names[i]) == 0) {
			*way = (enum call_way)i;
			return true;
		}
	}
	return false;
}

enum call_way queue_call_way(const struct desk *desk)
{
	enum call_way way = CALL_ASK;

	call_way_parse(desk->settings.queue_call_while_called, &way);
	return way;
}

enum status queue_call(struct desk *desk, const struct call_wish *wish, struct booking *out)
{
	struct call call = { .wish = wish, .out = out };

	return desk_change(desk, call_inside, &call);
}

enum status queue_call_next(struct desk *desk, int64_t session_id, struct booking *out)
{
	return queue_call(desk, &(struct call_wish){ .session_id = session_id, .way = CALL_BOTH },
			  out);
}

static enum status call_again_inside(struct desk *desk, void *context)
{
	struct move *move = context;
	struct booking *booking = move->out;
	char detail[AUDIT_DETAIL_SIZE];
	enum status status = called_booking(desk, move->booking_id, booking);

	if (status)
		return status;
	text_format(detail, sizeof(detail), "%d", booking->number);
	status = note(desk, AUDIT_TICKET_CALL_AGAIN, booking, detail);
	if (status == STATUS_OK)
		status = desk_change_row(desk, SQL_TICKET_CALL_AGAIN,
					 ARGS(store_text(desk->counter),
					      STORE_ARG_INT(booking->seq),
					      STORE_ARG_INT(booking->id)));
	return status ? status : booking_get(desk, move->booking_id, booking);
}

enum status queue_call_again(struct desk *desk, int64_t booking_id, struct booking *out)
{
	struct move move = { .booking_id = booking_id, .out = out };

	return desk_change(desk, call_again_inside, &move);
}

static enum status miss_inside(struct desk *desk, void *context)
{
	struct move *move = context;
	struct booking *booking = move->out;
	enum status status = called_booking(desk, move->booking_id, booking);

	if (status)
		return status;
	status = note(desk, AUDIT_TICKET_MISS, booking, "");
	if (status == STATUS_OK)
		status = desk_change_row(
			desk, SQL_TICKET_MISS,
			ARGS(STORE_ARG_INT(booking->seq), STORE_ARG_INT(booking->id)));
	return status ? status : booking_get(desk, move->booking_id, booking);
}

enum status queue_miss(struct desk *desk, int64_t booking_id, struct booking *out)
{
	struct move move = { .booking_id = booking_id, .out = out };

	return desk_change(desk, miss_inside, &move);
}

enum status queue_finish(struct desk *desk, int64_t booking_id, struct booking *out)
{
	struct move move = { .booking_id = booking_id, .out = out };

	return desk_change(desk, finish_inside, &move);
}
