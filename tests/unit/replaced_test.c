/* The files of a database are who they were, and its log is its own: files.h, tie.h, line_row.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "store/limits.h"
#include "store/sqlite/place.h"
#include "store_scene.h"

static const char *beside(const struct scene *scene, const char *ending)
{
	static char name[2][FILE_PATH_SIZE];
	static int next;

	next = !next;
	assert_true(text_format(name[next], sizeof(name[next]), "%s%s", scene->path, ending));
	return name[next];
}

/* As cp does it: the file that is there is written over under its name. */
static void copy_over(const char *from, const char *to)
{
	FILE *in = fopen(from, "r"), *out = fopen(to, "w");
	char bytes[65536];
	size_t size;

	assert_non_null(in);
	assert_non_null(out);
	while ((size = fread(bytes, 1, sizeof(bytes), in)) > 0)
		assert_int_equal(fwrite(bytes, 1, size, out), size);
	assert_int_equal(fclose(out), 0);
	fclose(in);
	assert_int_equal(chmod(to, 0600), 0);
}

/* An entry of the history, as a desk makes it. */
static enum status save(struct store *store, int64_t seq)
{
	enum status status = store_begin(store);

	if (status == STATUS_OK)
		status = add_audit(store, seq, "", STORE_ARG_NULL);
	if (status == STATUS_OK) {
		store_note_entry(store, seq);
		return store_commit(store);
	}
	store_rollback(store);
	return status;
}

static struct store *open_with_entries(const struct scene *scene, int64_t last)
{
	struct store *store = scene_open(scene, STORE_CREATE);

	assert_int_equal(add_staff(store, "anna"), STATUS_OK);
	for (int64_t seq = 1; seq <= last; seq++)
		assert_int_equal(save(store, seq), STATUS_OK);
	return store;
}

static int64_t last_entry(struct store *store)
{
	int64_t last;

	assert_int_equal(store_number(store, SQL_AUDIT_LAST_SEQ, NO_ARGS, &last), STATUS_OK);
	return last;
}

/* The change is refused, with a sentence that names the file; and so is every later one. */
static void assert_replaced(struct store *store, const char *name)
{
	struct problem problem;

	for (int i = 0; i < 2; i++) {
		assert_int_equal(store_begin(store), STATUS_STORE_REPLACED);
		store_problem(store, STATUS_STORE_REPLACED, &problem);
		assert_non_null(strstr(problem.message, name));
		assert_false(store_in_transaction(store));
	}
}

static void a_file_that_is_gone_ends_the_writing(void **state)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-saved", "-gate", "-lock" };
	const struct scene *scene = *state;

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		struct store *store = open_with_entries(scene, 2);

		assert_int_equal(rename(beside(scene, endings[i]), scene->other), 0);
		assert_replaced(store, beside(scene, endings[i]));
		store_close(store);
		scene_remove(scene);
	}
}

static void a_file_in_the_place_of_another_ends_the_writing(void **state)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-saved", "-gate", "-lock" };
	const struct scene *scene = *state;

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		struct store *store = open_with_entries(scene, 2);

		copy_over(beside(scene, endings[i]), scene->other);
		assert_int_equal(rename(scene->other, beside(scene, endings[i])), 0);
		/* Also one who only looks for news sees it. */
		assert_false(store_changed_elsewhere(store));
		assert_replaced(store, beside(scene, endings[i]));
		store_close(store);
		scene_remove(scene);
	}
}

static void a_database_that_was_written_over_ends_the_writing(void **state)
{
	const struct scene *scene = *state;
	struct store *store = open_with_entries(scene, 1);
	struct problem problem;

	store_close(store);
	copy_over(scene->path, scene->other);
	store = scene_open(scene, STORE_OPEN);
	for (int64_t seq = 2; seq <= 5; seq++)
		assert_int_equal(save(store, seq), STATUS_OK);
	copy_over(scene->other, scene->path);
	assert_replaced(store, scene->path);
	store_close(store);
	/* The log that is left belongs to the database that is gone. */
	assert_int_equal(store_open(&store, scene->path, STORE_OPEN, &problem),
			 STATUS_STORE_FOREIGN_LOG);
	assert_non_null(strstr(problem.message, beside(scene, "-wal")));
	assert_int_equal(store_open(&store, scene->path, STORE_READ, &problem),
			 STATUS_STORE_FOREIGN_LOG);
}

static void what_was_saved_in_a_log_that_was_taken_away_is_kept_by_the_desk_that_has_it(
	void **state)
{
	const struct scene *scene = *state;
	struct store *store = open_with_entries(scene, 3);
	struct problem problem;

	assert_int_equal(unlink(beside(scene, "-wal")), 0);
	assert_replaced(store, beside(scene, "-wal"));
	store_close(store);
	store = scene_open(scene, STORE_OPEN);
	assert_int_equal(store_only_reads(store, &problem), STATUS_OK);
	assert_int_equal(last_entry(store), 3);
	assert_int_equal(save(store, 4), STATUS_OK);
	store_close(store);
}

static void a_log_that_was_written_over_ends_the_writing(void **state)
{
	const struct scene *scene = *state;
	struct store *store = open_with_entries(scene, 3);

	copy_over(beside(scene, "-wal"), scene->other);
	for (int64_t seq = 4; seq <= 8; seq++)
		assert_int_equal(save(store, seq), STATUS_OK);
	/* An earlier state of the same log. */
	copy_over(scene->other, beside(scene, "-wal"));
	assert_replaced(store, beside(scene, "-wal"));
	store_close(store);
}

static void a_checkpoint_of_another_desk_is_no_replacement(void **state)
{
	const struct scene *scene = *state;
	struct store *ours = open_with_entries(scene, 1), *theirs = scene_open(scene, STORE_OPEN);
	int64_t seq = 1;

	for (int i = 0; i < 3; i++) {
		assert_int_equal(save(theirs, ++seq), STATUS_OK);
		assert_int_equal(store_checkpoint(theirs), STATUS_OK);
		assert_true(store_changed_elsewhere(ours));
		assert_int_equal(save(ours, ++seq), STATUS_OK);
		assert_int_equal(store_checkpoint(ours), STATUS_OK);
	}
	store_close(ours);
	assert_int_equal(save(theirs, ++seq), STATUS_OK);
	store_close(theirs);
	ours = scene_open(scene, STORE_READ);
	assert_int_equal(last_entry(ours), seq);
	store_close(ours);
}

/* A desk that saves entries up to `last` and is killed, log and all left as they are. */
static void save_and_die(const struct scene *scene, int64_t first, int64_t last)
{
	pid_t child = fork();
	int how;

	assert_true(child >= 0);
	if (child == 0) {
		struct store *store = scene_open(scene, STORE_OPEN);

		while (first <= last && save(store, first) == STATUS_OK)
			first++;
		_exit(first > last ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
}

static void the_log_of_a_killed_desk_is_read(void **state)
{
	const struct scene *scene = *state;
	struct store *store = open_with_entries(scene, 1);

	store_close(store);
	save_and_die(scene, 2, 5);
	store = scene_open(scene, STORE_READ);
	assert_int_equal(last_entry(store), 5);
	store_close(store);
	store = scene_open(scene, STORE_OPEN);
	assert_int_equal(last_entry(store), 5);
	assert_int_equal(save(store, 6), STATUS_OK);
	store_close(store);
	assert_false(place_is_taken(beside(scene, "-wal")));
}

/* Nobody is at a desk; what lies in place of the database, or of its log, is another day's. */
static void a_foreign_log_is_never_read(void **state)
{
	const struct scene *scene = *state;
	struct store *store = open_with_entries(scene, 1);
	struct stat before, after;
	struct problem problem;

	for (int way = 0; way < 2; way++) {
		int64_t last = last_entry(store);

		store_close(store);
		copy_over(scene->path, scene->other);
		/* So long that some of it is in the file by then and some is not. */
		store = scene_open(scene, STORE_OPEN);
		assert_int_equal(save(store, last + 1), STATUS_OK);
		store_close(store);
		save_and_die(scene, last + 2, last + 9);
		if (way == 0)
			copy_over(scene->other, scene->path);
		else
			assert_int_equal(rename(scene->other, scene->path), 0);
		assert_int_equal(stat(scene->path, &before), 0);
		for (int i = 0; i < 2; i++) {
			assert_int_equal(store_open(&store, scene->path,
						    i ? STORE_OPEN : STORE_READ, &problem),
					 STATUS_STORE_FOREIGN_LOG);
			assert_true(place_is_taken(beside(scene, "-wal")));
		}
		assert_int_equal(stat(scene->path, &after), 0);
		assert_memory_equal(&before.st_mtim, &after.st_mtim, sizeof(before.st_mtim));
		scene_remove(scene);
		store = open_with_entries(scene, 1);
	}
	store_close(store);
}

static void nothing_is_made_beside_a_log_that_was_left(void **state)
{
	const struct scene *scene = *state;
	struct store *store = open_with_entries(scene, 1);
	struct problem problem;

	store_close(store);
	save_and_die(scene, 2, 3);
	assert_int_equal(unlink(scene->path), 0);
	assert_int_equal(store_open(&store, scene->path, STORE_CREATE, &problem),
			 STATUS_STORE_FOREIGN_LOG);
	assert_false(place_is_taken(scene->path));
	assert_true(place_is_taken(beside(scene, "-wal")));
}

static void entries_that_were_promised_and_are_missing_are_counted(void **state)
{
	const struct scene *scene = *state;
	struct store *store = open_with_entries(scene, 1);
	struct problem problem;

	store_close(store);
	save_and_die(scene, 2, 5);
	assert_int_equal(unlink(beside(scene, "-wal")), 0);
	store = scene_open(scene, STORE_OPEN);
	assert_int_equal(last_entry(store), 1);
	assert_int_equal(store_only_reads(store, &problem), STATUS_STORE_LOST);
	assert_non_null(strstr(problem.message, "4 entries"));
	assert_int_equal(store_begin(store), STATUS_STORE_LOST);
	store_close(store);
}

static void a_number_that_was_promised_is_never_given_again(void **state)
{
	const struct scene *scene = *state;
	struct store *store = open_with_entries(scene, 3);

	assert_int_equal(store_begin(store), STATUS_OK);
	store_note_entry(store, 3);
	assert_int_equal(store_commit(store), STATUS_STORE_REPLACED);
	assert_replaced(store, beside(scene, "-wal"));
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_set_up, scene_tear_down)
		TEST(a_file_that_is_gone_ends_the_writing),
		TEST(a_file_in_the_place_of_another_ends_the_writing),
		TEST(a_database_that_was_written_over_ends_the_writing),
		TEST(what_was_saved_in_a_log_that_was_taken_away_is_kept_by_the_desk_that_has_it),
		TEST(a_log_that_was_written_over_ends_the_writing),
		TEST(a_checkpoint_of_another_desk_is_no_replacement),
		TEST(the_log_of_a_killed_desk_is_read),
		TEST(a_foreign_log_is_never_read),
		TEST(nothing_is_made_beside_a_log_that_was_left),
		TEST(entries_that_were_promised_and_are_missing_are_counted),
		TEST(a_number_that_was_promised_is_never_given_again),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
