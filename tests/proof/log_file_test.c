/*
 * The log's file (src/store/sqlite/log_file.h): a transaction goes there in one write, and nothing
 * else changes. Whoever reads the log otherwise, or opens a copy made at that moment, as after a
 * power failure of everything but the disk, finds what was committed and no more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "proof.h"
#include "store/sqlite/log_file.h"
#include "tests/unit/scratch.h"
#include "vfs_shim.h"

enum { ROUNDS_INITIAL = 20, ROUNDS_MOST = 100000, COUNTED_FROM = 1000000, ROWS = 400 };

struct scene {
	char folder[512], path[FILE_PATH_SIZE], copy[FILE_PATH_SIZE];
	sqlite3 *db, *plain; /* through the layer; through SQLite's own */
	uint64_t dice;
};

static void run(sqlite3 *db, const char *format, ...) PRINTF_LIKE(2, 3);

static void run(sqlite3 *db, const char *format, ...)
{
	va_list args;
	char *sql, *error = NULL;

	va_start(args, format);
	sql = sqlite3_vmprintf(format, args);
	va_end(args);
	if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK)
		fail_msg("%s: %s", sql, error);
	sqlite3_free(sql);
}

/* The whole of the table as one text. The caller frees it with sqlite3_free. */
static char *content(sqlite3 *db)
{
	sqlite3_stmt *sum;
	char *text;

	assert_int_equal(sqlite3_prepare_v2(db,
					    "SELECT (SELECT group_concat(id || ':' || hex(body)) "
					    "FROM t) || (SELECT integrity_check FROM "
					    "pragma_integrity_check)",
					    -1, &sum, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(sum), SQLITE_ROW);
	text = sqlite3_mprintf("%s", sqlite3_column_text(sum, 0));
	sqlite3_finalize(sum);
	return text;
}

static sqlite3 *open_by(const char *path, const char *layer)
{
	sqlite3 *db;

	assert_int_equal(
		sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, layer),
		SQLITE_OK);
	run(db, "PRAGMA wal_autocheckpoint = 0");
	return db;
}

static void remove_database(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm" };
	char name[FILE_PATH_SIZE];

	for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++) {
		text_format(name, sizeof(name), "%s%s", path, tails[i]);
		unlink(name);
	}
}

static int set_up(void **state)
{
	struct scene *scene = calloc(1, sizeof(*scene));

	assert_non_null(scene);
	scratch_folder(scene->folder, sizeof(scene->folder), "log");
	text_format(scene->path, sizeof(scene->path), "%.900s/a.db", scene->folder);
	text_format(scene->copy, sizeof(scene->copy), "%.900s/b.db", scene->folder);
	scene->db = open_by(scene->path, log_file_layer());
	run(scene->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
		       "PRAGMA cache_size = 10; "
		       "CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB); "
		       "CREATE INDEX t_body ON t (body)");
	scene->plain = open_by(scene->path, NULL);
	scene->dice = (uint64_t)proof_seed();
	*state = scene;
	return 0;
}

static int tear_down(void **state)
{
	struct scene *scene = *state;

	sqlite3_close(scene->plain);
	sqlite3_close(scene->db);
	remove_database(scene->path);
	remove_database(scene->copy);
	assert_int_equal(rmdir(scene->folder), 0);
	free(scene);
	return 0;
}

static int below(struct scene *scene, int limit)
{
	scene->dice = scene->dice * 6364136223846793005u + 1442695040888963407u;
	return (int)((scene->dice >> 33) % (uint64_t)limit);
}

static void copy_file(const char *from, const char *to, const char *tail)
{
	char source[FILE_PATH_SIZE], target[FILE_PATH_SIZE];

	text_format(source, sizeof(source), "%s%s", from, tail);
	text_format(target, sizeof(target), "%s%s", to, tail);
	proof_copy(source, target);
}

/* What a copy of the files shows that is made now: its log is read from its bytes. */
static char *content_of_copy(struct scene *scene)
{
	sqlite3 *db;
	char *text;

	remove_database(scene->copy);
	copy_file(scene->path, scene->copy, "");
	copy_file(scene->path, scene->copy, "-wal");
	db = open_by(scene->copy, NULL);
	text = content(db);
	sqlite3_close(db);
	return text;
}

static void assert_all_see(struct scene *scene, const char *expected)
{
	char *plain = content(scene->plain), *copied = content_of_copy(scene);

	assert_string_equal(plain, expected);
	assert_string_equal(copied, expected);
	sqlite3_free(plain);
	sqlite3_free(copied);
}

static void change(struct scene *scene)
{
	run(scene->db, "INSERT OR REPLACE INTO t VALUES (%d, randomblob(%d))", below(scene, ROWS),
	    below(scene, 3000));
}

static void a_transaction_goes_to_the_log_in_one_write(void **state)
{
	struct scene *scene = *state;
	struct shim *shim = shim_register();

	run(scene->db, "INSERT INTO t VALUES (1, zeroblob(10))");
	*shim = (struct shim){ .act = SHIM_WRITE, .fail_at = COUNTED_FROM };
	run(scene->db, "BEGIN; INSERT INTO t VALUES (2, zeroblob(9000)), (3, zeroblob(9000)); "
		       "COMMIT");
	assert_int_equal(COUNTED_FROM - shim->fail_at, 1);
	shim_calm(shim);
}

/* Small cache: pages go to the log before the end, are read back, written over, and taken back. */
static void what_is_committed_is_in_the_log_whatever_was_written_over_before(void **state)
{
	struct scene *scene = *state;
	const int rounds = proof_number("ROUNDS", ROUNDS_INITIAL, ROUNDS_MOST);
	char *before = NULL, *after;

	for (int round = 0; round < rounds; round++) {
		run(scene->db, "BEGIN");
		for (int i = below(scene, 40); i >= 0; i--)
			change(scene);
		run(scene->db, "SAVEPOINT s");
		for (int i = below(scene, 40); i >= 0; i--)
			change(scene);
		if (below(scene, 2))
			run(scene->db, "ROLLBACK TO s");
		change(scene);
		if (before)
			assert_all_see(scene, before);
		run(scene->db, below(scene, 4) ? "COMMIT" : "ROLLBACK");
		after = content(scene->db);
		assert_all_see(scene, after);
		sqlite3_free(before);
		before = after;
		if (below(scene, 4) == 0) /* another desk's frames come between */
			run(scene->plain, "DELETE FROM t WHERE id = %d", below(scene, ROWS));
		if (below(scene, 10) == 0) /* the log begins again */
			run(scene->plain, "PRAGMA wal_checkpoint(RESTART)");
		sqlite3_free(before);
		before = content(scene->db);
	}
	sqlite3_free(before);
	proof_line("log-file", proof_seed(), rounds, 0, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(a_transaction_goes_to_the_log_in_one_write),
		TEST(what_is_committed_is_in_the_log_whatever_was_written_over_before),
#undef TEST
	};

	shim_register();
	return proof_in_memory() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
