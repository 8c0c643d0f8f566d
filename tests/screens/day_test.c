/* Day: what is unresolved is cleared in one key each; closing with cash, no-shows and bans. */
#include "desk/day/closing.h"
#include "tests/screens/clinic.h"

static struct clinic clinic;
static struct booking morning;

static void fill(void)
{
	morning = clinic_book(&clinic.desk, clinic_session(&clinic.desk, "1001", PERIOD_AM).id,
			      clinic.zhang);
}

static struct clinic_start start = { &clinic, 80, 24, fill, "Alt-9" };
static struct clinic_start wide = { &clinic, 200, 60, fill, "Alt-9" };

static void evening(void)
{
	clinic_clock(&clinic, CLINIC_DAY, 21 * 60);
	harness_tick(&clinic.harness);
}

static void a_running_day_has_nothing_to_clear(void **state)
{
	harness_golden(*state, "day/running");
}

static void unresolved_bookings_are_cleared_in_one_key_each(void **state)
{
	evening();
	harness_golden(*state, "day/unresolved");
	harness_keys(*state, "F7");
	assert_int_equal(clinic_booking(&clinic.desk, morning.id).state, BOOKING_NO_SHOW);
	harness_shows(*state, "Nothing is left to do here: every patient");
}

static void a_slip_of_the_finger_is_taken_back(void **state)
{
	evening();
	harness_keys(*state, "F6 Alt-z F9");
	assert_int_equal(clinic_booking(&clinic.desk, morning.id).state, BOOKING_BOOKED);
	harness_shows(*state, "1 without an outcome");
}

static void each_outcome_has_its_key(void **state)
{
	static const struct {
		const char *key;
		enum booking_state state;
	} ways[] = { { "F6", BOOKING_FULFILLED },
		     { "F9", BOOKING_EXCUSED },
		     { "F11", BOOKING_EXCUSED } };

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct session session = clinic_session(&clinic.desk, "1001", PERIOD_AM);
		int64_t patient = i == 0   ? clinic.zhang_other
				  : i == 1 ? clinic.aygul
					   : clinic.ouyang;
		struct booking booking = clinic_book(&clinic.desk, session.id, patient);

		evening();
		harness_keys(*state, "Down");
		harness_keys(*state, ways[i].key);
		assert_int_equal(clinic_booking(&clinic.desk, booking.id).state, ways[i].state);
		clinic_clock(&clinic, CLINIC_DAY, CLINIC_MINUTE);
		harness_tick(*state);
	}
}

static void the_day_that_was_left_open_comes_first(void **state)
{
	clinic_clock(&clinic, CLINIC_DAY + 1, CLINIC_MINUTE);
	harness_tick(*state);
	harness_shows(*state, "< Mon 2026-11-23, yesterday >");
	harness_keys(*state, "Right");
	harness_shows(*state, "< Tue 2026-11-24, today >");
}

static void a_wide_terminal_says_what_a_no_show_would_lead_to(void **state)
{
	evening();
	harness_golden(*state, "day/200");
}

static void closing_shows_what_is_open_first(void **state)
{
	harness_keys(*state, "F8");
	harness_golden(*state, "close_day/open");
	/* Enter on every field leaves it: only F9 closes. */
	harness_keys(*state, "Enter Enter Enter Esc");
	harness_shows(*state, "not closed yet");
	harness_keys(*state, "F8 F9");
	harness_golden(*state, "close_day/stays-open");
}

static void closing_counts_the_cash_and_marks_no_shows(void **state)
{
	struct close_record record;

	clinic_clock(&clinic, CLINIC_DAY, 21 * 60);
	harness_keys(*state, "F8");
	harness_golden(*state, "close_day/80");
	/* What is expected is not told before the count is typed. */
	harness_keys(*state, "'49.5'");
	harness_shows(*state, "what is expected is shown when the count is recorded");
	harness_keys(*state, "Enter");
	harness_shows(*state, "50.00 is expected: the difference is -0.50");
	/* It is recorded by now: another count needs its reason. */
	harness_keys(*state, "Up ^U '50' Enter");
	harness_golden(*state, "close_day/again");
	harness_keys(*state, "F9");
	harness_shows(*state, "49.50 yuan was counted before");
	harness_keys(*state, "Up ^U '49.5' Enter F9");
	harness_golden(*state, "close_day/difference");
	harness_keys(*state, "'少收五角' Enter F9");
	harness_golden(*state, "close_day/done");
	clinic_must(&clinic.desk, day_close_get(&clinic.desk, CLINIC_DAY, &record));
	assert_int_equal(record.cash_expected_fen, 5000);
	assert_int_equal(record.cash_counted_fen, 4950);
	assert_string_equal(record.reason, "少收五角");
	assert_int_equal(record.no_shows, 1);
	harness_keys(*state, "Enter");
	harness_golden(*state, "day/closed");
}

static void a_cash_amount_that_is_none_is_refused(void **state)
{
	bool closed;
	day_number last;

	clinic_clock(&clinic, CLINIC_DAY, 21 * 60);
	harness_keys(*state, "F8 '1.2.3' Enter F9");
	harness_shows(*state, "not an amount");
	clinic_must(&clinic.desk, day_is_closed(&clinic.desk, CLINIC_DAY, &closed, &last));
	assert_false(closed);
}

static void a_scan_does_not_close_the_day(void **state)
{
	bool closed;
	day_number last;

	clinic_clock(&clinic, CLINIC_DAY, 21 * 60);
	harness_keys(*state, "F8");
	harness_scan(*state, "10000004");
	harness_scan(*state, "10000004");
	clinic_must(&clinic.desk, day_is_closed(&clinic.desk, CLINIC_DAY, &closed, &last));
	assert_false(closed);
}

/* One is in the room, one waits, one was seen and never paid. */
static void fill_queue(void)
{
	struct desk *desk = &clinic.desk;
	const int64_t session = clinic_session(desk, "1001", PERIOD_AM).id;
	struct booking_wish wish = { .session_id = session, .patient_id = clinic.ouyang };
	struct booking unpaid, waiting;

	fill();
	waiting = clinic_book(desk, session, clinic.aygul);
	clinic_must(desk, booking_book(desk, &wish, &unpaid));
	clinic_must(desk, queue_check_in(desk, unpaid.id, &unpaid));
	clinic_must(desk, queue_call_next(desk, session, &unpaid));
	clinic_must(desk, queue_finish(desk, unpaid.id, &unpaid));
	clinic_must(desk, queue_check_in(desk, morning.id, &morning));
	clinic_must(desk, queue_check_in(desk, waiting.id, &waiting));
	clinic_must(desk, queue_call_next(desk, session, &morning));
}

static struct clinic_start queue = { &clinic, 80, 24, fill_queue, "Alt-9" };

static void whoever_waits_and_whoever_never_paid_is_named_and_passed_by_a_key(void **state)
{
	struct close_record record;

	evening();
	harness_golden(*state, "day/waiting");
	harness_keys(*state, "F8");
	harness_golden(*state, "close_day/blocked");
	/* Somebody is in the room. */
	harness_keys(*state, "F9");
	harness_shows(*state, "The day was not closed: 张伟");
	harness_keys(*state, "Esc");
	harness_golden(*state, "day/called");
	harness_keys(*state, "F6 F8");
	harness_golden(*state, "close_day/passing");
	harness_keys(*state, "F9");
	harness_golden(*state, "close_day/passed");
	clinic_must(&clinic.desk, day_close_get(&clinic.desk, CLINIC_DAY, &record));
	assert_int_equal(clinic_booking(&clinic.desk, morning.id).state, BOOKING_FULFILLED);
}

static void a_visit_that_was_never_paid_is_listed_and_a_key_takes_the_payment(void **state)
{
	struct booking booking;

	evening();
	harness_keys(*state, "End");
	harness_golden(*state, "day/unpaid");
	clinic_bookings_of(&clinic.desk, clinic.ouyang, &booking);
	assert_int_equal(booking.paid_fen, 0);
	harness_keys(*state, "Alt-p");
	harness_shows(*state, "50.00");
	harness_keys(*state, "Enter");
	clinic_bookings_of(&clinic.desk, clinic.ouyang, &booking);
	assert_int_equal(booking.paid_fen, 5000);
	harness_hides(*state, "Not paid");
}

static void who_was_not_seen_gets_everything_back_by_a_key_at_the_booking(void **state)
{
	struct booking booking;

	evening();
	harness_keys(*state, "F6 F8 F9 Enter");
	clinic_bookings_of(&clinic.desk, clinic.aygul, &booking);
	assert_int_equal(booking.state, BOOKING_NOT_SEEN);
	harness_keys(*state, "Alt-4 '阿依古丽' Enter");
	harness_keys(*state, "Alt-e");
	harness_shows(*state, "50.00 yuan go back.");
	harness_keys(*state, "'the doctor had left' F9");
	clinic_bookings_of(&clinic.desk, clinic.aygul, &booking);
	assert_int_equal(booking.state, BOOKING_EXCUSED);
	assert_int_equal(booking.refund_fen, 5000);
}

static void by_a_clock_that_leapt_it_is_asked_whether_it_is_right(void **state)
{
	bool closed;
	day_number last;

	clinic_clock(&clinic, CLINIC_DAY + 30, 21 * 60);
	harness_tick(*state);
	harness_keys(*state, "F8");
	harness_golden(*state, "close_day/clock");
	harness_keys(*state, "Esc");
	clinic_must(&clinic.desk, day_is_closed(&clinic.desk, CLINIC_DAY, &closed, &last));
	assert_false(closed);
	harness_keys(*state, "F8 F9");
	harness_shows(*state, "Cash counted");
	harness_keys(*state, "F9");
	clinic_must(&clinic.desk, day_is_closed(&clinic.desk, CLINIC_DAY, &closed, &last));
	assert_true(closed);
}

#define SCREEN_TEST(name) CLINIC_TEST(name, &start)

static const struct CMUnitTest tests[] = {
	SCREEN_TEST(a_running_day_has_nothing_to_clear),
	SCREEN_TEST(unresolved_bookings_are_cleared_in_one_key_each),
	SCREEN_TEST(a_slip_of_the_finger_is_taken_back),
	SCREEN_TEST(each_outcome_has_its_key),
	SCREEN_TEST(the_day_that_was_left_open_comes_first),
	CLINIC_TEST(a_wide_terminal_says_what_a_no_show_would_lead_to, &wide),
	SCREEN_TEST(closing_shows_what_is_open_first),
	SCREEN_TEST(closing_counts_the_cash_and_marks_no_shows),
	CLINIC_TEST(whoever_waits_and_whoever_never_paid_is_named_and_passed_by_a_key, &queue),
	CLINIC_TEST(a_visit_that_was_never_paid_is_listed_and_a_key_takes_the_payment, &queue),
	CLINIC_TEST(who_was_not_seen_gets_everything_back_by_a_key_at_the_booking, &queue),
	SCREEN_TEST(by_a_clock_that_leapt_it_is_asked_whether_it_is_right),
	SCREEN_TEST(a_cash_amount_that_is_none_is_refused),
	SCREEN_TEST(a_scan_does_not_close_the_day),
};

int main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
