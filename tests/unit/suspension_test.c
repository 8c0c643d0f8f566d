/* Suspending a session, and the worksheet of the people affected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/booking/move.h"
#include "desk/booking/no_show.h"
#include "desk/booking/pay_back.h"
#include "desk/booking/suspension.h"
#include "desk/money/refund.h"
#include "visit.h"

static int setup(void **state)
{
	*state = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	return 0;
}

static int teardown(void **state)
{
	visit_check(*state);
	fixture_close(*state);
	return 0;
}

static void everybody_is_cancelled_with_a_full_refund_even_on_the_day(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking online = visit_book(desk, session.id, 1, CHANNEL_ONLINE);
	struct booking cash = visit_book(desk, session.id, 2, CHANNEL_COUNTER);
	struct booking unpaid = visit_book_unpaid(desk, session.id, 3);
	struct suspension suspension;
	struct refund *refunds;
	size_t count;

	fixture_must(desk, queue_check_in(desk, cash.id, &cash));
	fixture_must(desk, session_suspend(desk, session.id, "  doctor is ill ", &suspension));
	assert_int_equal(suspension.session_id, session.id);
	assert_int_equal(suspension.affected, 3);
	assert_int_equal(suspension.refund_fen, 2 * VISIT_FEE_FEN);
	online = visit_look(desk, online.id);
	assert_int_equal(online.state, BOOKING_CANCELLED);
	assert_int_equal(online.cause, CAUSE_CLINIC);
	assert_int_equal(online.refund_fen, VISIT_FEE_FEN);
	assert_int_equal(online.refund_state, REFUND_REQUESTED);
	cash = visit_look(desk, cash.id);
	/* Nobody stands at the counter, so cash is not handed over either. */
	assert_int_equal(cash.refund_state, REFUND_REQUESTED);
	assert_int_equal(cash.ticket_state, TICKET_VOID);
	unpaid = visit_look(desk, unpaid.id);
	assert_int_equal(unpaid.cause, CAUSE_CLINIC);
	assert_int_equal(unpaid.refund_state, REFUND_NONE);
	fixture_must(desk, refund_list_due(desk, &refunds, &count));
	assert_int_equal(count, 2);
	free(refunds);
	session = fixture_look(desk, session.id);
	assert_int_equal(session.state, SESSION_SUSPENDED);
	assert_string_equal(session.reason, "doctor is ill");
}

static void who_was_seen_or_had_cancelled_is_not_affected(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking seen = visit_book(desk, session.id, 1, CHANNEL_COUNTER);
	struct booking gone = visit_book(desk, session.id, 2, CHANNEL_COUNTER);
	struct cancel_wish wish = { .id = gone.id, .channel = CHANNEL_COUNTER };
	struct suspension suspension;

	fixture_must(desk, queue_check_in(desk, seen.id, &seen));
	fixture_must(desk, queue_call_next(desk, session.id, &seen));
	fixture_must(desk, queue_finish(desk, seen.id, &seen));
	fixture_must(desk, booking_cancel(desk, &wish, &gone));
	fixture_must(desk, session_suspend(desk, session.id, "fire alarm", &suspension));
	assert_int_equal(suspension.affected, 0);
	assert_int_equal(visit_look(desk, seen.id).state, BOOKING_FULFILLED);
	assert_int_equal(visit_look(desk, gone.id).cause, CAUSE_LATE);
}

static void a_reason_is_needed_and_nothing_changes_without_one(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct suspension suspension;
	char long_reason[300];

	memset(long_reason, 'x', sizeof(long_reason) - 1);
	long_reason[sizeof(long_reason) - 1] = '\0';
	visit_refused(desk, session_suspend(desk, session.id, " ", &suspension), STATUS_BAD_VALUE,
		      "reason");
	visit_refused(desk, session_suspend(desk, session.id, NULL, &suspension), STATUS_BAD_VALUE,
		      "reason");
	visit_refused(desk, session_suspend(desk, session.id, long_reason, &suspension),
		      STATUS_BAD_TEXT, "200");
	visit_refused(desk, session_suspend(desk, session.id, "a\nb", &suspension), STATUS_BAD_TEXT,
		      NULL);
	assert_int_equal(fixture_look(desk, session.id).state, SESSION_OPEN);
}

static void a_session_is_suspended_once_and_not_when_it_is_over(void **state)
{
	struct desk *desk = *state;
	struct session morning = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct session noon = visit_session(desk, FIXTURE_DAY, PERIOD_PM);
	struct suspension suspension;

	visit_refused(desk, session_suspend(desk, 999, "no doctor", &suspension),
		      STATUS_UNKNOWN_SESSION, NULL);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(11, 59));
	fixture_must(desk, session_suspend(desk, morning.id, "no doctor", &suspension));
	visit_refused(desk, session_suspend(desk, morning.id, "again", &suspension),
		      STATUS_SESSION_SUSPENDED, "no doctor");
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(17, 30));
	visit_refused(desk, session_suspend(desk, noon.id, "too late", &suspension),
		      STATUS_SESSION_OVER, "17:30");
}

static void a_suspended_session_refuses_booking_and_payment(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking unpaid = visit_book_unpaid(desk, session.id, 1), booking;
	struct booking_wish wish = { .session_id = session.id,
				     .patient_id = fixture_patient(desk, 2).id,
				     .channel = CHANNEL_COUNTER };
	struct suspension suspension;

	fixture_must(desk, session_suspend(desk, session.id, "no power", &suspension));
	visit_refused(desk, booking_book(desk, &wish, &booking), STATUS_SESSION_SUSPENDED, NULL);
	assert_int_not_equal(booking_pay(desk, unpaid.id, METHOD_CASH, NULL, &booking), STATUS_OK);
	assert_int_equal(visit_look(desk, unpaid.id).paid_fen, 0);
}

static void nothing_counts_against_the_affected(void **state)
{
	struct desk *desk = *state;
	struct booking booking, after;
	struct ban ban;
	struct session session;
	struct suspension suspension;

	desk->settings.no_show_threshold = 2;
	session = visit_session(desk, FIXTURE_DAY, PERIOD_PM);
	booking = visit_book(desk, session.id, 1, CHANNEL_ONLINE);
	fixture_must(desk, session_suspend(desk, session.id, "no power", &suspension));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
	visit_refused(desk,
		      booking_resolve(desk, booking.id, RESOLVE_NO_SHOW, "", &after, NULL, NULL),
		      STATUS_SESSION_SUSPENDED, NULL);
	assert_false(
		visit_no_show(desk, FIXTURE_DAY + 1, PERIOD_AM, 1, CHANNEL_ONLINE, &after, &ban));
}

static void the_terms_are_those_of_suspending_and_change_nothing(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking paid = visit_book(desk, session.id, 1, CHANNEL_ONLINE);
	struct suspension terms, done;
	struct affected *rows;
	int64_t before, after;
	size_t count;

	visit_book_unpaid(desk, session.id, 2);
	fixture_must(desk, store_number(desk->store, SQL_AUDIT_LAST_SEQ, NO_ARGS, &before));
	fixture_must(desk, session_suspend_terms(desk, session.id, &terms));
	fixture_must(desk, store_number(desk->store, SQL_AUDIT_LAST_SEQ, NO_ARGS, &after));
	assert_int_equal(after, before);
	assert_int_equal(visit_look(desk, paid.id).state, BOOKING_BOOKED);
	assert_int_equal(fixture_look(desk, session.id).state, SESSION_OPEN);
	assert_int_equal(terms.affected, 2);
	assert_int_equal(terms.refund_fen, VISIT_FEE_FEN);
	fixture_must(desk, session_suspend(desk, session.id, "no power", &done));
	assert_int_equal(done.affected, terms.affected);
	assert_int_equal(done.refund_fen, terms.refund_fen);
	visit_refused(desk, session_suspend_terms(desk, session.id, &terms),
		      STATUS_SESSION_SUSPENDED, "no power");
	fixture_must(desk, affected_list(desk, session.id, &rows, &count));
	assert_int_equal(count, 2);
	assert_int_equal(rows[1].patient_id, paid.patient_id);
	assert_int_equal(rows[0].day, FIXTURE_DAY);
	assert_int_equal(rows[0].period, PERIOD_AM);
	assert_string_equal(rows[0].doctor, session.doctor);
	free(rows);
}

static void the_worksheet_stays_open_until_each_has_an_outcome(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking first = visit_book(desk, session.id, 1, CHANNEL_COUNTER);
	struct booking second = visit_book(desk, session.id, 2, CHANNEL_ONLINE);
	struct suspension suspension;
	struct affected *rows;
	size_t count;

	fixture_must(desk, session_suspend(desk, session.id, "no power", &suspension));
	fixture_must(desk, affected_list(desk, 0, &rows, &count));
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].booking_id, first.id);
	assert_int_equal(rows[0].outcome, OUTCOME_NONE);
	assert_int_equal(rows[0].refund_fen, VISIT_FEE_FEN);
	assert_int_equal(rows[0].refund_state, REFUND_REQUESTED);
	assert_string_equal(rows[1].patient, second.patient);
	assert_string_equal(rows[1].phone, second.phone);
	free(rows);
	visit_refused(desk, affected_settle(desk, first.id, OUTCOME_MOVED), STATUS_WRONG_STATE,
		      "has not been moved");
	fixture_must(desk, affected_settle(desk, first.id, OUTCOME_TOLD));
	fixture_must(desk, affected_list(desk, 0, &rows, &count));
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].booking_id, second.id);
	free(rows);
	fixture_must(desk, affected_settle(desk, second.id, OUTCOME_TOLD));
	fixture_must(desk, affected_list(desk, 0, &rows, &count));
	assert_int_equal(count, 0);
	free(rows);
	fixture_must(desk, affected_list(desk, session.id, &rows, &count));
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].outcome, OUTCOME_TOLD);
	assert_int_equal(rows[1].outcome, OUTCOME_TOLD);
	free(rows);
	/* A key at the wrong line is taken back; what was never said is not. */
	fixture_must(desk, affected_settle(desk, second.id, OUTCOME_NONE));
	visit_refused(desk, affected_settle(desk, second.id, OUTCOME_NONE), STATUS_WRONG_STATE,
		      "nothing to take back");
	fixture_must(desk, affected_list(desk, 0, &rows, &count));
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].booking_id, second.id);
	assert_int_equal(rows[0].outcome, OUTCOME_NONE);
	free(rows);
	visit_check(desk);
}

static void refunded_is_said_only_when_the_money_has_gone(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking booking = visit_book(desk, session.id, 1, CHANNEL_ONLINE);
	struct booking other = visit_book(desk, visit_session(desk, FIXTURE_DAY, PERIOD_PM).id, 2,
					  CHANNEL_COUNTER);
	struct suspension suspension;
	struct refund *refunds, refund;
	size_t count;

	visit_refused(desk, affected_settle(desk, other.id, OUTCOME_TOLD), STATUS_NOT_FOUND, NULL);
	fixture_must(desk, session_suspend(desk, session.id, "no power", &suspension));
	visit_refused(desk, affected_settle(desk, booking.id, OUTCOME_NONE), STATUS_WRONG_STATE,
		      "nothing to take back");
	visit_refused(desk, affected_settle(desk, booking.id, OUTCOME_REFUNDED), STATUS_WRONG_STATE,
		      "requested");
	fixture_must(desk, refund_list_due(desk, &refunds, &count));
	fixture_must(desk, refund_step(desk, refunds[0].id, REFUND_SUBMITTED, NULL, &refund));
	visit_refused(desk, affected_settle(desk, booking.id, OUTCOME_REFUNDED), STATUS_WRONG_STATE,
		      "submitted");
	fixture_must(desk, refund_step(desk, refunds[0].id, REFUND_SUCCEEDED, NULL, &refund));
	free(refunds);
	fixture_must(desk, affected_settle(desk, booking.id, OUTCOME_REFUNDED));
}

/* What stands on the worksheet of one booking. */
static struct affected look_at(struct desk *desk, const struct booking *booking)
{
	struct affected *rows, found = { .booking_id = 0 };
	size_t count;

	fixture_must(desk, affected_list(desk, booking->session_id, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (rows[i].booking_id == booking->id)
			found = rows[i];
	free(rows);
	assert_int_equal(found.booking_id, booking->id);
	return found;
}

static void suspend(struct desk *desk, int64_t session_id)
{
	struct suspension suspension;

	fixture_must(desk, session_suspend(desk, session_id, "ill", &suspension));
}

static void who_is_settled_stands_last_on_the_worksheet(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking first = visit_book(desk, session.id, 1, CHANNEL_COUNTER);
	struct booking second = visit_book(desk, session.id, 2, CHANNEL_COUNTER);
	struct affected *rows;
	size_t count;

	suspend(desk, session.id);
	fixture_must(desk, affected_settle(desk, first.id, OUTCOME_TOLD));
	fixture_must(desk, affected_list(desk, session.id, &rows, &count));
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].booking_id, second.id);
	assert_int_equal(rows[1].booking_id, first.id);
	free(rows);
}

static void cash_is_handed_over_and_the_person_refunded_in_one_go(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking booking = visit_book(desk, session.id, 1, CHANNEL_COUNTER);
	struct pay_back_wish wish = { .id = booking.id, .idem = idem_new() };
	struct pay_back terms, done, again;
	int64_t before, after;

	visit_refused(desk, pay_back(desk, &wish, &done), STATUS_NOT_FOUND, "not affected");
	suspend(desk, session.id);
	fixture_must(desk, store_number(desk->store, SQL_AUDIT_LAST_SEQ, NO_ARGS, &before));
	fixture_must(desk, pay_back_terms(desk, &wish, &terms));
	fixture_must(desk, store_number(desk->store, SQL_AUDIT_LAST_SEQ, NO_ARGS, &after));
	assert_int_equal(after, before);
	assert_int_equal(look_at(desk, &booking).outcome, OUTCOME_NONE);
	fixture_must(desk, pay_back(desk, &wish, &done));
	assert_int_equal(done.handed_fen, VISIT_FEE_FEN);
	assert_int_equal(terms.handed_fen, done.handed_fen);
	assert_int_equal(done.method, METHOD_CASH);
	assert_int_equal(done.booking.refund_state, REFUND_SUCCEEDED);
	assert_int_equal(look_at(desk, &booking).outcome, OUTCOME_REFUNDED);
	/* The same key pays nothing twice. */
	fixture_must(desk, pay_back(desk, &wish, &again));
	assert_int_equal(again.handed_fen, 0);
	assert_int_equal(again.booking.refund_fen, VISIT_FEE_FEN);
	/* Without a key there is nothing left to pay: the outcome is recorded, no more. */
	wish.idem.set = false;
	fixture_must(desk, pay_back(desk, &wish, &again));
	assert_int_equal(again.handed_fen, 0);
}

static void of_a_payment_service_refunded_is_true_only_once_the_money_arrived(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking booking = visit_book(desk, session.id, 1, CHANNEL_ONLINE);
	const struct pay_back_wish wish = { .id = booking.id };
	const struct pay_back_wish cash = { .id = booking.id,
					    .other_method = true,
					    .reason = "wants cash" };
	struct pay_back done;

	suspend(desk, session.id);
	/* An online order says that it was paid; nobody has confirmed it. */
	visit_refused(desk, pay_back(desk, &cash, &done), STATUS_CLAIMED, NULL);
	fixture_must(desk, pay_back(desk, &wish, &done));
	assert_int_equal(done.submitted_fen, VISIT_FEE_FEN);
	assert_int_equal(done.method, METHOD_WECHAT);
	assert_int_equal(look_at(desk, &booking).outcome, OUTCOME_NONE);
	assert_int_equal(look_at(desk, &booking).refund_state, REFUND_SUBMITTED);
	visit_refused(desk, pay_back(desk, &cash, &done), STATUS_WRONG_STATE, "was submitted");
	fixture_must(desk, pay_back(desk, &wish, &done));
	assert_int_equal(done.arrived_fen, VISIT_FEE_FEN);
	assert_int_equal(look_at(desk, &booking).outcome, OUTCOME_REFUNDED);
}

static void another_way_than_it_was_paid_needs_a_reason(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking booking = visit_book_unpaid(desk, session.id, 1);
	struct pay_back_wish wish = { .id = booking.id, .other_method = true };
	struct pay_back done;
	struct day_money money;
	char day[DAY_TEXT_SIZE];

	fixture_must(desk, booking_pay(desk, booking.id, METHOD_WECHAT, NULL, &booking));
	suspend(desk, session.id);
	visit_refused(desk, pay_back(desk, &wish, &done), STATUS_BAD_VALUE, "reason");
	wish.reason = "their phone is broken";
	fixture_must(desk, pay_back(desk, &wish, &done));
	assert_int_equal(done.handed_fen, VISIT_FEE_FEN);
	assert_int_equal(done.method, METHOD_CASH);
	assert_int_equal(look_at(desk, &booking).outcome, OUTCOME_REFUNDED);
	assert_int_equal(look_at(desk, &booking).refund_method, METHOD_CASH);
	fixture_must(desk, ledger_day(desk, day_format(FIXTURE_DAY, day), &money));
	assert_int_equal(money.returned_fen[METHOD_CASH], VISIT_FEE_FEN);
	assert_int_equal(money.returned_fen[METHOD_WECHAT], 0);
}

static void who_paid_nothing_gets_nothing_and_who_was_moved_stays_moved(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct session cheap = fixture_session(desk, VISIT_DOCTOR, FIXTURE_DAY + 1, PERIOD_AM, 4,
					       0);
	struct booking unpaid = visit_book_unpaid(desk, session.id, 1);
	struct booking moves = visit_book(desk, session.id, 2, CHANNEL_COUNTER);
	struct pay_back_wish wish = { .id = unpaid.id };
	const struct move_wish to = { .id = moves.id, .session_id = cheap.id };
	struct pay_back done;
	struct moved moved;

	suspend(desk, session.id);
	visit_refused(desk, pay_back(desk, &wish, &done), STATUS_WRONG_STATE, "Nothing was paid");
	fixture_must(desk, booking_move(desk, &to, &moved));
	wish.id = moves.id;
	visit_refused(desk, pay_back(desk, &wish, &done), STATUS_WRONG_STATE, "Nothing");
	assert_int_equal(look_at(desk, &moves).outcome, OUTCOME_MOVED);
}

static void a_mistaken_suspension_is_taken_back_with_its_bookings_and_their_money(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct booking online = visit_book(desk, session.id, 1, CHANNEL_ONLINE);
	struct booking waiting = visit_book(desk, session.id, 2, CHANNEL_COUNTER);
	struct booking unpaid = visit_book_unpaid(desk, session.id, 3);
	struct suspension suspension;
	struct resumption terms, resumption;
	struct affected *rows;
	size_t count;

	fixture_must(desk, queue_check_in(desk, waiting.id, &waiting));
	fixture_must(desk, session_suspend(desk, session.id, "wrong day", &suspension));
	fixture_must(desk, affected_settle(desk, unpaid.id, OUTCOME_TOLD));
	fixture_must(desk, session_resume_terms(desk, session.id, &terms));
	assert_int_equal(visit_look(desk, online.id).state, BOOKING_CANCELLED);
	visit_refused(desk, session_resume(desk, session.id, " ", &resumption), STATUS_BAD_VALUE,
		      NULL);
	fixture_must(desk, session_resume(desk, session.id, "the wrong session", &resumption));
	assert_memory_equal(&terms, &resumption, sizeof(terms));
	assert_int_equal(resumption.back, 3);
	assert_int_equal(resumption.told, 1);
	assert_int_equal(resumption.moved, 0);
	assert_int_equal(resumption.paid_fen, 2 * VISIT_FEE_FEN);
	assert_int_equal(fixture_look(desk, session.id).state, SESSION_OPEN);
	online = visit_look(desk, online.id);
	assert_int_equal(online.state, BOOKING_BOOKED);
	assert_int_equal(online.paid_fen, VISIT_FEE_FEN);
	assert_int_equal(online.refund_fen, 0);
	assert_int_equal(online.refund_state, REFUND_NONE);
	assert_int_equal(booking_charge_state(&online), CHARGE_PAID);
	assert_int_equal(visit_look(desk, unpaid.id).state, BOOKING_BOOKED);
	fixture_must(desk, affected_list(desk, 0, &rows, &count));
	assert_int_equal(count, 0);
	/* Who waited checks in again; and it can be suspended again. */
	fixture_must(desk, queue_check_in(desk, waiting.id, &waiting));
	assert_int_equal(waiting.ticket_state, TICKET_WAITING);
	fixture_must(desk, session_suspend(desk, session.id, "ill after all", &suspension));
	assert_int_equal(suspension.affected, 3);
	assert_int_equal(suspension.refund_fen, 2 * VISIT_FEE_FEN);
}

static void a_suspension_stands_once_somebody_was_refunded_or_its_time_is_over(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct session other = visit_session(desk, FIXTURE_DAY, PERIOD_PM);
	struct booking booking = visit_book(desk, session.id, 1, CHANNEL_ONLINE);
	struct suspension suspension;
	struct resumption resumption;
	struct refund *due, refund;
	size_t count;

	visit_refused(desk, session_resume(desk, session.id, "x", &resumption), STATUS_WRONG_STATE,
		      "is not suspended");
	fixture_must(desk, session_suspend(desk, session.id, "ill", &suspension));
	fixture_must(desk, session_suspend(desk, other.id, "ill", &suspension));
	fixture_must(desk, refund_list_due(desk, &due, &count));
	fixture_must(desk, refund_step(desk, due[0].id, REFUND_SUBMITTED, NULL, &refund));
	free(due);
	visit_refused(desk, session_resume(desk, session.id, "x", &resumption), STATUS_WRONG_STATE,
		      booking.patient);
	assert_int_equal(visit_look(desk, booking.id).state, BOOKING_CANCELLED);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
	visit_refused(desk, session_resume(desk, other.id, "x", &resumption), STATUS_SESSION_OVER,
		      NULL);
}

static void who_was_moved_stays_moved_when_the_suspension_is_taken_back(void **state)
{
	struct desk *desk = *state;
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct session other = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct booking moves = visit_book(desk, session.id, 1, CHANNEL_COUNTER);
	struct booking stays = visit_book(desk, session.id, 2, CHANNEL_COUNTER);
	const struct move_wish wish = { .id = moves.id, .session_id = other.id };
	struct suspension suspension;
	struct resumption resumption;
	struct moved moved;

	fixture_must(desk, session_suspend(desk, session.id, "ill", &suspension));
	fixture_must(desk, booking_move(desk, &wish, &moved));
	fixture_must(desk, session_resume(desk, session.id, "well again", &resumption));
	assert_int_equal(resumption.back, 1);
	assert_int_equal(resumption.moved, 1);
	assert_int_equal(visit_look(desk, stays.id).state, BOOKING_BOOKED);
	assert_int_equal(visit_look(desk, moves.id).moved_to, moved.to.id);
	assert_int_equal(visit_look(desk, moved.to.id).state, BOOKING_BOOKED);
}

#define AT_THE_DESK(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		AT_THE_DESK(everybody_is_cancelled_with_a_full_refund_even_on_the_day),
		AT_THE_DESK(who_was_seen_or_had_cancelled_is_not_affected),
		AT_THE_DESK(a_reason_is_needed_and_nothing_changes_without_one),
		AT_THE_DESK(a_session_is_suspended_once_and_not_when_it_is_over),
		AT_THE_DESK(a_suspended_session_refuses_booking_and_payment),
		AT_THE_DESK(nothing_counts_against_the_affected),
		AT_THE_DESK(the_terms_are_those_of_suspending_and_change_nothing),
		AT_THE_DESK(the_worksheet_stays_open_until_each_has_an_outcome),
		AT_THE_DESK(refunded_is_said_only_when_the_money_has_gone),
		AT_THE_DESK(who_is_settled_stands_last_on_the_worksheet),
		AT_THE_DESK(cash_is_handed_over_and_the_person_refunded_in_one_go),
		AT_THE_DESK(of_a_payment_service_refunded_is_true_only_once_the_money_arrived),
		AT_THE_DESK(another_way_than_it_was_paid_needs_a_reason),
		AT_THE_DESK(who_paid_nothing_gets_nothing_and_who_was_moved_stays_moved),
		AT_THE_DESK(a_mistaken_suspension_is_taken_back_with_its_bookings_and_their_money),
		AT_THE_DESK(a_suspension_stands_once_somebody_was_refunded_or_its_time_is_over),
		AT_THE_DESK(who_was_moved_stays_moved_when_the_suspension_is_taken_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
