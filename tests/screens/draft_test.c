/* A half-typed form outlives a killed program, is offered to who typed it and to nobody else, and
 * the desk that nobody uses asks who is there. */
#include "tests/screens/harness.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "tests/screens/sample.h"
#include "tests/unit/scratch.h"
#include "ui/term/engine.h"

enum { HOUR_MS = 60 * 60 * 1000 };

/* 2026-11-21 10:32 at UTC. */
#define NOW_MS INT64_C(1795257120000)

struct stage {
	struct sample sample;
	struct harness harness;
	struct terminal_host host;
	char folder[128], base[160], file[192];
};

/* Who works at the desk of the test, and its clock; the host's functions get the sample alone. */
static struct {
	const char *staff, *base;
	int64_t now_ms;
	int lock_minutes;
} here;

static const char *staff(void *context, int64_t *now_ms)
{
	(void)context;
	*now_ms = here.now_ms;
	return here.staff;
}

static bool draft_base(void *context, char out[FILE_PATH_SIZE])
{
	(void)context;
	return text_copy(out, FILE_PATH_SIZE, here.base);
}

static int lock_minutes(void *context)
{
	(void)context;
	return here.lock_minutes;
}

static int make_stage(void **state)
{
	static struct stage stage;

	setenv("TZ", "UTC0", 1);
	memset(&stage, 0, sizeof(stage));
	here.staff = "wei";
	here.now_ms = NOW_MS;
	here.lock_minutes = 0;
	sample_init(&stage.sample, &stage.host);
	scratch_folder(stage.folder, sizeof(stage.folder), "draft");
	text_format(stage.base, sizeof(stage.base), "%s/state/desk", stage.folder);
	text_format(stage.file, sizeof(stage.file), "%s-1.draft", stage.base);
	here.base = stage.base;
	stage.host.draft_base = draft_base;
	stage.host.staff = staff;
	stage.host.lock_minutes = lock_minutes;
	stage.host.entry = &sample_entry;
	*state = &stage;
	return 0;
}

static int sweep(const char *folder)
{
	DIR *directory = opendir(folder);
	int count = 0;

	for (struct dirent *entry = directory ? readdir(directory) : NULL; entry;
	     entry = readdir(directory)) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		unlinkat(dirfd(directory), entry->d_name, 0);
		count++;
	}
	if (directory)
		closedir(directory);
	rmdir(folder);
	return count;
}

static int remove_stage(void **state)
{
	struct stage *stage = *state;
	char folder[160];

	text_format(folder, sizeof(folder), "%s/state", stage->folder);
	sweep(folder);
	rmdir(stage->folder);
	return 0;
}

static void start(struct stage *stage)
{
	harness_start(&stage->harness, &stage->host, 80, 24);
}

static void stop(struct stage *stage)
{
	harness_stop(&stage->harness);
}

/* Another program does the keys, waits for a tick and is killed: nothing of it can tidy up. */
static void killed_after(struct stage *stage, const char *keys)
{
	pid_t child = fork();
	int how;

	assert_true(child >= 0);
	if (child == 0) {
		start(stage);
		harness_keys(&stage->harness, keys);
		harness_tick(&stage->harness);
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
}

static char *content(const struct stage *stage)
{
	struct problem problem;
	size_t length;
	char *bytes;

	if (file_read(stage->file, 100000, &bytes, &length, &problem))
		fail_msg("%s", problem.message);
	return bytes;
}

static bool is_there(const struct stage *stage)
{
	return access(stage->file, F_OK) == 0;
}

static void write_file(const char *path, const char *text)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(file >= 0);
	assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
	close(file);
}

#define TYPED "F2 '欧阳' Tab '138' Tab Right"

static void a_killed_program_offers_the_form_at_the_next_start(void **state)
{
	struct stage *stage = *state;
	struct stat about;

	killed_after(stage, TYPED);
	assert_int_equal(stat(stage->file, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	here.now_ms += HOUR_MS;
	start(stage);
	harness_shows(&stage->harness, "A form was left unfinished on 2026-11-21 10:32:");
	harness_shows(&stage->harness, "Register, \"欧阳\"");
	harness_golden(&stage->harness, "draft/offered");
	harness_keys(&stage->harness, "F9");
	harness_golden(&stage->harness, "draft/taken-up");
	assert_non_null(strstr(stage->sample.log, "reopen(register) drafted()"));
	/* It is written down again as it stands, until it is saved or given up. */
	harness_tick(&stage->harness);
	assert_true(is_there(stage));
	stop(stage);
}

static void a_number_of_somebody_is_not_shown_in_the_question(void **state)
{
	struct stage *stage = *state;

	killed_after(stage, "F2 Tab '13812345678'");
	start(stage);
	harness_shows(&stage->harness, "Register");
	harness_hides(&stage->harness, "138");
	harness_keys(&stage->harness, "F9");
	harness_shows(&stage->harness, "13812345678");
	stop(stage);
}

static void what_is_typed_is_written_at_the_next_tick_and_each_change_once(void **state)
{
	struct stage *stage = *state;
	struct stat before, after;
	char *text;

	start(stage);
	harness_keys(&stage->harness, "F2");
	harness_tick(&stage->harness);
	assert_false(is_there(stage));
	harness_keys(&stage->harness, "'张'");
	assert_false(is_there(stage));
	harness_tick(&stage->harness);
	text = content(stage);
	assert_non_null(strstr(text, "staff wei\nplace register\nscreen register\ntitle Register\n"
				     "subject 7\nfield Name\ntext 张\nend\n"));
	free(text);
	assert_int_equal(stat(stage->file, &before), 0);
	here.now_ms += HOUR_MS;
	harness_tick(&stage->harness);
	assert_int_equal(stat(stage->file, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	/* As it was when it was opened there is nothing to keep. */
	harness_keys(&stage->harness, "Backspace");
	harness_tick(&stage->harness);
	assert_false(is_there(stage));
	stop(stage);
}

static void another_clerk_is_not_shown_it_and_the_same_one_is_after_signing_in(void **state)
{
	struct stage *stage = *state;

	killed_after(stage, TYPED);
	here.staff = "lin";
	start(stage);
	harness_hides(&stage->harness, "unfinished");
	harness_keys(&stage->harness, "F2");
	harness_hides(&stage->harness, "欧阳");
	/* It waits beside what this clerk types. */
	harness_keys(&stage->harness, "'王'");
	harness_tick(&stage->harness);
	here.staff = "wei";
	harness_keys(&stage->harness, "^T Enter");
	harness_shows(&stage->harness, "\"欧阳\"");
	harness_keys(&stage->harness, "Enter");
	harness_hides(&stage->harness, "unfinished");
	here.staff = "lin";
	stop(stage);
	start(stage);
	harness_shows(&stage->harness, "\"王\"");
	stop(stage);
}

static void it_is_asked_again_after_each_sign_in_until_it_is_thrown_away(void **state)
{
	struct stage *stage = *state;

	killed_after(stage, TYPED);
	start(stage);
	harness_keys(&stage->harness, "Esc");
	harness_hides(&stage->harness, "unfinished");
	assert_true(is_there(stage));
	harness_keys(&stage->harness, "^T Enter");
	harness_shows(&stage->harness, "unfinished");
	harness_keys(&stage->harness, "Enter");
	harness_hides(&stage->harness, "unfinished");
	assert_true(is_there(stage));
	harness_keys(&stage->harness, "^T Enter F9");
	harness_shows(&stage->harness, "欧阳");
	/* Esc alone throws nothing away that was typed. */
	harness_keys(&stage->harness, "Esc");
	harness_shows(&stage->harness, "What was typed here is not saved.");
	harness_keys(&stage->harness, "Enter");
	harness_shows(&stage->harness, "欧阳");
	harness_keys(&stage->harness, "Esc F9");
	harness_tick(&stage->harness);
	assert_false(is_there(stage));
	stop(stage);
}

static void leaving_by_the_question_gives_the_form_up_and_a_lost_line_does_not(void **state)
{
	struct stage *stage = *state;

	start(stage);
	harness_keys(&stage->harness, TYPED);
	harness_tick(&stage->harness);
	harness_keys(&stage->harness, "F10 F9");
	assert_true(stage->harness.ended);
	stop(stage);
	assert_false(is_there(stage));
	start(stage);
	harness_keys(&stage->harness, TYPED);
	harness_hang_up(&stage->harness);
	stop(stage);
	assert_true(is_there(stage));
}

static void a_day_later_or_after_a_day_set_back_nobody_is_asked(void **state)
{
	struct stage *stage = *state;

	for (int sign = -1; sign <= 1; sign += 2) {
		here.now_ms = NOW_MS;
		killed_after(stage, TYPED);
		here.now_ms = NOW_MS + sign * 24 * HOUR_MS;
		start(stage);
		harness_shows(&stage->harness, "unfinished");
		stop(stage);
		here.now_ms += sign;
		start(stage);
		harness_hides(&stage->harness, "unfinished");
		stop(stage);
		assert_false(is_there(stage));
	}
}

static void a_file_of_another_version_or_damaged_is_dropped_with_a_sentence(void **state)
{
	static const char *const files[] = {
		"frontdesk drafts 2\nform\n",
		"frontdesk drafts 1\nform\nat 1\nstaff wei\n",
		"frontdesk drafts 1\nform\nat x\n",
		"",
		"\xFF\xFE",
		"frontdesk drafts 1\nform\nat 1\nstaff wei\nplace register\nscreen register\n"
		"title Register\nsubject 7\nfield Name\nlines 1\nend\n",
	};
	struct stage *stage = *state;

	start(stage);
	stop(stage);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		write_file(stage->file, files[i]);
		start(stage);
		harness_shows(&stage->harness, "another version of the program");
		stop(stage);
		assert_false(is_there(stage));
	}
}

static void a_form_that_this_program_does_not_have_is_dropped_with_a_sentence(void **state)
{
	static const char *const places[] = { "place nowhere\nscreen register",
					      "place queue\nscreen register",
					      "place register\nscreen nothing" };
	struct stage *stage = *state;
	char text[512];

	start(stage);
	stop(stage);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		text_format(text, sizeof(text),
			    "frontdesk drafts 1\nform\nat %lld\nstaff wei\n%s\ntitle "
			    "\033[2J\nsubject 7\n"
			    "field Name\ntext x\nend\n",
			    (long long)NOW_MS, places[i]);
		write_file(stage->file, text);
		start(stage);
		harness_keys(&stage->harness, "F9");
		harness_shows(&stage->harness, "does not know the unfinished form");
		assert_false(is_there(stage));
		stop(stage);
	}
}

static void values_that_the_form_does_not_take_are_left_out(void **state)
{
	struct stage *stage = *state;
	char text[512];

	start(stage);
	stop(stage);
	text_format(
		text, sizeof(text),
		"frontdesk drafts 1\nform\nat %lld\nstaff wei\nplace register\nscreen register\n"
		"title Register\nsubject 7\nfield Sex\nchoice 3\nfield Phone\nchoice 1\n"
		"field Unknown\ntext y\nfield Name\ntext 李\nend\n",
		(long long)NOW_MS);
	write_file(stage->file, text);
	start(stage);
	harness_keys(&stage->harness, "F9");
	harness_shows(&stage->harness, "Name         李");
	harness_shows(&stage->harness, "< Unknown >");
	stop(stage);
}

static void two_desks_do_not_share_a_place_and_what_a_dead_one_left_is_found(void **state)
{
	struct stage *stage = *state;
	int lock;

	/* A desk is running in the first place; another one is killed in the second. */
	start(stage);
	stop(stage);
	text_format(stage->file, sizeof(stage->file), "%s-1.lock", stage->base);
	lock = open(stage->file, O_RDWR);
	assert_int_equal(flock(lock, LOCK_EX | LOCK_NB), 0);
	killed_after(stage, TYPED);
	text_format(stage->file, sizeof(stage->file), "%s-2.draft", stage->base);
	assert_true(is_there(stage));
	close(lock);
	start(stage);
	harness_shows(&stage->harness, "\"欧阳\"");
	assert_false(is_there(stage));
	text_format(stage->file, sizeof(stage->file), "%s-1.draft", stage->base);
	assert_true(is_there(stage));
	stop(stage);
}

static void a_disk_that_takes_nothing_is_told_once_and_the_desk_goes_on(void **state)
{
	struct stage *stage = *state;
	char folder[160];

	start(stage);
	text_format(folder, sizeof(folder), "%s/state", stage->folder);
	sweep(folder);
	harness_keys(&stage->harness, TYPED);
	harness_tick(&stage->harness);
	harness_shows(&stage->harness, "cannot be kept in case");
	harness_keys(&stage->harness, "Right");
	harness_hides(&stage->harness, "cannot be kept");
	harness_tick(&stage->harness);
	harness_hides(&stage->harness, "cannot be kept");
	assert_int_equal(mkdir(folder, 0700), 0);
	harness_tick(&stage->harness);
	assert_true(is_there(stage));
	stop(stage);
}

static void a_desk_that_nobody_uses_asks_who_is_there_and_goes_on_where_it_was(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	here.lock_minutes = 2;
	start(stage);
	terminal = stage->harness.terminal;
	harness_keys(&stage->harness, "F2 '张' F3 F8");
	harness_shows(&stage->harness, "History");
	terminal->key_ms -= 2 * 60 * 1000 - 30 * 1000;
	harness_tick(&stage->harness);
	harness_hides(&stage->harness, "Who works here?");
	/* Each key begins the wait anew. */
	harness_keys(&stage->harness, "Down");
	terminal->key_ms -= 60 * 1000;
	harness_tick(&stage->harness);
	harness_hides(&stage->harness, "Who works here?");
	terminal->key_ms -= 60 * 1000;
	harness_tick(&stage->harness);
	harness_shows(&stage->harness, "Who works here?");
	harness_shows(&stage->harness, "Locked after 2 minutes without a keystroke.");
	harness_hides(&stage->harness, "History");
	/* No key leads past it, and the dialog and the form are there afterwards. */
	harness_keys(&stage->harness, "F3 Alt-2 ^P ^T ^L");
	harness_shows(&stage->harness, "Who works here?");
	harness_keys(&stage->harness, "Enter");
	harness_shows(&stage->harness, "History");
	harness_keys(&stage->harness, "Esc F2");
	harness_shows(&stage->harness, "张");
	stop(stage);
}

static void a_counter_that_is_half_handed_over_is_locked_as_well(void **state)
{
	struct stage *stage = *state;

	here.lock_minutes = 2;
	start(stage);
	harness_keys(&stage->harness, "F2 '张' ^T");
	stage->harness.terminal->key_ms -= 2 * 60 * 1000;
	harness_tick(&stage->harness);
	harness_shows(&stage->harness, "Locked after 2 minutes");
	harness_keys(&stage->harness, "Enter");
	harness_shows(&stage->harness, "张");
	stop(stage);
}

static void who_ends_a_locked_desk_does_not_give_up_what_another_typed(void **state)
{
	struct stage *stage = *state;

	here.lock_minutes = 2;
	start(stage);
	harness_keys(&stage->harness, "F2 '张'");
	stage->harness.terminal->key_ms -= 2 * 60 * 1000;
	harness_tick(&stage->harness);
	harness_keys(&stage->harness, "F10");
	assert_true(stage->harness.ended);
	stop(stage);
	assert_true(is_there(stage));
}

static void with_zero_minutes_the_desk_is_never_locked(void **state)
{
	struct stage *stage = *state;

	start(stage);
	stage->harness.terminal->key_ms -= INT64_C(1000) * HOUR_MS;
	harness_tick(&stage->harness);
	harness_hides(&stage->harness, "Who works here?");
	stop(stage);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_stage, remove_stage)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_killed_program_offers_the_form_at_the_next_start),
		TEST(a_number_of_somebody_is_not_shown_in_the_question),
		TEST(what_is_typed_is_written_at_the_next_tick_and_each_change_once),
		TEST(another_clerk_is_not_shown_it_and_the_same_one_is_after_signing_in),
		TEST(it_is_asked_again_after_each_sign_in_until_it_is_thrown_away),
		TEST(leaving_by_the_question_gives_the_form_up_and_a_lost_line_does_not),
		TEST(a_day_later_or_after_a_day_set_back_nobody_is_asked),
		TEST(a_file_of_another_version_or_damaged_is_dropped_with_a_sentence),
		TEST(a_form_that_this_program_does_not_have_is_dropped_with_a_sentence),
		TEST(values_that_the_form_does_not_take_are_left_out),
		TEST(two_desks_do_not_share_a_place_and_what_a_dead_one_left_is_found),
		TEST(a_disk_that_takes_nothing_is_told_once_and_the_desk_goes_on),
		TEST(a_desk_that_nobody_uses_asks_who_is_there_and_goes_on_where_it_was),
		TEST(a_counter_that_is_half_handed_over_is_locked_as_well),
		TEST(who_ends_a_locked_desk_does_not_give_up_what_another_typed),
		TEST(with_zero_minutes_the_desk_is_never_locked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
