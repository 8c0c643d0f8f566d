/* Settings: what each one is, changed in its file and at once in the desk, with a question where a
 * rule of the clinic changes; a locked desk; the language of all screens. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/settings_file.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/rules_change.h"
#include "tests/screens/clinic.h"
#include "ui/term/engine.h"

/* Tests run in the project's folder; this one is only read. */
#define SAMPLE "tests/screens/settings.ini"

struct stage {
	struct clinic clinic;
	char path[FILE_PATH_SIZE];
};

static int open_stage(void **state)
{
	static struct stage stage;

	memset(&stage, 0, sizeof(stage));
	*state = &stage;
	return 0;
}

/* Gives the desk the settings of a file, as the start does. */
static void take_settings(struct stage *stage, const char *path)
{
	struct desk *desk = &stage->clinic.desk;

	text_copy(stage->path, sizeof(stage->path), path);
	clinic_must(desk, settings_load(&desk->settings, path, &desk->problem));
}

static void open_sample(struct stage *stage, int columns, int lines)
{
	clinic_open(&stage->clinic, columns, lines);
	take_settings(stage, SAMPLE);
	harness_keys(&stage->clinic.harness, "Alt-0");
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

/* A file of the test's own, to be written. */
static void open_own(struct stage *stage, const char *text)
{
	char path[FILE_PATH_SIZE];

	clinic_open(&stage->clinic, 80, 24);
	text_format(path, sizeof(path), "%s/frontdesk.ini", stage->clinic.directory);
	write_file(path, text);
	take_settings(stage, path);
	harness_keys(&stage->clinic.harness, "Alt-0");
}

static int close_stage(void **state)
{
	struct stage *stage = *state;

	clinic_close(&stage->clinic);
	language_choose("");
	return 0;
}

static void assert_file(const struct stage *stage, const char *expected)
{
	struct problem problem;
	size_t length;
	char *bytes;

	assert_int_equal(file_read(stage->path, 10000, &bytes, &length, &problem), STATUS_OK);
	assert_string_equal(bytes, expected);
	free(bytes);
}

static void assert_recorded(struct stage *stage, const char *detail)
{
	struct desk *desk = &stage->clinic.desk;
	struct audit_row *rows;
	size_t count;

	clinic_must(desk, audit_history(desk, clinic_last_event(desk), &rows, &count));
	assert_string_equal(rows[0].action, "setting.change");
	assert_string_equal(rows[0].detail, detail);
	assert_string_equal(rows[0].staff, "wei");
	free(rows);
}

/* The screen up to the keys, which are the commands' and change with each of them. */
static void golden_before_keys(struct harness *harness, const char *name)
{
	char *text = strdup(harness_screen(harness)), *keys;

	assert_non_null(text);
	keys = strstr(text, "\n keys ");
	if (keys)
		text_copy(keys, strlen(keys), "\n");
	golden_compare(name, text);
	free(text);
}

static void draw_sizes(struct stage *stage)
{
	static const struct {
		int columns, lines;
	} sizes[] = { { 80, 24 }, { 120, 36 }, { 200, 60 } };
	struct harness *harness = &stage->clinic.harness;

	open_sample(stage, 80, 24);
	language_choose("en");
	harness_keys(harness, "^L Down Down Down Down Down Down Down Down Down Down Down Down "
			      "Down");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		char name[64];

		harness_resize(harness, sizes[i].columns, sizes[i].lines);
		text_format(name, sizeof(name), "settings/%dx%d", sizes[i].columns, sizes[i].lines);
		golden_before_keys(harness, name);
	}
}

static void every_setting_stands_with_its_value_and_its_help_in_three_sizes(void **state)
{
	struct stage *stage = *state;

	draw_sizes(stage);
	harness_resize(&stage->clinic.harness, 80, 24);
	harness_keys(&stage->clinic.harness, "PgDn");
	harness_golden(&stage->clinic.harness, "settings/second-page-80x24");
}

static void typing_narrows_the_list_by_name_value_or_help(void **state)
{
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;

	open_sample(stage, 80, 24);
	harness_keys(harness, "'no_show '");
	harness_golden(harness, "settings/found-80x24");
	harness_keys(harness, "'xyz'");
	harness_shows(harness, "No setting matches your input.");
	harness_keys(harness, "Enter");
	harness_shows(harness, "There is no setting to change.");
	harness_keys(harness, "Esc");
	harness_shows(harness, "timezone");
	harness_keys(harness, "'中心'");
	harness_shows(harness, "Clinic's name");
	harness_hides(harness, "timezone");
	harness_keys(harness, "F7 'queue_call'");
	harness_shows(harness, "F6 *");
}

static void in_chinese_a_setting_is_found_by_its_name_pinyin_key_or_english(void **state)
{
	static const char *const sought[] = {
		"退费",
		"tuifei",
		"tf",
		"TF",
		"当天退号",
		"same_day",
		"Same-day refund",
		"refund same-day",
	};
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;

	clinic_open(&stage->clinic, 80, 24);
	take_settings(stage, SAMPLE);
	language_choose("zh");
	harness_keys(harness, "Alt-0 '退费'");
	harness_golden(harness, "settings/chinese-80x24");
	for (size_t i = 0; i < sizeof(sought) / sizeof(sought[0]); i++) {
		char keys[64];

		text_format(keys, sizeof(keys), "F7 '%s'", sought[i]);
		harness_keys(harness, keys);
		harness_shows(harness, "当天退号退费比例");
		harness_hides(harness, "online_percent");
	}
	/* The names of the keys' commands, too. */
	harness_keys(harness, "F7 'jiaoxia'");
	harness_shows(harness, "queue_call");
}

static void each_setting_says_whether_it_holds_for_the_clinic_or_this_counter(void **state)
{
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;

	open_sample(stage, 80, 24);
	harness_keys(harness, "'lock_minutes'");
	harness_shows(harness, "It holds for this counter only.");
	harness_keys(harness, "Enter");
	harness_shows(harness, "It holds for this counter only.");
	harness_keys(harness, "Esc F7 'threshold'");
	harness_shows(harness, "A rule of the clinic, in its database");
	harness_keys(harness, "Enter");
	harness_shows(harness, "A rule of the clinic, in its database");
	harness_keys(harness, "Esc F7 'queue_call'");
	harness_shows(harness, "It holds for this counter only.");
}

static void a_value_out_of_its_bounds_says_so_in_its_place(void **state)
{
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;

	open_sample(stage, 80, 24);
	harness_keys(harness, "'online_percent' Enter ^U '101' Enter Enter");
	harness_golden(harness, "settings/refused-80x24");
	harness_keys(harness, "^U '30' Enter Enter");
	harness_golden(harness, "settings/rule-80x24");
	harness_keys(harness, "Enter Esc F8");
	harness_golden(harness, "settings/default-80x24");
	harness_keys(harness, "Enter");
	assert_int_equal(stage->clinic.desk.settings.quota_online_percent, 25);
}

static void a_rule_of_the_clinic_is_changed_after_a_question_that_says_what_follows(void **state)
{
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;
	const char *const file = "; ours\n[no_show]\n;threshold = 3\n";

	open_own(stage, file);
	harness_keys(harness, "'threshold' Enter ^U '5' Enter '上次会议' Enter");
	harness_shows(harness, "No-shows to a ban [no_show] threshold: from 3 to 5.");
	harness_keys(harness, "Enter");
	harness_shows(harness, "Value");
	assert_int_equal(stage->clinic.desk.settings.no_show_threshold, 3);
	harness_keys(harness, "Enter F9");
	harness_shows(harness, "Saved: [no_show] threshold = 5. It is in force at every counter.");
	assert_int_equal(stage->clinic.desk.settings.no_show_threshold, 5);
	assert_file(stage, file);
	assert_recorded(stage, "no_show.threshold: 3 -> 5; 上次会议");
	/* Who looks again sees who it was, and why. */
	harness_keys(harness, "Enter");
	harness_golden(harness, "settings/history-80x24");
	/* Back to the default, after a question as well. */
	harness_keys(harness, "Esc F8");
	harness_shows(harness, "[no_show] threshold: from 5 back to 3, the default.");
	harness_keys(harness, "F9");
	assert_file(stage, file);
	assert_int_equal(stage->clinic.desk.settings.no_show_threshold, 3);
	assert_recorded(stage, "no_show.threshold: 5 -> 3");
	harness_keys(harness, "F8");
	harness_shows(harness, "already has its default value");
}

static void a_rule_that_another_counter_changed_is_in_force_here_and_is_not_written_over(
	void **state)
{
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;
	const struct rule_change change = { .place = SETTING_AT_no_show_threshold, .value = "7" };
	struct desk other;
	int changed;

	open_own(stage, "");
	harness_keys(harness, "'threshold' Enter ^U '5' Enter");
	clinic_must(&other, desk_open(&other, store_path(stage->clinic.desk.store), STORE_OPEN,
				      &stage->clinic.desk.settings, "lin"));
	other.clock = stage->clinic.desk.clock;
	clinic_must(&other, rules_change(&other, &change, 1, &changed));
	harness_tick(harness);
	assert_int_equal(stage->clinic.desk.settings.no_show_threshold, 7);
	harness_keys(harness, "Enter F9");
	harness_shows(harness, "no_show.threshold has just been changed at another");
	harness_shows(harness, "it is \"7\" now");
	harness_shows(harness, "Value        5");
	assert_int_equal(stage->clinic.desk.settings.no_show_threshold, 7);
	/* Having been told, the clerk may go on. */
	harness_keys(harness, "Enter Enter F9");
	assert_int_equal(stage->clinic.desk.settings.no_show_threshold, 5);
	clinic_must(&other, desk_take_rules(&other, NULL));
	assert_int_equal(other.settings.no_show_threshold, 5);
	desk_close(&other);
}

static void a_rule_in_the_file_is_named_and_not_used(void **state)
{
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;

	open_own(stage, "[no_show]\nthreshold = 4\n");
	harness_keys(harness, "'threshold' Enter ^U '5' Enter Enter F9");
	harness_shows(harness, "The settings file has another value, which is not used");
	harness_shows(harness, "database");
	assert_file(stage, "[no_show]\nthreshold = 4\n");
}

static void what_takes_effect_at_the_next_start_says_so(void **state)
{
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;

	open_own(stage, "[desk]\ncounter = 1\n");
	harness_keys(harness, "'this counter' Enter ^U 'A-2' F9");
	harness_shows(harness, "It takes effect when the desk is restarted.");
	harness_shows(harness, "1 (file: A-2)");
	harness_shows(harness, "counter 1");
	assert_file(stage, "[desk]\ncounter = A-2\n");
}

static void the_language_changes_on_every_screen_at_once_and_back(void **state)
{
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;

	open_own(stage, "");
	harness_keys(harness, "Alt-2");
	harness_shows(harness, "F1 Help");
	harness_keys(harness, "Alt-0 'language' Enter Right Right Enter");
	assert_file(stage, "[clinic]\nlanguage = zh\n");
	harness_shows(harness, "F1 帮助");
	harness_keys(harness, "Alt-2");
	harness_shows(harness, "F1 帮助");
	harness_hides(harness, "Who is at the counter?");
	harness_hides(harness, "Help");
	harness_keys(harness, "Alt-0 Enter Left Enter");
	assert_file(stage, "[clinic]\nlanguage = en\n");
	harness_shows(harness, "F1 Help");
	harness_keys(harness, "Alt-2");
	harness_shows(harness, "F1 Help");
}

static void keys_are_changed_at_once_and_refused_with_the_other_command(void **state)
{
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;

	open_own(stage, "");
	harness_keys(harness, "'queue_call' Enter ^U 'F7 ^K' Enter");
	harness_shows(harness, "F7");
	harness_shows(harness, "queue_miss");
	harness_keys(harness, "^U 'nokey' Enter");
	harness_shows(harness, "nokey is not a key");
	harness_keys(harness, "^U 'F6 ^K' Enter");
	harness_shows(harness, "Saved: [keys] queue_call = F6 ^K.");
	assert_file(stage, "[keys]\nqueue_call = F6 ^K\n");
	assert_recorded(stage, "keys.queue_call: F6 -> F6 ^K");
	harness_keys(harness, "Alt-3 F1");
	harness_shows(harness, "F6 ^K");
}

static void what_somebody_else_wrote_meanwhile_is_told_and_what_was_typed_stays(void **state)
{
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;

	open_own(stage, "[report]\ndirectory = East\n");
	harness_keys(harness, "'Folder of reports' Enter ^U 'West'");
	write_file(stage->path, "[report]\ndirectory = North\n");
	harness_keys(harness, "Enter");
	harness_shows(harness, "changed by somebody else");
	harness_shows(harness, "West");
	assert_file(stage, "[report]\ndirectory = North\n");
	/* Having been told, the clerk may go on. */
	harness_keys(harness, "Enter");
	assert_file(stage, "[report]\ndirectory = West\n");
	assert_string_equal(stage->clinic.desk.settings.report_directory, "West");
}

static void a_file_that_cannot_be_read_is_shown_as_such_and_never_written(void **state)
{
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;

	open_own(stage, "[report]\ndirectory = East\n");
	write_file(stage->path, "[report]\ndirectory = \"half\n");
	harness_keys(harness, "^L");
	harness_shows(harness, "line 2:");
	harness_keys(harness, "Enter");
	harness_shows(harness, "line 2:");
	harness_keys(harness, "F8");
	assert_file(stage, "[report]\ndirectory = \"half\n");
}

static void a_file_that_cannot_be_written_leaves_the_value_where_it_was_typed(void **state)
{
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;
	struct desk *desk = &stage->clinic.desk;

	clinic_open(&stage->clinic, 80, 24);
	text_copy(desk->settings.path, sizeof(desk->settings.path), "/dev/null/frontdesk.ini");
	harness_keys(harness, "Alt-0 'lock' Enter");
	harness_shows(harness, "Not a directory");
	desk->settings.path[0] = '\0';
	harness_keys(harness, "^L Enter ^U '5' Enter");
	harness_shows(harness, "NOT saved: There is no settings file to write to.");
	harness_shows(harness, "Value        5");
	assert_int_equal(desk->settings.desk_lock_minutes, 2);
}

static void a_locked_desk_shows_a_form_again_to_who_typed_it_and_to_nobody_else(void **state)
{
	struct stage *stage = *state;
	struct harness *harness = &stage->clinic.harness;

	open_own(stage, "");
	harness_keys(harness, "'lock_minutes' Enter ^U '1' Enter Alt-2 F6 '司马相如'");
	harness_shows(harness, "司马相如");
	harness->terminal->key_ms -= 60 * 1000;
	harness_tick(harness);
	harness_golden(harness, "settings/locked-80x24");
	harness_keys(harness, "Esc F2 F4 Alt-0 'lin' Enter F9");
	harness_shows(harness, "lin  counter 1");
	harness_hides(harness, "司马相如");
	harness_keys(harness, "Alt-2");
	harness_shows(harness, "Who is at the counter?");
	harness_hides(harness, "司马相如");
	/* Lin's own search waits for Lin, Wei's form for Wei. */
	harness_keys(harness, "'欧阳' ^K");
	harness_shows(harness, "Locked.");
	harness_hides(harness, "欧阳");
	harness_keys(harness, "Esc 'wei' Enter");
	harness_shows(harness, "wei  counter 1");
	harness_shows(harness, "司马相如");
	harness_keys(harness, "^T 'lin' Enter");
	harness_shows(harness, "欧阳");
	harness_hides(harness, "司马相如");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_stage, close_stage)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_setting_stands_with_its_value_and_its_help_in_three_sizes),
		TEST(typing_narrows_the_list_by_name_value_or_help),
		TEST(in_chinese_a_setting_is_found_by_its_name_pinyin_key_or_english),
		TEST(each_setting_says_whether_it_holds_for_the_clinic_or_this_counter),
		TEST(a_value_out_of_its_bounds_says_so_in_its_place),
		TEST(a_rule_of_the_clinic_is_changed_after_a_question_that_says_what_follows),
		TEST(a_rule_that_another_counter_changed_is_in_force_here_and_is_not_written_over),
		TEST(a_rule_in_the_file_is_named_and_not_used),
		TEST(what_takes_effect_at_the_next_start_says_so),
		TEST(the_language_changes_on_every_screen_at_once_and_back),
		TEST(keys_are_changed_at_once_and_refused_with_the_other_command),
		TEST(what_somebody_else_wrote_meanwhile_is_told_and_what_was_typed_stays),
		TEST(a_file_that_cannot_be_read_is_shown_as_such_and_never_written),
		TEST(a_file_that_cannot_be_written_leaves_the_value_where_it_was_typed),
		TEST(a_locked_desk_shows_a_form_again_to_who_typed_it_and_to_nobody_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
