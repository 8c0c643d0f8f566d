/* How a database is opened, made, refused and upgraded: store_open. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "store/sqlite/place.h"
#include "store/sqlite/schema_text.h"
#include "store/sqlite/turnstile.h"
#include "store/statements.h"
#include "store_scene.h"

/* An account that owns nothing. */
enum { NOBODY = 65534 };

/* The opening fails with this status, a sentence that has both words in it, and no file that was
 * not there before. */
static void assert_refused(const struct scene *scene, const char *url, enum store_mode mode,
			   enum status expected, const char *word, const char *other_word)
{
	static const char *const suffixes[] = {
		"-wal", "-shm", "-journal", "-gate", "-lock", ".new"
	};
	struct problem problem = { .message = "" };
	struct store *store = NULL;
	char name[FILE_PATH_SIZE];
	bool there[6];

	for (size_t i = 0; i < 6; i++) {
		assert_true(text_format(name, sizeof(name), "%s%s", scene->path, suffixes[i]));
		there[i] = place_is_taken(name);
	}
	assert_int_equal(store_open(&store, url, mode, &problem), expected);
	assert_int_equal(problem.status, expected);
	assert_null(store);
	if (!strstr(problem.message, word) || !strstr(problem.message, other_word))
		fail_msg("not said: \"%s\" and \"%s\" in: %s", word, other_word, problem.message);
	for (size_t i = 0; i < 6; i++) {
		assert_true(text_format(name, sizeof(name), "%s%s", scene->path, suffixes[i]));
		if (!there[i] && place_is_taken(name))
			fail_msg("left behind: %s", name);
	}
}

static void write_file(const char *path, const char *bytes)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(bytes, file) >= 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0600), 0);
}

static void a_made_database_is_private_and_of_this_version(void **state)
{
	const struct scene *scene = *state;
	struct store *store = scene_open(scene, STORE_CREATE);
	char name[FILE_PATH_SIZE];

	assert_string_equal(store_path(store), scene->path);
	assert_int_equal(mode_of(scene->path), 0600);
	assert_true(text_format(name, sizeof(name), "%s-wal", scene->path));
	assert_int_equal(mode_of(name), 0600);
	assert_true(store_schema_version() >= 2);
	store_close(store);
	/* With the last one gone, one file has everything. */
	assert_false(place_is_taken(name));
	store = scene_open(scene, STORE_OPEN);
	store_close(store);
	store = scene_open(scene, STORE_READ);
	assert_int_equal(store_begin(store), STATUS_STORE_READONLY);
	assert_int_equal(add_staff(store, "anna"), STATUS_STORE_READONLY);
	assert_int_equal(store_checkpoint(store), STATUS_STORE_READONLY);
	store_close(store);
}

static void a_path_may_be_given_as_url_or_through_a_linked_folder(void **state)
{
	const struct scene *scene = *state;
	char url[FILE_PATH_SIZE];
	struct problem problem;
	struct store *store;

	assert_true(text_format(url, sizeof(url), "sqlite:%s", scene->path));
	assert_int_equal(store_open(&store, url, STORE_CREATE, &problem), STATUS_OK);
	store_close(store);
	assert_int_equal(symlink(scene->folder, scene->other), 0);
	assert_true(text_format(url, sizeof(url), "%s/desk.db", scene->other));
	assert_int_equal(store_open(&store, url, STORE_OPEN, &problem), STATUS_OK);
	assert_string_equal(store_path(store), scene->path);
	store_close(store);
}

static void what_is_no_database_is_named_for_what_it_is(void **state)
{
	const struct scene *scene = *state;

	assert_refused(scene, scene->path, STORE_OPEN, STATUS_STORE_MISSING, scene->path,
		       "frontdesk init");
	assert_refused(scene, scene->path, STORE_READ, STATUS_STORE_MISSING, scene->path,
		       "no database");
	assert_refused(scene, "/nowhere/at/all/desk.db", STORE_CREATE, STATUS_STORE_MISSING,
		       "/nowhere/at/all", "no folder");
	assert_refused(scene, "", STORE_OPEN, STATUS_STORE_MISSING, "No database", "named");
	assert_refused(scene, scene->folder, STORE_OPEN, STATUS_STORE_NOT_DATABASE, scene->folder,
		       "folder");
	write_file(scene->path, "");
	assert_refused(scene, scene->path, STORE_OPEN, STATUS_STORE_NOT_DATABASE, scene->path,
		       "empty");
	write_file(
		scene->path,
		"This is a letter to the editor, and longer than the header of a database is, for "
		"a file of less than a hundred bytes would be refused too.");
	assert_refused(scene, scene->path, STORE_OPEN, STATUS_STORE_NOT_DATABASE, scene->path,
		       "not a database");
	assert_refused(scene, scene->path, STORE_CREATE, STATUS_STORE_EXISTS, scene->path,
		       "nothing was changed");
	assert_int_equal(unlink(scene->path), 0);
	assert_int_equal(mkfifo(scene->path, 0600), 0);
	assert_refused(scene, scene->path, STORE_OPEN, STATUS_STORE_NOT_DATABASE, scene->path,
		       "pipe");
}

static void another_programs_database_is_left_alone(void **state)
{
	const struct scene *scene = *state;
	struct stat before, after;

	raw_run(scene->path, "CREATE TABLE song (name); PRAGMA user_version = 2");
	assert_int_equal(stat(scene->path, &before), 0);
	assert_refused(scene, scene->path, STORE_OPEN, STATUS_STORE_NOT_DATABASE, scene->path,
		       "another program");
	assert_refused(scene, scene->path, STORE_READ, STATUS_STORE_NOT_DATABASE, scene->path,
		       "another program");
	assert_int_equal(stat(scene->path, &after), 0);
	assert_memory_equal(&before.st_mtim, &after.st_mtim, sizeof(before.st_mtim));
}

static void an_existing_database_is_never_made_again(void **state)
{
	const struct scene *scene = *state;
	struct store *store = scene_open(scene, STORE_CREATE);

	assert_int_equal(add_staff(store, "anna"), STATUS_OK);
	store_close(store);
	assert_refused(scene, scene->path, STORE_CREATE, STATUS_STORE_EXISTS, scene->path,
		       "already");
	assert_int_equal(symlink("nowhere", scene->other), 0);
	assert_refused(scene, scene->other, STORE_CREATE, STATUS_STORE_EXISTS, scene->other,
		       "already");
	store = scene_open(scene, STORE_OPEN);
	assert_true(has_staff(store, "anna"));
	store_close(store);
}

static void what_a_killed_process_left_is_no_hindrance(void **state)
{
	const struct scene *scene = *state;
	char name[FILE_PATH_SIZE];

	assert_true(text_format(name, sizeof(name), "%s.new", scene->path));
	write_file(name, "half of a database");
	scene_create(scene);
	assert_false(place_is_taken(name));
}

static void links_and_open_modes_are_denied(void **state)
{
	const struct scene *scene = *state;

	scene_create(scene);
	assert_int_equal(symlink(scene->path, scene->other), 0);
	assert_refused(scene, scene->other, STORE_OPEN, STATUS_STORE_DENIED, scene->other,
		       "symbolic link");
	assert_int_equal(unlink(scene->other), 0);
	assert_int_equal(link(scene->path, scene->other), 0);
	assert_refused(scene, scene->path, STORE_OPEN, STATUS_STORE_DENIED, scene->path,
		       "second name");
	assert_int_equal(unlink(scene->other), 0);
	assert_int_equal(chmod(scene->path, 0620), 0);
	assert_refused(scene, scene->path, STORE_OPEN, STATUS_STORE_DENIED, scene->path,
		       "chmod 600");
	assert_int_equal(chmod(scene->path, 0602), 0);
	assert_refused(scene, scene->path, STORE_READ, STATUS_STORE_DENIED, scene->path,
		       "chmod 600");
	assert_int_equal(chmod(scene->path, 0604), 0);
	assert_refused(scene, scene->path, STORE_READ, STATUS_STORE_DENIED, "read by every account",
		       "chmod 600");
	/* Read by a group it may be: that is the owner's choice. */
	assert_int_equal(chmod(scene->path, 0640), 0);
	store_close(scene_open(scene, STORE_OPEN));
}

static void a_newer_database_is_refused_with_both_versions(void **state)
{
	const struct scene *scene = *state;

	scene_create(scene);
	raw_run(scene->path, "PRAGMA user_version = 4711");
	assert_refused(scene, scene->path, STORE_OPEN, STATUS_STORE_NEWER, "4711",
		       "supports versions up to");
	assert_refused(scene, scene->path, STORE_READ, STATUS_STORE_NEWER, "4711",
		       "supports versions up to");
}

static void a_store_notices_that_a_newer_program_took_over(void **state)
{
	const struct scene *scene = *state;
	struct store *store = scene_open(scene, STORE_CREATE);
	struct problem problem;

	raw_run(scene->path, "CREATE TABLE later (id INTEGER); PRAGMA user_version = 4711");
	assert_int_equal(store_begin(store), STATUS_STORE_NEWER);
	assert_int_equal(store_problem(store, STATUS_STORE_NEWER, &problem), STATUS_STORE_NEWER);
	assert_non_null(strstr(problem.message, "4711"));
	assert_false(store_in_transaction(store));
	store_close(store);
}

/* A database of version 1, with the orphan that foreign keys forbid or without. */
static void make_old(const struct scene *scene, bool with_orphan)
{
	raw_run(scene->path, "PRAGMA application_id = 1178882891; PRAGMA journal_mode = WAL");
	raw_run(scene->path, schema_step_text(1));
	raw_run(scene->path, "INSERT INTO staff (code) VALUES ('old')");
	if (with_orphan)
		raw_run(scene->path,
			"PRAGMA foreign_keys = OFF;"
			"INSERT INTO department VALUES (1, 'NK01', 'Medicine', '', 99)");
}

static void an_older_database_comes_forward_after_a_copy(void **state)
{
	const struct scene *scene = *state;
	char copy[FILE_PATH_SIZE], second[FILE_PATH_SIZE];
	struct store *store;

	assert_true(text_format(copy, sizeof(copy), "%s.before-v1", scene->path));
	assert_true(text_format(second, sizeof(second), "%s.before-v1.2", scene->path));
	/* One of an earlier day is never written over. */
	write_file(copy, "precious");
	make_old(scene, false);
	assert_refused(scene, scene->path, STORE_READ, STATUS_STORE_OLDER, "version 1",
		       "frontdesk upgrade");
	store = scene_open(scene, STORE_OPEN);
	assert_true(has_staff(store, "old"));
	assert_int_equal(add_staff(store, "new"), STATUS_OK);
	/* Foreign keys are on again. */
	assert_int_equal(add_audit(store, 7, "", STORE_ARG_NULL), STATUS_STORE_CONSTRAINT);
	store_close(store);
	store_close(scene_open(scene, STORE_READ));
	assert_int_equal(mode_of(second), 0600);
	raw_run(second, "SELECT code FROM staff WHERE code = 'old'");
	assert_int_equal(unlink(copy), 0);
	assert_int_equal(unlink(second), 0);
}

static void an_older_database_that_is_not_sound_stays_as_it_was(void **state)
{
	const struct scene *scene = *state;
	char copy[FILE_PATH_SIZE];

	assert_true(text_format(copy, sizeof(copy), "%s.before-v1", scene->path));
	make_old(scene, true);
	assert_int_not_equal(store_schema_version(), 1);
	for (int i = 0; i < 2; i++) {
		struct problem problem;
		struct store *store;

		assert_int_equal(store_open(&store, scene->path, STORE_OPEN, &problem),
				 STATUS_STORE_CORRUPT);
		assert_non_null(strstr(problem.message, "department"));
		assert_false(place_is_taken(copy));
	}
	raw_run(scene->path, "INSERT INTO staff (code) VALUES ('still version 1')");
}

/* Opens as an account that may read the file and write nothing. Returns the status. */
static enum status open_as_nobody(const struct scene *scene, enum store_mode mode)
{
	pid_t child = fork();
	int how;

	assert_true(child >= 0);
	if (child == 0) {
		struct problem problem;
		struct store *store;

		if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
			_exit(250);
		_exit((int)store_open(&store, scene->path, mode, &problem));
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_true(WIFEXITED(how));
	return (enum status)WEXITSTATUS(how);
}

static void a_file_that_may_not_be_written_is_read_only(void **state)
{
	const struct scene *scene = *state;

	scene_create(scene);
	/* Nobody must be of the group to read; who is not root opens it as its owner. */
	if (geteuid() == 0)
		assert_int_equal(chown(scene->path, (uid_t)-1, NOBODY), 0);
	assert_int_equal(chmod(scene->path, 0440), 0);
	assert_int_equal(chmod(scene->folder, 0555), 0);
	assert_int_equal(open_as_nobody(scene, STORE_OPEN), STATUS_STORE_READONLY);
	assert_int_equal(chmod(scene->path, 0000), 0);
	assert_int_equal(open_as_nobody(scene, STORE_OPEN), STATUS_STORE_DENIED);
	assert_int_equal(chmod(scene->folder, 0755), 0);
	assert_int_equal(unlink(scene->path), 0);
	turnstile_remove(scene->path);
	assert_int_equal(chmod(scene->folder, 0555), 0);
	assert_int_equal(open_as_nobody(scene, STORE_CREATE), STATUS_STORE_READONLY);
	assert_int_equal(chmod(scene->folder, 0755), 0);
}

static uid_t owner_of(const struct scene *scene, const char *ending)
{
	char name[FILE_PATH_SIZE];
	struct stat file;

	assert_true(text_format(name, sizeof(name), "%s%s", scene->path, ending));
	assert_int_equal(lstat(name, &file), 0);
	return file.st_uid;
}

static void an_account_that_may_only_read_leaves_no_file_and_is_told_whose_it_is(void **state)
{
	const struct scene *scene = *state;
	static const char *const endings[] = { "-wal", "-shm", "-journal" };

	if (geteuid() != 0)
		skip(); /* only root can become another account */
	scene_create(scene);
	/* It could make files there. */
	assert_int_equal(chmod(scene->folder, 0777), 0);
	assert_int_equal(open_as_nobody(scene, STORE_READ), STATUS_STORE_DENIED);
	assert_int_equal(chown(scene->path, (uid_t)-1, NOBODY), 0);
	assert_int_equal(chmod(scene->path, 0640), 0);
	assert_int_equal(open_as_nobody(scene, STORE_READ), STATUS_OK);
	assert_int_equal(open_as_nobody(scene, STORE_OPEN), STATUS_STORE_READONLY);
	/* To open it to others is no way out, for it ends here. */
	assert_int_equal(chmod(scene->path, 0666), 0);
	assert_int_equal(open_as_nobody(scene, STORE_OPEN), STATUS_STORE_DENIED);
	assert_int_equal(chmod(scene->path, 0640), 0);
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		char name[FILE_PATH_SIZE];

		assert_true(text_format(name, sizeof(name), "%s%s", scene->path, endings[i]));
		assert_false(place_is_taken(name));
	}
	store_close(scene_open(scene, STORE_OPEN));
	assert_int_equal(owner_of(scene, "-gate"), 0);
}

static void what_root_makes_beside_a_database_belongs_to_its_owner(void **state)
{
	static const char *const endings[] = { "-wal", "-shm", "-saved", "-gate", "-lock" };
	const struct scene *scene = *state;
	char name[FILE_PATH_SIZE];
	struct store *store;

	if (geteuid() != 0)
		skip(); /* only root can give a file away */
	scene_create(scene);
	turnstile_remove(scene->path);
	assert_int_equal(chown(scene->path, NOBODY, NOBODY), 0);
	assert_true(text_format(name, sizeof(name), "%s-saved", scene->path));
	assert_int_equal(unlink(name), 0);
	store = scene_open(scene, STORE_OPEN);
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		assert_int_equal(owner_of(scene, endings[i]), NOBODY);
	store_close(store);
	assert_int_equal(chmod(scene->folder, 0777), 0);
	assert_int_equal(open_as_nobody(scene, STORE_OPEN), STATUS_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_set_up, scene_tear_down)
		TEST(a_made_database_is_private_and_of_this_version),
		TEST(a_path_may_be_given_as_url_or_through_a_linked_folder),
		TEST(what_is_no_database_is_named_for_what_it_is),
		TEST(another_programs_database_is_left_alone),
		TEST(an_existing_database_is_never_made_again),
		TEST(what_a_killed_process_left_is_no_hindrance),
		TEST(links_and_open_modes_are_denied),
		TEST(a_newer_database_is_refused_with_both_versions),
		TEST(a_store_notices_that_a_newer_program_took_over),
		TEST(an_older_database_comes_forward_after_a_copy),
		TEST(an_older_database_that_is_not_sound_stays_as_it_was),
		TEST(a_file_that_may_not_be_written_is_read_only),
		TEST(an_account_that_may_only_read_leaves_no_file_and_is_told_whose_it_is),
		TEST(what_root_makes_beside_a_database_belongs_to_its_owner),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
