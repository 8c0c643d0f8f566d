/*
 * Every statement of the program on the large clinic: no plan may scan a table that grows, and what
 * is read may not be more than what is shown by more than a constant. Each parameter gets a value
 * out of the column that it is compared with, so a new statement is asked without a line here. What
 * changes something is only planned: its reading is a plan, too.
 */
#include <ctype.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "bare.h"
#include "base/text.h"
#include "clinic.h"
#include "store/statements.h"
#include "store/store.h"

enum {
	TOKENS_MAX = 1200,
	TOKEN_SIZE = 48,
	RELATIONS_MAX = 24,
	PARAMETERS_MAX = 16,
	/* Steps of SQLite's machine: for a row with all its joins, and for a statement as such. */
	STEPS_PER_ROW = 300,
	STEPS_OF_NONE = 1500,
	DAY_ROWS = 2000, /* of a day that is added up */
};

/* Statements that may read more than they show, and why; * stands for any ending. */
static const struct {
	const char *statement, *reason;
	int rows; /* that they read to show one; 0: everything */
} more[] = {
	{ "CHECK_AUDIT_RECENT", "looks at the newest thousand entries at the start", DAY_ROWS },
	{ "CHECK_MONEY_RECENT", "looks at the newest thousand receipts at the start", DAY_ROWS },
	{ "CHECK_*", "the checks look at everything: that is what they are for", 0 },
	{ "STORE_*", "the library looks at the file", 0 },
	{ "LEDGER_DAY", "adds up a day", DAY_ROWS },
	{ "TICKET_COUNTS_DAY", "counts a day's tickets", DAY_ROWS },
	{ "CLOSING_NO_SHOWS", "counts a day's no-shows", DAY_ROWS },
	{ "SESSION_COUNT", "counts the numbers of a session", 999 },
	{ "SLOT_*", "looks through the numbers of a session", 999 },
	{ "UNRESOLVED_*", "looks through the bookings of a day's open sessions", DAY_ROWS },
	{ "REPORT_*", "a report of a whole day", DAY_ROWS },
	{ "TICKET_LIST_DAY", "asks each session of a day, also those without tickets", DAY_ROWS },
	{ "TICKET_WAITING_DAY", "asks each session of a day, also those without tickets",
	  DAY_ROWS },
	{ "OVER_DAY", "looks through a day's bookings", DAY_ROWS },
	{ "PENDING_VISITS", "looks through a day's bookings", DAY_ROWS },
	{ "SESSION_IN_ROOM", "looks through a day's sessions", DAY_ROWS },
	{ "ORDER_COUNT_DAY", "counts a day's orders", DAY_ROWS },
	{ "OPEN_MATTERS", "counts what is open", DAY_ROWS },
	{ "AUDIT_LAST_OWN", "looks back over the newest thousand entries", DAY_ROWS },
	{ "BAN_TRIAL_*", "tries the rule on the no-shows since a day", DAY_ROWS },
};

/* Large tables; what else there is fits a page or grows with the doctors. */
static const char *const large[] = { "affected", "audit",	 "booking", "charge",	   "ledger",
				     "no_show",	 "online_order", "patient", "patient_key", "refund",
				     "session",	 "slot",	 "ticket" };

struct tokens {
	char text[TOKENS_MAX][TOKEN_SIZE];
	int count;
};

struct relation {
	const char *name, *alias;
};

struct looked {
	struct bench *bench;
	sqlite3 *db;
	const char *name, *sql;
	struct tokens tokens;
	struct relation relation[RELATIONS_MAX];
	int relations, asked, faults;
};

static void fault(struct looked *looked, const char *what)
{
	printf("  %s %s\n", looked->name, what);
	looked->faults++;
}

/* How many rows it may read to show one: 1, more, or 0 for all. */
static int allowed_rows(const char *name)
{
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
		size_t length = strlen(more[i].statement);

		if (more[i].statement[length - 1] == '*'
			    ? strncmp(name, more[i].statement, length - 1) == 0
			    : strcmp(name, more[i].statement) == 0)
			return more[i].rows;
	}
	return 1;
}

/* Reading the text. */

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '$';
}

static void split(const char *sql, struct tokens *tokens)
{
	tokens->count = 0;
	while (*sql) {
		const char *start = sql;

		if (isspace((unsigned char)*sql)) {
			sql++;
			continue;
		}
		if (is_word(*sql))
			while (is_word(*sql))
				sql++;
		else if (strchr("<>=", *sql))
			while (*sql && strchr("<>=", *sql))
				sql++;
		else
			sql++;
		if (tokens->count == TOKENS_MAX)
			die("a statement is longer than expected");
		text_format(tokens->text[tokens->count++], TOKEN_SIZE, "%.*s", (int)(sql - start),
			    start);
	}
}

static const char *token(const struct looked *looked, int at)
{
	return at >= 0 && at < looked->tokens.count ? looked->tokens.text[at] : "";
}

/* FROM booking AS b, JOIN audit, UPDATE ... */
static void find_relations(struct looked *looked)
{
	looked->relations = 0;
	for (int i = 0; i < looked->tokens.count; i++) {
		struct relation *relation = &looked->relation[looked->relations];

		if (strcasecmp(token(looked, i), "FROM") != 0 &&
		    strcasecmp(token(looked, i), "JOIN") != 0)
			continue;
		if (!is_word(token(looked, i + 1)[0]) || looked->relations == RELATIONS_MAX)
			continue;
		relation->name = relation->alias = token(looked, i + 1);
		if (strcasecmp(token(looked, i + 2), "AS") == 0)
			relation->alias = token(looked, i + 3);
		looked->relations++;
	}
}

/* The column that stands left of the operator in front of `at`, and that operator. */
static bool compared_with(const struct looked *looked, int at, const char **column,
			  const char **operator)
{
	int before = at - 1;

	if (strcmp(token(looked, before), "(") == 0 &&
	    strcasecmp(token(looked, before - 1), "CAST") == 0)
		before -= 2;
	if (!token(looked, before)[0] || !strchr("<>=", token(looked, before)[0]) ||
	    !is_word(token(looked, before - 1)[0]))
		return false;
	*operator= token(looked, before);
	*column = token(looked, before - 1);
	return true;
}

/* Values. */

static sqlite3_stmt *try_prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
		return NULL;
	return statement;
}

/* A view has no order of its own: to ask for its end would be to read it all. */
static bool is_table(const struct looked *looked, const char *relation)
{
	sqlite3_stmt *statement = bare_prepare(
		looked->db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1");
	bool found;

	bare_text(statement, 1, relation);
	found = sqlite3_step(statement) == SQLITE_ROW;
	bare_finish(statement);
	return found;
}

/* A value of the column near the end of its relation: a range goes from an early to a late one. */
static sqlite3_stmt *sample_of(const struct looked *looked, const char *relation,
			       const char *column, const char *operator)
{
	int offset = *operator== '<' ? 0 : * operator== '>' ? 400 : 37;
	char sql[256];
	sqlite3_stmt *sample;

	text_format(sql, sizeof(sql),
		    "SELECT %s FROM %s WHERE %s IS NOT NULL ORDER BY rowid DESC LIMIT 1 OFFSET %d",
		    column, relation, column, offset);
	sample = is_table(looked, relation) ? try_prepare(looked->db, sql) : NULL;
	if (sample)
		return sample;
	text_format(sql, sizeof(sql), "SELECT %s FROM %s WHERE %s IS NOT NULL LIMIT 1 OFFSET %d",
		    column, relation, column, 437 - offset);
	return try_prepare(looked->db, sql);
}

static bool give_value(struct looked *looked, sqlite3_stmt *statement, int parameter,
		       const char *column, const char *operator)
{
	const char *point = strchr(column, '.');
	bool given = false;

	for (int i = 0; i < looked->relations && !given; i++) {
		const struct relation *relation = &looked->relation[i];
		sqlite3_stmt *sample;

		if (point && (strncmp(relation->alias, column, (size_t)(point - column)) != 0 ||
			      relation->alias[point - column] != '\0'))
			continue;
		sample = sample_of(looked, relation->name, point ? point + 1 : column, operator);
		if (sample && sqlite3_step(sample) == SQLITE_ROW)
			given = sqlite3_bind_value(statement, parameter,
						   sqlite3_column_value(sample, 0)) == SQLITE_OK;
		sqlite3_finalize(sample);
	}
	return given;
}

static void give_values(struct looked *looked, sqlite3_stmt *statement)
{
	int count = sqlite3_bind_parameter_count(statement);

	for (int parameter = 1; parameter <= count; parameter++) {
		const char *name = sqlite3_bind_parameter_name(statement, parameter);
		const char *column, *operator;
		bool given = false;

		for (int i = 0; i < looked->tokens.count && !given; i++) {
			if (strcmp(token(looked, i), name) != 0)
				continue;
			if (strcasecmp(token(looked, i - 1), "LIMIT") == 0)
				given = sqlite3_bind_int(statement, parameter, 50) == SQLITE_OK;
			else if (compared_with(looked, i, &column, &operator))
				given = give_value(looked, statement, parameter, column, operator);
		}
	}
}

/* Looking. */

static bool is_large(const struct looked *looked, const char *scanned)
{
	const char *name = scanned;

	for (int i = 0; i < looked->relations; i++) {
		if (strcmp(looked->relation[i].alias, scanned) == 0)
			name = looked->relation[i].name;
	}
	for (size_t i = 0; i < sizeof(large) / sizeof(large[0]); i++) {
		if (strcmp(large[i], name) == 0)
			return true;
	}
	return false;
}

static void look_at_plan(struct looked *looked)
{
	char text[16384], scanned[TOKEN_SIZE];
	sqlite3_stmt *plan;

	if (!text_format(text, sizeof(text), "EXPLAIN QUERY PLAN %s", looked->sql))
		die("%s is too long", looked->name);
	plan = bare_prepare(looked->db, text);
	while (sqlite3_step(plan) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(plan, 3);

		if (strncmp(step, "SCAN ", 5) != 0)
			continue;
		text_format(scanned, sizeof(scanned), "%.*s", (int)strcspn(step + 5, " "),
			    step + 5);
		/* A partial index, or one row from the end, shows in what is read. */
		if (is_large(looked, scanned) && !strstr(step, "USING") &&
		    strncmp(looked->name, "AUDIT_LAST", 10) != 0)
			fault(looked, step);
	}
	bare_finish(plan);
}

static void look_at_run(struct looked *looked, sqlite3_stmt *statement, int rows_each)
{
	char what[160];
	long rows = 0, steps, most;
	int code;

	while ((code = sqlite3_step(statement)) == SQLITE_ROW)
		rows++;
	if (code != SQLITE_DONE)
		die("%s: %s", looked->name, sqlite3_errmsg(looked->db));
	steps = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0);
	most = STEPS_OF_NONE + STEPS_PER_ROW * (rows_each > 1 ? rows_each + rows : rows);
	looked->asked++;
	if (steps <= most)
		return;
	text_format(what, sizeof(what), "shows %ld rows and takes %ld steps, not %ld", rows, steps,
		    most);
	fault(looked, what);
}

static void look_at(struct looked *looked, enum sql id)
{
	int rows_each;
	sqlite3_stmt *statement;

	looked->name = store_statement_name(id);
	looked->sql = store_statement_text(id);
	rows_each = allowed_rows(looked->name);
	if (rows_each == 0)
		return;
	bench_progress(looked->bench, "statements: %s", looked->name);
	split(looked->sql, &looked->tokens);
	find_relations(looked);
	/* How SQLite lists the deferred checks of an insertion is not what it does; of what may
	 * read more the run tells how much. */
	if (strcasecmp(token(looked, 0), "INSERT") != 0 && rows_each == 1)
		look_at_plan(looked);
	statement = bare_prepare(looked->db, looked->sql);
	if (sqlite3_stmt_readonly(statement) && sqlite3_column_count(statement) > 0) {
		give_values(looked, statement);
		look_at_run(looked, statement, rows_each);
	}
	bare_finish(statement);
}

void bench_statements(struct bench *bench)
{
	static const struct bench_what what = { "statements-too-greedy", "statements",
						GOAL_OURS_MOST, 0 };
	static const struct bench_what asked = { "statements-asked", "statements", GOAL_NONE, 0 };
	static struct looked looked;
	char path[CLINIC_PATH_SIZE];
	double figure;

	clinic_path(bench, bench_size(bench), path);
	looked.bench = bench;
	looked.db = bare_open(path);
	for (int i = 0; i < SQL_COUNT; i++)
		look_at(&looked, (enum sql)i);
	bare_close(looked.db);
	figure = looked.faults;
	bench_report(bench, &what, &figure, NULL, 1);
	figure = looked.asked;
	bench_report(bench, &asked, &figure, NULL, 1);
}
