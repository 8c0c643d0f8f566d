#include "attempt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/monotonic.h"
#include "desk/ban/ban.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/cancel.h"
#include "desk/money/refund.h"
#include "desk/queue/queue_list.h"

enum audit_action attempt_action(enum kind kind)
{
	static const enum audit_action actions[KINDS] = {
		[BOOK] = AUDIT_BOOKING_BOOK,	[CANCEL] = AUDIT_BOOKING_CANCEL,
		[STEP] = AUDIT_REFUND_STEP,	[CHECK_IN] = AUDIT_TICKET_CHECK_IN,
		[CALL] = AUDIT_TICKET_CALL,	[MISS] = AUDIT_TICKET_MISS,
		[FINISH] = AUDIT_TICKET_FINISH,
	};

	return actions[kind];
}

/* The rules once more, from what is there before the change. */

static enum status due_to_book(struct desk *desk, const struct booking_wish *wish)
{
	const bool online = wish->channel == CHANNEL_ONLINE;
	struct session session;
	struct booking *rows;
	struct ban ban;
	size_t count;
	bool has_one = false;

	fixture_must(desk, session_get(desk, wish->session_id, &session));
	if (session.state == SESSION_CLOSED || desk_now_ms(desk) >= session.end_ms)
		return STATUS_SESSION_OVER;
	if (online && !ban_in_force(desk, wish->patient_id, desk_today(desk), &ban))
		return STATUS_BANNED;
	fixture_must(desk, booking_list_session(desk, wish->session_id, &rows, &count));
	for (size_t i = 0; i < count; i++)
		has_one |= rows[i].patient_id == wish->patient_id &&
			   rows[i].state != BOOKING_CANCELLED;
	free(rows);
	if (has_one)
		return STATUS_DUPLICATE_PERSON;
	if (online)
		return !session.released && session.online.free > 0 ? STATUS_OK : STATUS_QUOTA_FULL;
	if (session.counter.free > 0 || (session.released && session.online.free > 0))
		return STATUS_OK;
	return STATUS_QUOTA_FULL;
}

static bool is_past_its_end(const struct desk *desk, const struct booking *booking)
{
	return desk_now_ms(desk) >= clock_instant(booking->day, booking->end_minute);
}

static enum status due_to_cancel(const struct desk *desk, const struct booking *booking)
{
	const bool in_time = desk_today(desk) < booking->day;

	if (booking->state == BOOKING_NO_SHOW && in_time)
		return STATUS_OK;
	if (booking->state != BOOKING_BOOKED && booking->state != BOOKING_CHECKED_IN)
		return STATUS_WRONG_STATE;
	/* Who was called was called, whatever the clock of this desk makes of the day. */
	if (booking->ticket_state != TICKET_NONE && booking->ticket_state != TICKET_WAITING)
		return STATUS_TOO_LATE;
	if (in_time)
		return STATUS_OK;
	return is_past_its_end(desk, booking) ? STATUS_TOO_LATE : STATUS_OK;
}

static enum status due_to_check_in(const struct desk *desk, const struct booking *booking)
{
	const bool is_back = booking->state == BOOKING_CHECKED_IN &&
			     booking->ticket_state == TICKET_MISSED;

	if (booking->state != BOOKING_BOOKED && !is_back)
		return STATUS_WRONG_STATE;
	if (desk_today(desk) < booking->day)
		return STATUS_TOO_EARLY;
	if (desk_today(desk) > booking->day || (is_past_its_end(desk, booking) && !is_back))
		return STATUS_TOO_LATE;
	return STATUS_OK;
}

static enum status due_to_call(struct desk *desk, struct attempt *attempt)
{
	struct ticket *rows;
	size_t count;

	attempt->next_id = 0;
	fixture_must(desk, queue_list(desk, attempt->id, &rows, &count));
	for (size_t i = 0; i < count && !attempt->next_id; i++) {
		struct booking booking;

		if (rows[i].state != TICKET_WAITING)
			continue;
		/* Who still waited when the day was closed is settled and waits no more. */
		fixture_must(desk, booking_get(desk, rows[i].booking_id, &booking));
		if (booking.state == BOOKING_CHECKED_IN)
			attempt->next_id = booking.id;
	}
	free(rows);
	return attempt->next_id ? STATUS_OK : STATUS_NOTHING_WAITING;
}

static enum status due_to_step(struct desk *desk, const struct attempt *attempt)
{
	static const bool may[][REFUND_FAILED + 1] = {
		[REFUND_REQUESTED][REFUND_SUBMITTED] = true,
		[REFUND_SUBMITTED][REFUND_SUCCEEDED] = true,
		[REFUND_SUBMITTED][REFUND_FAILED] = true,
		[REFUND_FAILED][REFUND_SUBMITTED] = true,
	};
	struct refund refund;

	fixture_must(desk, refund_get(desk, attempt->id, &refund));
	return may[refund.state][attempt->to] ? STATUS_OK : STATUS_WRONG_STATE;
}

static enum status due(struct desk *desk, struct attempt *attempt)
{
	struct booking booking;

	switch (attempt->kind) {
	case BOOK: return due_to_book(desk, &attempt->wish);
	case CALL: return due_to_call(desk, attempt);
	case STEP: return due_to_step(desk, attempt);
	default: break;
	}
	fixture_must(desk, booking_get(desk, attempt->id, &booking));
	if (attempt->kind == CANCEL)
		return due_to_cancel(desk, &booking);
	if (attempt->kind == CHECK_IN)
		return due_to_check_in(desk, &booking);
	return booking.state == BOOKING_CHECKED_IN && booking.ticket_state == TICKET_CALLED
		       ? STATUS_OK
		       : STATUS_WRONG_STATE;
}

static enum status change(struct desk *desk, struct attempt *attempt)
{
	const struct cancel_wish cancel = { .id = attempt->id,
					    .channel = CHANNEL_COUNTER,
					    .reason = "" };
	struct booking *out = &attempt->booking;

	switch (attempt->kind) {
	case BOOK: return booking_book(desk, &attempt->wish, out);
	case CANCEL: return booking_cancel(desk, &cancel, out);
	case STEP: return refund_step(desk, attempt->id, attempt->to, NULL, &attempt->refund);
	case CHECK_IN: return queue_check_in(desk, attempt->id, out);
	case CALL: return queue_call_next(desk, attempt->id, out);
	case MISS: return queue_miss(desk, attempt->id, out);
	case FINISH: return queue_finish(desk, attempt->id, out);
	case KINDS: break;
	}
	return STATUS_DEFECT;
}

enum status attempt_inside(struct desk *desk, void *context)
{
	struct attempt *attempt = context;

	attempt->entered_us = monotonic_us();
	attempt->due = due(desk, attempt);
	attempt->answer = change(desk, attempt);
	return attempt->answer;
}
