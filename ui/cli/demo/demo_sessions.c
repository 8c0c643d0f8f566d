#include "ui/cli/demo/demo_sessions.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/cancel.h"
#include "desk/booking/suspension.h"
#include "desk/money/refund.h"
#include "desk/queue/queue.h"
#include "ui/cli/demo/demo_clinic.h"
#include "ui/cli/show.h"

/* The doctors see their patients of this morning until then. */
static void see_until(struct demo *demo, int hour, int minute)
{
	demo_staff(demo, "nurse.lin", "triage");
	demo_see(demo, demo->today, PERIOD_AM, hour * 60 + minute);
	demo_at(demo, demo->today, hour, minute);
}

static struct booking cancel(struct demo *demo, const struct booking *booking, const char *reason,
			     bool override)
{
	struct cancel_wish wish = {
		.id = booking->id,
		.channel = CHANNEL_COUNTER,
		.reason = reason,
		.override = override,
		.idem = idem_new(),
	};
	struct booking cancelled;
	char refund[MONEY_TEXT_SIZE];

	memset(&cancelled, 0, sizeof(cancelled));
	if (demo->status)
		return cancelled;
	demo_step(demo, booking_cancel(demo->desk, &wish, &cancelled));
	if (demo->status)
		return cancelled;
	demo->figures.cancelled++;
	demo_tell(demo, _("%s cancels booking %" PRId64 " (%s)."), cancelled.patient, cancelled.id,
		  reason);
	if (cancelled.refund_state == REFUND_NONE)
		demo_more(demo, _("On the visit date nothing is refunded: a late cancellation, not "
				  "a no-show."));
	else
		demo_more(demo, _("Refund %s yuan (%s): %s."),
			  show_yuan(cancelled.refund_fen, refund),
			  method_word(cancelled.refund_method),
			  refund_state_word(cancelled.refund_state));
	return cancelled;
}

/* Money paid by phone goes back step by step, and is said to be back when it is. */
static void settle_refund(struct demo *demo, int64_t booking_id)
{
	struct refund *rows = NULL, refund;
	size_t count = 0;
	char yuan[MONEY_TEXT_SIZE];

	if (demo->status)
		return;
	demo_step(demo, refund_list_of(demo->desk, booking_id, &rows, &count));
	if (!demo->status && count == 0)
		demo_broken(demo, "refund");
	if (!demo->status)
		demo_step(demo,
			  refund_step(demo->desk, rows[0].id, REFUND_SUBMITTED, NULL, &refund));
	if (!demo->status)
		demo_step(demo,
			  refund_step(demo->desk, rows[0].id, REFUND_SUCCEEDED, NULL, &refund));
	if (!demo->status)
		demo_tell(demo,
			  _("The payment service has the refund of %s yuan for %s: submitted, "
			    "succeeded."),
			  show_yuan(refund.fen, yuan), refund.patient);
	free(rows);
}

static void play_cancellations(struct demo *demo)
{
	struct patient mao, kim;
	struct booking booking;

	see_until(demo, 8, 40);
	demo_staff(demo, "clerk.chen", "1");
	mao = demo_find(demo, "maoshiyu");
	booking = demo_book(demo, &mao, "8002", demo->today + 1, PERIOD_AM, METHOD_CASH);
	demo_at(demo, demo->today, 9, 5);
	cancel(demo, &booking, _("has to work tomorrow"), false);
	demo_at(demo, demo->today, 9, 10);
	kim = demo_find(demo, "M40217765");
	booking = demo_book(demo, &kim, "1002", demo->today + 1, PERIOD_AM, METHOD_WECHAT);
	demo_at(demo, demo->today, 9, 20);
	booking = cancel(demo, &booking, _("wants another doctor"), false);
	see_until(demo, 9, 50);
	demo_staff(demo, "manager.wu", "office");
	settle_refund(demo, booking.id);
}

/* The day's booking of somebody. */
static struct booking booking_today(struct demo *demo, const char *text)
{
	struct booking *rows = NULL, found;
	size_t count = 0;

	memset(&found, 0, sizeof(found));
	if (demo->status)
		return found;
	demo_step(demo, booking_find(demo->desk, text, demo->today, &rows, &count));
	for (size_t i = 0; !demo->status && i < count; i++)
		if (rows[i].day == demo->today && rows[i].state == BOOKING_BOOKED)
			found = rows[i];
	if (!demo->status && !found.id)
		demo_broken(demo, text);
	free(rows);
	return found;
}

static void play_late_cancellations(struct demo *demo)
{
	struct booking booking;

	see_until(demo, 11, 15);
	demo_staff(demo, "clerk.zhao", "2");
	booking = booking_today(demo, "姚红");
	cancel(demo, &booking, _("no time this afternoon"), false);
	demo_at(demo, demo->today, 11, 25);
	demo_staff(demo, "manager.wu", "office");
	booking = booking_today(demo, "张思远");
	cancel(demo, &booking, _("taken to hospital; the manager refunds in full"), true);
}

/* The first patient does not answer, the second is seen, the first comes back and waits behind
 * others. */
static void play_missed_call(struct demo *demo)
{
	struct session session = demo_session(demo, "8001", demo->today, PERIOD_AM);
	struct booking first, second;

	demo_at(demo, demo->today, 8, 0);
	if (demo->status)
		return;
	demo_step(demo, queue_call_next(demo->desk, session.id, &first));
	if (demo->status)
		return;
	demo_tell(demo, _("Number %d, %s, please go to room %s."), first.number, first.patient,
		  session.room);
	demo_at(demo, demo->today, 8, 3);
	demo_step(demo, queue_miss(demo->desk, first.id, &first));
	demo_tell(demo, _("Nobody answers: a missed call, which is not a no-show."));
	demo->figures.missed++;
	if (!demo->status)
		demo_step(demo, queue_call_next(demo->desk, session.id, &second));
	if (demo->status)
		return;
	demo_tell(demo, _("Number %d, %s, please."), second.number, second.patient);
	demo_at(demo, demo->today, 8, 10);
	demo_step(demo, queue_check_in(demo->desk, first.id, &first));
	demo_tell(demo, _("%s is back from the car park and waits behind the next %d."),
		  first.patient, demo->desk->settings.queue_missed_places);
	demo_at(demo, demo->today, 8, 14);
	if (!demo->status)
		demo_step(demo, queue_finish(demo->desk, second.id, &second));
	demo->figures.seen++;
	demo_tell(demo, _("%s has been seen."), second.patient);
}

static void settle_affected(struct demo *demo, const struct session *session)
{
	struct affected *rows = NULL;
	size_t count = 0;

	if (demo->status)
		return;
	demo_step(demo, affected_list(demo->desk, session->id, &rows, &count));
	for (size_t i = 0; !demo->status && i < count; i++) {
		demo_more(demo, _("  to call: %s, %s, number %d"), rows[i].patient, rows[i].phone,
			  rows[i].number);
		demo_step(demo, affected_settle(demo->desk, rows[i].booking_id, OUTCOME_TOLD));
	}
	demo_tell(demo, _("Everybody has been told; the worksheet is empty."));
	free(rows);
}

static void play_suspension(struct demo *demo)
{
	struct session session = demo_session(demo, "7002", demo->today, PERIOD_PM);
	struct suspension suspension;
	char refund[MONEY_TEXT_SIZE];

	demo_staff(demo, "manager.wu", "office");
	demo_at(demo, demo->today, 12, 10);
	if (demo->status)
		return;
	demo_step(demo, session_suspend(demo->desk, session.id,
					_("called to an emergency operation"), &suspension));
	if (demo->status)
		return;
	demo->figures.affected = suspension.affected;
	demo->figures.affected_refund_fen = suspension.refund_fen;
	demo_tell(demo, _("%s is called to an emergency operation: the afternoon is suspended."),
		  session.doctor);
	demo_more(demo,
		  _("%d bookings are cancelled by the clinic, %s yuan are to be refunded, and "
		    "nothing counts against anybody."),
		  suspension.affected, show_yuan(suspension.refund_fen, refund));
	demo_at(demo, demo->today, 12, 40);
	settle_affected(demo, &session);
}

/* Two people will be on the evening's list of bookings without a check-in, beside the one who never
 * came. */
static void keep_back(struct demo *demo)
{
	struct patient forgot = demo_find(demo, "PA0073915"),
		       ill = demo_find(demo, "510199196304277725");

	demo_at(demo, demo->today, 8, 30);
	demo_staff(demo, "clerk.chen", "1");
	demo_book(demo, &forgot, "4003", demo->today, PERIOD_PM, METHOD_CASH);
	demo_book(demo, &ill, "8002", demo->today, PERIOD_PM, METHOD_ALIPAY);
	demo->not_checked_in[0] = forgot.id;
	demo->not_checked_in[1] = ill.id;
}

void demo_play_sessions(struct demo *demo)
{
	int seen;

	demo_chapter(demo, _("Today, in the waiting room"));
	demo_staff(demo, "nurse.lin", "triage");
	demo_at(demo, demo->today, 7, 55);
	demo_check_in(demo, demo->today, PERIOD_AM);
	demo_tell(demo, _("%d people have checked in for the morning."), demo->figures.checked_in);
	play_missed_call(demo);
	keep_back(demo);
	play_cancellations(demo);
	play_late_cancellations(demo);
	see_until(demo, 12, 0);
	demo_tell(demo, _("The doctors have seen %d patients this morning."), demo->figures.seen);
	play_suspension(demo);
	seen = demo->figures.seen;
	demo_see_period(demo, demo->today, PERIOD_PM);
	demo_tell(demo, _("In the afternoon, %d patients were seen."), demo->figures.seen - seen);
	seen = demo->figures.seen;
	demo_see_period(demo, demo->today, PERIOD_EVE);
	demo_tell(demo, _("In the evening, %d."), demo->figures.seen - seen);
}
