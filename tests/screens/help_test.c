/* What is shown of the keys is what they do there: the help, and the line of keys. */
#include <string.h>

#include "base/language.h"
#include "tests/screens/clinic.h"
#include "tests/screens/ways.h"

static struct clinic clinic;
static struct keymap keymap; /* outlives the screens that go by it */

static struct clinic_start start = { &clinic, 80, 60, NULL, "" };
static struct clinic_start narrow = { &clinic, 60, 16, NULL, "" };

static int stop(void **state)
{
	language_choose("en");
	return clinic_tear_down(state);
}

/* Starts the screens again with one more key in the settings. */
static void start_with_key(const char *command, const char *keys)
{
	struct harness *harness = &clinic.harness;
	struct terminal_host host = harness->host;
	struct settings settings = clinic.desk.settings;
	struct problem problem;

	settings.key_count = 1;
	text_copy(settings.key[0].command, sizeof(settings.key[0].command), command);
	text_copy(settings.key[0].keys, sizeof(settings.key[0].keys), keys);
	keymap_init(&keymap);
	assert_int_equal(keymap_load(&keymap, &settings, &problem), STATUS_OK);
	harness_stop(harness);
	host.keymap = &keymap;
	harness_start(harness, &host, 80, 60);
}

static void what_does_not_apply_is_not_in_the_help(void **state)
{
	harness_keys(*state, "F1");
	harness_shows(*state, "F6 Alt-n        Adds a patient.");
	/* Nothing is chosen that could be paid. */
	harness_hides(*state, "The next payment method.");
	harness_hides(*state, "An extra number");
	/* No list is there, and no question. */
	harness_hides(*state, "In a list");
	harness_hides(*state, "In a question");
	harness_shows(*state, "F3 Alt-3        Goes to Queue");
	harness_keys(*state, "Esc F3 F1");
	harness_shows(*state, "In a list");
	/* Its list has parts; that of Settings has none. */
	harness_shows(*state, "To the next part of the screen.");
	harness_keys(*state, "Esc Alt-0 F1");
	harness_hides(*state, "To the next part of the screen.");
}

static void what_leads_nowhere_from_a_dialog_is_not_in_its_help(void **state)
{
	harness_keys(*state, "F10 F1");
	harness_shows(*state, "F9              Answers yes.");
	harness_shows(*state, "Enter           Answers no.");
	harness_shows(*state, "F3 Alt-3        Goes to Queue");
	/* The menu's character is mute there, its keys are not. */
	harness_shows(*state, "F12 ^P Alt-m    Finds any command");
	harness_hides(*state, "Undoes your last action");
	harness_hides(*state, "calls the next patient of the doctor chosen there");
}

static void before_the_sign_in_no_place_is_in_the_help(void **state)
{
	(void)state;
	clinic_open_at_sign_in(&clinic);
	harness_resize(&clinic.harness, 80, 60);
	harness_keys(&clinic.harness, "F1");
	harness_shows(&clinic.harness, "Opens the desk under this staff code.");
	harness_shows(&clinic.harness, "Leaves the desk, after asking.");
	harness_hides(&clinic.harness, "Goes to");
	harness_hides(&clinic.harness, "Finds any command");
	harness_hides(&clinic.harness, "Goes back one step");
	clinic_close(&clinic);
}

static void only_keys_that_work_are_named(void **state)
{
	/* Register has F6 for itself; elsewhere it leads to Today. */
	start_with_key("today", "F6 ^Y");
	harness_keys(*state, "F1");
	harness_shows(*state, "F6 Alt-n        Adds a patient.");
	harness_shows(*state, "^Y              Goes to Today");
	harness_keys(*state, "Esc Alt-0 F1");
	harness_shows(*state, "F6 ^Y           Goes to Today");
}

static void a_command_without_a_key_is_not_in_the_help(void **state)
{
	start_with_key("queue", "");
	harness_keys(*state, "F1");
	harness_hides(*state, "Goes to Queue: who is waiting");
	/* The menu has it all the same. */
	harness_keys(*state, "Esc F12");
	harness_shows(*state, "  3 Queue  ");
}

/* Every way leads where it should; harness_stop forgets where it was. */
static void follow(const struct way *way)
{
	struct harness *harness = &clinic.harness;
	struct terminal_host host = harness->host;

	harness_stop(harness);
	host.keymap = NULL;
	harness_start(harness, &host, 60, 16);
	harness_keys(harness, way->keys);
}

static void the_menu_is_in_the_line_of_keys_wherever_it_opens(void **state)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		const char *screen;

		follow(&ways[i]);
		screen = harness_screen(*state);
		if (strstr(screen, "- Menu -"))
			harness_hides(*state, "F12 Menu");
		else
			harness_shows(*state, "F12 Menu");
	}
}

static void a_chinese_line_of_keys_has_no_english_arrow(void **state)
{
	static const char *const places[] = { "Alt-1", "F2 'zw' Down Enter",
					      "Alt-5", "Alt-7",
					      "Alt-8", "Alt-9" };

	language_choose("zh");
	harness_resize(*state, 200, 60);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		harness_keys(*state, places[i]);
		harness_shows(*state, "左键 前一天");
		harness_shows(*state, "右键 后一天");
		harness_hides(*state, "Left");
		harness_hides(*state, "Right");
	}
	/* In the settings file a key is written as ever. */
	harness_keys(*state, "Alt-0 'today_previous_day'");
	harness_shows(*state, "Left Alt-,");
}

#define HELP_TEST(name, start) \
	cmocka_unit_test_prestate_setup_teardown(name, clinic_set_up, stop, start)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HELP_TEST(what_does_not_apply_is_not_in_the_help, &start),
		HELP_TEST(what_leads_nowhere_from_a_dialog_is_not_in_its_help, &start),
		cmocka_unit_test(before_the_sign_in_no_place_is_in_the_help),
		HELP_TEST(only_keys_that_work_are_named, &start),
		HELP_TEST(a_command_without_a_key_is_not_in_the_help, &start),
		HELP_TEST(the_menu_is_in_the_line_of_keys_wherever_it_opens, &narrow),
		HELP_TEST(a_chinese_line_of_keys_has_no_english_arrow, &start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
