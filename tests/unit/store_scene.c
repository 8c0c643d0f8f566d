#include "store_scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "store/sqlite/place.h"
#include "store/sqlite/turnstile.h"

void scene_remove(const struct scene *scene)
{
	place_remove(scene->path);
	place_remove(scene->other);
	turnstile_remove(scene->path);
	turnstile_remove(scene->other);
}

int scene_set_up(void **state)
{
	struct scene *scene = calloc(1, sizeof(*scene));

	assert_non_null(scene);
	/* Not TMPDIR: its folder may be closed to other accounts, which one of the tests becomes.
	 */
	text_copy(scene->folder, sizeof(scene->folder), "/tmp/frontdesk-store.XXXXXX");
	assert_non_null(mkdtemp(scene->folder));
	assert_int_equal(chmod(scene->folder, 0755), 0);
	assert_true(text_format(scene->path, sizeof(scene->path), "%.900s/desk.db", scene->folder));
	assert_true(
		text_format(scene->other, sizeof(scene->other), "%.900s/other.db", scene->folder));
	*state = scene;
	return 0;
}

int scene_tear_down(void **state)
{
	struct scene *scene = *state;

	scene_remove(scene);
	assert_int_equal(rmdir(scene->folder), 0);
	free(scene);
	return 0;
}

struct store *scene_open(const struct scene *scene, enum store_mode mode)
{
	struct problem problem;
	struct store *store;

	if (store_open(&store, scene->path, mode, &problem) != STATUS_OK)
		fail_msg("%s", problem.message);
	return store;
}

void scene_create(const struct scene *scene)
{
	store_close(scene_open(scene, STORE_CREATE));
}

sqlite3 *raw_open(const char *path)
{
	sqlite3 *db;

	assert_int_equal(
		sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL),
		SQLITE_OK);
	assert_int_equal(chmod(path, 0600), 0);
	return db;
}

void raw_run(const char *path, const char *sql)
{
	sqlite3 *db = raw_open(path);
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	sqlite3_close(db);
}

mode_t mode_of(const char *path)
{
	struct stat file;

	assert_int_equal(lstat(path, &file), 0);
	return file.st_mode & 0777;
}

enum status add_staff(struct store *store, const char *code)
{
	return store_one(store, SQL_STAFF_NEW, ARGS(store_text(code)), NULL, NULL);
}

bool has_staff(struct store *store, const char *code)
{
	enum status status = store_one(store, SQL_STAFF_GET, ARGS(store_text(code)), NULL, NULL);

	assert_true(status == STATUS_OK || status == STATUS_NOT_FOUND);
	return status == STATUS_OK;
}

enum status add_audit(struct store *store, int64_t seq, const char *detail, struct store_value idem)
{
	return store_run(store, SQL_AUDIT_ADD,
			 ARGS(STORE_ARG_INT(seq), STORE_ARG_INT(INT64_MAX), STORE_ARG_INT(0),
			      STORE_ARG_INT(1), store_text("1"), store_text("test"),
			      STORE_ARG_INT(INT64_MIN), store_id_or_null(seq - 1),
			      store_text(detail), idem, STORE_ARG_NULL),
			 NULL);
}
