/* The desk while the clock moves: midnight with something open, steps back and forward, leap day,
 * year end. */
#include <string.h>

#include "tests/screens/clinic.h"

enum {
	LAST_MINUTE = 23 * 60 + 59,
	YEAR_END = 20818 /* 2026-12-31 */,
	LEAP_DAY = 21243 /* 2028-02-29 */
};

static struct clinic clinic;

static struct clinic_start start = { &clinic, 80, 24, NULL, "" };

/* The clock moves and the desk notices it, as it does twice a second. */
static void move(day_number day, int minute)
{
	clinic_clock(&clinic, day, minute);
	harness_tick(&clinic.harness);
}

static struct booking newest_of(int64_t patient_id)
{
	struct booking booking;

	assert_true(clinic_bookings_of(&clinic.desk, patient_id, &booking) > 0);
	return booking;
}

/* Books tomorrow's session at the counter, paid in cash. */
static struct booking book_tomorrow(int64_t patient_id)
{
	struct session session;

	clinic_must(&clinic.desk,
		    session_find(&clinic.desk, "1001", CLINIC_DAY + 1, PERIOD_AM, &session));
	return clinic_book(&clinic.desk, session.id, patient_id);
}

static void a_booking_form_open_over_midnight_books_what_it_shows_under_the_new_day(void **state)
{
	struct harness *harness = *state;
	struct booking booking;
	char day[DAY_TEXT_SIZE];

	move(CLINIC_DAY, LAST_MINUTE);
	harness_keys(harness, "'oynn' Enter Right Down Enter");
	harness_shows(harness, "Tue 2026-11-24");
	move(CLINIC_DAY + 1, 0);
	harness_shows(harness, "Tue 2026-11-24");
	harness_shows(harness, "2026-11-24 00:00");
	harness_keys(harness, "Enter");
	harness_shows(harness, "Booked");
	harness_shows(harness, "Receipt      261124-000001");
	booking = newest_of(clinic.ouyang);
	assert_int_equal(booking.day, CLINIC_DAY + 1);
	assert_int_equal(booking.id / 1000000, 261124);
	assert_string_equal(day_format(booking.day, day), "2026-11-24");
}

static void sessions_left_open_over_midnight_are_those_of_the_new_day(void **state)
{
	struct harness *harness = *state;

	move(CLINIC_DAY, LAST_MINUTE);
	harness_keys(harness, "'oynn' Enter");
	harness_shows(harness, "Mon 2026-11-23, today");
	move(CLINIC_DAY + 1, 0);
	harness_shows(harness, "Tue 2026-11-24, today");
	harness_shows(harness, "08:00-12:00");
	/* Another day than today stays chosen. */
	harness_keys(harness, "Right Right");
	harness_shows(harness, "Thu 2026-11-26");
	move(CLINIC_DAY + 2, 0);
	harness_shows(harness, "Thu 2026-11-26");
}

static void a_session_that_ends_before_the_eyes_is_refused_with_the_rule(void **state)
{
	struct harness *harness = *state;

	clinic_clock(&clinic, CLINIC_DAY, 11 * 60 + 59);
	harness_keys(harness, "'oynn' Enter Down Enter");
	harness_shows(harness, "Enter books.");
	clinic_clock(&clinic, CLINIC_DAY, 12 * 60);
	harness_keys(harness, "Enter");
	harness_hides(harness, "Booked");
	harness_shows(harness, "12:00");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.ouyang, NULL), 0);
}

static void a_cancel_open_over_midnight_shows_the_visit_day_s_refund(void **state)
{
	struct harness *harness = *state;

	book_tomorrow(clinic.ouyang);
	move(CLINIC_DAY, LAST_MINUTE);
	harness_keys(harness, "F4 F7 'oynn' Enter F8");
	harness_shows(harness, "50.00 of 50.00 in cash: hand it over now");
	move(CLINIC_DAY + 1, 0);
	harness_shows(harness, "NONE of the 50.00 paid");
}

static void a_refund_that_midnight_changed_under_the_finger_is_shown_before_it_is_done(void **state)
{
	struct harness *harness = *state;

	book_tomorrow(clinic.ouyang);
	move(CLINIC_DAY, LAST_MINUTE);
	harness_keys(harness, "F4 F7 'oynn' Enter F8 Tab Tab");
	harness_shows(harness, "hand it over now");
	/* Midnight, and F9 before the desk has looked at the clock. */
	clinic_clock(&clinic, CLINIC_DAY + 1, 0);
	harness_keys(harness, "F9");
	harness_shows(harness, "NONE of the 50.00 paid");
	assert_int_equal(newest_of(clinic.ouyang).state, BOOKING_BOOKED);
	harness_keys(harness, "F9");
	harness_shows(harness, "No money is returned");
	assert_int_equal(newest_of(clinic.ouyang).state, BOOKING_CANCELLED);
}

static void queue_and_bookings_are_today_s_from_midnight_on(void **state)
{
	struct harness *harness = *state;

	book_tomorrow(clinic.ouyang);
	move(CLINIC_DAY, LAST_MINUTE);
	harness_keys(harness, "F4");
	harness_shows(harness, "0 bookings for today");
	harness_keys(harness, "F3");
	harness_shows(harness, "曾丽华");
	move(CLINIC_DAY + 1, 0);
	harness_hides(harness, "曾丽华");
	harness_shows(harness, "魏思齐");
	harness_keys(harness, "F4");
	harness_shows(harness, "1 booking for today");
}

static void an_hour_back_with_a_form_open_is_shown_and_the_form_goes_on(void **state)
{
	struct harness *harness = *state;
	struct booking first = book_tomorrow(clinic.zhang);

	harness_keys(harness, "'oynn' Enter Right Down Enter");
	move(CLINIC_DAY, CLINIC_MINUTE - 60);
	harness_shows(harness, "CLOCK SET BACK? 06:10, last entry 2026-11-23 07:10");
	harness_keys(harness, "Enter");
	harness_shows(harness, "Booked");
	harness_shows(harness, "Receipt      261123-000002");
	assert_true(newest_of(clinic.ouyang).seq > first.seq);
	move(CLINIC_DAY, CLINIC_MINUTE + 1);
	harness_hides(harness, "CLOCK SET BACK");
}

static void a_day_back_and_back_to_1970_books_no_session_beyond_the_horizon(void **state)
{
	struct harness *harness = *state;

	book_tomorrow(clinic.zhang);
	harness_keys(harness, "'oynn' Enter Right Down Enter");
	move(CLINIC_DAY - 1, CLINIC_MINUTE);
	harness_shows(harness, "CLOCK SET BACK? 07:10, last entry 2026-11-23 07:10");
	move(0, 9 * 60);
	harness_shows(harness, "CLOCK SET BACK? 09:00, last entry 2026-11-23 07:10");
	harness_keys(harness, "Enter");
	harness_hides(harness, "Booked");
	harness_shows(harness, "7 days");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.ouyang, NULL), 0);
	/* Right again, the form still does what it shows. */
	move(CLINIC_DAY, CLINIC_MINUTE + 1);
	harness_keys(harness, "Enter");
	harness_shows(harness, "Booked");
}

static void ten_years_forward_with_a_form_open_books_nothing(void **state)
{
	struct harness *harness = *state;

	harness_keys(harness, "'oynn' Enter Down Enter");
	move(day_add_months(CLINIC_DAY, 120), CLINIC_MINUTE);
	harness_shows(harness, "2036-11-23 07:10");
	harness_keys(harness, "Enter");
	harness_hides(harness, "Booked");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.ouyang, NULL), 0);
	harness_keys(harness, "F3 F4 F5 F2");
	move(CLINIC_DAY, CLINIC_MINUTE);
	harness_hides(harness, "CLOCK SET BACK");
}

static void the_days_go_over_leap_day_and_year_end(void **state)
{
	struct harness *harness = *state;

	clinic_roster(&clinic.desk, "1001", YEAR_END + 1, PERIOD_AM);
	clinic_roster(&clinic.desk, "1001", LEAP_DAY, PERIOD_AM);
	move(YEAR_END, LAST_MINUTE);
	harness_keys(harness, "'oynn' Enter");
	harness_shows(harness, "Thu 2026-12-31, today");
	harness_keys(harness, "Right");
	harness_shows(harness, "Fri 2027-01-01");
	move(YEAR_END + 1, 0);
	harness_shows(harness, "Fri 2027-01-01, today");
	harness_keys(harness, "Down Enter Enter");
	harness_shows(harness, "Receipt      270101-000001");
	move(LEAP_DAY - 1, LAST_MINUTE);
	harness_keys(harness, "Enter 'zw' Down Enter Right");
	harness_shows(harness, "Tue 2028-02-29");
	harness_keys(harness, "Right");
	harness_shows(harness, "Wed 2028-03-01");
	harness_keys(harness, "Left Down Enter");
	move(LEAP_DAY, 0);
	harness_keys(harness, "Enter");
	harness_shows(harness, "Receipt      280229-000001");
}

/* Only a demonstration's clock is set; a clinic's that lags behind another counter's is told of. */
static void desks_of_a_demonstration_go_by_the_latest_of_their_clocks(void **state)
{
	struct harness *harness = *state;
	struct desk other;

	clinic_second(&clinic, &other);
	clock_pin(&other.clock, CLINIC_DAY, CLINIC_MINUTE + 25);
	clinic_must(&other, desk_sign_in(&other, "chen"));
	clinic_book(&other, clinic_session(&other, "1001", PERIOD_AM).id, clinic.zhang);
	harness_tick(harness);
	harness_shows(harness, "CLOCK SET BACK? 07:10");
	clock_run_from(&clinic.desk.clock, clinic.desk.clock.pinned_ms);
	harness_tick(harness);
	harness_shows(harness, "2026-11-23 07:35");
	desk_close(&other);
}

#define SCREEN_TEST(name) CLINIC_TEST(name, &start)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(
			a_booking_form_open_over_midnight_books_what_it_shows_under_the_new_day),
		SCREEN_TEST(sessions_left_open_over_midnight_are_those_of_the_new_day),
		SCREEN_TEST(a_session_that_ends_before_the_eyes_is_refused_with_the_rule),
		SCREEN_TEST(a_cancel_open_over_midnight_shows_the_visit_day_s_refund),
		SCREEN_TEST(
			a_refund_that_midnight_changed_under_the_finger_is_shown_before_it_is_done),
		SCREEN_TEST(queue_and_bookings_are_today_s_from_midnight_on),
		SCREEN_TEST(an_hour_back_with_a_form_open_is_shown_and_the_form_goes_on),
		SCREEN_TEST(a_day_back_and_back_to_1970_books_no_session_beyond_the_horizon),
		SCREEN_TEST(ten_years_forward_with_a_form_open_books_nothing),
		SCREEN_TEST(the_days_go_over_leap_day_and_year_end),
		SCREEN_TEST(desks_of_a_demonstration_go_by_the_latest_of_their_clocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
