/* Rows, transactions, copies and examinations: src/store/store.h. Opening has a file of its own. */
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
#include <unistd.h>

#include "base/text.h"
#include "store/limits.h"
#include "store/sqlite/place.h"
#include "store/sqlite/turnstile.h"
#include "store/statements.h"
#include "store_scene.h"

#include "sql_columns.h"

static enum status is_wal(const struct store_row *row, void *context)
{
	(void)context;
	assert_string_equal(row_text(row, ONLY_COLUMN), "wal");
	return STATUS_OK;
}

/* The set-up of setup.h, asked of the open connection once more. */
static void every_connection_is_set_up_for_safety(void **state)
{
	static const struct {
		enum sql statement;
		int64_t wanted;
	} settings[] = {
		{ SQL_STORE_AUTOCHECKPOINT, 0 },
		{ SQL_STORE_TRUSTED_SCHEMA, 0 },
		{ SQL_STORE_FOREIGN_KEYS, 1 },
		{ SQL_STORE_RECURSIVE_TRIGGERS, 1 },
		{ SQL_STORE_CELL_SIZE_CHECK, 1 },
		{ SQL_STORE_TEMP_STORE, 2 },
		{ SQL_STORE_SECURE_DELETE, 1 },
		{ SQL_STORE_MAPPED_SIZE, 0 },
		{ SQL_STORE_LOG_SIZE_LIMIT, 16777216 },
		{ SQL_STORE_SYNCHRONOUS, 1 },
		{ SQL_STORE_APPLICATION_ID, 0x4644534B },
	};
	static const enum store_mode modes[] = { STORE_CREATE, STORE_OPEN, STORE_READ };

	for (size_t m = 0; m < sizeof(modes) / sizeof(*modes); m++) {
		struct store *store = scene_open(*state, modes[m]);
		int64_t value = -1;

		for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
			assert_int_equal(
				store_number(store, settings[i].statement, NO_ARGS, &value),
				STATUS_OK);
			if (value != settings[i].wanted)
				fail_msg("%s is %lld", store_statement_name(settings[i].statement),
					 (long long)value);
		}
		assert_int_equal(store_number(store, SQL_STORE_QUERY_ONLY, NO_ARGS, &value),
				 STATUS_OK);
		assert_int_equal(value, modes[m] == STORE_READ);
		/* To SQLite asking for it counts as a change. */
		if (modes[m] != STORE_READ)
			assert_int_equal(
				store_one(store, SQL_STORE_JOURNAL_MODE, NO_ARGS, is_wal, NULL),
				STATUS_OK);
		store_close(store);
	}
}

struct seen {
	int rows;
	int64_t number;
	char text[64];
	bool null_previous;
};

static enum status see_audit(const struct store_row *row, void *context)
{
	struct seen *seen = context;

	seen->rows++;
	seen->number = row_number(row, AUDIT_ROW_SUBJECT_ID);
	seen->null_previous = row_is_null(row, AUDIT_ROW_PREVIOUS);
	text_copy(seen->text, sizeof(seen->text), row_text(row, AUDIT_ROW_DETAIL));
	assert_int_equal(row_number(row, AUDIT_ROW_AT_MS), INT64_MAX);
	assert_string_equal(row_text(row, AUDIT_ROW_STAFF), "anna");
	/* NULL reads as nothing, not as a trap. */
	if (seen->null_previous) {
		size_t size = 99;

		assert_int_equal(row_number(row, AUDIT_ROW_PREVIOUS), 0);
		assert_string_equal(row_text(row, AUDIT_ROW_PREVIOUS), "");
		assert_non_null(row_blob(row, AUDIT_ROW_PREVIOUS, &size));
		assert_int_equal(size, 0);
	}
	return STATUS_OK;
}

static void values_of_every_type_come_back_as_they_went(void **state)
{
	static const unsigned char key[16] = { 0,    1, 2, 0, 255, '\'', '"', ';',
					       0x80, 0, 0, 0, 0,   0,	 0,   0 };
	static const char text[] = "张三'; DROP TABLE staff; --";
	struct store *store = scene_open(*state, STORE_CREATE);
	struct seen seen = { .rows = 0 };
	int64_t number;

	assert_int_equal(add_staff(store, "anna"), STATUS_OK);
	assert_int_equal(add_audit(store, 1, text, STORE_ARG_BLOB(key, sizeof(key))), STATUS_OK);
	assert_int_equal(add_audit(store, 2, "", STORE_ARG_NULL), STATUS_OK);
	assert_int_equal(store_one(store, SQL_AUDIT_BY_IDEM, ARGS(STORE_ARG_BLOB(key, sizeof(key))),
				   NULL, NULL),
			 STATUS_OK);
	assert_int_equal(store_one(store, SQL_AUDIT_GET, ARGS(STORE_ARG_INT(1)), see_audit, &seen),
			 STATUS_OK);
	assert_int_equal(seen.rows, 1);
	assert_int_equal(seen.number, INT64_MIN);
	assert_string_equal(seen.text, text);
	assert_true(seen.null_previous);
	assert_int_equal(store_each(store, SQL_AUDIT_GET, ARGS(STORE_ARG_INT(2)), see_audit, &seen),
			 STATUS_OK);
	assert_int_equal(seen.rows, 2);
	assert_string_equal(seen.text, "");
	assert_false(seen.null_previous);
	/* Nothing found. */
	assert_int_equal(store_each(store, SQL_AUDIT_GET, ARGS(STORE_ARG_INT(3)), see_audit, &seen),
			 STATUS_OK);
	assert_int_equal(store_one(store, SQL_AUDIT_GET, ARGS(STORE_ARG_INT(3)), see_audit, &seen),
			 STATUS_NOT_FOUND);
	assert_int_equal(seen.rows, 2);
	number = 5;
	assert_int_equal(store_number(store, SQL_AUDIT_AT, ARGS(STORE_ARG_INT(3)), &number),
			 STATUS_NOT_FOUND);
	assert_int_equal(number, 0);
	assert_int_equal(store_number(store, SQL_AUDIT_AT, ARGS(STORE_ARG_INT(2)), &number),
			 STATUS_OK);
	assert_int_equal(number, INT64_MAX);
	store_close(store);
}

static void null_and_empty_are_told_apart(void **state)
{
	(void)state;
	assert_int_equal(store_text(NULL).type, STORE_NULL);
	assert_int_equal(store_text("").type, STORE_TEXT);
	assert_int_equal(store_text_or_null("").type, STORE_NULL);
	assert_int_equal(store_text_or_null("x").type, STORE_TEXT);
	assert_int_equal(store_id_or_null(0).type, STORE_NULL);
	assert_int_equal(store_id_or_null(-1).type, STORE_INT);
}

static enum status stop_at_second(const struct store_row *row, void *context)
{
	int *rows = context;

	(void)row;
	return ++*rows == 2 ? STATUS_TOO_LATE : STATUS_OK;
}

static void a_row_function_ends_the_reading_with_its_own_status(void **state)
{
	struct store *store = scene_open(*state, STORE_CREATE);
	struct problem problem;
	int rows = 0;

	/* The set-up's statements give rows whatever the schema is. */
	assert_int_equal(
		store_each(store, SQL_STORE_INTEGRITY_CHECK, NO_ARGS, stop_at_second, &rows),
		STATUS_OK);
	assert_int_equal(rows, 1);
	assert_int_equal(
		store_each(store, SQL_STORE_INTEGRITY_CHECK, NO_ARGS, stop_at_second, &rows),
		STATUS_TOO_LATE);
	assert_int_equal(rows, 2);
	assert_int_equal(
		store_each(store, SQL_STORE_INTEGRITY_CHECK, NO_ARGS, stop_at_second, &rows),
		STATUS_OK);
	/* No sentence of the store's own stands behind it. */
	assert_int_equal(store_problem(store, STATUS_TOO_LATE, &problem), STATUS_TOO_LATE);
	assert_string_equal(problem.message, status_sentence(STATUS_TOO_LATE));
	store_close(store);
}

static void a_broken_rule_of_the_schema_is_named(void **state)
{
	struct store *store = scene_open(*state, STORE_CREATE);
	struct problem problem;

	assert_int_equal(add_staff(store, "anna"), STATUS_OK);
	assert_int_equal(add_staff(store, "anna"), STATUS_STORE_CONSTRAINT);
	assert_int_equal(store_problem(store, STATUS_STORE_CONSTRAINT, &problem),
			 STATUS_STORE_CONSTRAINT);
	assert_non_null(strstr(problem.message, "a code of the staff is used once"));
	assert_false(store_in_transaction(store));
	/* A number that does not follow the last one. */
	assert_int_equal(add_audit(store, 5, "", STORE_ARG_NULL), STATUS_STORE_CONSTRAINT);
	/* A trigger's own words. */
	assert_int_equal(
		store_run(store, SQL_LEDGER_ADD,
			  ARGS(STORE_ARG_INT(261121000005), store_text("payment"),
			       store_text("cash"), store_text("revenue"), store_text("cash"),
			       STORE_ARG_INT(2500), STORE_ARG_NULL, STORE_ARG_INT(1),
			       STORE_ARG_NULL, STORE_ARG_NULL, store_text("2026-11-21"),
			       STORE_ARG_INT(0), STORE_ARG_INT(1)),
			  NULL),
		STATUS_STORE_CONSTRAINT);
	store_problem(store, STATUS_STORE_CONSTRAINT, &problem);
	assert_non_null(strstr(problem.message, "no gaps"));
	store_close(store);
}

/* One engine would refuse what follows, another would keep half of the change. */
static void after_a_failed_statement_a_change_can_only_be_taken_back(void **state)
{
	struct store *store = scene_open(*state, STORE_CREATE);

	assert_int_equal(add_staff(store, "anna"), STATUS_OK);
	assert_int_equal(store_begin(store), STATUS_OK);
	assert_int_equal(add_staff(store, "bert"), STATUS_OK);
	assert_int_equal(add_staff(store, "anna"), STATUS_STORE_CONSTRAINT);
	assert_true(store_in_transaction(store));
	assert_int_equal(add_staff(store, "carl"), STATUS_DEFECT);
	assert_int_equal(store_one(store, SQL_STAFF_GET, ARGS(store_text("anna")), NULL, NULL),
			 STATUS_DEFECT);
	assert_int_equal(store_commit(store), STATUS_DEFECT);
	assert_false(store_in_transaction(store));
	assert_false(has_staff(store, "bert"));
	/* An attempt within it can be taken back by itself, and the change goes on. */
	assert_int_equal(store_begin(store), STATUS_OK);
	assert_int_equal(add_staff(store, "bert"), STATUS_OK);
	assert_int_equal(store_attempt_begin(store), STATUS_OK);
	assert_int_equal(add_staff(store, "anna"), STATUS_STORE_CONSTRAINT);
	assert_int_equal(store_attempt_undo(store), STATUS_OK);
	assert_int_equal(store_attempt_end(store), STATUS_OK);
	assert_int_equal(store_commit(store), STATUS_OK);
	assert_true(has_staff(store, "bert"));
	store_close(store);
}

static void a_value_beyond_the_limit_is_refused(void **state)
{
	struct store *store = scene_open(*state, STORE_CREATE);
	const size_t size = 2 * 1024 * 1024;
	char *text = malloc(size);

	assert_non_null(text);
	memset(text, 'x', size - 1);
	text[size - 1] = '\0';
	assert_int_equal(add_staff(store, text), STATUS_BAD_VALUE);
	assert_int_equal(add_staff(store, "x"), STATUS_OK);
	free(text);
	store_close(store);
}

/* Transactions. */

static void what_is_rolled_back_never_was(void **state)
{
	struct store *store = scene_open(*state, STORE_CREATE);
	struct turnstile turnstile;
	int64_t changed = -1;

	assert_int_equal(store_begin(store), STATUS_OK);
	assert_true(store_in_transaction(store));
	assert_int_equal(store_run(store, SQL_STAFF_NEW, ARGS(store_text("anna")), &changed),
			 STATUS_OK);
	assert_int_equal(changed, 1);
	assert_true(has_staff(store, "anna"));
	store_rollback(store);
	store_rollback(store);
	assert_false(store_in_transaction(store));
	assert_false(has_staff(store, "anna"));
	/* Its place in the queue is free again. */
	assert_true(turnstile_open(&turnstile, store_path(store)));
	assert_int_equal(turnstile_enter(&turnstile, 1), STATUS_OK);
	turnstile_close(&turnstile);
	/* A store that is closed in the middle keeps nothing either. */
	assert_int_equal(store_begin(store), STATUS_OK);
	assert_int_equal(add_staff(store, "anna"), STATUS_OK);
	store_close(store);
	store = scene_open(*state, STORE_OPEN);
	assert_false(has_staff(store, "anna"));
	store_close(store);
}

static sqlite3 *newest; /* the connection that was opened last */

static int keep_connection(sqlite3 *db, char **message, const struct sqlite3_api_routines *api)
{
	(void)message;
	(void)api;
	newest = db;
	return SQLITE_OK;
}

/* SQLite may end a transaction by itself. Who goes on all the same must not save the rest of it bit
 * by bit. */
static void nothing_is_kept_of_a_transaction_that_was_lost_on_the_way(void **state)
{
	const struct scene *scene = *state;
	struct store *store;

	sqlite3_auto_extension((void (*)(void))keep_connection);
	store = scene_open(scene, STORE_CREATE);
	sqlite3_cancel_auto_extension((void (*)(void))keep_connection);
	assert_int_equal(sqlite3_exec(newest,
				      "CREATE TEMP TRIGGER poison BEFORE INSERT ON main.staff "
				      "WHEN NEW.code = 'poison' "
				      "BEGIN SELECT RAISE(ROLLBACK, 'poison'); END",
				      NULL, NULL, NULL),
			 SQLITE_OK);
	assert_int_equal(store_begin(store), STATUS_OK);
	assert_int_equal(add_staff(store, "anna"), STATUS_OK);
	assert_int_equal(add_staff(store, "poison"), STATUS_STORE_CONSTRAINT);
	assert_int_equal(add_staff(store, "bert"), STATUS_DEFECT);
	assert_true(store_in_transaction(store));
	assert_int_equal(store_commit(store), STATUS_DEFECT);
	assert_false(store_in_transaction(store));
	assert_false(has_staff(store, "anna"));
	assert_false(has_staff(store, "bert"));
	assert_int_equal(add_staff(store, "bert"), STATUS_OK);
	store_close(store);
}

static void a_reading_transaction_sees_one_moment(void **state)
{
	struct store *reader = scene_open(*state, STORE_CREATE),
		     *writer = scene_open(*state, STORE_OPEN);

	assert_int_equal(store_begin_reading(reader), STATUS_OK);
	assert_false(has_staff(reader, "anna"));
	assert_int_equal(add_staff(writer, "anna"), STATUS_OK);
	assert_false(has_staff(reader, "anna"));
	assert_int_equal(store_commit(reader), STATUS_OK);
	assert_true(has_staff(reader, "anna"));
	store_close(reader);
	store_close(writer);
}

static void a_change_elsewhere_is_seen_once(void **state)
{
	struct store *ours = scene_open(*state, STORE_CREATE),
		     *theirs = scene_open(*state, STORE_OPEN);

	assert_false(store_changed_elsewhere(ours));
	assert_int_equal(add_staff(theirs, "anna"), STATUS_OK);
	assert_true(store_changed_elsewhere(ours));
	assert_false(store_changed_elsewhere(ours));
	/* One's own change and a checkpoint are none. */
	assert_int_equal(add_staff(ours, "bert"), STATUS_OK);
	assert_false(store_changed_elsewhere(ours));
	assert_int_equal(store_checkpoint(ours), STATUS_OK);
	assert_false(store_changed_elsewhere(ours));
	assert_true(store_changed_elsewhere(theirs));
	store_close(theirs);
	store_close(ours);
}

static void a_writer_waits_no_longer_than_its_limit(void **state)
{
	const struct store_limits hasty = { .wait_ms = 30, .checkpoint_pages = 1000 };
	const struct scene *scene = *state;
	struct store *store = scene_open(scene, STORE_CREATE);
	struct turnstile turnstile;
	struct problem problem;
	sqlite3 *foreign;

	store_set_limits(store, &hasty);
	/* Another desk has its turn. */
	assert_true(turnstile_open(&turnstile, scene->path));
	assert_int_equal(turnstile_enter(&turnstile, 1), STATUS_OK);
	assert_int_equal(store_begin(store), STATUS_STORE_BUSY);
	store_problem(store, STATUS_STORE_BUSY, &problem);
	assert_non_null(strstr(problem.message, scene->path));
	assert_int_equal(add_staff(store, "anna"), STATUS_STORE_BUSY);
	turnstile_close(&turnstile);
	/* A program that knows no turns. */
	foreign = raw_open(scene->path);
	assert_int_equal(sqlite3_exec(foreign, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(store_begin(store), STATUS_STORE_BUSY);
	assert_false(store_in_transaction(store));
	sqlite3_close(foreign);
	assert_int_equal(add_staff(store, "anna"), STATUS_OK);
	store_close(store);
}

static int64_t size_of_log(const struct scene *scene)
{
	char name[FILE_PATH_SIZE];
	struct stat file;

	assert_true(text_format(name, sizeof(name), "%s-wal", scene->path));
	assert_int_equal(stat(name, &file), 0);
	return file.st_size;
}

static void the_log_does_not_grow_without_end(void **state)
{
	const struct store_limits small = { .wait_ms = 1000, .checkpoint_pages = 20 };
	const struct scene *scene = *state;
	struct store *store = scene_open(scene, STORE_CREATE);
	char code[32];

	store_set_limits(store, &small);
	for (int i = 0; i < 300; i++) {
		text_format(code, sizeof(code), "staff-%d", i);
		assert_int_equal(add_staff(store, code), STATUS_OK);
	}
	/* Each of the 300 commits wrote two pages or more of 4 KiB. */
	assert_in_range(size_of_log(scene), 1, 40 * 4200);
	store_close(store);
}

/* Copies and examinations. */

static void keep(const char *fault, void *context)
{
	text_copy(context, 256, fault);
}

static void a_copy_holds_all_and_is_private(void **state)
{
	const struct scene *scene = *state;
	struct store *store = scene_open(scene, STORE_CREATE), *copy;
	char part[FILE_PATH_SIZE + 8];
	struct problem problem;

	assert_int_equal(add_staff(store, "anna"), STATUS_OK);
	/* What a program left that was killed while it copied: not under the copy's name. */
	text_format(part, sizeof(part), "%s.part", scene->other);
	raw_run(part, "CREATE TABLE half (id INTEGER)");
	assert_int_equal(store_copy(store, scene->other, &problem), STATUS_OK);
	assert_false(place_is_taken(part));
	assert_int_equal(mode_of(scene->other), 0600);
	assert_int_equal(store_copy(store, scene->other, &problem), STATUS_CANNOT_WRITE);
	assert_non_null(strstr(problem.message, scene->other));
	assert_int_equal(store_copy(store, scene->path, &problem), STATUS_CANNOT_WRITE);
	/* It is a database in its own right: to be read, and to be gone on with. */
	assert_int_equal(store_open(&copy, scene->other, STORE_READ, &problem), STATUS_OK);
	assert_true(has_staff(copy, "anna"));
	store_close(copy);
	assert_int_equal(store_open(&copy, scene->other, STORE_OPEN, &problem), STATUS_OK);
	assert_int_equal(add_staff(copy, "bert"), STATUS_OK);
	store_close(copy);
	assert_true(has_staff(store, "anna"));
	assert_false(has_staff(store, "bert"));
	store_close(store);
	/* Who may only read may copy too. */
	place_remove(scene->other);
	store = scene_open(scene, STORE_READ);
	assert_int_equal(store_copy(store, scene->other, &problem), STATUS_OK);
	assert_int_equal(add_staff(store, "carl"), STATUS_STORE_READONLY);
	store_close(store);
}

static void an_examination_finds_what_is_wrong(void **state)
{
	const struct scene *scene = *state;
	struct store *store = scene_open(scene, STORE_CREATE);
	char fault[256] = "";
	int faults = -1;

	assert_int_equal(store_examine(store, true, keep, fault, &faults), STATUS_OK);
	assert_int_equal(faults, 0);
	raw_run(scene->path, "PRAGMA foreign_keys = OFF;"
			     "INSERT INTO department VALUES (1, 'NK01', 'Medicine', '', 99)");
	assert_int_equal(store_examine(store, false, keep, fault, &faults), STATUS_OK);
	assert_int_equal(faults, 0);
	assert_int_equal(store_examine(store, true, keep, fault, &faults), STATUS_OK);
	assert_int_equal(faults, 1);
	assert_non_null(strstr(fault, "department"));
	assert_non_null(strstr(fault, "audit"));
	store_close(store);
}

static void damage_is_found_and_named(void **state)
{
	const struct scene *scene = *state;
	struct problem problem;
	struct store *store;
	char junk[4096];
	int descriptor, faults = 0;

	scene_create(scene);
	memset(junk, 0xA5, sizeof(junk));
	descriptor = open(scene->path, O_RDWR | O_CLOEXEC);
	assert_true(descriptor >= 0);
	/* Every page but the first. */
	for (off_t at = 4096; at < lseek(descriptor, 0, SEEK_END); at += 4096)
		assert_int_equal(pwrite(descriptor, junk, sizeof(junk), at), sizeof(junk));
	close(descriptor);
	store = NULL;
	if (store_open(&store, scene->path, STORE_OPEN, &problem) != STATUS_OK) {
		assert_int_equal(problem.status, STATUS_STORE_CORRUPT);
		return;
	}
	assert_int_equal(store_examine(store, false, NULL, NULL, &faults), STATUS_OK);
	assert_true(faults > 0);
	assert_int_equal(store_one(store, SQL_STAFF_GET, ARGS(store_text("anna")), NULL, NULL),
			 STATUS_STORE_CORRUPT);
	store_problem(store, STATUS_STORE_CORRUPT, &problem);
	assert_non_null(strstr(problem.message, scene->path));
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_set_up, scene_tear_down)
		TEST(every_connection_is_set_up_for_safety),
		TEST(values_of_every_type_come_back_as_they_went),
		TEST(null_and_empty_are_told_apart),
		TEST(a_row_function_ends_the_reading_with_its_own_status),
		TEST(a_broken_rule_of_the_schema_is_named),
		TEST(after_a_failed_statement_a_change_can_only_be_taken_back),
		TEST(a_value_beyond_the_limit_is_refused),
		TEST(what_is_rolled_back_never_was),
		TEST(nothing_is_kept_of_a_transaction_that_was_lost_on_the_way),
		TEST(a_reading_transaction_sees_one_moment),
		TEST(a_change_elsewhere_is_seen_once),
		TEST(a_writer_waits_no_longer_than_its_limit),
		TEST(the_log_does_not_grow_without_end),
		TEST(a_copy_holds_all_and_is_private),
		TEST(an_examination_finds_what_is_wrong),
		TEST(damage_is_found_and_named),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
