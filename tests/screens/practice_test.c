/* Practice: each task is told, noticed by what the record says, and takes no more keys than its row
 * says; nothing leads out of the practice. */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/language.h"
#include "desk/practice.h"
#include "tests/screens/clinic.h"
#include "tests/screens/tasks/tasks.h"
#include "tests/unit/scratch.h"
#include "ui/cli/practice/practice_clinic.h"
#include "ui/cli/practice/practice_settings.h"
#include "ui/screens/practice/practice.h"

enum { KEYS_SIZE = 256 };

static struct run {
	struct harness harness;
	struct cli cli;
	struct screens screens;
	struct practice practice;
	char folder[FILE_PATH_SIZE / 2];
} run;

/* The fewest keys that do each, from where the task before it ends. */
static const char *const shortest[PRACTICE_TASKS] = {
	[PRACTICE_KNOWN] = "'{initials}' Enter Down Enter Enter",
	[PRACTICE_NEW] = "F2 F6 '{newcomer}' Enter Enter Enter '{phone}' F9 Down Enter Enter",
	[PRACTICE_PAY] = "F4 '{initials}' Enter F9 Enter",
	[PRACTICE_CHECK_IN] = "F4 '{initials}' Enter F6",
	[PRACTICE_CALL] = "Ins",
	[PRACTICE_MISS] = "F7 F9",
	[PRACTICE_CANCEL] = "F4 F4 '{initials}' Enter F8 F9",
	[PRACTICE_MOVE] = "F4 '{initials}' Enter Alt-v Down Enter F9",
	[PRACTICE_IMPORT] = "Alt-8 F6 Enter Enter Esc F9",
	[PRACTICE_CLOSE] = "Alt-9 F8 '{money}' F9",
};

static void replace(char text[KEYS_SIZE], const char *name, const char *value)
{
	char *at = strstr(text, name), rest[KEYS_SIZE];

	if (!at)
		return;
	text_copy(rest, sizeof(rest), at + strlen(name));
	text_format(at, KEYS_SIZE - (size_t)(at - text), "%s%s", value, rest);
}

static void keys_of(enum practice_task task, char out[KEYS_SIZE])
{
	const struct practice_about *about = &run.practice.about;

	text_copy(out, KEYS_SIZE, shortest[task]);
	replace(out, "{initials}", about->initials);
	replace(out, "{newcomer}", about->newcomer);
	replace(out, "{phone}", about->phone);
	replace(out, "{money}", about->money);
}

static void open_practice(const char *language, int columns, int lines)
{
	const struct practice_plan none = { 0 };
	struct terminal_host host;
	char path[FILE_PATH_SIZE];
	struct desk *desk = &run.cli.desk;

	memset(&run, 0, sizeof(run));
	scratch_folder(run.folder, sizeof(run.folder), "practice");
	settings_init(&run.cli.settings);
	language_start();
	language_choose(language);
	text_copy(run.cli.staff, sizeof(run.cli.staff), "wei");
	clinic_must(desk, practice_settings_make(&run.cli, run.folder));
	text_format(path, sizeof(path), "%s/practice.db", run.folder);
	clinic_must(desk, desk_open(desk, path, STORE_CREATE, &run.cli.settings, run.cli.staff));
	text_copy(desk->practice, sizeof(desk->practice), run.folder);
	clock_pin(&desk->clock, CLINIC_DAY, 0);
	clinic_must(desk, practice_fill(&run.cli, &none, run.folder));
	clock_pin(&desk->clock, CLINIC_DAY, desk->settings.period[PERIOD_AM].start + 20);
	practice_start(&run.practice, desk);
	screens_host(&run.screens, desk, &host);
	screens_practise(&run.screens, &run.practice, &host);
	harness_start(&run.harness, &host, columns, lines);
}

static void close_practice(void)
{
	DIR *folder = opendir(run.folder);

	harness_stop(&run.harness);
	screens_end(&run.screens);
	desk_close(&run.cli.desk);
	assert_non_null(folder);
	for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
		unlinkat(dirfd(folder), entry->d_name, 0);
	closedir(folder);
	assert_int_equal(rmdir(run.folder), 0);
	language_choose("en");
}

static void play_all(const char *language)
{
	open_practice(language, 80, 24);
	for (int task = 0; task < PRACTICE_TASKS; task++) {
		const struct practice_result *result = &run.practice.result[task];
		char keys[KEYS_SIZE];

		if (run.practice.fault[0])
			fail_msg("task %d: %s", task + 1, run.practice.fault);
		assert_int_equal((int)run.practice.now, task);
		keys_of((enum practice_task)task, keys);
		print_message("# %d: %s\n", task + 1, keys);
		harness_keys(&run.harness, keys);
		harness_work(&run.harness);
		if (result->outcome != PRACTICE_DONE)
			fail_msg("task %d is not done:\n%s", task + 1,
				 harness_screen(&run.harness));
		if (result->keys > result->needed)
			fail_msg("task %d takes %d keys; its row says %d", task + 1, result->keys,
				 result->needed);
	}
	harness_keys(&run.harness, "Esc Alt-8");
	harness_golden(&run.harness,
		       strcmp(language, "zh") == 0 ? "practice/refused-zh" : "practice/refused");
	harness_keys(&run.harness, "^G");
	assert_int_equal((int)run.practice.now, PRACTICE_TASKS);
	assert_int_equal(practice_done_count(&run.practice), PRACTICE_TASKS);
}

static void every_task_is_noticed_and_takes_no_more_keys_than_its_row_says(void **state)
{
	(void)state;
	play_all("en");
	harness_golden(&run.harness, "practice/through");
	close_practice();
}

static void the_same_in_chinese(void **state)
{
	(void)state;
	play_all("zh");
	harness_golden(&run.harness, "practice/through-zh");
	close_practice();
}

/* Where these keys lead, the mark stands below the top line. */
static void no_screen_is_without_the_mark(void **state)
{
	static const char *const ways[] = {
		"",	 "F1",	     "F2 F6", "F3",    "F4",	"F4 Tab Enter",
		"F5",	 "Alt-1",    "Alt-6", "Alt-7", "Alt-8", "Alt-8 F6",
		"Alt-9", "Alt-9 F8", "Alt-0", "F10",   "F12",	"^T"
	};

	(void)state;
	for (int chinese = 0; chinese < 2; chinese++) {
		for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
			open_practice(chinese ? "zh" : "en", 80, 24);
			harness_keys(&run.harness, ways[i]);
			harness_shows(&run.harness,
				      chinese ? "练习，一切不算数" : "PRACTICE, nothing");
			harness_resize(&run.harness, 200, 60);
			harness_shows(&run.harness,
				      chinese ? "练习，一切不算数" : "PRACTICE, nothing");
			text_copy(run.cli.desk.settings.desk_linear,
				  sizeof(run.cli.desk.settings.desk_linear), "on");
			harness_keys(&run.harness, "^L");
			harness_shows(&run.harness,
				      chinese ? "练习，一切不算数" : "PRACTICE, nothing");
			close_practice();
		}
	}
}

static void a_task_is_skipped_and_done_again(void **state)
{
	(void)state;
	open_practice("en", 80, 24);
	harness_keys(&run.harness, "^G");
	harness_golden(&run.harness, "practice/tasks");
	harness_keys(&run.harness, "F7");
	assert_int_equal((int)run.practice.now, PRACTICE_NEW);
	assert_int_equal(run.practice.result[PRACTICE_KNOWN].outcome, PRACTICE_SKIPPED);
	harness_shows(&run.harness, "Task 1 skipped. Now 2 of 10");
	harness_keys(&run.harness, "^G Home Enter");
	assert_int_equal((int)run.practice.now, PRACTICE_KNOWN);
	/* What was pressed in the list of tasks counts for none. */
	assert_int_equal(run.practice.keys, 0);
	harness_keys(&run.harness, "F3");
	harness_golden(&run.harness, "practice/queue");
	close_practice();
}

/* Doing it for somebody else is not the task. */
static void a_task_is_not_done_by_its_keys_but_by_what_they_did(void **state)
{
	char keys[KEYS_SIZE];

	(void)state;
	open_practice("en", 80, 24);
	keys_of(PRACTICE_KNOWN, keys);
	run.practice.about.patient_id++;
	harness_keys(&run.harness, keys);
	harness_shows(&run.harness, "Booked");
	assert_int_equal((int)run.practice.now, PRACTICE_KNOWN);
	close_practice();
}

/* After the day was closed it is morning again. */
static void after_the_evening_comes_a_morning(void **state)
{
	(void)state;
	open_practice("en", 80, 24);
	practice_begin(&run.practice, PRACTICE_CLOSE);
	practice_begin(&run.practice, PRACTICE_CHECK_IN);
	assert_string_equal(run.practice.fault, "");
	assert_int_equal(desk_today(&run.cli.desk), CLINIC_DAY + 1);
	close_practice();
}

static void nothing_outside_is_read_or_written(void **state)
{
	struct desk *desk = &run.cli.desk;
	char inside[FILE_PATH_SIZE], outside[FILE_PATH_SIZE];

	(void)state;
	open_practice("en", 80, 24);
	text_format(inside, sizeof(inside), "%s/daily.xlsx", run.folder);
	text_format(outside, sizeof(outside), "%s/../daily.xlsx", run.folder);
	clinic_must(desk, practice_allows(desk, inside));
	assert_int_equal(practice_allows(desk, outside), STATUS_WRONG_STATE);
	assert_int_equal(practice_allows(desk, "daily.xlsx"), STATUS_WRONG_STATE);
	text_format(outside, sizeof(outside), "%s/link", run.folder);
	assert_int_equal(symlink("/etc/passwd", outside), 0);
	assert_int_equal(practice_allows(desk, outside), STATUS_WRONG_STATE);
	/* A report goes into the folder by itself, and to no other. */
	harness_keys(&run.harness, "F5 F6");
	harness_shows(&run.harness, "Written: ");
	harness_shows(&run.harness, run.folder);
	harness_keys(&run.harness, "F7 ^U '/tmp/outside.xlsx' Enter F6");
	harness_shows(&run.harness, "This is practice: nothing is read from outside");
	assert_int_not_equal(access("/tmp/outside.xlsx", F_OK), 0);
	close_practice();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_task_is_noticed_and_takes_no_more_keys_than_its_row_says),
		cmocka_unit_test(the_same_in_chinese),
		cmocka_unit_test(no_screen_is_without_the_mark),
		cmocka_unit_test(a_task_is_skipped_and_done_again),
		cmocka_unit_test(a_task_is_not_done_by_its_keys_but_by_what_they_did),
		cmocka_unit_test(after_the_evening_comes_a_morning),
		cmocka_unit_test(nothing_outside_is_read_or_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
