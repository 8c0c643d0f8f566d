/*
 * Every statement of data/sql: it can be prepared, its parameters are $1..$n, it is one statement,
 * and it does not read a large table from end to end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "store/digest.h"
#include "store/statements.h"
#include "store_scene.h"

#include "sql_columns.h"

enum { VIEWS_SIZE = 65536, TABLES_MOST = 64, TABLE_NAME_SIZE = 64 };

/* Tables that grow with every patient, booking or event. */
static const char *const large_tables[] = {
	"affected", "audit",	   "booking", "charge",	 "ledger", "no_show", "online_order",
	"patient",  "patient_key", "refund",  "session", "slot",   "ticket",
};

/* Statements that may, and why. A name that ends in * stands for all that begin so. */
static const struct {
	const char *statement, *reason;
} allowed[] = {
	{ "AFFECTED_LIST_OPEN", "its partial index has the open ones only" },
	{ "AUDIT_LAST", "reads one row, from the end of the table" },
	{ "OPEN_MATTERS", "its partial indexes have the open ones only" },
	{ "CHECK_*", "the checks look at everything: that is what they are for" },
	{ "DIGEST_ALL_*", "the proof of the chain looks at everything, too" },
};

static bool is_allowed(const char *name)
{
	for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++) {
		const char *pattern = allowed[i].statement;
		size_t length = strlen(pattern);

		assert_true(strlen(allowed[i].reason) > 0);
		if (pattern[length - 1] == '*' ? strncmp(name, pattern, length - 1) == 0
					       : strcmp(name, pattern) == 0)
			return true;
	}
	return false;
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static const char *skip_space(const char *at)
{
	while (isspace((unsigned char)*at))
		at++;
	return at;
}

/* Whether `word` stands at `at` by itself; *behind is what follows it. */
static bool word_at(const char *at, const char *word, const char **behind)
{
	size_t length = strlen(word);

	if (strncasecmp(at, word, length) != 0 || is_word(at[length]))
		return false;
	*behind = skip_space(at + length);
	return true;
}

/* Whether `sql` calls the table by that other name: "booking AS b" or "booking b". */
static bool has_alias(const char *sql, const char *table, const char *alias)
{
	for (const char *at = sql; *at; at++) {
		const char *rest;

		if (at > sql && is_word(at[-1]))
			continue;
		if (!word_at(at, table, &rest))
			continue;
		if (word_at(rest, "AS", &at))
			rest = at;
		at = rest;
		if (word_at(rest, alias, &rest))
			return true;
		if (at > sql)
			at--;
	}
	return false;
}

/* What the database has. */
struct schema {
	char tables[TABLES_MOST][TABLE_NAME_SIZE]; /* and views */
	int count;
	char views[VIEWS_SIZE]; /* their texts */
};

struct plan {
	enum sql statement;
	const char *name, *sql;
	const struct schema *schema;
	int steps, faults;
};

/* A name that the statement itself gives is that; else it comes from a view. */
static bool is_large(const struct plan *plan, const char *scanned)
{
	const char *text = plan->schema->views;

	for (int i = 0; i < plan->schema->count; i++)
		if (has_alias(plan->sql, plan->schema->tables[i], scanned))
			text = plan->sql;
	for (size_t i = 0; i < sizeof(large_tables) / sizeof(*large_tables); i++)
		if (strcasecmp(scanned, large_tables[i]) == 0 ||
		    has_alias(text, large_tables[i], scanned))
			return true;
	return false;
}

static void look_at(struct plan *plan, const char *step)
{
	static const char scan[] = "SCAN ";
	const char *at = step + strlen(scan);
	char scanned[TABLE_NAME_SIZE];
	size_t length = 0;

	plan->steps++;
	if (strncmp(step, scan, strlen(scan)) != 0)
		return;
	while (is_word(at[length]) && length < sizeof(scanned) - 1)
		length++;
	text_format(scanned, sizeof(scanned), "%.*s", (int)length, at);
	/* "(subquery-1)" has its own lines. */
	if (length == 0)
		return;
	if (is_large(plan, scanned) && !is_allowed(plan->name)) {
		print_error("%s reads a large table from end to end: %s\n", plan->name, step);
		plan->faults++;
	}
}

static enum status look_at_row(const struct store_row *row, void *context)
{
	look_at(context, row_text(row, PLAN_STEP));
	return STATUS_OK;
}

/*
 * For an insertion SQLite lists the scans of all tables that refer to the new row. It makes them
 * only while a foreign key is violated (OP_FkIfZero), which is never here, so they are left out by
 * asking without foreign keys.
 */
static void look_at_insertion(sqlite3 *db, struct plan *plan)
{
	char text[8192];
	sqlite3_stmt *statement;

	assert_true(text_format(text, sizeof(text), "EXPLAIN QUERY PLAN %s", plan->sql));
	if (sqlite3_prepare_v2(db, text, -1, &statement, NULL) != SQLITE_OK) {
		print_error("%s: %s\n", plan->name, sqlite3_errmsg(db));
		plan->faults++;
		return;
	}
	while (sqlite3_step(statement) == SQLITE_ROW)
		look_at(plan, (const char *)sqlite3_column_text(statement, 3));
	sqlite3_finalize(statement);
}

static void look_at_statement(struct store *store, struct plan *plan)
{
	struct problem problem;
	enum status status = store_explain(store, plan->statement, look_at_row, plan);

	if (status == STATUS_OK)
		return;
	store_problem(store, status, &problem);
	print_error("%s: %s\n", plan->name, problem.message);
	plan->faults++;
}

static void read_schema(sqlite3 *db, struct schema *schema)
{
	static const char sql[] =
		"SELECT name, CASE type WHEN 'view' THEN sql ELSE '' END FROM sqlite_schema "
		"WHERE type IN ('table', 'view')";
	sqlite3_stmt *statement;
	size_t used = 0;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		assert_true(schema->count < TABLES_MOST);
		assert_true(text_copy(schema->tables[schema->count++], TABLE_NAME_SIZE,
				      (const char *)sqlite3_column_text(statement, 0)));
		assert_true(text_format(schema->views + used, VIEWS_SIZE - used, "%s\n",
					(const char *)sqlite3_column_text(statement, 1)));
		used += strlen(schema->views + used);
	}
	sqlite3_finalize(statement);
}

static bool is_table(const struct schema *schema, const char *name)
{
	for (int i = 0; i < schema->count; i++)
		if (strcmp(schema->tables[i], name) == 0)
			return true;
	return false;
}

static void no_statement_reads_a_large_table_from_end_to_end(void **state)
{
	struct schema *schema = calloc(1, sizeof(*schema));
	struct store *store = scene_open(*state, STORE_CREATE);
	sqlite3 *db = raw_open(store_path(store));
	int faults = 0, steps = 0;

	assert_non_null(schema);
	read_schema(db, schema);
	/* A table that has another name by now would be looked for in vain. */
	for (size_t i = 0; i < sizeof(large_tables) / sizeof(*large_tables); i++)
		if (!is_table(schema, large_tables[i]))
			fail_msg("there is no table %s", large_tables[i]);
	for (int i = 0; i < SQL_COUNT; i++) {
		struct plan plan = { .statement = (enum sql)i, .schema = schema };
		const char *rest;

		plan.name = store_statement_name(plan.statement);
		plan.sql = store_statement_text(plan.statement);
		if (word_at(plan.sql, "INSERT", &rest))
			look_at_insertion(db, &plan);
		else
			look_at_statement(store, &plan);
		faults += plan.faults;
		steps += plan.steps;
	}
	free(schema);
	sqlite3_close(db);
	store_close(store);
	assert_true(steps > 0);
	assert_int_equal(faults, 0);
}

/* The guard above sees a scan, under whatever name. */
static void a_scan_is_seen_under_any_name(void **state)
{
	struct schema *schema = calloc(1, sizeof(*schema));
	struct plan plan = {
		.schema = schema,
		.sql = "SELECT 1 FROM booking AS b JOIN doctor p JOIN ticket\n\tt ON 1"
	};

	(void)state;
	assert_non_null(schema);
	schema->count = 3;
	text_copy(schema->tables[0], TABLE_NAME_SIZE, "booking");
	text_copy(schema->tables[1], TABLE_NAME_SIZE, "doctor");
	text_copy(schema->tables[2], TABLE_NAME_SIZE, "ticket");
	text_copy(schema->views, VIEWS_SIZE,
		  "CREATE VIEW booking_view AS SELECT 1 FROM slot AS s, patient AS p");
	assert_true(is_large(&plan, "b"));
	assert_true(is_large(&plan, "t"));
	assert_true(is_large(&plan, "booking"));
	assert_true(is_large(&plan, "s"));
	assert_false(is_large(&plan, "p"));
	assert_false(is_large(&plan, "doctor"));
	free(schema);
}

/* Names SQLite gives the parameters, in its own order: that of their first appearance. */
static int parameters_wrong(sqlite3_stmt *statement, const char *name)
{
	int count = sqlite3_bind_parameter_count(statement);
	char wanted[16];

	for (int i = 1; i <= count; i++) {
		const char *found = sqlite3_bind_parameter_name(statement, i);

		text_format(wanted, sizeof(wanted), "$%d", i);
		if (!found || strcmp(found, wanted) != 0) {
			print_error("%s: parameter %d is %s\n", name, i,
				    found ? found : "nameless");
			return 1;
		}
	}
	return 0;
}

static void every_statement_is_one_and_counts_its_parameters_up(void **state)
{
	const struct scene *scene = *state;
	int faults = 0;
	sqlite3 *db;

	scene_create(scene);
	db = raw_open(scene->path);
	for (int i = 0; i < SQL_COUNT; i++) {
		const char *name = store_statement_name((enum sql)i), *rest;
		sqlite3_stmt *statement;

		if (sqlite3_prepare_v2(db, store_statement_text((enum sql)i), -1, &statement,
				       &rest) != SQLITE_OK) {
			print_error("%s: %s\n", name, sqlite3_errmsg(db));
			faults++;
			continue;
		}
		if (*skip_space(rest) != '\0') {
			print_error("%s has more than one statement\n", name);
			faults++;
		}
		faults += parameters_wrong(statement, name);
		sqlite3_finalize(statement);
	}
	sqlite3_close(db);
	assert_int_equal(faults, 0);
}

/* Nothing is read as a change, or changed as a reading: the build's word is SQLite's. */
static void the_build_knows_which_statements_change_something(void **state)
{
	const struct scene *scene = *state;
	int faults = 0, changes = 0;
	const char *rest;
	sqlite3 *db;

	scene_create(scene);
	db = raw_open(scene->path);
	for (int i = 0; i < SQL_COUNT; i++) {
		const char *text = store_statement_text((enum sql)i);
		sqlite3_stmt *statement;
		bool changes_it;

		/* The store's own, which it never runs as a desk's statement. */
		if (word_at(text, "PRAGMA", &rest) || word_at(text, "BEGIN", &rest) ||
		    word_at(text, "VACUUM", &rest))
			continue;
		assert_int_equal(sqlite3_prepare_v2(db, text, -1, &statement, NULL), SQLITE_OK);
		changes_it = !sqlite3_stmt_readonly(statement);
		sqlite3_finalize(statement);
		changes += changes_it;
		if (changes_it == statement_is_change((enum sql)i))
			continue;
		print_error("%s: the build says that it %s\n", store_statement_name((enum sql)i),
			    changes_it ? "only reads" : "changes something");
		faults++;
	}
	sqlite3_close(db);
	assert_int_equal(faults, 0);
	assert_true(changes > 0);
}

/* What the build read in the text is what the database gives. */
static void every_statement_gives_the_columns_that_it_names(void **state)
{
	const struct scene *scene = *state;
	int faults = 0, named = 0;
	sqlite3 *db;

	scene_create(scene);
	db = raw_open(scene->path);
	for (int i = 0; i < SQL_COUNT; i++) {
		const char *name = store_statement_name((enum sql)i);
		sqlite3_stmt *statement = NULL;
		int count;
		const char *const *column = statement_columns((enum sql)i, &count);
		const int all = count + digest_columns((enum sql)i);

		assert_int_equal(sqlite3_prepare_v2(db, store_statement_text((enum sql)i), -1,
						    &statement, NULL),
				 SQLITE_OK);
		if (column && sqlite3_column_count(statement) != all) {
			print_error("%s gives %d columns, not %d\n", name,
				    sqlite3_column_count(statement), all);
			faults++;
		}
		for (int c = 0; c < count && c < sqlite3_column_count(statement); c++) {
			if (strcmp(sqlite3_column_name(statement, c), column[c]) == 0)
				continue;
			print_error("%s: column %d is %s, not %s\n", name, c,
				    sqlite3_column_name(statement, c), column[c]);
			faults++;
		}
		named += count;
		sqlite3_finalize(statement);
	}
	sqlite3_close(db);
	assert_int_equal(faults, 0);
	assert_true(named > 100);
}

/* Asks in a child for the place of a column in a row of the statement; returns the signal that
 * ended it, 0 for none. */
static int signal_of(enum sql statement, int column)
{
	const pid_t child = fork();
	int how;

	assert_true(child >= 0);
	if (child == 0) {
		/* Its last words are not for the log. */
		if (!freopen("/dev/null", "w", stderr))
			_exit(1);
		_exit(column_place(statement_kind(statement), column) < 0);
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	return WIFSIGNALED(how) ? WTERMSIG(how) : 0;
}

static void a_row_is_read_by_the_names_of_its_own_columns_alone(void **state)
{
	(void)state;
	assert_int_equal(column_place(statement_kind(SQL_TICKET_GET), TICKET_GET_CALLS), 2);
	/* A longer list that begins with a shared one, by both names. */
	assert_int_equal(column_place(statement_kind(SQL_TICKET_LIST_DAY), TICKET_ROW_NUMBER),
			 TICKET_LIST_DAY_NUMBER % SQL_ROW);
	assert_int_equal(column_place(statement_kind(SQL_AUDIT_LAST_SEQ), ONLY_COLUMN), 0);
	assert_int_equal(signal_of(SQL_TICKET_GET, TICKET_GET_CALLS), 0);
	assert_int_equal(signal_of(SQL_TICKET_GET, TICKET_WAITING_PLACE), SIGABRT);
	assert_int_equal(signal_of(SQL_TICKET_LIST_SESSION, TICKET_LIST_DAY_NUMBER), SIGABRT);
	assert_int_equal(signal_of(SQL_TICKET_GET, 2), SIGABRT);
	assert_int_equal(signal_of(SQL_AUDIT_LAST, ONLY_COLUMN), SIGABRT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_set_up, scene_tear_down)
		TEST(no_statement_reads_a_large_table_from_end_to_end),
		TEST(a_scan_is_seen_under_any_name),
		TEST(every_statement_is_one_and_counts_its_parameters_up),
		TEST(every_statement_gives_the_columns_that_it_names),
		TEST(a_row_is_read_by_the_names_of_its_own_columns_alone),
		TEST(the_build_knows_which_statements_change_something),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
