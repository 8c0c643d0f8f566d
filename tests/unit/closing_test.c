/* Closing a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "desk/booking/suspension.h"
#include "desk/day/closing.h"
#include "visit.h"

static int setup(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));

	desk->settings.quota_per_department_day = 9;
	*state = desk;
	return 0;
}

static int teardown(void **state)
{
	visit_check(*state);
	fixture_close(*state);
	return 0;
}

/* Passes what is open, knows that the clock is right, and why the cash differs. */
static struct close_wish passing(day_number day, int64_t counted_fen)
{
	return (struct close_wish){ .day = day,
				    .counted_fen = counted_fen,
				    .reason = "counted twice",
				    .pass = true,
				    .clock_is_right = true };
}

/* Closes and gives what came of it, without its lists. */
static struct closing close_day(struct desk *desk, day_number day, int64_t counted_fen)
{
	const struct close_wish wish = passing(day, counted_fen);
	struct closing closing, copy;

	fixture_must(desk, day_close(desk, &wish, &closing));
	copy = closing;
	closing_release(&closing);
	return copy;
}

static void what_is_unresolved_becomes_a_no_show_and_who_waited_was_not_seen(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking missing = visit_book(desk, session.id, 1, CHANNEL_ONLINE);
	struct booking waiting = visit_book(desk, session.id, 2, CHANNEL_COUNTER);
	struct booking excused = visit_book(desk, session.id, 3, CHANNEL_COUNTER);
	struct booking tomorrow = visit_book(
		desk, visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM).id, 4, CHANNEL_ONLINE);
	struct closing closing;
	struct audit_row *rows;
	size_t count;

	fixture_must(desk, queue_check_in(desk, waiting.id, &waiting));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(21, 0));
	fixture_must(desk,
		     booking_resolve(desk, excused.id, RESOLVE_EXCUSED, "", &excused, NULL, NULL));
	closing = close_day(desk, FIXTURE_DAY, -1);
	assert_true(closing.closed);
	assert_false(closing.was_closed);
	assert_int_equal(closing.no_shows, 1);
	assert_int_equal(closing.sessions_closed, 1);
	missing = visit_look(desk, missing.id);
	assert_int_equal(missing.state, BOOKING_NO_SHOW);
	fixture_must(desk, audit_history(desk, missing.seq, &rows, &count));
	assert_string_equal(rows[0].action, "booking.no_show");
	free(rows);
	assert_int_equal(closing.not_seen, 1);
	assert_int_equal(visit_look(desk, waiting.id).state, BOOKING_NOT_SEEN);
	assert_int_equal(visit_look(desk, excused.id).state, BOOKING_EXCUSED);
	assert_int_equal(visit_look(desk, tomorrow.id).state, BOOKING_BOOKED);
	assert_int_equal(fixture_look(desk, session.id).state, SESSION_CLOSED);
}

static void bans_start_with_the_close_once_per_person(void **state)
{
	struct desk *desk = *state;
	struct closing closing;
	struct ban *bans;
	size_t count;

	for (int period = PERIOD_AM; period <= PERIOD_EVE; period++) {
		struct session session = visit_session(desk, FIXTURE_DAY, (enum period)period);

		visit_book(desk, session.id, 1, CHANNEL_ONLINE);
		visit_book(desk, session.id, 2, CHANNEL_COUNTER);
	}
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
	fixture_must(desk, day_close(desk,
				     &(struct close_wish){ .day = FIXTURE_DAY,
							   .counted_fen = -1,
							   .reason = "counted twice",
							   .pass = true,
							   .clock_is_right = true },
				     &closing));
	assert_int_equal(closing.no_shows, 6);
	assert_int_equal(closing.ban_count, 1);
	assert_int_equal(closing.bans[0].patient_id, fixture_patient(desk, 1).id);
	assert_int_equal(closing.bans[0].until, visit_day("2027-02-23"));
	closing_release(&closing);
	fixture_must(desk, ban_list_patient(desk, fixture_patient(desk, 1).id, &bans, &count));
	assert_int_equal(count, 1);
	free(bans);
}

static void a_day_with_running_sessions_names_them_and_stays_open(void **state)
{
	struct desk *desk = *state;
	struct session morning = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct session noon = visit_session(desk, FIXTURE_DAY, PERIOD_PM);
	struct booking early = visit_book(desk, morning.id, 1, CHANNEL_COUNTER);
	struct booking late = visit_book(desk, noon.id, 2, CHANNEL_COUNTER);
	struct closing closing;
	struct close_record record;
	day_number last;
	bool closed;

	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(17, 29));
	fixture_must(desk, day_close(desk,
				     &(struct close_wish){ .day = FIXTURE_DAY,
							   .counted_fen = 3000,
							   .reason = "counted twice",
							   .pass = true,
							   .clock_is_right = true },
				     &closing));
	assert_false(closing.closed);
	assert_int_equal(closing.open_count, 1);
	assert_int_equal(closing.open[0].id, noon.id);
	assert_int_equal(closing.no_shows, 1);
	assert_int_equal(closing.money.payments_fen, 2 * VISIT_FEE_FEN);
	closing_release(&closing);
	assert_int_equal(visit_look(desk, early.id).state, BOOKING_NO_SHOW);
	assert_int_equal(visit_look(desk, late.id).state, BOOKING_BOOKED);
	assert_int_equal(fixture_look(desk, noon.id).state, SESSION_OPEN);
	fixture_must(desk, day_is_closed(desk, FIXTURE_DAY, &closed, &last));
	assert_false(closed);
	assert_int_equal(last, DAY_NONE);
	visit_refused(desk, day_close_get(desk, FIXTURE_DAY, &record), STATUS_NOT_FOUND, NULL);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(17, 30));
	closing = close_day(desk, FIXTURE_DAY, 3000);
	assert_true(closing.closed);
	assert_int_equal(closing.no_shows, 1);
	fixture_must(desk, day_close_get(desk, FIXTURE_DAY, &record));
	assert_int_equal(record.no_shows, 2);
}

static void a_suspended_session_neither_holds_up_the_close_nor_is_closed(void **state)
{
	struct desk *desk = *state;
	struct session noon = visit_session(desk, FIXTURE_DAY, PERIOD_PM);
	struct suspension suspension;
	struct closing closing;

	visit_book(desk, noon.id, 1, CHANNEL_ONLINE);
	fixture_must(desk, session_suspend(desk, noon.id, "no power", &suspension));
	closing = close_day(desk, FIXTURE_DAY, -1);
	assert_true(closing.closed);
	assert_int_equal(closing.no_shows, 0);
	assert_int_equal(closing.sessions_closed, 0);
	assert_int_equal(fixture_look(desk, noon.id).state, SESSION_SUSPENDED);
}

static void the_record_has_the_days_sums_and_the_cash_by_the_actual_method(void **state)
{
	struct desk *desk = *state;
	struct session tomorrow = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct cancel_wish wish = { .channel = CHANNEL_COUNTER };
	struct booking booking;
	struct close_record record;
	struct closing closing;
	bool closed;
	day_number last;

	visit_book(desk, tomorrow.id, 1, CHANNEL_ONLINE);
	visit_book(desk, tomorrow.id, 2, CHANNEL_COUNTER);
	visit_book(desk, tomorrow.id, 3, CHANNEL_COUNTER);
	wish.id = visit_book(desk, tomorrow.id, 4, CHANNEL_COUNTER).id;
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	/* Paid by WeChat, handed back in cash: it is the cash that is short. */
	text_copy(desk->settings.cancel_cash_for_online,
		  sizeof(desk->settings.cancel_cash_for_online), "on");
	wish.id = visit_book(desk, tomorrow.id, 5, CHANNEL_ONLINE).id;
	wish.other_method = true;
	wish.method = METHOD_CASH;
	wish.reason = "has no phone with her";
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	closing = close_day(desk, FIXTURE_DAY, 2000);
	assert_true(closing.closed);
	assert_int_equal(closing.cash_expected_fen, 1500);
	assert_int_equal(closing.cash_counted_fen, 2000);
	fixture_must(desk, day_close_get(desk, FIXTURE_DAY, &record));
	assert_int_equal(record.payments_fen, 5 * VISIT_FEE_FEN);
	assert_int_equal(record.refunds_fen, 2 * VISIT_FEE_FEN);
	assert_int_equal(record.cash_expected_fen, 1500);
	assert_int_equal(record.cash_counted_fen, 2000);
	assert_int_equal(record.at_ms, clock_instant(FIXTURE_DAY, FIXTURE_AT(7, 0)));
	assert_string_equal(record.staff, "test");
	assert_string_equal(record.counter, "1");
	fixture_must(desk, day_is_closed(desk, FIXTURE_DAY, &closed, &last));
	assert_true(closed);
	assert_int_equal(last, FIXTURE_DAY);
}

static int64_t newest_change(struct desk *desk)
{
	int64_t seq;

	fixture_must(desk, store_number(desk->store, SQL_AUDIT_LAST_SEQ, NO_ARGS, &seq));
	return seq;
}

static void closing_again_does_nothing_and_says_so(void **state)
{
	struct desk *desk = *state;
	struct closing closing;
	int64_t before;

	visit_book(desk, visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM).id, 1, CHANNEL_COUNTER);
	close_day(desk, FIXTURE_DAY, 1500);
	before = newest_change(desk);
	closing = close_day(desk, FIXTURE_DAY, 9999);
	assert_true(closing.closed);
	assert_true(closing.was_closed);
	assert_int_equal(closing.cash_counted_fen, 1500);
	assert_int_equal(closing.money.payments_fen, VISIT_FEE_FEN);
	assert_int_equal(newest_change(desk), before);
}

static void money_after_the_close_belongs_to_the_next_day(void **state)
{
	struct desk *desk = *state;
	struct session tomorrow = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct closing closing;
	struct day_money money;

	close_day(desk, FIXTURE_DAY, -1);
	visit_book(desk, tomorrow.id, 1, CHANNEL_COUNTER);
	fixture_must(desk, ledger_day(desk, "2026-11-23", &money));
	assert_int_equal(money.payments, 0);
	fixture_must(desk, ledger_day(desk, "2026-11-24", &money));
	assert_int_equal(money.payments, 1);
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(22, 0));
	closing = close_day(desk, FIXTURE_DAY + 1, 1500);
	assert_int_equal(closing.cash_expected_fen, 1500);
}

static void a_day_that_has_not_come_is_not_closed(void **state)
{
	struct desk *desk = *state;
	struct closing closing;
	struct close_wish wish = passing(FIXTURE_DAY + 1, -1);

	/* Whatever is said of the clock: a session that has not been is not ended. */
	visit_refused(desk, day_close(desk, &wish, &closing), STATUS_TOO_EARLY, "2026-11-24");
	visit_refused(desk, day_close_terms(desk, &wish, &closing), STATUS_TOO_EARLY, "2026-11-24");
	wish = passing(FIXTURE_DAY, -2);
	visit_refused(desk, day_close(desk, &wish, &closing), STATUS_BAD_AMOUNT, NULL);
}

static void
by_a_clock_a_day_ahead_of_the_last_entry_nothing_is_closed_before_it_is_said_to_be_right(
	void **state)
{
	struct desk *desk = *state;
	struct session later = visit_session(desk, FIXTURE_DAY + 30, PERIOD_AM);
	struct close_wish wish = passing(FIXTURE_DAY + 30, -1);
	struct pending_list kept = { .count = 0 };
	struct closing closing;

	wish.clock_is_right = false;
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(7, 0));
	fixture_doctor(desk, "1009", 2000);
	fixture_clock(desk, FIXTURE_DAY + 30, FIXTURE_AT(22, 0));
	visit_refused(desk, day_close(desk, &wish, &closing), STATUS_CLOCK_AHEAD, "2026-11-24");
	visit_refused(desk, day_close_terms(desk, &wish, &closing), STATUS_CLOCK_AHEAD,
		      "2026-11-24");
	wish.day = FIXTURE_DAY;
	visit_refused(desk, day_close(desk, &wish, &closing), STATUS_CLOCK_AHEAD, "2026-12-23");
	assert_int_equal(fixture_look(desk, later.id).state, SESSION_OPEN);
	/* The first entry after holidays says the same without being asked. */
	fixture_doctor(desk, "1010", 2000);
	fixture_must(desk, day_close(desk, &wish, &closing));
	closing_release(&closing);
	/* Said by somebody, it is kept with the day. */
	fixture_clock(desk, FIXTURE_DAY + 40, FIXTURE_AT(22, 0));
	assert_true(close_day(desk, FIXTURE_DAY + 40, -1).closed);
	fixture_must(desk, pending_closed(desk, FIXTURE_DAY + 40, &kept));
	assert_int_equal(pending_sum(&kept, PENDING_CLOCK, true).count, 1);
	pending_release(&kept);
}

static void days_that_were_forgotten_are_closed_first_each_by_itself(void **state)
{
	struct desk *desk = *state;
	struct session later = visit_session(desk, FIXTURE_DAY + 5, PERIOD_AM);
	struct booking missing = visit_book(
		desk, visit_session(desk, FIXTURE_DAY + 2, PERIOD_AM).id, 9, CHANNEL_ONLINE);
	struct close_record record;
	struct closing closing;

	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(9, 0));
	visit_book(desk, later.id, 1, CHANNEL_COUNTER);
	fixture_clock(desk, FIXTURE_DAY + 3, FIXTURE_AT(22, 0));
	fixture_must(desk, day_close(desk,
				     &(struct close_wish){ .day = FIXTURE_DAY + 3,
							   .counted_fen = 0,
							   .reason = "counted twice",
							   .pass = true,
							   .clock_is_right = true },
				     &closing));
	assert_true(closing.closed);
	assert_int_equal(closing.earlier_days, 3);
	assert_int_equal(closing.no_shows, 1);
	assert_int_equal(closing.cash_counted_fen, 0);
	closing_release(&closing);
	assert_int_equal(visit_look(desk, missing.id).state, BOOKING_NO_SHOW);
	for (int i = 0; i < 3; i++) {
		fixture_must(desk, day_close_get(desk, FIXTURE_DAY + i, &record));
		assert_int_equal(record.payments_fen != 0, i < 2);
		assert_int_equal(record.no_shows, i == 2);
		assert_int_equal(record.cash_counted_fen, -1);
	}
}

static void a_session_that_was_left_open_is_closed_with_the_next_day(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking booking = visit_book_unpaid(desk, session.id, 1);

	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(9, 0));
	assert_int_equal(close_day(desk, FIXTURE_DAY + 1, -1).no_shows, 1);
	assert_int_equal(visit_look(desk, booking.id).state, BOOKING_NO_SHOW);
	assert_int_equal(fixture_look(desk, session.id).state, SESSION_CLOSED);
	assert_true(close_day(desk, FIXTURE_DAY, -1).was_closed);
}

/* A computer whose battery is empty wakes up in 1970: receipts of that year have higher numbers
 * than today's, and no session of today is over. */
static void by_a_clock_of_1970_no_later_day_is_closed(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct close_record record;

	visit_book(desk, session.id, 1, CHANNEL_COUNTER);
	fixture_clock(desk, 0, FIXTURE_AT(22, 0));
	assert_int_equal(close_day(desk, 0, -1).earlier_days, 0);
	assert_int_equal(day_close_get(desk, FIXTURE_DAY, &record), STATUS_NOT_FOUND);
	assert_int_equal(fixture_look(desk, session.id).state, SESSION_OPEN);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
	fixture_doctor(desk, "1009", 2000); /* an entry by the right clock */
	assert_true(close_day(desk, FIXTURE_DAY, -1).closed);
}

static void money_taken_by_a_clock_of_1970_is_closed_before_all_other(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct booking booking = visit_book_unpaid(desk, session.id, 1);
	struct close_record record;

	fixture_clock(desk, 1, FIXTURE_AT(8, 0));
	fixture_must(desk, booking_pay(desk, booking.id, METHOD_CASH, NULL, &booking));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(8, 0));
	visit_book(desk, session.id, 2, CHANNEL_COUNTER);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
	assert_int_equal(close_day(desk, FIXTURE_DAY, -1).earlier_days, 1);
	fixture_must(desk, day_close_get(desk, 1, &record));
	assert_int_equal(record.payments_fen, VISIT_FEE_FEN);
	fixture_must(desk, day_close_get(desk, FIXTURE_DAY, &record));
	assert_int_equal(record.payments_fen, VISIT_FEE_FEN);
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(22, 0));
	assert_int_equal(close_day(desk, FIXTURE_DAY + 1, -1).earlier_days, 0);
}

/* The refund's receipt has a lower number than the payment's. */
static void a_refund_after_the_clock_was_set_back_hinders_no_close(void **state)
{
	struct desk *desk = *state;
	const struct session session = visit_session(desk, FIXTURE_DAY + 5, PERIOD_AM);
	struct cancel_wish wish = { .reason = "" };
	struct booking booking;

	fixture_clock(desk, FIXTURE_DAY + 3, FIXTURE_AT(9, 0));
	wish.id = visit_book(desk, session.id, 1, CHANNEL_COUNTER).id;
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(9, 0));
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	assert_int_equal(booking.refund_fen, VISIT_FEE_FEN);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
	assert_true(close_day(desk, FIXTURE_DAY, -1).closed);
}

/* Until the clock has caught up all money is the day's behind that one. */
static void a_day_closed_by_a_clock_ahead_hinders_no_later_close(void **state)
{
	struct desk *desk = *state;
	const struct session session = visit_session(desk, FIXTURE_DAY + 2, PERIOD_AM);
	struct day_money money;

	fixture_clock(desk, FIXTURE_DAY + 9, FIXTURE_AT(22, 0));
	assert_true(close_day(desk, FIXTURE_DAY + 9, -1).closed);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(9, 0));
	fixture_doctor(desk, "1009", 2000); /* the first entry says that the clock was set back */
	visit_book(desk, fixture_session(desk, "1009", FIXTURE_DAY + 2, PERIOD_PM, 10, 20).id, 1,
		   CHANNEL_COUNTER);
	fixture_must(desk, ledger_day(desk, "2026-12-03", &money));
	assert_int_equal(money.payments, 1);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
	assert_true(close_day(desk, FIXTURE_DAY, -1).closed);
	assert_int_equal(fixture_look(desk, session.id).state, SESSION_CLOSED);
}

/* Somebody in the room is neither seen nor not seen. */
static void somebody_called_whose_visit_nobody_ended_stops_the_close(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking called = visit_book(desk, session.id, 1, CHANNEL_COUNTER);
	const struct close_wish wish = passing(FIXTURE_DAY, -1);
	struct closing closing;

	fixture_must(desk, queue_check_in(desk, called.id, &called));
	fixture_must(desk, queue_call_next(desk, session.id, &called));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
	fixture_must(desk, day_close_terms(desk, &wish, &closing));
	assert_int_equal(closing.pending.count, 1);
	assert_int_equal(closing.pending.rows[0].kind, PENDING_CALLED);
	assert_int_equal(closing.pending.rows[0].booking_id, called.id);
	closing_release(&closing);
	visit_refused(desk, day_close(desk, &wish, &closing), STATUS_VISIT_OPEN, called.patient);
	assert_int_equal(fixture_look(desk, session.id).state, SESSION_OPEN);
	fixture_must(desk, booking_resolve(desk, called.id, RESOLVE_CAME, "", &called, NULL, NULL));
	assert_int_equal(called.ticket_state, TICKET_FINISHED);
	assert_true(close_day(desk, FIXTURE_DAY, -1).closed);
	assert_int_equal(visit_look(desk, called.id).state, BOOKING_FULFILLED);
}

/* One waits and one missed the call; one was seen and never paid; one has a refund on its way. */
static void leave_open(struct desk *desk, struct booking *waiting, struct booking *unpaid)
{
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking missed = visit_book(desk, session.id, 1, CHANNEL_COUNTER);
	struct booking owed = visit_book(desk, visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM).id,
					 4, CHANNEL_ONLINE);
	const struct cancel_wish cancel = { .id = owed.id, .channel = CHANNEL_COUNTER };

	*unpaid = visit_book_unpaid(desk, session.id, 2);
	*waiting = visit_book(desk, session.id, 3, CHANNEL_COUNTER);
	fixture_must(desk, booking_cancel(desk, &cancel, &owed));
	fixture_must(desk, queue_check_in(desk, missed.id, &missed));
	fixture_must(desk, queue_check_in(desk, unpaid->id, unpaid));
	fixture_must(desk, queue_check_in(desk, waiting->id, waiting));
	fixture_must(desk, queue_call_next(desk, session.id, &missed));
	fixture_must(desk, queue_miss(desk, missed.id, &missed));
	fixture_must(desk, queue_call_next(desk, session.id, unpaid));
	fixture_must(desk, queue_finish(desk, unpaid->id, unpaid));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
}

static void assert_left_open(const struct pending_list *pending)
{
	assert_int_equal(pending->count, 4);
	assert_int_equal(pending_sum(pending, PENDING_NOT_SEEN, true).count, 2);
	assert_int_equal(pending_sum(pending, PENDING_NOT_SEEN, true).fen, 2 * VISIT_FEE_FEN);
	assert_int_equal(pending_sum(pending, PENDING_UNPAID, true).fen, VISIT_FEE_FEN);
	assert_int_equal(pending_sum(pending, PENDING_REFUND, true).fen, VISIT_FEE_FEN);
}

static void what_is_open_is_named_with_its_money_and_passed_by_a_person(void **state)
{
	struct desk *desk = *state;
	struct close_wish wish = { .day = FIXTURE_DAY, .counted_fen = -1 };
	struct booking waiting, unpaid;
	struct pending_list kept = { .count = 0 };
	struct closing closing;
	struct audit_row *rows;
	int64_t before;
	size_t count;

	leave_open(desk, &waiting, &unpaid);
	before = newest_change(desk);
	fixture_must(desk, day_close_terms(desk, &wish, &closing));
	assert_true(closing.closed);
	assert_left_open(&closing.pending);
	closing_release(&closing);
	assert_int_equal(newest_change(desk), before);
	visit_refused(desk, day_close(desk, &wish, &closing), STATUS_LEFT_OPEN, "30.00");
	assert_int_equal(newest_change(desk), before);
	wish.pass = true;
	fixture_must(desk, day_close(desk, &wish, &closing));
	assert_int_equal(closing.not_seen, 2);
	closing_release(&closing);
	fixture_must(desk, pending_closed(desk, FIXTURE_DAY, &kept));
	assert_left_open(&kept);
	pending_release(&kept);
	fixture_must(desk, audit_since(desk, before, &rows, &count));
	assert_string_equal(rows[count - 1].action, "day.pass");
	assert_string_equal(rows[count - 1].detail,
			    "not_seen 2 30.00, unpaid 1 15.00, refund 1 15.00");
	free(rows);
	/* Nobody who was not seen visited; a visit stays owed. */
	assert_int_equal(visit_look(desk, waiting.id).state, BOOKING_NOT_SEEN);
	unpaid = visit_look(desk, unpaid.id);
	assert_int_equal(booking_charge_state(&unpaid), CHARGE_OWED);
}

static void what_came_up_after_the_look_is_not_passed_with_it(void **state)
{
	struct desk *desk = *state;
	struct close_wish wish = { .day = FIXTURE_DAY, .counted_fen = -1, .pass = true };
	struct booking waiting, unpaid, late;
	struct closing terms, closing;
	struct cancel_wish cancel = { .channel = CHANNEL_COUNTER };

	leave_open(desk, &waiting, &unpaid);
	fixture_must(desk, day_close_terms(desk, &wish, &terms));
	late = visit_book(desk, visit_session(desk, FIXTURE_DAY + 2, PERIOD_AM).id, 9,
			  CHANNEL_ONLINE);
	cancel.id = late.id;
	fixture_must(desk, booking_cancel(desk, &cancel, &late));
	wish.seen = &terms.pending;
	visit_refused(desk, day_close(desk, &wish, &closing), STATUS_CHANGED_ELSEWHERE,
		      late.patient);
	closing_release(&terms);
	fixture_must(desk, day_close_terms(desk, &wish, &terms));
	fixture_must(desk, day_close(desk, &wish, &closing));
	closing_release(&closing);
	closing_release(&terms);
}

static void who_waits_is_settled_as_seen_excused_or_the_clinics_fault_and_never_a_no_show(
	void **state)
{
	struct desk *desk = *state;
	struct booking waiting, unpaid;

	leave_open(desk, &waiting, &unpaid);
	visit_refused(desk,
		      booking_resolve(desk, waiting.id, RESOLVE_NO_SHOW, "", &waiting, NULL, NULL),
		      STATUS_WRONG_STATE, "no no-show");
	fixture_must(desk,
		     booking_resolve(desk, waiting.id, RESOLVE_CLINIC, "", &waiting, NULL, NULL));
	assert_int_equal(waiting.refund_fen, VISIT_FEE_FEN);
	assert_int_equal(waiting.ticket_state, TICKET_VOID);
	assert_int_equal(close_day(desk, FIXTURE_DAY, -1).not_seen, 1);
}

static void a_difference_of_the_cash_has_a_reason_and_is_a_row_of_its_own(void **state)
{
	struct desk *desk = *state;
	struct close_wish wish = { .day = FIXTURE_DAY, .counted_fen = 1000 };
	struct close_record record;
	struct closing closing;

	visit_book(desk, visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM).id, 1, CHANNEL_COUNTER);
	visit_refused(desk, day_close(desk, &wish, &closing), STATUS_CASH_DIFFERS, "5.00 yuan");
	wish.reason = "a note was torn";
	fixture_must(desk, day_close(desk, &wish, &closing));
	closing_release(&closing);
	fixture_must(desk, day_close_get(desk, FIXTURE_DAY, &record));
	assert_string_equal(record.reason, "a note was torn");
	/* What matches has none, whatever was typed. */
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(22, 0));
	wish = passing(FIXTURE_DAY + 1, 0);
	fixture_must(desk, day_close(desk, &wish, &closing));
	closing_release(&closing);
	fixture_must(desk, day_close_get(desk, FIXTURE_DAY + 1, &record));
	assert_string_equal(record.reason, "");
}

#define AT_THE_DESK(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		AT_THE_DESK(what_is_unresolved_becomes_a_no_show_and_who_waited_was_not_seen),
		AT_THE_DESK(bans_start_with_the_close_once_per_person),
		AT_THE_DESK(a_day_with_running_sessions_names_them_and_stays_open),
		AT_THE_DESK(a_suspended_session_neither_holds_up_the_close_nor_is_closed),
		AT_THE_DESK(the_record_has_the_days_sums_and_the_cash_by_the_actual_method),
		AT_THE_DESK(closing_again_does_nothing_and_says_so),
		AT_THE_DESK(money_after_the_close_belongs_to_the_next_day),
		AT_THE_DESK(a_day_that_has_not_come_is_not_closed),
		AT_THE_DESK(
			by_a_clock_a_day_ahead_of_the_last_entry_nothing_is_closed_before_it_is_said_to_be_right),
		AT_THE_DESK(days_that_were_forgotten_are_closed_first_each_by_itself),
		AT_THE_DESK(by_a_clock_of_1970_no_later_day_is_closed),
		AT_THE_DESK(money_taken_by_a_clock_of_1970_is_closed_before_all_other),
		AT_THE_DESK(a_refund_after_the_clock_was_set_back_hinders_no_close),
		AT_THE_DESK(somebody_called_whose_visit_nobody_ended_stops_the_close),
		AT_THE_DESK(what_is_open_is_named_with_its_money_and_passed_by_a_person),
		AT_THE_DESK(what_came_up_after_the_look_is_not_passed_with_it),
		AT_THE_DESK(
			who_waits_is_settled_as_seen_excused_or_the_clinics_fault_and_never_a_no_show),
		AT_THE_DESK(a_difference_of_the_cash_has_a_reason_and_is_a_row_of_its_own),
		AT_THE_DESK(a_day_closed_by_a_clock_ahead_hinders_no_later_close),
		AT_THE_DESK(a_session_that_was_left_open_is_closed_with_the_next_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
