/*
 * The WAL-reset race of SQLite 3.7.0 to 3.51.2 (sqlite.org/wal.html#walresetbug): a checkpoint that
 * has read the log's header is overtaken by a commit that starts the log anew; it then marks the
 * new log as moved when it is not, and pages are lost. Made to happen here every time by a commit
 * in exactly that moment. First that this harness sees the damage, then that the store's checkpoint
 * never does it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "proof.h"
#include "store/sqlite/checkpoint.h"
#include "store/sqlite/place.h"
#include "store/sqlite/turnstile.h"
#include "store/store.h"
#include "tests/unit/scratch.h"
#include "vfs_shim.h"

struct scene {
	char folder[FILE_PATH_SIZE];
	char path[FILE_PATH_SIZE];
	sqlite3 *writer; /* commits in the window */
	sqlite3 *busy;	 /* holds the right to write until the window, when there is one */
	int written;	 /* what SQLite said to the commit in the window */
};

static int set_up(void **state)
{
	struct scene *scene = calloc(1, sizeof(*scene));

	assert_non_null(scene);
	scratch_folder(scene->folder, sizeof(scene->folder), "wal-reset");
	assert_true(text_format(scene->path, sizeof(scene->path), "%.900s/race.db", scene->folder));
	shim_register();
	*state = scene;
	return 0;
}

static int tear_down(void **state)
{
	struct scene *scene = *state;

	sqlite3_close(scene->writer);
	place_remove(scene->path);
	turnstile_remove(scene->path);
	assert_int_equal(rmdir(scene->folder), 0);
	free(scene);
	return 0;
}

static void must(sqlite3 *db, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
}

static sqlite3 *open_raw(const char *path)
{
	sqlite3 *db;

	assert_int_equal(
		sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL),
		SQLITE_OK);
	must(db, "PRAGMA wal_autocheckpoint = 0");
	return db;
}

static const char fill[] = "CREATE TABLE race (a INTEGER PRIMARY KEY, b);"
			   "WITH s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 20)"
			   "INSERT INTO race SELECT NULL, randomblob(600) FROM s;"
			   "CREATE INDEX race_b ON race (b)";
static const char change_all[] = "UPDATE race SET b = randomblob(600)";
static const char change_some[] = "UPDATE race SET b = randomblob(600) WHERE a < 5";
static const char change_one[] = "UPDATE race SET b = randomblob(600) WHERE a = 1";

static void commit_in_window(void *context)
{
	struct scene *scene = context;

	if (scene->busy)
		must(scene->busy, "COMMIT");
	scene->written = sqlite3_exec(scene->writer, change_some, NULL, NULL, NULL);
}

static void arm(struct scene *scene)
{
	struct shim *shim = shim_register();

	shim->in_window = commit_in_window;
	shim->context = scene;
	scene->written = -1;
}

static bool is_sound(const char *path)
{
	sqlite3 *db = open_raw(path);
	sqlite3_stmt *check;
	bool sound;

	assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &check, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(check), SQLITE_ROW);
	sound = strcmp((const char *)sqlite3_column_text(check, 0), "ok") == 0;
	sqlite3_finalize(check);
	sqlite3_close(db);
	return sound;
}

/* An unguarded checkpoint with a commit in the window, then the writes and checkpoints that turn
 * the wrong mark into lost pages. */
static void race_unguarded(struct scene *scene, const char *checkpoint, bool writer_is_busy)
{
	struct shim *shim = shim_register();
	sqlite3 *first, *holder;

	scene->writer = open_raw(scene->path);
	must(scene->writer, "PRAGMA journal_mode = WAL");
	must(scene->writer, fill);
	must(scene->writer, "PRAGMA wal_checkpoint");
	first = open_raw(scene->path);
	holder = open_raw(scene->path);
	must(first, "SELECT count(*) FROM race");
	must(holder, "SELECT count(*) FROM race");
	/* The log is moved as a whole, and `first` has not seen it. */
	must(scene->writer, change_all);
	must(scene->writer, "PRAGMA wal_checkpoint");
	if (writer_is_busy) {
		must(holder, "BEGIN IMMEDIATE");
		scene->busy = holder;
	}
	arm(scene);
	must(first, checkpoint);
	scene->busy = NULL;
	assert_int_equal(shim->windows, 1);
	assert_int_equal(scene->written, SQLITE_OK);
	must(scene->writer, change_all);
	must(first, "PRAGMA wal_checkpoint");
	must(scene->writer, change_one);
	must(first, "PRAGMA wal_checkpoint");
	sqlite3_close(holder);
	sqlite3_close(first);
}

static void an_unguarded_checkpoint_loses_pages_on_a_library_without_the_fix(void **state)
{
	struct scene *scene = *state;

	race_unguarded(scene, "PRAGMA wal_checkpoint(PASSIVE)", false);
	assert_int_equal(is_sound(scene->path), checkpoint_library_is_mended());
}

static void a_truncating_checkpoint_is_no_guard_when_a_writer_is_busy(void **state)
{
	struct scene *scene = *state;

	race_unguarded(scene, "PRAGMA wal_checkpoint(TRUNCATE)", true);
	assert_int_equal(is_sound(scene->path), checkpoint_library_is_mended());
}

static void report(const char *fault, void *context)
{
	(void)context;
	print_error("%s\n", fault);
}

static void the_stores_checkpoint_lets_nobody_commit_in_the_window(void **state)
{
	struct scene *scene = *state;
	struct shim *shim = shim_register();
	struct problem problem;
	struct store *store, *other;
	int faults;

	assert_int_equal(store_open(&store, scene->path, STORE_CREATE, &problem), STATUS_OK);
	scene->writer = open_raw(scene->path);
	must(scene->writer, fill);
	assert_int_equal(store_open(&other, scene->path, STORE_OPEN, &problem), STATUS_OK);
	/* The store's second connection is open and has seen the log. */
	assert_int_equal(store_checkpoint(store), STATUS_OK);
	for (int round = 0; round < 3; round++) {
		/* Now it has not: the log is moved as a whole by another desk. */
		must(scene->writer, change_all);
		assert_int_equal(store_checkpoint(other), STATUS_OK);
		arm(scene);
		assert_int_equal(store_checkpoint(store), STATUS_OK);
		assert_int_equal(shim->windows, 1);
		assert_int_equal(scene->written, SQLITE_BUSY);
		must(scene->writer, change_some);
		must(scene->writer, change_all);
		assert_int_equal(store_checkpoint(store), STATUS_OK);
		must(scene->writer, change_one);
		assert_int_equal(store_checkpoint(store), STATUS_OK);
		shim_calm(shim);
	}
	assert_int_equal(store_examine(store, true, report, NULL, &faults), STATUS_OK);
	assert_int_equal(faults, 0);
	store_close(other);
	store_close(store);
	sqlite3_close(scene->writer);
	scene->writer = NULL;
	assert_true(is_sound(scene->path));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(an_unguarded_checkpoint_loses_pages_on_a_library_without_the_fix),
		TEST(a_truncating_checkpoint_is_no_guard_when_a_writer_is_busy),
		TEST(the_stores_checkpoint_lets_nobody_commit_in_the_window),
#undef TEST
	};

	int bad = cmocka_run_group_tests(tests, NULL, NULL);

	/* No dice in it, so no seed. */
	proof_line("wal-reset", 0, sizeof(tests) / sizeof(*tests), bad, NULL);
	return bad;
}
