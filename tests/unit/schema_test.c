/*
 * The schema: a database of any released version comes forward to exactly what a new one is,
 * tables, views, indexes and guards, and keeps its rows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "desk/money/account.h"
#include "store/sqlite/place.h"
#include "store/statements.h"
#include "store_scene.h"

enum { STEP_SIZE = 64 * 1024, SCHEMA_SIZE = 256 * 1024 };

/* The steps as the releases applied them, with the triggers of their time. */
static const char *const released[] = {
	"tests/released/0001-clinic.sql",      "tests/released/0002-queue-bans-online.sql",
	"tests/released/0003-views.sql",       "tests/released/0004-undo.sql",
	"tests/released/0005-fewer-steps.sql",
};

/* To be freed. */
static char *read_file(const char *path)
{
	char *text = calloc(1, STEP_SIZE);
	FILE *file = fopen(path, "re");

	assert_non_null(text);
	assert_non_null(file);
	assert_in_range(fread(text, 1, STEP_SIZE - 1, file), 1, STEP_SIZE - 2);
	fclose(file);
	return text;
}

static void run_all(sqlite3 *db, const char *sql)
{
	char *fault = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &fault) != SQLITE_OK)
		fail_msg("%s", fault);
}

/* A database as the release of that version left it, with a row. */
static void make_released(const struct scene *scene, int version)
{
	char pragma[64];
	sqlite3 *db = raw_open(scene->path);

	run_all(db, "PRAGMA application_id = 1178882891; PRAGMA journal_mode = WAL");
	for (int step = 0; step < version; step++) {
		char *text = read_file(released[step]);

		run_all(db, text);
		free(text);
	}
	text_format(pragma, sizeof(pragma), "PRAGMA user_version = %d", version);
	run_all(db, pragma);
	run_all(db, "INSERT INTO staff (code) VALUES ('old')");
	sqlite3_close(db);
}

/* Everything the database is made of, one thing after the other, and the rows that it begins with.
 * To be freed. */
static char *schema_of(const char *path)
{
	static const char sql[] =
		"SELECT type || ' ' || name || ' on ' || tbl_name || ': ' || "
		"coalesce(sql, '') FROM sqlite_schema UNION ALL SELECT 'account ' "
		"|| name || ': ' || kind FROM account ORDER BY 1";
	char *all = calloc(1, SCHEMA_SIZE);
	sqlite3 *db = raw_open(path);
	sqlite3_stmt *statement;
	size_t used = 0;

	assert_non_null(all);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		assert_true(text_format(all + used, SCHEMA_SIZE - used, "%s\n",
					(const char *)sqlite3_column_text(statement, 0)));
		used += strlen(all + used);
	}
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return all;
}

static void each_released_database_comes_forward_to_what_a_new_one_is(void **state)
{
	const struct scene *scene = *state;
	const int releases = (int)(sizeof(released) / sizeof(*released));
	char *new_one;

	scene_create(scene);
	new_one = schema_of(scene->path);
	assert_non_null(strstr(new_one, "trigger ledger_fits on ledger: CREATE TRIGGER"));
	for (int version = 1; version <= releases && version < store_schema_version(); version++) {
		char copy[FILE_PATH_SIZE];
		struct store *store;
		char *old_one;

		scene_remove(scene);
		make_released(scene, version);
		store = scene_open(scene, STORE_OPEN);
		assert_true(has_staff(store, "old"));
		store_close(store);
		old_one = schema_of(scene->path);
		assert_string_equal(old_one, new_one);
		free(old_one);
		assert_true(text_format(copy, sizeof(copy), "%s.before-v%d", scene->path, version));
		assert_true(place_is_taken(copy));
		place_remove(copy);
	}
	free(new_one);
}

/* A case of tests/guards.sql: what stands first in every case, the change, the words wanted. */
struct refusal {
	char guard[64], sentence[128];
	char *change;
};

enum { REFUSALS_MOST = 192 };

/* Cuts the text at "-- refused: GUARD: SENTENCE" lines; what stands before the first is `text`
 * then. */
static int read_refusals(char *text, struct refusal refusals[REFUSALS_MOST])
{
	static const char mark[] = "\n-- refused: ";
	int count = 0;

	for (char *at = strstr(text, mark); at; at = strstr(at, mark)) {
		struct refusal *refusal = &refusals[count++];
		char *colon, *end;

		assert_true(count < REFUSALS_MOST);
		*at = '\0';
		at += strlen(mark);
		colon = strstr(at, ": ");
		end = strchr(at, '\n');
		assert_true(colon && end && colon < end);
		text_format(refusal->guard, sizeof(refusal->guard), "%.*s", (int)(colon - at), at);
		text_format(refusal->sentence, sizeof(refusal->sentence), "%.*s",
			    (int)(end - colon - 2), colon + 2);
		refusal->change = end;
		at = end;
	}
	return count;
}

/* Every RAISE of every guard has its case. */
static int count_raises(sqlite3 *db, const struct refusal *refusals, int count)
{
	static const char raise[] = "RAISE(ABORT, '";
	sqlite3_stmt *statement;
	int raises = 0;

	assert_int_equal(sqlite3_prepare_v2(db,
					    "SELECT name, sql FROM sqlite_schema WHERE type = "
					    "'trigger'",
					    -1, &statement, NULL),
			 SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		const char *guard = (const char *)sqlite3_column_text(statement, 0);
		const char *at = (const char *)sqlite3_column_text(statement, 1);

		while ((at = strstr(at, raise))) {
			bool known = false;

			at += strlen(raise);
			for (int i = 0; i < count; i++)
				known |= strcmp(refusals[i].guard, guard) == 0 &&
					 strncmp(refusals[i].sentence, at,
						 strlen(refusals[i].sentence)) == 0;
			if (!known)
				fail_msg("tests/guards.sql has no case for %s: %.60s", guard, at);
			raises++;
		}
	}
	sqlite3_finalize(statement);
	return raises;
}

static void each_guard_refuses_with_its_sentence(void **state)
{
	const struct scene *scene = *state;
	struct refusal refusals[REFUSALS_MOST];
	char *text = read_file("tests/guards.sql");
	int count = read_refusals(text, refusals);
	sqlite3 *db;

	scene_create(scene);
	db = raw_open(scene->path);
	run_all(db, "PRAGMA foreign_keys = ON");
	assert_int_equal(count_raises(db, refusals, count), count);
	for (int i = 0; i < count; i++) {
		run_all(db, "BEGIN");
		run_all(db, text);
		assert_int_not_equal(sqlite3_exec(db, refusals[i].change, NULL, NULL, NULL),
				     SQLITE_OK);
		assert_string_equal(sqlite3_errmsg(db), refusals[i].sentence);
		run_all(db, "ROLLBACK");
	}
	sqlite3_close(db);
	free(text);
}

/* To be freed. */
static char *with_replace(const char *sql)
{
	static const char plain[] = "INSERT INTO", replacing[] = "INSERT OR REPLACE INTO";
	char *out = calloc(1, 2 * strlen(sql) + 1);

	assert_non_null(out);
	for (size_t used = 0; *sql; used = strlen(out)) {
		const bool inserts = strncmp(sql, plain, strlen(plain)) == 0;

		text_format(out + used, strlen(replacing) + 1, inserts ? "%s" : "%.1s",
			    inserts ? replacing : sql);
		sql += inserts ? strlen(plain) : 1;
	}
	return out;
}

/* As in the sqlite3 shell, where REPLACE asks no guard against deleting. */
static void what_is_only_added_to_is_not_written_over(void **state)
{
	const struct scene *scene = *state;
	struct refusal refusals[REFUSALS_MOST];
	char *text = read_file("tests/guards.sql"), *change;
	int count = read_refusals(text, refusals), replaced = 0;
	sqlite3 *db;

	scene_create(scene);
	db = raw_open(scene->path);
	for (int i = 0; i < count; i++) {
		if (!strstr(refusals[i].sentence, " once"))
			continue;
		change = with_replace(refusals[i].change);
		run_all(db, "BEGIN");
		run_all(db, text);
		assert_int_not_equal(sqlite3_exec(db, change, NULL, NULL, NULL), SQLITE_OK);
		assert_string_equal(sqlite3_errmsg(db), refusals[i].sentence);
		run_all(db, "ROLLBACK");
		free(change);
		replaced++;
	}
	assert_true(replaced >= 11);
	sqlite3_close(db);
	free(text);
}

/* The table of the schema and account.def say the same. */
static void the_accounts_are_those_of_the_program(void **state)
{
	static const char *const kinds[] = { "asset", "liability", "income" };
	enum { ASSET, LIABILITY, INCOME };
	static const struct {
		const char *name;
		int kind;
	} accounts[] = {
#define ACCOUNT(symbol, name, kind) { name, kind },
#include "desk/money/account.def"
#undef ACCOUNT
	};
	const struct scene *scene = *state;
	sqlite3_stmt *statement;
	sqlite3 *db;
	int count = 0;

	scene_create(scene);
	db = raw_open(scene->path);
	assert_int_equal(
		sqlite3_prepare_v2(db, "SELECT name, kind FROM account", -1, &statement, NULL),
		SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(statement, 0);
		int at = 0;

		while (at < ACCOUNT_COUNT && strcmp(accounts[at].name, name) != 0)
			at++;
		assert_true(at < ACCOUNT_COUNT);
		assert_string_equal((const char *)sqlite3_column_text(statement, 1),
				    kinds[accounts[at].kind]);
		count++;
	}
	assert_int_equal(count, ACCOUNT_COUNT);
	for (int method = 0; method < METHOD_COUNT; method++)
		assert_string_equal(account_name(account_of_method((enum method)method)),
				    method_name((enum method)method));
	sqlite3_finalize(statement);
	sqlite3_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_guard_refuses_with_its_sentence, scene_set_up,
						scene_tear_down),
		cmocka_unit_test_setup_teardown(what_is_only_added_to_is_not_written_over,
						scene_set_up, scene_tear_down),
		cmocka_unit_test_setup_teardown(the_accounts_are_those_of_the_program, scene_set_up,
						scene_tear_down),
		cmocka_unit_test_setup_teardown(
			each_released_database_comes_forward_to_what_a_new_one_is, scene_set_up,
			scene_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
