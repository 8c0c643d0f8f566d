/* The menu of all commands: finding one by name, sentence, pinyin or number, and doing it. */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "tests/screens/clinic.h"

static struct clinic clinic;

static struct clinic_start start = { &clinic, 80, 24, NULL, "" };
static struct clinic_start wide = { &clinic, 200, 60, NULL, "" };

static int stop(void **state)
{
	language_choose("en");
	return clinic_tear_down(state);
}

static void the_menu_shows_what_can_be_done_with_its_keys(void **state)
{
	harness_keys(*state, "F3 F12");
	harness_shows(*state, "  1 Today ");
	harness_shows(*state, "  0 Settings ");
	/* Then what can be done here, and what else is known everywhere. */
	harness_shows(*state, " 10 Call next ");
	harness_shows(*state, " 11 Missed ");
	harness_hides(*state, "Menu  ");
	harness_keys(*state, "'called patient'");
	harness_golden(*state, "palette/queue");
	/* The same key takes it away. */
	harness_keys(*state, "F12");
	harness_shows(*state, "Today's sessions");
}

static void a_wide_terminal_shows_the_sentences_whole(void **state)
{
	harness_keys(*state, "F12 'unresolved'");
	harness_golden(*state, "palette/register-200");
}

static void a_command_is_found_by_a_part_of_its_name(void **state)
{
	harness_keys(*state, "F12 'ook'");
	harness_shows(*state, "4 Bookings ");
	harness_keys(*state, "^U 'WRITE'");
	harness_golden(*state, "palette/found");
	harness_keys(*state, "^U 'qwertz'");
	harness_shows(*state, "No such command.");
	harness_keys(*state, "Enter Esc");
	harness_shows(*state, "Who is at the counter?");
}

static void a_command_is_found_by_its_sentence_after_those_of_that_name(void **state)
{
	/* Only the sentence of Staff speaks of the counter being handed over. */
	harness_keys(*state, "F12 'somebody else' Enter");
	harness_shows(*state, "Staff code");
	harness_keys(*state, "Esc F12 'new'");
	harness_shows(*state, "11 New patient");
}

static void a_command_of_another_place_goes_there_and_does_it(void **state)
{
	struct booking booking = clinic_book(
		&clinic.desk, clinic_session(&clinic.desk, "1001", PERIOD_AM).id, clinic.zhang);

	clinic_must(&clinic.desk, queue_check_in(&clinic.desk, booking.id, &booking));
	harness_keys(*state, "F12 'call next' Enter");
	harness_shows(*state, "Called: number 1, 张伟, to room 101.");
	clinic_must(&clinic.desk, booking_get(&clinic.desk, booking.id, &booking));
	assert_int_equal(booking.ticket_state, TICKET_CALLED);
}

static void what_does_not_fit_there_is_said(void **state)
{
	/* Bookings was never shown: there is nothing to pay on an empty list. */
	harness_keys(*state, "F12 'payment unpaid' Enter");
	harness_shows(*state, "\"Pay\" does not apply to what is shown here now.");
	/* Once it was, the menu knows. */
	harness_keys(*state, "F2 F12 'payment unpaid'");
	harness_shows(*state, "No such command.");
}

static void in_front_of_a_form_only_what_applies_is_offered(void **state)
{
	harness_keys(*state, "F6 '李雷' F12");
	harness_shows(*state, "10 Confirm");
	harness_hides(*state, "Extra");
	harness_keys(*state, "'10' Enter");
	/* Saved: the form is through. */
	harness_shows(*state, "Doctor or department");
	harness_keys(*state, "F12 'menu' Esc");
	harness_shows(*state, "Doctor or department");
}

static void the_number_pad_is_enough(void **state)
{
	harness_keys(*state, "'.'");
	harness_shows(*state, "10 Find");
	harness_keys(*state, "'11' Enter");
	harness_shows(*state, "New patient");
	harness_keys(*state, "Esc F3 . + - '1' '2'");
	harness_shows(*state, "Find 12");
	harness_keys(*state, "Backspace Backspace .");
	harness_shows(*state, "Today's sessions");
	harness_hides(*state, "Find");
	/* In a field with something in it a point is a point. */
	harness_keys(*state, "F2 'Ann.'");
	harness_shows(*state, "Find  Ann.");
}

/* The place that a number leads to says its name in the top line, in brackets. */
static void every_place_has_one_number_wherever_the_menu_is_opened(void **state)
{
	struct harness *harness = *state;
	struct keymap keymap;

	keymap_init(&keymap);
	for (int i = 0; i < harness->host.place_count; i++) {
		const struct place *place = &harness->host.place[i];
		char keys[KEYS_TEXT_SIZE], shown[64], all[KEYS_TEXT_SIZE];

		/* Alt and the same digit. */
		text_format(keys, sizeof(keys), "Alt-%d", place->number);
		assert_non_null(strstr(keymap_keys(&keymap, place->command, all), keys));
		text_format(shown, sizeof(shown), "[%d %s]", place->number,
			    command_label(place->command));
		for (int k = 0; k < harness->host.place_count; k++) {
			text_format(keys, sizeof(keys), "Alt-%d", harness->host.place[k].number);
			harness_keys(harness, keys);
			text_format(keys, sizeof(keys), ". '%d' Enter", place->number);
			harness_keys(harness, keys);
			harness_shows(harness, shown);
		}
	}
	/* In front of a question, by the menu's key. */
	harness_keys(harness, "Alt-2 F6 F12 '7' Enter");
	harness_shows(harness, "[7 Roster]");
}

static void the_point_of_a_chinese_keyboard_opens_it_too(void **state)
{
	harness_keys(*state, "'。'");
	harness_shows(*state, "- Menu -");
}

static void a_number_that_no_row_has_changes_nothing(void **state)
{
	harness_keys(*state, "F12 '99' Enter");
	harness_shows(*state, "No command has that number.");
	harness_keys(*state, "Esc F12 '99999999999999999999'");
	harness_shows(*state, "No command has that number.");
	harness_keys(*state, "^U '10'");
	harness_shows(*state, "10 Find");
}

static void chinese_names_are_found_by_pinyin_and_initials(void **state)
{
	language_choose("zh");
	harness_keys(*state, "F12 'houzhen'");
	harness_shows(*state, "3 候诊");
	harness_keys(*state, "^U 'jxyw'");
	harness_shows(*state, "候诊：叫下一位");
	harness_keys(*state, "^U '下一位'");
	harness_shows(*state, "叫下一位");
	/* And by their English ones. */
	harness_keys(*state, "^U 'queue' Enter");
	harness_shows(*state, "今日");
}

static void nobody_gets_past_the_sign_in_by_the_menu(void **state)
{
	(void)state;
	clinic_open_at_sign_in(&clinic);
	harness_keys(&clinic.harness, "F12 'queue' ^P Alt-m");
	harness_shows(&clinic.harness, "Staff code");
	harness_hides(&clinic.harness, "Menu");
	clinic_close(&clinic);
}

static void a_dialog_keeps_its_question_under_the_menu(void **state)
{
	harness_keys(*state, "F10 . F12 Esc");
	harness_shows(*state, "Leave the desk?");
	harness_keys(*state, "F12 'answers no' Enter");
	harness_hides(*state, "Leave the desk?");
}

static void every_size_is_painted(void **state)
{
	harness_keys(*state, "F12 'e' Down Down");
	for (int lines = 1; lines <= 60; lines += 3) {
		for (int columns = 1; columns <= 200; columns += 9)
			harness_resize(*state, columns, lines);
	}
	harness_resize(*state, 80, 24);
	harness_shows(*state, "Find e");
}

#define SCREEN_TEST(name) \
	cmocka_unit_test_prestate_setup_teardown(name, clinic_set_up, stop, &start)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(the_menu_shows_what_can_be_done_with_its_keys),
		CLINIC_TEST(a_wide_terminal_shows_the_sentences_whole, &wide),
		SCREEN_TEST(a_command_is_found_by_a_part_of_its_name),
		SCREEN_TEST(a_command_is_found_by_its_sentence_after_those_of_that_name),
		SCREEN_TEST(a_command_of_another_place_goes_there_and_does_it),
		SCREEN_TEST(what_does_not_fit_there_is_said),
		SCREEN_TEST(in_front_of_a_form_only_what_applies_is_offered),
		SCREEN_TEST(the_number_pad_is_enough),
		CLINIC_TEST(every_place_has_one_number_wherever_the_menu_is_opened, &wide),
		SCREEN_TEST(the_point_of_a_chinese_keyboard_opens_it_too),
		SCREEN_TEST(a_number_that_no_row_has_changes_nothing),
		SCREEN_TEST(chinese_names_are_found_by_pinyin_and_initials),
		cmocka_unit_test(nobody_gets_past_the_sign_in_by_the_menu),
		SCREEN_TEST(a_dialog_keeps_its_question_under_the_menu),
		SCREEN_TEST(every_size_is_painted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
