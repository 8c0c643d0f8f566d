/* Undo: what was done last here, what taking it back means, and what stands in the way. */
#include "desk/booking/cancel.h"
#include "desk/queue/queue.h"
#include "tests/screens/clinic.h"

static struct clinic clinic;

static struct clinic_start start = { &clinic, 80, 24, NULL, "" };

/* 张伟 this morning, paid in cash. */
static struct booking book(void)
{
	struct session session = clinic_session(&clinic.desk, "1001", PERIOD_AM);

	return clinic_book(&clinic.desk, session.id, clinic.zhang);
}

static void nothing_done_yet_is_said(void **state)
{
	harness_keys(*state, "Alt-z");
	harness_shows(*state, "The last action here was: patient registered.");
}

static void a_booking_is_taken_back_with_its_cash(void **state)
{
	struct booking booking = book();

	harness_keys(*state, "Alt-z");
	harness_golden(*state, "undo/80");
	/* Enter is no. */
	harness_keys(*state, "Enter");
	assert_int_equal(clinic_booking(&clinic.desk, booking.id).refund_fen, 0);
	harness_keys(*state, "Alt-z F9");
	harness_shows(*state, "Undone: booked, number 1, 张伟.");
	assert_int_equal(clinic_booking(&clinic.desk, booking.id).refund_fen, 5000);
}

static void a_check_in_is_taken_back_from_any_list(void **state)
{
	struct booking booking = book();

	clinic_clock(&clinic, CLINIC_DAY, CLINIC_MINUTE + 40);
	clinic_must(&clinic.desk, queue_check_in(&clinic.desk, booking.id, &booking));
	harness_keys(*state, "F3 Alt-z F9");
	harness_shows(*state, "Undone: checked in, number 1, 张伟.");
	assert_int_equal(clinic_booking(&clinic.desk, booking.id).state, BOOKING_BOOKED);
}

static void leaving_the_question_changes_nothing(void **state)
{
	struct booking booking = book();

	harness_keys(*state, "Alt-z Esc Alt-z Enter");
	assert_int_equal(clinic_booking(&clinic.desk, booking.id).state, BOOKING_BOOKED);
}

static void what_blocks_it_is_said(void **state)
{
	const struct cancel_wish wish = {
		.id = book().id, .channel = CHANNEL_COUNTER, .override = true, .reason = "ill"
	};
	struct booking booking;

	clinic_must(&clinic.desk, booking_cancel(&clinic.desk, &wish, &booking));
	harness_keys(*state, "Alt-z");
	harness_shows(*state, "50.00 was returned to 张伟 by cash: that cannot be undone.");
}

static void another_desk_meanwhile_makes_it_look_again(void **state)
{
	struct booking booking = book();
	struct desk second;

	clinic_clock(&clinic, CLINIC_DAY, CLINIC_MINUTE + 40);
	clinic_second(&clinic, &second);
	harness_keys(*state, "Alt-z");
	clinic_must(&second, queue_check_in(&second, booking.id, &booking));
	desk_close(&second);
	harness_keys(*state, "F9");
	harness_shows(*state, "Something else has happened to booking");
	assert_int_equal(clinic_booking(&clinic.desk, booking.id).state, BOOKING_CHECKED_IN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) CLINIC_TEST(name, &start)
		T(nothing_done_yet_is_said),
		T(a_booking_is_taken_back_with_its_cash),
		T(a_check_in_is_taken_back_from_any_list),
		T(leaving_the_question_changes_nothing),
		T(what_blocks_it_is_said),
		T(another_desk_meanwhile_makes_it_look_again),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
