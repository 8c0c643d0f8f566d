/* The one table of commands: key names, lookup, the settings' [keys], the manual. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screens/harness.h"

static void every_key_name_is_read_and_written_the_same(void **state)
{
	static const char *const names[] = { "F1", "F12",  "Enter", "Esc",    "Tab",  "Backtab",
					     "Up", "PgDn", "Home",  "Ins",    "Del",  "Backspace",
					     "^A", "^Z",   "Alt-x", "Alt-F3", "/",    "?",
					     "中", "-",	   "+",	    "Space",  "Left", "Alt-." };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char name[STROKE_NAME_SIZE];
		uint32_t stroke = STROKE_NONE;

		assert_true(stroke_parse(names[i], &stroke));
		assert_string_equal(stroke_name(stroke, name), names[i]);
	}
}

static void key_names_are_read_in_any_case(void **state)
{
	uint32_t one = 0, other = 0;

	(void)state;
	assert_true(stroke_parse("pgup", &one));
	assert_int_equal(one, STROKE_PGUP);
	assert_true(stroke_parse("f10", &one));
	assert_int_equal(one, STROKE_F1 + 9);
	assert_true(stroke_parse("alt-X", &one) && stroke_parse("Alt-x", &other));
	assert_int_equal(one, other);
	assert_true(stroke_parse("^q", &one));
	assert_int_equal(one, 17);
	/* Characters are what they are. */
	assert_true(stroke_parse("c", &one) && stroke_parse("C", &other));
	assert_int_not_equal(one, other);
}

static void what_no_key_can_be_is_not_read(void **state)
{
	static const char *const names[] = { "",       "F0",	 "F13",		"F01",	"^M",
					     "^I",     "^J",	 "^H",		"^1",	"^AB",
					     "Alt-",   "ab",	 " ",		"\x01", "\xFF",
					     "Alt-ab", "Enterr", "\xE2\x80\xAE" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		uint32_t stroke = 77;

		if (stroke_parse(names[i], &stroke))
			fail_msg("\"%s\" was read as a key", names[i]);
		assert_int_equal(stroke, 77);
	}
}

static void the_table_gives_no_key_twice_in_one_context(void **state)
{
	struct keymap keymap;
	struct settings settings = { .key_count = 0 };
	struct problem problem;

	(void)state;
	keymap_init(&keymap);
	assert_int_equal(keymap_load(&keymap, &settings, &problem), STATUS_OK);
}

static void no_screen_takes_a_key_that_is_known_everywhere(void **state)
{
	struct keymap keymap;

	(void)state;
	keymap_init(&keymap);
	for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
		enum command command = (enum command)i;

		if (command_context(command) == CONTEXT_EVERYWHERE)
			continue;
		for (int k = 0; k < keymap.count[i]; k++) {
			enum command other = keymap_find(&keymap, CONTEXT_EVERYWHERE,
							 CONTEXT_EVERYWHERE, false,
							 keymap.stroke[i][k]);

			if (other != COMMAND_NONE)
				fail_msg("%s hides %s", command_name(command), command_name(other));
		}
	}
}

static void every_command_has_a_key_a_name_and_a_sentence(void **state)
{
	struct keymap keymap;

	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	setenv("LANGUAGE", "en", 1);
	keymap_init(&keymap);
	for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
		enum command command = (enum command)i;

		assert_true(keymap.count[i] > 0);
		assert_true(*command_name(command));
		assert_true(strlen(command_sentence(command)) > 5);
	}
}

static void names_for_the_settings_are_not_used_twice(void **state)
{
	(void)state;
	for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
		for (int k = i + 1; k < COMMAND_COUNT; k++)
			assert_string_not_equal(command_name((enum command)i),
						command_name((enum command)k));
	}
}

static void the_screen_comes_before_its_widget_and_that_before_the_house(void **state)
{
	struct keymap keymap;

	(void)state;
	keymap_init(&keymap);
	assert_int_equal(keymap_find(&keymap, CONTEXT_QUEUE, CONTEXT_LIST, false, STROKE_F1 + 5),
			 COMMAND_QUEUE_CALL);
	assert_int_equal(keymap_find(&keymap, CONTEXT_DAY, CONTEXT_LIST, false, STROKE_F1 + 5),
			 COMMAND_DAY_CAME);
	assert_int_equal(keymap_find(&keymap, CONTEXT_QUEUE, CONTEXT_LIST, false, STROKE_UP),
			 COMMAND_LIST_UP);
	assert_int_equal(keymap_find(&keymap, CONTEXT_QUEUE, CONTEXT_LIST, false, STROKE_F1),
			 COMMAND_HELP);
	assert_int_equal(keymap_find(&keymap, CONTEXT_QUEUE, CONTEXT_LIST, false, 'j'),
			 COMMAND_NONE);
}

static void while_text_is_typed_characters_and_cursor_keys_belong_to_it(void **state)
{
	struct keymap keymap;

	(void)state;
	keymap_init(&keymap);
	assert_int_equal(keymap_find(&keymap, CONTEXT_REPORTS, CONTEXT_FORM, true, 'c'),
			 COMMAND_NONE);
	assert_int_equal(keymap_find(&keymap, CONTEXT_REPORTS, CONTEXT_FORM, true, STROKE_RIGHT),
			 COMMAND_FORM_RIGHT);
	assert_int_equal(keymap_find(&keymap, CONTEXT_REPORTS, CONTEXT_LIST, false, STROKE_RIGHT),
			 COMMAND_REPORTS_NEXT_DAY);
	assert_int_equal(keymap_find(&keymap, CONTEXT_DAY, CONTEXT_FORM, true, STROKE_ALT | 'c'),
			 COMMAND_DAY_CAME);
}

static void set_key(struct settings *settings, const char *command, const char *keys)
{
	text_copy(settings->key[settings->key_count].command, CONFIG_TEXT_SIZE, command);
	text_copy(settings->key[settings->key_count].keys, CONFIG_TEXT_SIZE, keys);
	settings->key_count++;
}

static void the_settings_replace_a_commands_keys(void **state)
{
	struct keymap keymap;
	struct settings settings = { .key_count = 0 };
	struct problem problem;
	char keys[KEYS_TEXT_SIZE];

	(void)state;
	keymap_init(&keymap);
	set_key(&settings, "queue_call", "  ^N   Alt-n F6 ");
	set_key(&settings, "staff", "");
	assert_int_equal(keymap_load(&keymap, &settings, &problem), STATUS_OK);
	assert_string_equal(keymap_keys(&keymap, COMMAND_QUEUE_CALL, keys), "^N Alt-n F6");
	assert_int_equal(keymap_find(&keymap, CONTEXT_QUEUE, CONTEXT_LIST, false, STROKE_F1 + 10),
			 COMMAND_QUEUE_DOCTOR);
	assert_int_equal(keymap_find(&keymap, CONTEXT_QUEUE, CONTEXT_LIST, false, 'N' - '@'),
			 COMMAND_QUEUE_CALL);
	assert_string_equal(keymap_keys(&keymap, COMMAND_STAFF, keys), "");
}

static void two_commands_may_swap_their_keys(void **state)
{
	struct keymap keymap;
	struct settings settings = { .key_count = 0 };
	struct problem problem;

	(void)state;
	keymap_init(&keymap);
	set_key(&settings, "queue_call", "F7");
	set_key(&settings, "queue_miss", "F6");
	assert_int_equal(keymap_load(&keymap, &settings, &problem), STATUS_OK);
	assert_int_equal(keymap_find(&keymap, CONTEXT_QUEUE, CONTEXT_LIST, false, STROKE_F1 + 6),
			 COMMAND_QUEUE_CALL);
}

static void a_wrong_setting_names_its_culprit_and_changes_nothing(void **state)
{
	static const struct {
		const char *command, *keys, *first, *second; /* what the sentence must name */
	} wrong[] = {
		{ "queue_recall", "F6", "queue_recall", "no such command" },
		{ "queue_call", "F6 Hyper", "queue_call", "Hyper" },
		{ "queue_call", "F66", "queue_call", "F66" },
		/* Its own context has given F7 away. */
		{ "queue_call", "F7", "queue_call", "queue_miss" },
		/* What is typed begins a search. */
		{ "queue_call", "F6 c", "c is typed text", "begins a search" },
		{ "day", "9", "9 is typed text", "Alt-x" },
		{ "queue_miss", "王", "王 is typed text", "begins a search" },
		{ "register", "F3", "register", "queue" },
		{ "queue_call", "^A ^B d1", "queue_call", "d1" },
		{ "queue_call", "^A ^B ^D ^E ^F ^G ^K ^N ^O", "queue_call", "8" },
		{ "back", "", "back", "at least one" },
		{ "quit", "*", "quit", "at least one" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct keymap keymap, before;
		struct settings settings = { .key_count = 0 };
		struct problem problem = { .status = STATUS_OK };

		keymap_init(&keymap);
		before = keymap;
		set_key(&settings, wrong[i].command, wrong[i].keys);
		assert_int_equal(keymap_load(&keymap, &settings, &problem), STATUS_BAD_SETTING);
		assert_non_null(strstr(problem.message, "[keys]"));
		if (!strstr(problem.message, wrong[i].first) ||
		    !strstr(problem.message, wrong[i].second))
			fail_msg("%s = %s: %s", wrong[i].command, wrong[i].keys, problem.message);
		assert_memory_equal(&keymap, &before, sizeof(keymap));
	}
}

static void the_key_shown_is_one_that_works_there(void **state)
{
	struct keymap keymap;
	char key[STROKE_NAME_SIZE];

	(void)state;
	keymap_init(&keymap);
	assert_string_equal(keymap_working_key(&keymap, COMMAND_REPORTS_NEXT_DAY, CONTEXT_REPORTS,
					       CONTEXT_LIST, false, key),
			    "Right");
	assert_string_equal(keymap_working_key(&keymap, COMMAND_REPORTS_NEXT_DAY, CONTEXT_REPORTS,
					       CONTEXT_FORM, true, key),
			    "Alt-.");
	assert_string_equal(keymap_working_key(&keymap, COMMAND_QUEUE_CALL, CONTEXT_REPORTS,
					       CONTEXT_LIST, false, key),
			    "");
}

/* Each command stands in the manual with its keys; mandoc's own opinion is asked by `make check`.
 */
static void the_manual_lists_every_command(void **state)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	(void)state;
	assert_non_null(out);
	commands_write_manual(out);
	fclose(out);
	assert_int_equal(strncmp(text, ".Sh KEYS\n", 9), 0);
	for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
		char name[128];

		text_format(name, sizeof(name), ".Pq Li %s\n", command_name((enum command)i));
		assert_non_null(strstr(text, name));
	}
	assert_non_null(
		strstr(text, ".It Ic \"F10\" , Ic \"\\(haQ\" , Ic \"\\(haC\" , Ic \"Alt\\-q\"\n"));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_name_is_read_and_written_the_same),
		cmocka_unit_test(key_names_are_read_in_any_case),
		cmocka_unit_test(what_no_key_can_be_is_not_read),
		cmocka_unit_test(the_table_gives_no_key_twice_in_one_context),
		cmocka_unit_test(no_screen_takes_a_key_that_is_known_everywhere),
		cmocka_unit_test(every_command_has_a_key_a_name_and_a_sentence),
		cmocka_unit_test(names_for_the_settings_are_not_used_twice),
		cmocka_unit_test(the_screen_comes_before_its_widget_and_that_before_the_house),
		cmocka_unit_test(while_text_is_typed_characters_and_cursor_keys_belong_to_it),
		cmocka_unit_test(the_settings_replace_a_commands_keys),
		cmocka_unit_test(two_commands_may_swap_their_keys),
		cmocka_unit_test(a_wrong_setting_names_its_culprit_and_changes_nothing),
		cmocka_unit_test(the_key_shown_is_one_that_works_there),
		cmocka_unit_test(the_manual_lists_every_command),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
