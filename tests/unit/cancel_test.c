/* Cancelling and refunds: the rule of cancel.h, and its money in the ledger. */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/booking.h"
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "desk/money/refund.h"
#include "desk/queue/queue.h"

static struct desk *desk;
static struct session session;

static int set_up(void **state)
{
	(void)state;
	desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	fixture_doctor(desk, "1001", 2000);
	session = fixture_session(desk, "1001", FIXTURE_DAY + 1, PERIOD_AM, 10, 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(desk);
	return 0;
}

static struct booking book(int person, enum channel channel, enum method method, bool pay)
{
	struct booking_wish wish = { .session_id = session.id,
				     .patient_id = fixture_patient(desk, person).id,
				     .channel = channel,
				     .pay = pay,
				     .method = method,
				     .order_no = channel == CHANNEL_ONLINE ? "WX1" : NULL,
				     .paid_fen = 2000 };
	struct booking booking;

	fixture_must(desk, booking_book(desk, &wish, &booking));
	return booking;
}

static struct cancel_wish cancel_of(const struct booking *booking)
{
	struct cancel_wish wish = { .id = booking->id, .channel = CHANNEL_COUNTER, .reason = "" };

	return wish;
}

static void assert_refused(enum status got, enum status wanted)
{
	if (got != wanted)
		fail_msg("%s: %s", status_name(got), desk->problem.message);
	assert_int_equal(desk->problem.status, wanted);
	assert_true(strlen(desk->problem.message) > 20);
}

static struct day_money money_of(const char *day)
{
	struct day_money money;

	fixture_must(desk, ledger_day(desk, day, &money));
	return money;
}

static void until_the_day_before_ends_all_the_money_comes_back(void **state)
{
	struct booking booking = book(1, CHANNEL_COUNTER, METHOD_CASH, true);
	struct cancel_wish wish = cancel_of(&booking);
	struct cancel_terms terms;
	struct day_money money;

	(void)state;
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(23, 59));
	fixture_must(desk, booking_cancel_terms(desk, &wish, &terms));
	assert_int_equal(terms.refund_fen, 2000);
	assert_int_equal(terms.cause, CAUSE_PATIENT);
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	assert_int_equal(booking.state, BOOKING_CANCELLED);
	assert_int_equal(booking.refund_fen, 2000);
	assert_int_equal(booking.refund_state, REFUND_DONE);
	money = money_of("2026-11-23");
	assert_int_equal(money.payments_fen, 2000);
	assert_int_equal(money.refunds_fen, 2000);
	assert_int_equal(money.returned_fen[METHOD_CASH], 2000);
}

static void on_the_visit_date_the_counter_gives_back_the_set_percent_and_it_is_a_late_cancel(
	void **state)
{
	struct booking first = book(1, CHANNEL_COUNTER, METHOD_CASH, true);
	struct booking second = book(2, CHANNEL_COUNTER, METHOD_CASH, true);
	struct cancel_wish wish = cancel_of(&first);

	(void)state;
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(0, 0));
	fixture_must(desk, booking_cancel(desk, &wish, &first));
	assert_int_equal(first.cause, CAUSE_LATE);
	assert_int_equal(first.refund_fen, 0);
	assert_int_equal(first.refund_state, REFUND_NONE);
	desk->settings.cancel_same_day_refund_percent = 33;
	wish = cancel_of(&second);
	fixture_must(desk, booking_cancel(desk, &wish, &second));
	assert_int_equal(second.refund_fen, 660);
}

static void on_the_visit_date_online_cannot_cancel(void **state)
{
	struct booking booking = book(1, CHANNEL_ONLINE, METHOD_WECHAT, true);
	struct cancel_wish wish = cancel_of(&booking);

	(void)state;
	wish.channel = CHANNEL_ONLINE;
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(0, 0));
	assert_refused(booking_cancel(desk, &wish, &booking), STATUS_TOO_LATE);
	assert_non_null(strstr(desk->problem.message, "2026-11-24"));
}

static void a_patient_who_cancelled_in_time_is_heard_when_the_file_comes_late(void **state)
{
	struct booking booking = book(1, CHANNEL_ONLINE, METHOD_WECHAT, true);
	struct cancel_wish wish = cancel_of(&booking);

	(void)state;
	wish.channel = CHANNEL_ONLINE;
	wish.at_ms = clock_instant(FIXTURE_DAY, FIXTURE_AT(23, 59));
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(9, 0));
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	assert_int_equal(booking.cause, CAUSE_PATIENT);
	assert_int_equal(booking.refund_fen, 2000);
}

static void a_cancellation_that_comes_late_does_not_take_a_patient_out_of_the_room(void **state)
{
	struct booking booking = book(1, CHANNEL_ONLINE, METHOD_WECHAT, true);
	struct cancel_wish wish = cancel_of(&booking);

	(void)state;
	wish.channel = CHANNEL_ONLINE;
	wish.at_ms = clock_instant(FIXTURE_DAY, FIXTURE_AT(23, 59));
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(8, 0));
	fixture_must(desk, queue_check_in(desk, booking.id, &booking));
	fixture_must(desk, queue_call_next(desk, session.id, &booking));
	assert_refused(booking_cancel(desk, &wish, &booking), STATUS_TOO_LATE);
	fixture_must(desk, queue_finish(desk, booking.id, &booking));
	/* Who only waits has not been seen. */
	booking = book(2, CHANNEL_COUNTER, METHOD_CASH, true);
	fixture_must(desk, queue_check_in(desk, booking.id, &booking));
	wish = cancel_of(&booking);
	wish.at_ms = clock_instant(FIXTURE_DAY, FIXTURE_AT(23, 59));
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	assert_int_equal(booking.ticket_state, TICKET_VOID);
	assert_int_equal(booking.refund_fen, 2000);
}

static void the_counter_cancels_until_the_patient_is_called(void **state)
{
	struct booking booking = book(1, CHANNEL_COUNTER, METHOD_CASH, true);
	struct cancel_wish wish = cancel_of(&booking);

	(void)state;
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(8, 0));
	fixture_must(desk, queue_check_in(desk, booking.id, &booking));
	fixture_must(desk, queue_call_next(desk, session.id, &booking));
	assert_refused(booking_cancel(desk, &wish, &booking), STATUS_TOO_LATE);
	booking = book(2, CHANNEL_COUNTER, METHOD_CASH, true);
	fixture_must(desk, queue_check_in(desk, booking.id, &booking));
	wish = cancel_of(&booking);
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	assert_int_equal(booking.ticket_state, TICKET_VOID);
}

static void a_manager_refunds_in_full_on_the_day_with_a_reason(void **state)
{
	struct booking booking = book(1, CHANNEL_COUNTER, METHOD_CASH, true);
	struct cancel_wish wish = cancel_of(&booking);

	(void)state;
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(7, 0));
	wish.override = true;
	assert_refused(booking_cancel(desk, &wish, &booking), STATUS_BAD_VALUE);
	wish.reason = "the doctor was two hours late";
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	assert_int_equal(booking.refund_fen, 2000);
	assert_int_equal(booking.cause, CAUSE_LATE);
}

static void money_paid_online_is_requested_and_never_shown_as_done_before_it_is(void **state)
{
	struct booking booking = book(1, CHANNEL_ONLINE, METHOD_WECHAT, true);
	struct cancel_wish wish = cancel_of(&booking);
	struct refund *due, refund;
	size_t count;

	(void)state;
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	assert_int_equal(booking.refund_state, REFUND_REQUESTED);
	assert_int_equal(money_of("2026-11-23").returned_fen[METHOD_WECHAT], 0);
	assert_int_equal(money_of("2026-11-23").due_fen, 2000);
	fixture_must(desk, refund_list_due(desk, &due, &count));
	assert_int_equal(count, 1);
	refund = due[0];
	free(due);
	assert_refused(refund_step(desk, refund.id, REFUND_SUCCEEDED, NULL, &refund),
		       STATUS_WRONG_STATE);
	fixture_must(desk, refund_step(desk, refund.id, REFUND_SUBMITTED, NULL, &refund));
	fixture_must(desk, refund_step(desk, refund.id, REFUND_FAILED, NULL, &refund));
	fixture_must(desk, refund_step(desk, refund.id, REFUND_SUBMITTED, NULL, &refund));
	fixture_must(desk, refund_step(desk, refund.id, REFUND_SUCCEEDED, NULL, &refund));
	assert_true(refund.settlement_id > 0);
	assert_int_equal(money_of("2026-11-23").returned_fen[METHOD_WECHAT], 2000);
	assert_refused(refund_step(desk, refund.id, REFUND_FAILED, NULL, &refund),
		       STATUS_WRONG_STATE);
	fixture_must(desk, refund_list_due(desk, &due, &count));
	assert_int_equal(count, 0);
	free(due);
}

static void another_method_needs_a_reason_and_the_actual_one_counts(void **state)
{
	struct booking booking = book(1, CHANNEL_COUNTER, METHOD_CARD, true);
	struct cancel_wish wish = cancel_of(&booking);
	struct day_money money;

	(void)state;
	wish.other_method = true;
	wish.method = METHOD_CASH;
	assert_refused(booking_cancel(desk, &wish, &booking), STATUS_BAD_VALUE);
	wish.reason = "the card was lost";
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	money = money_of("2026-11-23");
	assert_int_equal(money.received_fen[METHOD_CARD], 2000);
	assert_int_equal(money.returned_fen[METHOD_CARD], 0);
	assert_int_equal(money.returned_fen[METHOD_CASH], 2000);
}

static void a_cancelled_number_is_sold_again_under_its_own_tag(void **state)
{
	struct booking online = book(1, CHANNEL_ONLINE, METHOD_WECHAT, true);
	struct cancel_wish wish = cancel_of(&online);
	struct booking counter;

	(void)state;
	fixture_must(desk, booking_cancel(desk, &wish, &online));
	counter = book(2, CHANNEL_COUNTER, METHOD_CASH, true);
	assert_int_not_equal(counter.number, online.number);
	assert_int_equal(counter.slot_kind, SLOT_COUNTER);
}

static void an_unpaid_booking_has_nothing_to_refund(void **state)
{
	struct booking booking = book(1, CHANNEL_COUNTER, METHOD_CASH, false);
	struct cancel_wish wish = cancel_of(&booking);
	struct cancel_terms terms;

	(void)state;
	fixture_must(desk, booking_cancel_terms(desk, &wish, &terms));
	assert_int_equal(terms.refund_fen, 0);
	assert_int_equal(terms.refund_state, REFUND_NONE);
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	assert_int_equal(booking.refund_state, REFUND_NONE);
	assert_int_equal(money_of("2026-11-23").refunds, 0);
}

static void a_booking_is_cancelled_once_and_asking_twice_with_one_key_refunds_once(void **state)
{
	struct booking booking = book(1, CHANNEL_COUNTER, METHOD_CASH, true);
	struct cancel_wish wish = cancel_of(&booking);

	(void)state;
	wish.idem = idem_new();
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	assert_int_equal(money_of("2026-11-23").refunds, 1);
	wish.idem = idem_new();
	assert_refused(booking_cancel(desk, &wish, &booking), STATUS_WRONG_STATE);
}

static void the_rest_of_a_late_cancel_can_be_refunded_by_a_manager_and_never_more_than_was_paid(
	void **state)
{
	struct booking booking = book(1, CHANNEL_COUNTER, METHOD_CASH, true);
	struct cancel_wish wish = cancel_of(&booking);

	(void)state;
	desk->settings.cancel_same_day_refund_percent = 50;
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(7, 0));
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	assert_int_equal(booking.refund_fen, 1000);
	assert_refused(booking_refund(desk, booking.id, "", NULL, &booking), STATUS_BAD_VALUE);
	fixture_must(desk, booking_refund(desk, booking.id, "a long wait", NULL, &booking));
	assert_int_equal(booking.refund_fen, 2000);
	assert_refused(booking_refund(desk, booking.id, "again", NULL, &booking),
		       STATUS_REFUND_TOO_LARGE);
	assert_int_equal(money_of("2026-11-24").refunds_fen, 2000);
}

/* Anything but a late cancel and an excused booking takes a right that nobody has here. */
static void a_visit_and_a_no_show_are_not_refunded_on_a_word(void **state)
{
	struct booking seen = book(1, CHANNEL_COUNTER, METHOD_CASH, true);
	struct booking missing = book(2, CHANNEL_COUNTER, METHOD_CASH, true);
	struct booking excused = book(3, CHANNEL_COUNTER, METHOD_CASH, true);

	(void)state;
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(8, 0));
	fixture_must(desk, queue_check_in(desk, seen.id, &seen));
	assert_refused(booking_refund(desk, seen.id, "waits", NULL, &seen), STATUS_WRONG_STATE);
	fixture_must(desk, queue_call_next(desk, session.id, &seen));
	fixture_must(desk, queue_finish(desk, seen.id, &seen));
	assert_refused(booking_refund(desk, seen.id, "unhappy", NULL, &seen), STATUS_WRONG_STATE);
	assert_non_null(strstr(desk->problem.message, "a second person"));
	assert_false(booking_may_be_refunded(&seen));
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(13, 0));
	fixture_must(desk,
		     booking_resolve(desk, missing.id, RESOLVE_NO_SHOW, "", &missing, NULL, NULL));
	assert_refused(booking_refund(desk, missing.id, "rang", NULL, &missing),
		       STATUS_WRONG_STATE);
	assert_int_equal(money_of("2026-11-24").refunds, 0);
	fixture_must(desk,
		     booking_resolve(desk, excused.id, RESOLVE_EXCUSED, "", &excused, NULL, NULL));
	assert_true(booking_may_be_refunded(&excused));
	fixture_must(desk, booking_refund(desk, excused.id, "in hospital", NULL, &excused));
	assert_int_equal(excused.refund_fen, 2000);
}

static void confirm_payment(int64_t payment_id)
{
	fixture_must(desk, store_run(desk->store, SQL_CONFIRMATION_ADD,
				     ARGS(STORE_ARG_INT(payment_id),
					  STORE_ARG_INT(fixture_last_event(desk))),
				     NULL));
}

/* Whoever writes the file of orders would be paid out of the drawer. */
static void what_an_order_says_was_paid_is_not_handed_out_before_a_statement_has_it(void **state)
{
	static const enum method over_the_counter[] = { METHOD_CASH, METHOD_CARD };
	struct booking booking = book(1, CHANNEL_ONLINE, METHOD_WECHAT, true);
	struct cancel_wish wish = cancel_of(&booking);
	struct cancel_terms terms;
	enum payment_state paid;

	(void)state;
	fixture_must(desk, ledger_payment_state(desk, booking.payment_id, &paid));
	assert_int_equal(paid, PAYMENT_CLAIMED);
	wish.other_method = true;
	wish.reason = "has no phone with her";
	for (int i = 0; i < 2; i++) {
		wish.method = over_the_counter[i];
		assert_refused(booking_cancel_terms(desk, &wish, &terms), STATUS_CLAIMED);
		assert_refused(booking_cancel(desk, &wish, &booking), STATUS_CLAIMED);
	}
	wish.channel = CHANNEL_ONLINE;
	assert_refused(booking_cancel(desk, &wish, &booking), STATUS_CLAIMED);
	wish.channel = CHANNEL_COUNTER;
	assert_int_equal(money_of("2026-11-23").refunds, 0);
	confirm_payment(booking.payment_id);
	fixture_must(desk, ledger_payment_state(desk, booking.payment_id, &paid));
	assert_int_equal(paid, PAYMENT_CONFIRMED);
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	assert_int_equal(booking.refund_state, REFUND_DONE);
}

static void the_clinic_may_hand_out_claimed_money_by_a_setting(void **state)
{
	struct booking booking = book(1, CHANNEL_ONLINE, METHOD_WECHAT, true);
	struct cancel_wish wish = cancel_of(&booking);

	(void)state;
	text_copy(desk->settings.cancel_cash_for_online,
		  sizeof(desk->settings.cancel_cash_for_online), "on");
	wish.other_method = true;
	wish.method = METHOD_CASH;
	wish.reason = "has no phone with her";
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	assert_int_equal(booking.refund_state, REFUND_DONE);
}

/* The clerk saw this money, whichever channel the number came from. */
static void what_the_counter_received_goes_back_over_the_counter(void **state)
{
	struct booking booking = book(1, CHANNEL_ONLINE, METHOD_WECHAT, false);
	struct cancel_wish wish = cancel_of(&booking);
	enum payment_state paid;

	(void)state;
	fixture_must(desk, ledger_payment_state(desk, booking.payment_id, &paid));
	assert_int_equal(paid, PAYMENT_NONE);
	fixture_must(desk, booking_pay(desk, booking.id, METHOD_WECHAT, NULL, &booking));
	fixture_must(desk, ledger_payment_state(desk, booking.payment_id, &paid));
	assert_int_equal(paid, PAYMENT_RECEIVED);
	wish.other_method = true;
	wish.method = METHOD_CASH;
	wish.reason = "the phone is empty";
	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	assert_int_equal(booking.refund_state, REFUND_DONE);
}

static void after_the_session_ended_the_outcome_is_recorded_instead(void **state)
{
	struct booking booking = book(1, CHANNEL_COUNTER, METHOD_CASH, true);
	struct cancel_wish wish = cancel_of(&booking);

	(void)state;
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(12, 0));
	assert_refused(booking_cancel(desk, &wish, &booking), STATUS_TOO_LATE);
	assert_non_null(strstr(desk->problem.message, "2026-11-24 ended at 12:00"));
	fixture_clock(desk, FIXTURE_DAY + 2, FIXTURE_AT(8, 0));
	assert_refused(booking_cancel(desk, &wish, &booking), STATUS_TOO_LATE);
}

static void a_reason_with_control_characters_is_not_taken(void **state)
{
	struct booking booking = book(1, CHANNEL_COUNTER, METHOD_CASH, true);
	struct cancel_wish wish = cancel_of(&booking);

	(void)state;
	wish.reason = "\033[2Jcleared";
	assert_refused(booking_cancel(desk, &wish, &booking), STATUS_BAD_TEXT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(until_the_day_before_ends_all_the_money_comes_back),
		TEST(on_the_visit_date_the_counter_gives_back_the_set_percent_and_it_is_a_late_cancel),
		TEST(on_the_visit_date_online_cannot_cancel),
		TEST(a_patient_who_cancelled_in_time_is_heard_when_the_file_comes_late),
		TEST(a_cancellation_that_comes_late_does_not_take_a_patient_out_of_the_room),
		TEST(the_counter_cancels_until_the_patient_is_called),
		TEST(a_manager_refunds_in_full_on_the_day_with_a_reason),
		TEST(money_paid_online_is_requested_and_never_shown_as_done_before_it_is),
		TEST(another_method_needs_a_reason_and_the_actual_one_counts),
		TEST(a_cancelled_number_is_sold_again_under_its_own_tag),
		TEST(an_unpaid_booking_has_nothing_to_refund),
		TEST(a_booking_is_cancelled_once_and_asking_twice_with_one_key_refunds_once),
		TEST(the_rest_of_a_late_cancel_can_be_refunded_by_a_manager_and_never_more_than_was_paid),
		TEST(a_visit_and_a_no_show_are_not_refunded_on_a_word),
		TEST(what_an_order_says_was_paid_is_not_handed_out_before_a_statement_has_it),
		TEST(the_clinic_may_hand_out_claimed_money_by_a_setting),
		TEST(what_the_counter_received_goes_back_over_the_counter),
		TEST(after_the_session_ended_the_outcome_is_recorded_instead),
		TEST(a_reason_with_control_characters_is_not_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
