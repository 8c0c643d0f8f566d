/* Sign-in: who is at the counter, before anything else. */
#include <stdlib.h>

#include "tests/screens/clinic.h"

static struct clinic clinic;

static int start(void **state)
{
	clinic_open_at_sign_in(&clinic);
	*state = &clinic;
	return 0;
}

static void the_staff_code_is_asked_for_first(void **state)
{
	harness_golden(*state, "sign_in/80");
	harness_keys(*state, "F3");
	harness_shows(*state, "Staff code");
}

static void a_code_of_other_characters_is_refused(void **state)
{
	harness_keys(*state, "'li''s code' Enter");
	harness_golden(*state, "sign_in/refused");
	harness_keys(*state, "^U Enter");
	harness_shows(*state, "Staff code");
}

static void changes_are_recorded_under_the_code(void **state)
{
	struct booking booking;
	struct audit_row *history;
	size_t count;

	harness_keys(*state, "'cashier.li' Enter");
	harness_shows(*state, "cashier.li  counter 1");
	harness_keys(*state, "'C0001' Enter '1001' Enter Enter");
	harness_shows(*state, "Receipt");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, &booking), 1);
	clinic_must(&clinic.desk, audit_history(&clinic.desk, booking.seq, &history, &count));
	assert_string_equal(history[0].staff, "cashier.li");
	free(history);
}

static void another_takes_over_where_the_first_one_was(void **state)
{
	harness_keys(*state, "'anna' Enter F3 ^T");
	harness_shows(*state, "Staff code");
	harness_keys(*state, "'ben' Enter");
	harness_shows(*state, "Today's sessions");
	harness_shows(*state, "ben  counter 1");
}

static struct clinic_start known = { &clinic, 80, 24, NULL, "" };

static void who_is_known_from_the_start_can_hand_over_too(void **state)
{
	static const char *const places[] = { "F2", "F3", "F4", "F5" };

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		harness_keys(*state, places[i]);
		harness_keys(*state, "^T");
		harness_shows(*state, "Staff code");
		harness_keys(*state, "Esc");
		harness_hides(*state, "Staff code");
		harness_shows(*state, "wei  counter 1");
	}
	harness_keys(*state, "^T 'ben' Enter");
	harness_shows(*state, "ben  counter 1");
	assert_string_equal(clinic.desk.staff.code, "ben");
}

static void leaving_at_the_sign_in_asks_nothing(void **state)
{
	struct harness *harness = *state;

	harness_keys(harness, "F10");
	assert_true(harness->ended);
	assert_int_equal(harness->end, TERMINAL_LEFT);
}

static void a_lost_line_ends_the_desk(void **state)
{
	struct harness *harness = *state;

	harness_keys(harness, "'anna' Enter 'C0001' Enter Enter");
	harness_hang_up(harness);
	assert_true(harness->ended);
	assert_int_equal(harness->end, TERMINAL_HUNG_UP);
}

#define SCREEN_TEST(name) cmocka_unit_test_setup_teardown(name, start, clinic_tear_down)

static const struct CMUnitTest tests[] = {
	SCREEN_TEST(the_staff_code_is_asked_for_first),
	SCREEN_TEST(a_code_of_other_characters_is_refused),
	SCREEN_TEST(changes_are_recorded_under_the_code),
	SCREEN_TEST(another_takes_over_where_the_first_one_was),
	CLINIC_TEST(who_is_known_from_the_start_can_hand_over_too, &known),
	SCREEN_TEST(leaving_at_the_sign_in_asks_nothing),
	SCREEN_TEST(a_lost_line_ends_the_desk),
};

int main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
