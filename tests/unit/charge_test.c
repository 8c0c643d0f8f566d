/* Charges: what became of one follows from the ledger, and the ledger takes no more than was
 * charged. */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "desk/booking/booking.h"
#include "desk/booking/cancel.h"

enum { FEE_FEN = 2000 };

static struct desk *desk;
static struct session session;

static int set_up(void **state)
{
	(void)state;
	desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	fixture_doctor(desk, "1001", FEE_FEN);
	session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(desk);
	return 0;
}

static struct booking book(int person, bool pay)
{
	struct booking_wish wish = { .session_id = session.id,
				     .patient_id = fixture_patient(desk, person).id,
				     .channel = CHANNEL_COUNTER,
				     .pay = pay,
				     .method = METHOD_CASH };
	struct booking booking;

	fixture_must(desk, booking_book(desk, &wish, &booking));
	return booking;
}

static void cancel(struct booking *booking)
{
	struct cancel_wish wish = { .id = booking->id, .channel = CHANNEL_COUNTER, .reason = "" };

	fixture_must(desk, booking_cancel(desk, &wish, booking));
}

static void what_became_of_a_charge_follows_from_what_was_paid_and_refunded(void **state)
{
	(void)state;
	assert_int_equal(charge_state(FEE_FEN, 0, 0, true), CHARGE_OWED);
	assert_int_equal(charge_state(FEE_FEN, FEE_FEN - 1, 0, true), CHARGE_OWED);
	assert_int_equal(charge_state(FEE_FEN, FEE_FEN, 0, true), CHARGE_PAID);
	assert_int_equal(charge_state(FEE_FEN, FEE_FEN, 1, true), CHARGE_PARTLY_REFUNDED);
	assert_int_equal(charge_state(FEE_FEN, FEE_FEN, FEE_FEN, true), CHARGE_REFUNDED);
	assert_int_equal(charge_state(FEE_FEN, FEE_FEN, 0, false), CHARGE_PAID);
	assert_int_equal(charge_state(FEE_FEN, 0, 0, false), CHARGE_VOID);
	/* Nothing is owed for what costs nothing. */
	assert_int_equal(charge_state(0, 0, 0, true), CHARGE_PAID);
	assert_int_equal(charge_state(0, 0, 0, false), CHARGE_VOID);
}

static void a_booking_owes_its_fee_until_it_is_paid(void **state)
{
	struct booking booking = book(1, false);

	(void)state;
	assert_int_equal(booking_charge_state(&booking), CHARGE_OWED);
	fixture_must(desk, booking_pay(desk, booking.id, METHOD_CASH, NULL, &booking));
	assert_int_equal(booking_charge_state(&booking), CHARGE_PAID);
	assert_int_equal(booking_pay(desk, booking.id, METHOD_CASH, NULL, &booking),
			 STATUS_ALREADY_PAID);
}

static void a_late_cancellation_gives_a_part_back_and_a_manager_the_rest(void **state)
{
	struct booking booking = book(1, true);

	(void)state;
	desk->settings.cancel_same_day_refund_percent = 25;
	cancel(&booking);
	assert_int_equal(booking.refund_fen, FEE_FEN / 4);
	assert_int_equal(booking_charge_state(&booking), CHARGE_PARTLY_REFUNDED);
	fixture_must(desk, booking_refund(desk, booking.id, "投诉属实", NULL, &booking));
	assert_int_equal(booking.refund_fen, FEE_FEN);
	assert_int_equal(booking_charge_state(&booking), CHARGE_REFUNDED);
}

static void what_was_never_paid_is_void_with_its_booking(void **state)
{
	struct booking booking = book(1, false);

	(void)state;
	cancel(&booking);
	assert_int_equal(booking_charge_state(&booking), CHARGE_VOID);
	assert_int_equal(booking_pay(desk, booking.id, METHOD_CASH, NULL, &booking),
			 STATUS_WRONG_STATE);
}

/* Past the rule of the desk: the schema keeps it too. */
static enum status pay_again(struct desk *on, void *context)
{
	const struct booking *booking = context;
	struct idem idem = idem_new();
	struct payment payment = { .method = METHOD_CASH, .fen = 1, .charge_id = booking->id };
	int64_t ledger_id;
	enum status status = audit_record(on, AUDIT_BOOKING_PAY, booking->id, booking->seq, &idem,
					  "", &payment.seq);

	return status ? status : ledger_pay(on, &payment, &ledger_id);
}

static void no_more_is_taken_than_was_charged(void **state)
{
	struct booking booking = book(1, true);

	(void)state;
	assert_int_equal(desk_change(desk, pay_again, &booking), STATUS_STORE_CONSTRAINT);
	fixture_must(desk, booking_get(desk, booking.id, &booking));
	assert_int_equal(booking.paid_fen, FEE_FEN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(what_became_of_a_charge_follows_from_what_was_paid_and_refunded),
		TEST(a_booking_owes_its_fee_until_it_is_paid),
		TEST(a_late_cancellation_gives_a_part_back_and_a_manager_the_rest),
		TEST(what_was_never_paid_is_void_with_its_booking),
		TEST(no_more_is_taken_than_was_charged),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
