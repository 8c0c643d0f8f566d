/* Who is here: desks at work say so of themselves, and one that is gone is gone, however it ended.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "desk/presence.h"
#include "desk/staff.h"
#include "fixture.h"
#include "store/sqlite/desks_file.h"

enum { MORNING = FIXTURE_AT(8, 12) };

static int set_up(void **state)
{
	*state = fixture_open(FIXTURE_DAY, MORNING);
	return 0;
}

static int tear_down(void **state)
{
	fixture_close(*state);
	return 0;
}

static void desks_path(const struct desk *desk, char out[FILE_PATH_SIZE])
{
	assert_true(text_format(out, FILE_PATH_SIZE, "%.900s-desks", store_path(desk->store)));
}

/* "1 test*, 2 lin": counter and staff of each, the asking desk with a star. */
static const char *all(struct desk *desk)
{
	static char text[1024];
	struct at_work *rows;
	size_t count, used = 0;

	fixture_must(desk, presence_list(desk, &rows, &count));
	text[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		text_format(text + used, sizeof(text) - used, "%s%s %s%s", i > 0 ? ", " : "",
			    rows[i].counter, rows[i].staff, rows[i].own ? "*" : "");
		used = strlen(text);
	}
	free(rows);
	return text;
}

static void whoever_begins_is_listed_until_he_leaves(void **state)
{
	struct desk *desk = *state, *second = fixture_second(desk);

	assert_string_equal(all(desk), "");
	text_copy(second->counter, sizeof(second->counter), "0");
	fixture_must(desk, presence_begin(desk));
	fixture_must(second, presence_begin(second));
	assert_string_equal(all(desk), "0 test2, 1 test*");
	assert_string_equal(all(second), "0 test2*, 1 test");
	presence_end(second);
	assert_string_equal(all(desk), "1 test*");
	fixture_must(second, presence_begin(second));
	/* A desk that is closed has left, too. */
	fixture_close(second);
	assert_string_equal(all(desk), "1 test*");
	presence_end(desk);
	presence_end(desk);
	assert_string_equal(all(desk), "");
}

static void a_killed_desk_is_not_at_work(void **state)
{
	const struct at_work gone = { .staff = "gone", .counter = "1" };
	struct desks_file file = DESKS_FILE_CLOSED;
	struct desk *desk = *state;
	int to_us[2], how;
	char byte;
	pid_t child;

	assert_int_equal(pipe(to_us), 0);
	child = fixture_fork();
	if (child == 0) {
		/* Without a store of its own, for its parent has one open (store.h). */
		if (!desks_file_tell(&file, store_path(desk->store), &gone) ||
		    write(to_us[1], "x", 1) != 1)
			fixture_leave(1);
		for (;;)
			pause();
	}
	assert_int_equal(read(to_us[0], &byte, 1), 1);
	assert_string_equal(all(desk), "1 gone");
	assert_int_equal(kill(child, SIGSTOP), 0);
	/* One that is only stopped still has its counter. */
	assert_string_equal(all(desk), "1 gone");
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_string_equal(all(desk), "");
	/* Its place is the next one's. */
	fixture_must(desk, presence_begin(desk));
	assert_string_equal(all(desk), "1 test*");
	close(to_us[0]);
	close(to_us[1]);
}

static void the_counter_of_another_desk_is_found_and_the_own_one_is_not(void **state)
{
	struct desk *desk = *state, *second = fixture_second(desk);
	struct at_work other;

	fixture_must(desk, presence_begin(desk));
	assert_int_equal(presence_at_counter(desk, "1", &other), STATUS_NOT_FOUND);
	assert_int_equal(presence_at_counter(second, "2", &other), STATUS_NOT_FOUND);
	fixture_must(second, presence_at_counter(second, "1", &other));
	assert_string_equal(other.staff, "test");
	assert_int_equal(other.since_ms, desk_now_ms(desk));
	fixture_close(second);
}

static int idle_of(struct desk *desk)
{
	struct at_work *rows;
	size_t count;
	int minutes;

	fixture_must(desk, presence_list(desk, &rows, &count));
	assert_int_equal(count, 1);
	minutes = presence_idle_minutes(desk, &rows[0]);
	free(rows);
	return minutes;
}

static void how_long_no_key_was_pressed_is_known(void **state)
{
	struct desk *desk = *state;
	struct at_work *rows;
	size_t count;

	presence_idle(desk, 0);
	assert_string_equal(all(desk), "");
	fixture_must(desk, presence_begin(desk));
	fixture_clock(desk, FIXTURE_DAY, MORNING + 25);
	presence_idle(desk, 25 * MS_PER_MINUTE);
	assert_int_equal(idle_of(desk), 25);
	presence_idle(desk, 3 * MS_PER_MINUTE);
	assert_int_equal(idle_of(desk), 3);
	/* A clock that was set back makes nobody younger than now. */
	fixture_clock(desk, FIXTURE_DAY, MORNING - 30);
	assert_int_equal(idle_of(desk), 0);
	/* Another clerk begins anew, at the same desk. */
	fixture_clock(desk, FIXTURE_DAY, MORNING + 60);
	fixture_must(desk, desk_sign_in(desk, "lin"));
	fixture_must(desk, presence_begin(desk));
	fixture_must(desk, presence_list(desk, &rows, &count));
	assert_int_equal(rows[0].since_ms, desk_now_ms(desk));
	free(rows);
}

static void a_deleted_file_is_made_anew_by_the_next_word(void **state)
{
	struct desk *desk = *state, *second = fixture_second(desk);
	char path[FILE_PATH_SIZE];

	fixture_must(desk, presence_begin(desk));
	desks_path(desk, path);
	assert_int_equal(unlink(path), 0);
	assert_string_equal(all(second), "");
	fixture_clock(desk, FIXTURE_DAY, MORNING + 1);
	presence_idle(desk, 0);
	assert_string_equal(all(second), "1 test");
	assert_string_equal(all(desk), "1 test*");
	fixture_close(second);
}

static void what_stands_in_a_place_that_nobody_has_is_not_believed(void **state)
{
	struct desk *desk = *state;
	char path[FILE_PATH_SIZE],
		record[128] = "old 7 1795392720000 1795392720000 0000000000000000";
	struct stat file;
	int written;

	fixture_must(desk, presence_begin(desk));
	desks_path(desk, path);
	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	written = open(path, O_WRONLY);
	assert_true(written >= 0);
	assert_int_equal(pwrite(written, record, sizeof(record), sizeof(record)), sizeof(record));
	assert_string_equal(all(desk), "1 test*");
	/* Nor is what another program has written over a record. */
	assert_int_equal(pwrite(written, record, sizeof(record), 0), sizeof(record));
	assert_string_equal(all(desk), "");
	close(written);
	fixture_clock(desk, FIXTURE_DAY, MORNING + 1);
	presence_idle(desk, 0);
	assert_string_equal(all(desk), "1 test*");
}

static void who_only_reads_sees_them_and_leaves_nothing(void **state)
{
	struct desk *desk = *state;
	struct desk reader;
	char path[FILE_PATH_SIZE];

	assert_int_equal(
		desk_open(&reader, store_path(desk->store), STORE_READ, &desk->settings, "manager"),
		STATUS_OK);
	desks_path(desk, path);
	assert_string_equal(all(&reader), "");
	assert_int_not_equal(access(path, F_OK), 0);
	fixture_must(desk, presence_begin(desk));
	assert_string_equal(all(&reader), "1 test");
	assert_true(store_has_file(desk->store, path));
	desk_close(&reader);
}

static void a_staff_code_is_known_once_it_was_begun_under(void **state)
{
	struct desk *desk = *state;
	struct staff_entry entry;

	assert_int_equal(staff_find(desk, "wagn", &entry), STATUS_NOT_FOUND);
	fixture_must(desk, desk_sign_in(desk, "wagn"));
	fixture_must(desk, staff_begin(desk));
	fixture_must(desk, staff_find(desk, "wagn", &entry));
	/* Codes are told apart as they are written. */
	assert_int_equal(staff_find(desk, "Wagn", &entry), STATUS_NOT_FOUND);
}

#define PRESENCE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PRESENCE_TEST(whoever_begins_is_listed_until_he_leaves),
		PRESENCE_TEST(a_killed_desk_is_not_at_work),
		PRESENCE_TEST(the_counter_of_another_desk_is_found_and_the_own_one_is_not),
		PRESENCE_TEST(how_long_no_key_was_pressed_is_known),
		PRESENCE_TEST(a_deleted_file_is_made_anew_by_the_next_word),
		PRESENCE_TEST(what_stands_in_a_place_that_nobody_has_is_not_believed),
		PRESENCE_TEST(who_only_reads_sees_them_and_leaves_nothing),
		PRESENCE_TEST(a_staff_code_is_known_once_it_was_begun_under),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
