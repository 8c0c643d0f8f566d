/* Sign-in: who is at the counter, before anything else. */
#include <stdlib.h>

#include "base/language.h"
#include "desk/presence.h"
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
	/* Whoever owns the account has not signed in by that. */
	harness_shows(*state, "nobody signed in  counter 1");
	harness_hides(*state, "wei");
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

	harness_keys(*state, "'cashier.li' Enter F9");
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
	harness_keys(*state, "'anna' Enter F9 F3 ^T");
	harness_shows(*state, "Staff code");
	harness_keys(*state, "'ben' Enter F9");
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
	harness_keys(*state, "^T 'ben' Enter F9");
	harness_shows(*state, "ben  counter 1");
	assert_string_equal(clinic.desk.staff.code, "ben");
}

static void an_unknown_code_is_asked_about_once(void **state)
{
	const int64_t before = clinic_last_event(&clinic.desk);

	harness_keys(*state, "'wagn' Enter");
	harness_shows(*state, "- wagn is new here -");
	harness_shows(*state, "Nobody has worked here under the code wagn before.");
	harness_shows(*state, "nobody signed in");
	/* Enter goes back to correct it, and so does Esc. */
	harness_keys(*state, "Enter Enter Esc");
	harness_shows(*state, "Staff code   wagn");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
	harness_keys(*state, "Enter F9");
	harness_shows(*state, "wagn  counter 1");
	assert_int_equal(clinic_last_event(&clinic.desk), before + 1);
	harness_keys(*state, "^T 'wei' Enter ^T 'wagn' Enter");
	harness_shows(*state, "wagn  counter 1");
	assert_int_equal(clinic_last_event(&clinic.desk), before + 1);
}

/* Another desk, at work as that counter since half an hour before. */
static void begin_elsewhere(struct desk *second, const char *counter)
{
	clinic_second(&clinic, second);
	text_copy(second->counter, sizeof(second->counter), counter);
	clock_pin(&second->clock, CLINIC_DAY, CLINIC_MINUTE - 30);
	clinic_must(second, presence_begin(second));
}

static void two_desks_are_the_same_counter_only_when_somebody_says_so(void **state)
{
	struct desk second;

	begin_elsewhere(&second, "1");
	harness_keys(*state, "^L");
	harness_shows(*state, "At work already: lin, since 06:40");
	harness_keys(*state, "'wei' Enter");
	harness_golden(*state, "sign_in/taken");
	/* Enter is no: another counter is chosen. */
	harness_keys(*state, "Enter");
	harness_shows(*state, "Which counter is this?");
	harness_keys(*state, "'a/b' Enter");
	harness_shows(*state, "The name of a counter has 1 to 32");
	harness_keys(*state, "'1' Enter");
	harness_shows(*state, "The same counter twice?");
	harness_keys(*state, "Enter '2' Enter");
	harness_shows(*state, "wei  counter 2");
	assert_string_equal(clinic.desk.counter, "2");
	assert_string_equal(clinic.desk.settings.desk_counter, "1");
	/* Who takes over at a counter that this desk has already is not asked. */
	harness_keys(*state, "^T 'wei' Enter");
	harness_shows(*state, "wei  counter 2");
	/* F9 is yes. */
	harness_keys(*state, "^T F7 '1' Enter 'wei' Enter");
	harness_shows(*state, "The same counter twice?");
	harness_keys(*state, "F9");
	harness_shows(*state, "wei  counter 1");
	desk_close(&second);
}

static void the_desks_at_work_are_listed_by_a_key(void **state)
{
	struct desk second;

	begin_elsewhere(&second, "2");
	harness_keys(*state, "'wei' Enter ^N");
	harness_golden(*state, "desks/two");
	/* It ended, however: the next look finds it gone. */
	desk_close(&second);
	harness_keys(*state, "^L");
	harness_hides(*state, "06:40");
	harness_keys(*state, "Esc . 'desks at' Enter");
	harness_shows(*state, "this desk");
}

static void a_desk_that_was_named_at_the_start_asks_all_the_same(void **state)
{
	struct harness *harness = *state;
	struct terminal_host host;
	struct desk second;

	begin_elsewhere(&second, "1");
	harness_stop(harness);
	screens_end(&clinic.screens);
	text_copy(clinic.desk.settings.desk_staff, sizeof(clinic.desk.settings.desk_staff), "wei");
	clinic_must(&clinic.desk, desk_sign_in(&clinic.desk, "wei"));
	screens_host(&clinic.screens, &clinic.desk, &host);
	harness_start(harness, &host, 80, 24);
	harness_shows(harness, "At work already: lin, since 06:40");
	harness_shows(harness, "Staff code   wei");
	harness_keys(harness, "Enter F9");
	harness_shows(harness, "wei  counter 1");
	desk_close(&second);
}

static void a_counter_is_chosen_before_anybody_signs_in(void **state)
{
	harness_keys(*state, "F7 '3' Enter");
	harness_shows(*state, "Counter 3");
	harness_shows(*state, "nobody signed in");
	harness_keys(*state, "'wei' Enter");
	harness_shows(*state, "wei  counter 3");
}

static void the_language_changes_by_a_key_and_stays(void **state)
{
	harness_shows(*state, "F8 中文");
	harness_keys(*state, "F8");
	harness_golden(*state, "sign_in/zh");
	harness_keys(*state, "F8");
	harness_shows(*state, "Staff code");
	harness_keys(*state, "F8 'wei' Enter");
	harness_shows(*state, "wei  窗口 1");
	harness_keys(*state, "^T Esc Alt-4");
	harness_shows(*state, "挂号记录");
	assert_string_equal(clinic.desk.settings.clinic_language, "");
	language_choose("en");
}

static void leaving_says_what_is_still_open(void **state)
{
	struct booking booking;

	harness_keys(*state, "'wei' Enter F10");
	harness_shows(*state, "| Leave the desk? |");
	harness_keys(*state, "Enter");
	booking = clinic_book(&clinic.desk, clinic_session(&clinic.desk, "1001", PERIOD_AM).id,
			      clinic.zhang);
	clinic_must(&clinic.desk, queue_check_in(&clinic.desk, booking.id, &booking));
	clinic_must(&clinic.desk, queue_call_next(&clinic.desk, booking.session_id, &booking));
	clinic_book(&clinic.desk, clinic_session(&clinic.desk, "1002", PERIOD_AM).id,
		    clinic.ouyang);
	harness_keys(*state, "F6 '李雷' F10");
	harness_shows(*state, "1 form is half filled in; what was typed there will be lost.");
	harness_shows(*state, "1 patient was called, and the visit has no outcome yet.");
	harness_hides(*state, "has no outcome yet: ");
	harness_keys(*state, "Enter");
	/* In the evening. */
	clinic_clock(&clinic, CLINIC_DAY, 22 * 60);
	harness_keys(*state, "F10");
	harness_golden(*state, "sign_in/leaving");
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

	harness_keys(harness, "'anna' Enter F9 'C0001' Enter Enter");
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
	SCREEN_TEST(an_unknown_code_is_asked_about_once),
	SCREEN_TEST(two_desks_are_the_same_counter_only_when_somebody_says_so),
	SCREEN_TEST(the_desks_at_work_are_listed_by_a_key),
	SCREEN_TEST(a_desk_that_was_named_at_the_start_asks_all_the_same),
	SCREEN_TEST(a_counter_is_chosen_before_anybody_signs_in),
	SCREEN_TEST(the_language_changes_by_a_key_and_stays),
	SCREEN_TEST(leaving_says_what_is_still_open),
	SCREEN_TEST(leaving_at_the_sign_in_asks_nothing),
	SCREEN_TEST(a_lost_line_ends_the_desk),
};

int main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
