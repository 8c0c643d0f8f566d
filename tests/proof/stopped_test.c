/*
 * A sync that fails, behind a commit that everybody sees already (src/store/sqlite/safety.h):
 * nobody is told "saved", writing stops at every desk with a sentence, and whoever opens the
 * database when nobody else has it open settles it. Every sync of a change and of the checkpoint
 * behind it fails once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/roster/directory.h"
#include "proof.h"
#include "store/limits.h"
#include "store/sqlite/place.h"
#include "store/sqlite/turnstile.h"
#include "tests/unit/scratch.h"
#include "vfs_shim.h"

enum { SYNCS_MOST = 20, DESKS = 3 };

struct scene {
	char folder[FILE_PATH_SIZE];
	char path[FILE_PATH_SIZE], mark[FILE_PATH_SIZE], copy[FILE_PATH_SIZE];
	struct shim *shim;
	struct desk desk[DESKS];
};

static int set_up(void **state)
{
	struct scene *scene = calloc(1, sizeof(*scene));

	assert_non_null(scene);
	scratch_folder(scene->folder, sizeof(scene->folder), "stopped");
	text_format(scene->path, sizeof(scene->path), "%.900s/desk.db", scene->folder);
	text_format(scene->mark, sizeof(scene->mark), "%.900s/desk.db-stopped", scene->folder);
	text_format(scene->copy, sizeof(scene->copy), "%.900s/copy.db", scene->folder);
	scene->shim = shim_register();
	*state = scene;
	return 0;
}

static int tear_down(void **state)
{
	struct scene *scene = *state;

	shim_calm(scene->shim);
	place_remove(scene->path);
	place_remove(scene->copy);
	turnstile_remove(scene->path);
	assert_int_equal(rmdir(scene->folder), 0);
	free(scene);
	return 0;
}

static void open_desk(struct scene *scene, int which, enum store_mode mode)
{
	struct settings settings;

	settings_init(&settings);
	fixture_must(&scene->desk[which],
		     desk_open(&scene->desk[which], scene->path, mode, &settings, "proof"));
}

static void open_desks(struct scene *scene)
{
	open_desk(scene, 0, STORE_CREATE);
	for (int i = 1; i < DESKS; i++)
		open_desk(scene, i, STORE_OPEN);
}

static void close_desks(struct scene *scene, int from)
{
	for (int i = from; i < DESKS; i++)
		desk_close(&scene->desk[i]);
}

static void fail_sync(struct scene *scene, int which)
{
	shim_calm(scene->shim);
	scene->shim->act = SHIM_SYNC;
	scene->shim->code = SQLITE_IOERR_FSYNC;
	scene->shim->fail_at = which;
}

/* One change; `code` tells it from others. */
static enum status change(struct desk *desk, const char *code)
{
	struct department department = { .name = "Medicine" };
	enum put_outcome outcome;

	text_copy(department.code, sizeof(department.code), code);
	return department_put(desk, &department, &outcome);
}

static bool is_there(struct desk *desk, const char *code)
{
	struct department department;

	return department_get(desk, code, &department) == STATUS_OK;
}

static void report(const char *fault, void *context)
{
	(void)context;
	print_error("%s\n", fault);
}

static void assert_sound(struct desk *desk)
{
	int faults = -1;

	assert_int_equal(store_examine(desk->store, true, report, NULL, &faults), STATUS_OK);
	assert_int_equal(faults, 0);
}

static void assert_says(const struct desk *desk, enum status status, const char *path)
{
	assert_int_equal(desk->problem.status, status);
	if (!strstr(desk->problem.message, path) ||
	    !strstr(desk->problem.message, "stopped at every desk"))
		fail_msg("not said clearly: %s", desk->problem.message);
}

static void after_a_failed_sync_nothing_is_saved_at_any_desk_until_it_is_settled(void **state)
{
	struct scene *scene = *state;
	struct problem problem;

	open_desks(scene);
	fixture_must(&scene->desk[0], change(&scene->desk[0], "NK01"));
	fail_sync(scene, 1);
	assert_int_equal(change(&scene->desk[1], "NK02"), STATUS_STORE_UNKNOWN);
	assert_int_equal(scene->shim->failed, 1);
	shim_calm(scene->shim);
	assert_says(&scene->desk[1], STATUS_STORE_UNKNOWN, scene->path);
	assert_int_equal(access(scene->mark, F_OK), 0);
	/* Everybody can look, nobody can write, and nothing is printed from what is not safe. */
	for (int i = 0; i < DESKS; i++) {
		assert_true(is_there(&scene->desk[i], "NK01"));
		assert_int_equal(change(&scene->desk[i], "NK03"), STATUS_STORE_STOPPED);
		assert_says(&scene->desk[i], STATUS_STORE_STOPPED, scene->path);
		assert_int_equal(store_sync(scene->desk[i].store), STATUS_STORE_STOPPED);
		assert_int_equal(store_checkpoint(scene->desk[i].store), STATUS_STORE_STOPPED);
		assert_int_equal(store_copy(scene->desk[i].store, scene->copy, &problem),
				 STATUS_STORE_STOPPED);
		assert_int_not_equal(access(scene->copy, F_OK), 0);
	}
	/* One who comes while others are there is no better off. */
	desk_close(&scene->desk[2]);
	open_desk(scene, 2, STORE_OPEN);
	assert_int_equal(change(&scene->desk[2], "NK03"), STATUS_STORE_STOPPED);
	close_desks(scene, 0);
	assert_int_equal(access(scene->mark, F_OK), 0);
	/* The next one who opens it settles it. */
	open_desk(scene, 0, STORE_OPEN);
	assert_int_not_equal(access(scene->mark, F_OK), 0);
	assert_true(is_there(&scene->desk[0], "NK01"));
	assert_true(is_there(&scene->desk[0], "NK02"));
	assert_false(is_there(&scene->desk[0], "NK03"));
	fixture_must(&scene->desk[0], change(&scene->desk[0], "NK03"));
	assert_sound(&scene->desk[0]);
	desk_close(&scene->desk[0]);
}

/* Whoever takes the mark for rubbish and removes it changes nothing: what the disk has is not known
 * all the same. */
static void a_mark_that_is_removed_by_hand_lets_nobody_write(void **state)
{
	struct scene *scene = *state;

	open_desks(scene);
	fixture_must(&scene->desk[0], change(&scene->desk[0], "NK01"));
	fail_sync(scene, 1);
	assert_int_equal(change(&scene->desk[1], "NK02"), STATUS_STORE_UNKNOWN);
	shim_calm(scene->shim);
	assert_int_equal(unlink(scene->mark), 0);
	for (int i = 0; i < DESKS; i++)
		assert_int_equal(change(&scene->desk[i], "NK03"), STATUS_STORE_STOPPED);
	desk_close(&scene->desk[2]);
	open_desk(scene, 2, STORE_OPEN);
	assert_int_equal(change(&scene->desk[2], "NK03"), STATUS_STORE_STOPPED);
	assert_says(&scene->desk[2], STATUS_STORE_STOPPED, scene->path);
	close_desks(scene, 0);
	open_desk(scene, 0, STORE_OPEN);
	open_desk(scene, 1, STORE_OPEN);
	fixture_must(&scene->desk[1], change(&scene->desk[1], "NK03"));
	assert_true(is_there(&scene->desk[0], "NK02"));
	assert_sound(&scene->desk[0]);
	desk_close(&scene->desk[0]);
	desk_close(&scene->desk[1]);
}

/* Others need not close and open again, once the rest has gone. */
static void the_last_desk_that_is_open_settles_it_with_its_next_change(void **state)
{
	struct scene *scene = *state;

	open_desks(scene);
	/* The very first commit would sync the head of the log, too. */
	fixture_must(&scene->desk[0], change(&scene->desk[0], "NK00"));
	fail_sync(scene, 1);
	assert_int_equal(change(&scene->desk[1], "NK01"), STATUS_STORE_UNKNOWN);
	close_desks(scene, 1);
	assert_int_equal(access(scene->mark, F_OK), 0);
	fixture_must(&scene->desk[0], change(&scene->desk[0], "NK02"));
	assert_int_not_equal(access(scene->mark, F_OK), 0);
	assert_true(is_there(&scene->desk[0], "NK01"));
	assert_sound(&scene->desk[0]);
	desk_close(&scene->desk[0]);
}

/* The key tells whether the change is there; it is never made twice. */
static void a_desk_that_is_alone_settles_its_own_change_by_the_key(void **state)
{
	struct scene *scene = *state;
	struct desk *desk = &scene->desk[0];
	const struct store_limits eager = { .wait_ms = 1000, .checkpoint_pages = 1 };
	int syncs = 0;

	open_desk(scene, 0, STORE_CREATE);
	/* A checkpoint, with its syncs, behind each change. */
	store_set_limits(desk->store, &eager);
	for (bool came = true; came && syncs < SYNCS_MOST; syncs++) {
		int64_t before, after;
		enum status status;
		char code[CODE_SIZE];

		text_format(code, sizeof(code), "NK%02d", syncs);
		assert_true(store_number(desk->store, SQL_AUDIT_LAST_SEQ, NO_ARGS, &before) !=
			    STATUS_STORE_IO);
		fail_sync(scene, syncs + 1);
		status = change(desk, code);
		came = scene->shim->failed > 0;
		shim_calm(scene->shim);
		assert_true(store_number(desk->store, SQL_AUDIT_LAST_SEQ, NO_ARGS, &after) !=
			    STATUS_STORE_IO);
		/* One row in the trail for what is there, none for what is not. */
		assert_int_equal(is_there(desk, code), status == STATUS_OK);
		assert_int_equal(after - before, status == STATUS_OK);
		assert_sound(desk);
		assert_int_not_equal(access(scene->mark, F_OK), 0);
	}
	assert_in_range(syncs, 3, SYNCS_MOST - 1);
	desk_close(desk);
}

/* A control: a disk that fails for good settles nothing. */
static void a_disk_that_fails_for_good_is_never_called_settled(void **state)
{
	struct scene *scene = *state;
	struct desk *desk = &scene->desk[0];

	open_desk(scene, 0, STORE_CREATE);
	fixture_must(desk, change(desk, "NK00"));
	fail_sync(scene, 1);
	scene->shim->stays = true;
	assert_int_equal(change(desk, "NK01"), STATUS_STORE_UNKNOWN);
	assert_int_not_equal(change(desk, "NK02"), STATUS_OK);
	assert_int_equal(access(scene->mark, F_OK), 0);
	shim_calm(scene->shim);
	fixture_must(desk, change(desk, "NK02"));
	assert_true(is_there(desk, "NK01"));
	desk_close(desk);
}

/* Held syncs: the rows of an import. */
static void what_was_held_is_unknown_when_its_sync_fails(void **state)
{
	struct scene *scene = *state;
	struct desk *desk = &scene->desk[0];

	open_desks(scene);
	store_hold_syncs(desk->store, true);
	fixture_must(desk, change(desk, "NK01"));
	fail_sync(scene, 1);
	fixture_must(desk, change(desk, "NK02"));
	assert_int_equal(store_sync(desk->store), STATUS_STORE_UNKNOWN);
	store_hold_syncs(desk->store, false);
	shim_calm(scene->shim);
	assert_int_equal(change(desk, "NK03"), STATUS_STORE_STOPPED);
	close_desks(scene, 0);
	open_desk(scene, 1, STORE_OPEN);
	assert_true(is_there(&scene->desk[1], "NK02"));
	desk_close(&scene->desk[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(after_a_failed_sync_nothing_is_saved_at_any_desk_until_it_is_settled),
		TEST(a_mark_that_is_removed_by_hand_lets_nobody_write),
		TEST(the_last_desk_that_is_open_settles_it_with_its_next_change),
		TEST(a_desk_that_is_alone_settles_its_own_change_by_the_key),
		TEST(a_disk_that_fails_for_good_is_never_called_settled),
		TEST(what_was_held_is_unknown_when_its_sync_fails),
#undef TEST
	};
	int bad;

	if (!proof_in_memory())
		return 1;
	bad = cmocka_run_group_tests(tests, NULL, NULL);
	proof_line("stopped", 0, (long)(sizeof(tests) / sizeof(tests[0])), bad, NULL);
	return bad;
}
