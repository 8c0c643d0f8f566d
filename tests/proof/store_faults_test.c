/*
 * Every write, sync and truncation that the store makes fails once, as on a full disk and as on a
 * broken one. Whatever was reported as saved is there, whatever was reported as not saved is not,
 * the file is sound, and the store goes on as soon as the disk does. Where a whole database is made
 * or copied there are many reads and writes: every EVERY-th of them fails there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "proof.h"
#include "store/limits.h"
#include "store/sqlite/place.h"
#include "store/sqlite/schema_text.h"
#include "store/sqlite/turnstile.h"
#include "store/store.h"
#include "vfs_shim.h"

/* WIDER: a step of the round that takes the longest. */
enum { ROUNDS_MOST = 5000, WIDER = 4 };

struct scene {
	char folder[FILE_PATH_SIZE];
	char path[FILE_PATH_SIZE];
	char copy[FILE_PATH_SIZE];
	struct shim *shim;
};

/* How the disk fails. */
struct fault {
	enum shim_act act;
	bool stays;
	int code;
	enum status expected;
	int stride; /* there are many reads: every so manieth fails */
};

static const struct fault faults[] = {
	{ SHIM_WRITE, true, SQLITE_FULL, STATUS_STORE_FULL, 1 },
	{ SHIM_WRITE, false, SQLITE_FULL, STATUS_STORE_FULL, 1 },
	{ SHIM_WRITE, false, SQLITE_IOERR_WRITE, STATUS_STORE_IO, 1 },
	{ SHIM_SYNC, false, SQLITE_IOERR_FSYNC, STATUS_STORE_IO, 1 },
	{ SHIM_TRUNCATE, false, SQLITE_IOERR_TRUNCATE, STATUS_STORE_IO, 1 },
	{ SHIM_READ, false, SQLITE_IOERR_READ, STATUS_STORE_IO, 7 },
};

/* From one failing call to the next where there are many; of syncs and truncations each fails. */
static int step_of(const struct fault *fault, int wider)
{
	const bool many = fault->act == SHIM_WRITE || fault->act == SHIM_READ;

	return many ? fault->stride * wider * proof_number("EVERY", 5, 1000) : 1;
}

#define EACH_FAULT(fault) \
	for (const struct fault *fault = faults; \
	     fault < faults + sizeof(faults) / sizeof(*faults); fault++)

static int set_up(void **state)
{
	struct scene *scene = calloc(1, sizeof(*scene));
	const char *tmp = getenv("TMPDIR");

	assert_non_null(scene);
	text_format(scene->folder, sizeof(scene->folder), "%s/faults.XXXXXX", tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(scene->folder));
	assert_true(text_format(scene->path, sizeof(scene->path), "%.900s/desk.db", scene->folder));
	assert_true(text_format(scene->copy, sizeof(scene->copy), "%.900s/copy.db", scene->folder));
	scene->shim = shim_register();
	*state = scene;
	return 0;
}

static void remove_all(const struct scene *scene)
{
	place_remove(scene->path);
	place_remove(scene->copy);
	turnstile_remove(scene->path);
}

static int tear_down(void **state)
{
	struct scene *scene = *state;

	shim_calm(scene->shim);
	remove_all(scene);
	assert_int_equal(rmdir(scene->folder), 0);
	free(scene);
	return 0;
}

static void arm(struct scene *scene, const struct fault *fault, int at)
{
	shim_calm(scene->shim);
	scene->shim->act = fault->act;
	scene->shim->stays = fault->stays;
	scene->shim->code = fault->code;
	scene->shim->fail_at = at;
}

/* Of all scenes, for the last line. */
static long faults_come;

/* Whether the fault came at all; and nothing fails any more. */
static bool disarm(struct scene *scene)
{
	bool came = scene->shim->failed > 0;

	faults_come += came;
	shim_calm(scene->shim);
	return came;
}

static struct store *open_store(const struct scene *scene, enum store_mode mode)
{
	struct problem problem;
	struct store *store;

	if (store_open(&store, scene->path, mode, &problem) != STATUS_OK)
		fail_msg("%s", problem.message);
	return store;
}

static void report(const char *fault, void *context)
{
	(void)context;
	print_error("%s\n", fault);
}

static void assert_sound(struct store *store)
{
	int count = -1;

	assert_int_equal(store_examine(store, true, report, NULL, &count), STATUS_OK);
	assert_int_equal(count, 0);
}

static bool has_staff(struct store *store, const char *code)
{
	enum status status = store_one(store, SQL_STAFF_GET, ARGS(store_text(code)), NULL, NULL);

	assert_true(status == STATUS_OK || status == STATUS_NOT_FOUND);
	return status == STATUS_OK;
}

/* Some pages' worth of change in one transaction; `last` is its last row. */
static enum status save(struct store *store, int round, char last[32])
{
	enum status status = store_begin(store);

	for (int i = 0; i < 40 && status == STATUS_OK; i++) {
		text_format(last, 32, "staff-%d-%d-%016d", round, i, i);
		status = store_one(store, SQL_STAFF_NEW, ARGS(store_text(last)), NULL, NULL);
	}
	if (status == STATUS_OK)
		return store_commit(store);
	store_rollback(store);
	return status;
}

static void fail_each_call(struct scene *scene, const struct fault *fault)
{
	struct store *store = open_store(scene, STORE_CREATE);
	char before[32], last[32];
	bool came = true;
	int round = 0, at = 1 - fault->stride;

	assert_int_equal(save(store, 0, before), STATUS_OK);
	while (came && ++round < ROUNDS_MOST) {
		struct problem problem;
		enum status status;

		at += fault->stride;
		arm(scene, fault, at);
		status = save(store, round, last);
		came = disarm(scene);
		assert_int_equal(status, came ? fault->expected : STATUS_OK);
		assert_false(store_in_transaction(store));
		if (came) {
			assert_int_equal(store_problem(store, status, &problem), status);
			assert_non_null(strstr(problem.message, scene->path));
		}
		assert_true(has_staff(store, before));
		assert_int_equal(has_staff(store, last), !came);
		/* After an error of the disk it is another connection, which cannot know
		 * what changed. */
		assert_int_equal(store_changed_elsewhere(store), status == STATUS_STORE_IO);
		assert_sound(store);
		/* And it goes on. */
		assert_int_equal(save(store, ROUNDS_MOST + round, before), STATUS_OK);
	}
	assert_in_range(round, 1, ROUNDS_MOST - 1);
	store_close(store);
	remove_all(scene);
}

/* What a failed sync leaves is a proof of its own: stopped_test.c. */
static void a_failing_disk_is_reported_and_loses_nothing_that_was_saved(void **state)
{
	EACH_FAULT(fault)
	if (fault->act != SHIM_SYNC)
		fail_each_call(*state, fault);
}

static void what_was_saved_stays_saved_when_the_checkpoint_after_it_fails(void **state)
{
	const struct store_limits eager = { .wait_ms = 1000, .checkpoint_pages = 1 };
	struct scene *scene = *state;

	EACH_FAULT(fault)
	{
		struct store *store = open_store(scene, STORE_CREATE);
		bool came = true;
		char last[32];
		int at = 1 - fault->stride;

		/* The second connection is opened by the first checkpoint. */
		assert_int_equal(store_checkpoint(store), STATUS_OK);
		while (came && (at += fault->stride) < ROUNDS_MOST) {
			enum status status;

			store_set_limits(store, &eager);
			arm(scene, fault, at);
			status = save(store, at, last);
			came = disarm(scene);
			assert_true(status == STATUS_OK || came);
			/* Unknown: all can see it, and nobody called it saved. */
			assert_int_equal(has_staff(store, last),
					 status == STATUS_OK || status == STATUS_STORE_UNKNOWN);
			assert_sound(store);
			store_close(store);
			store = open_store(scene, STORE_OPEN);
			assert_int_equal(has_staff(store, last),
					 status == STATUS_OK || status == STATUS_STORE_UNKNOWN);
			assert_sound(store);
			assert_int_equal(store_checkpoint(store), STATUS_OK);
		}
		assert_in_range(at, 1, ROUNDS_MOST - 1);
		store_close(store);
		remove_all(scene);
	}
}

static int files_in(const char *folder)
{
	DIR *names = opendir(folder);
	int count = 0;

	assert_non_null(names);
	while (readdir(names))
		count++;
	closedir(names);
	/* Without . and .. */
	return count - 2;
}

static void a_database_is_made_as_a_whole_or_not_at_all(void **state)
{
	struct scene *scene = *state;

	EACH_FAULT(fault)
	{
		enum status status = STATUS_DEFECT;
		struct store *store = NULL;
		const int step = step_of(fault, 1);
		int at = 1 - step;

		/* Errors while tidying up after the work was done do no harm, so it may be made
		 * although one came. */
		while ((at += step) < ROUNDS_MOST) {
			struct problem problem;
			bool came;

			arm(scene, fault, at);
			status = store_open(&store, scene->path, STORE_CREATE, &problem);
			came = disarm(scene);
			if (status == STATUS_OK) {
				assert_sound(store);
				store_close(store);
				remove_all(scene);
			} else {
				assert_null(store);
				assert_int_equal(status, fault->expected);
				assert_int_equal(files_in(scene->folder), 0);
			}
			if (!came)
				break;
		}
		assert_int_equal(status, STATUS_OK);
		assert_in_range(at, 1, ROUNDS_MOST - 1);
	}
}

static void a_copy_is_good_or_not_there(void **state)
{
	struct scene *scene = *state;
	struct store *store = open_store(scene, STORE_CREATE);
	char last[32];

	assert_int_equal(save(store, 0, last), STATUS_OK);
	EACH_FAULT(fault)
	{
		enum status status = STATUS_DEFECT;
		bool came = true;
		const int step = step_of(fault, 1);
		int at = 1 - step;

		while (came && (at += step) < ROUNDS_MOST) {
			struct problem problem;

			arm(scene, fault, at);
			status = store_copy(store, scene->copy, &problem);
			came = disarm(scene);
			assert_int_equal(access(scene->copy, F_OK) == 0, status == STATUS_OK);
			/* The sync of the log itself has the database's name in its sentence, and
			 * the store is settled before the next copy. */
			if (status == STATUS_STORE_STOPPED)
				assert_int_equal(store_checkpoint(store), STATUS_OK);
			else if (status != STATUS_OK)
				assert_non_null(strstr(problem.message, scene->copy));
			place_remove(scene->copy);
			assert_sound(store);
		}
		assert_int_equal(status, STATUS_OK);
		assert_in_range(at, 1, ROUNDS_MOST - 1);
	}
	assert_true(has_staff(store, last));
	store_close(store);
}

/* A database of version 1, as the first release made it. */
static void make_old(const struct scene *scene)
{
	sqlite3 *db;

	assert_int_equal(
		sqlite3_open_v2(scene->path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL),
		SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(db, "PRAGMA application_id = 1178882891; BEGIN", NULL, NULL, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, schema_step_text(1), NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "INSERT INTO staff (code) VALUES ('old'); COMMIT", NULL,
				      NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(chmod(scene->path, 0600), 0);
}

/* Not through the store: it would bring it forward. For writing: an interrupted change is to be
 * taken back first. */
static int version_of(const struct scene *scene)
{
	sqlite3_stmt *statement;
	sqlite3 *db;
	int version;

	assert_int_equal(sqlite3_open_v2(scene->path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &statement, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	version = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return version;
}

static void an_old_database_comes_forward_as_a_whole_or_stays(void **state)
{
	struct scene *scene = *state;
	char copy[FILE_PATH_SIZE];

	text_format(copy, sizeof(copy), "%.1000s.before-v1", scene->path);
	EACH_FAULT(fault)
	{
		bool came = true;
		const int step = step_of(fault, WIDER);
		int at = 1 - step;

		while (came && (at += step) < ROUNDS_MOST) {
			struct problem problem;
			struct store *store;
			enum status status;

			make_old(scene);
			arm(scene, fault, at);
			status = store_open(&store, scene->path, STORE_OPEN, &problem);
			came = disarm(scene);
			assert_true(status == STATUS_OK || came);
			if (status != STATUS_OK) {
				/* Failed at the very end, when all was done, or before. */
				if (version_of(scene) == 1)
					assert_int_not_equal(access(copy, F_OK), 0);
				store = open_store(scene, STORE_OPEN);
			}
			assert_true(has_staff(store, "old"));
			assert_int_equal(access(copy, F_OK), 0);
			assert_sound(store);
			store_close(store);
			place_remove(copy);
			remove_all(scene);
		}
		assert_in_range(at, 1, ROUNDS_MOST - 1);
	}
}

/* What each function says, one after the other, while the database cannot be opened again. */
static void assert_all_refuse(struct store *store, enum status expected)
{
	struct problem problem;
	int count;

	assert_int_equal(store_one(store, SQL_STAFF_GET, ARGS(store_text("a")), NULL, NULL),
			 expected);
	assert_int_equal(store_run(store, SQL_STAFF_NEW, ARGS(store_text("b")), NULL), expected);
	assert_int_equal(store_begin(store), expected);
	assert_int_equal(store_begin_reading(store), expected);
	assert_false(store_in_transaction(store));
	assert_false(store_changed_elsewhere(store));
	assert_int_equal(store_examine(store, false, report, NULL, &count), expected);
	assert_int_equal(store_copy(store, "copy-of-nothing.db", &problem), expected);
	assert_int_equal(problem.status, expected);
	assert_int_equal(store_checkpoint(store), expected);
}

/* So that the store closes its connection and opens another at the next use. */
static void fail_once(struct scene *scene, struct store *store)
{
	static const struct fault broken = { SHIM_WRITE, false, SQLITE_IOERR_WRITE, STATUS_STORE_IO,
					     1 };
	char last[32];

	arm(scene, &broken, 1);
	assert_int_equal(save(store, ROUNDS_MOST, last), STATUS_STORE_IO);
	assert_true(disarm(scene));
}

static void set_version(const struct scene *scene, int version)
{
	char pragma[64];
	sqlite3 *db;

	text_format(pragma, sizeof(pragma), "PRAGMA user_version = %d", version);
	assert_int_equal(sqlite3_open_v2(scene->path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, pragma, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* As a disk does that is pulled out after an error, and put in again. */
static void a_database_that_is_away_after_an_error_is_missed_by_all_and_taken_up_again(void **state)
{
	struct scene *scene = *state;
	struct store *store = open_store(scene, STORE_CREATE);
	const int version = version_of(scene);
	char away[FILE_PATH_SIZE], last[32];

	assert_int_equal(save(store, 0, last), STATUS_OK);
	assert_int_equal(store_checkpoint(store), STATUS_OK);
	text_format(away, sizeof(away), "%.1000s.away", scene->path);
	fail_once(scene, store);
	assert_int_equal(rename(scene->path, away), 0);
	assert_all_refuse(store, STATUS_STORE_MISSING);
	assert_int_equal(rename(away, scene->path), 0);
	assert_true(has_staff(store, last));
	/* Or another one is in its place. */
	fail_once(scene, store);
	set_version(scene, version + 1);
	assert_all_refuse(store, STATUS_STORE_NEWER);
	set_version(scene, version);
	assert_true(has_staff(store, last));
	/* A file to which somebody else has written is not written to. */
	assert_int_equal(save(store, 1, last), STATUS_STORE_REPLACED);
	store_close(store);
	store = open_store(scene, STORE_OPEN);
	assert_int_equal(save(store, 1, last), STATUS_OK);
	assert_sound(store);
	store_close(store);
}

/* Nothing more is read or kept in a transaction that the disk has ended. */
static void a_transaction_ends_with_the_disk_s_first_error(void **state)
{
	struct scene *scene = *state;
	struct store *store = open_store(scene, STORE_CREATE);
	static const struct fault broken = { SHIM_READ, true, SQLITE_IOERR_READ, STATUS_STORE_IO,
					     1 };
	enum status status = STATUS_OK;
	char last[32];

	assert_int_equal(save(store, 0, last), STATUS_OK);
	store_close(store);
	store = open_store(scene, STORE_OPEN);
	assert_int_equal(store_begin(store), STATUS_OK);
	arm(scene, &broken, 1);
	for (int i = 0; i < 10 && status == STATUS_OK; i++)
		status = store_one(store, SQL_DEPARTMENT_LIST, NO_ARGS, NULL, NULL);
	assert_true(disarm(scene));
	assert_int_equal(status, STATUS_STORE_IO);
	assert_int_equal(store_one(store, SQL_STAFF_GET, ARGS(store_text(last)), NULL, NULL),
			 STATUS_DEFECT);
	assert_int_equal(store_run(store, SQL_STAFF_NEW, ARGS(store_text("kept")), NULL),
			 STATUS_DEFECT);
	assert_int_not_equal(store_commit(store), STATUS_OK);
	assert_false(store_in_transaction(store));
	assert_true(has_staff(store, last));
	assert_false(has_staff(store, "kept"));
	assert_sound(store);
	store_close(store);
}

static void a_checkpoint_waits_for_nobody_longer_than_it_may(void **state)
{
	const struct store_limits limits = { .wait_ms = 20, .checkpoint_pages = 1000 };
	struct scene *scene = *state;
	struct store *store = open_store(scene, STORE_CREATE);
	sqlite3 *other;
	char last[32];

	store_set_limits(store, &limits);
	assert_int_equal(save(store, 0, last), STATUS_OK);
	assert_int_equal(sqlite3_open_v2(scene->path, &other, SQLITE_OPEN_READWRITE, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(store_checkpoint(store), STATUS_STORE_BUSY);
	assert_int_equal(store_begin(store), STATUS_STORE_BUSY);
	assert_int_equal(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(other);
	assert_int_equal(store_checkpoint(store), STATUS_OK);
	assert_true(has_staff(store, last));
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(a_failing_disk_is_reported_and_loses_nothing_that_was_saved),
		TEST(what_was_saved_stays_saved_when_the_checkpoint_after_it_fails),
		TEST(a_database_is_made_as_a_whole_or_not_at_all),
		TEST(a_copy_is_good_or_not_there),
		TEST(an_old_database_comes_forward_as_a_whole_or_stays),
		TEST(a_database_that_is_away_after_an_error_is_missed_by_all_and_taken_up_again),
		TEST(a_transaction_ends_with_the_disk_s_first_error),
		TEST(a_checkpoint_waits_for_nobody_longer_than_it_may),
#undef TEST
	};

	int bad;

	if (!proof_in_memory())
		return 1;
	bad = cmocka_run_group_tests(tests, NULL, NULL);
	/* No dice in it, so no seed. */
	proof_line("store-faults", 0, faults_come, bad, NULL);
	return bad;
}
