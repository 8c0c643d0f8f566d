/*
 * Each column of each table is changed once behind the program's back, past the guards: which
 * invariant answers is in tampering.def, and so is what none can tell. The columns are read from
 * the schema, so that none is forgotten.
 */
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/text.h"
#include "desk/booking/no_show.h"
#include "desk/booking/suspension.h"
#include "desk/day/closing.h"
#include "desk/online/order.h"
#include "desk/roster/roster_put.h"
#include "desk/trust/epoch.h"
#include "full_day.h"
#include "past_guards.h"
#include "store/statements.h"

/* So many kinds of tampering were found when this was written; fewer is a step back. */
enum { SEEN_LEAST = 225 };

static const struct tampering {
	const char *table, *column, *change, *check; /* check NULL: nothing answers, and `why` */
	const char *why;
} tamperings[] = {
#define SEEN(table, column, change, check) { #table, #column, change, check, NULL },
#define UNSEEN(table, column, change, why) { #table, #column, change, NULL, why },
#define EMPTY(table)
#include "tampering.def"
#undef EMPTY
#undef UNSEEN
#undef SEEN
};

static const char *const empty[] = {
#define SEEN(table, column, change, check)
#define UNSEEN(table, column, change, why)
#define EMPTY(table) #table,
#include "tampering.def"
#undef EMPTY
#undef UNSEEN
#undef SEEN
	NULL
};

enum { TAMPERINGS = sizeof(tamperings) / sizeof(tamperings[0]) };

static struct scene {
	struct desk *desk;
	char database[FILE_PATH_SIZE];
	void *bytes; /* the healthy file */
	size_t size;
	struct chain_key *first; /* keys of the chain, by the owner's */
	size_t first_count;
} scene;

static void book_extra(struct desk *desk, int64_t session_id)
{
	const struct booking_wish wish = { .session_id = session_id,
					   .patient_id = fixture_patient(desk, 120).id,
					   .channel = CHANNEL_COUNTER,
					   .extra = true,
					   .asked_by = "Dr Li" };
	struct booking booking;

	fixture_must(desk, booking_book(desk, &wish, &booking));
}

/* As the desk does: under a key, which stands for what was asked. */
static void book_keyed(struct desk *desk, int64_t session_id)
{
	const struct booking_wish wish = { .session_id = session_id,
					   .patient_id = fixture_patient(desk, 127).id,
					   .channel = CHANNEL_COUNTER,
					   .idem = idem_new() };
	struct booking booking;

	fixture_must(desk, booking_book(desk, &wish, &booking));
}

static void order(struct desk *desk, const char *order_no, const char *doctor, int64_t fen,
		  enum online_result result)
{
	struct online_order order = { .action = ONLINE_BOOK,
				      .day = FIXTURE_DAY + 2,
				      .period = PERIOD_AM,
				      .paid = true,
				      .paid_fen = fen };
	struct online_answer answer;

	text_copy(order.order_no, sizeof(order.order_no), order_no);
	text_copy(order.doctor_code, sizeof(order.doctor_code), doctor);
	text_copy(order.transaction_id, sizeof(order.transaction_id), order_no);
	fixture_person(121, order.name, order.id_number, order.phone);
	fixture_must(desk, online_order_take(desk, &order, &answer));
	assert_int_equal(answer.result, result);
}

static void add_foreigner(struct desk *desk)
{
	struct patient patient = { .name = "Li Anna",
				   .id_type = ID_PASSPORT,
				   .id_number = "E12345678",
				   .phone = "13700000001",
				   .sex = SEX_FEMALE,
				   .birth = FIXTURE_DAY - 10000,
				   .card_no = "C100",
				   .social_no = "S100",
				   .linked = FIXTURE_DAY - 30,
				   .deceased = DAY_NONE };

	fixture_must(desk, patient_add(desk, &patient, NULL));
}

static void change_directory(struct desk *desk)
{
	struct department department = { .code = "NK01", .name = "内科", .location = "三楼" };
	enum put_outcome outcome;

	fixture_must(desk, department_put(desk, &department, &outcome));
	assert_int_equal(outcome, PUT_CHANGED);
	fixture_doctor(desk, "D2", 2500);
}

/* Somebody misses the call and comes back. */
static void play_second_queue(struct desk *desk, int64_t session_id)
{
	struct booking first = visit_book(desk, session_id, 122, CHANNEL_COUNTER), called;
	struct booking second = visit_book(desk, session_id, 123, CHANNEL_COUNTER);

	fixture_must(desk, queue_check_in(desk, first.id, &called));
	fixture_must(desk, queue_check_in(desk, second.id, &called));
	fixture_must(desk, queue_call_next(desk, session_id, &called));
	fixture_must(desk, queue_miss(desk, called.id, &called));
	fixture_must(desk, queue_check_in(desk, called.id, &called));
	fixture_must(desk, queue_call_next(desk, session_id, &called));
	fixture_must(desk, queue_finish(desk, called.id, &called));
	fixture_must(desk, queue_call_next(desk, session_id, &called));
	fixture_must(desk, queue_finish(desk, called.id, &called));
}

static void settle_people(struct desk *desk)
{
	struct affected *affected;
	struct ban *bans, lifted;
	size_t count;

	fixture_must(desk, affected_list(desk, 0, &affected, &count));
	fixture_must(desk, affected_settle(desk, affected[0].booking_id, OUTCOME_TOLD));
	free(affected);
	fixture_must(desk, ban_list_newest(desk, &bans, &count));
	fixture_must(desk, ban_lift(desk, bans[0].id, "was in hospital", &lifted));
	free(bans);
}

/* A second day, so that every column has a value somewhere. */
static void play(struct desk *desk)
{
	struct session next, after;
	struct booking skipped, excused;
	const struct close_wish wish = { .day = FIXTURE_DAY + 1,
					 .counted_fen = 100,
					 .reason = "a drawer was not counted",
					 .pass = true };
	struct closing closing;

	full_day_play(desk);
	next = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	after = visit_session(desk, FIXTURE_DAY + 2, PERIOD_AM);
	change_directory(desk);
	add_foreigner(desk);
	fixture_session(desk, VISIT_DOCTOR, FIXTURE_DAY + 2, PERIOD_AM, 12, 50);
	book_extra(desk, after.id);
	book_keyed(desk, after.id);
	order(desk, "WX900", "D9", 1500, ONLINE_REFUSED);
	order(desk, "WX902", VISIT_DOCTOR, VISIT_FEE_FEN, ONLINE_ACCEPTED);
	skipped = visit_book(desk, next.id, 124, CHANNEL_ONLINE);
	excused = visit_book(desk, next.id, 125, CHANNEL_ONLINE);
	settle_people(desk);
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(9, 0));
	play_second_queue(desk, next.id);
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(22, 0));
	fixture_must(desk, day_close(desk, &wish, &closing));
	closing_release(&closing);
	assert_int_equal(visit_look(desk, skipped.id).state, BOOKING_NO_SHOW);
	fixture_must(desk, no_show_withdraw(desk, excused.id, "the bus broke down", &excused));
	fixture_clock(desk, FIXTURE_DAY + 2, FIXTURE_AT(7, 0));
	fixture_must(desk, desk_sign_in(desk, "anna"));
	visit_book(desk, after.id, 126, CHANNEL_COUNTER);
}

static void write_back(void)
{
	FILE *file = fopen(scene.database, "wbe");

	assert_non_null(file);
	assert_int_equal(fwrite(scene.bytes, 1, scene.size, file), scene.size);
	assert_int_equal(fclose(file), 0);
}

static void keep_bytes(void)
{
	FILE *file = fopen(scene.database, "rbe");

	assert_non_null(file);
	scene.bytes = calloc(1, 4 * 1024 * 1024);
	assert_non_null(scene.bytes);
	scene.size = fread(scene.bytes, 1, 4 * 1024 * 1024, file);
	fclose(file);
}

static void open_keys(void)
{
	char path[FILE_PATH_SIZE];
	struct secret_pair pair;
	struct problem problem;

	text_format(path, sizeof(path), "%s/owner.key", fixture_directory(scene.desk));
	if (owner_file_read(path, &pair, &problem) != STATUS_OK)
		fail_msg("%s", problem.message);
	fixture_must(scene.desk,
		     epoch_open_keys(scene.desk, &pair, &scene.first, &scene.first_count));
}

static int set_up(void **state)
{
	struct problem problem;

	(void)state;
	scene.desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	play(scene.desk);
	visit_check(scene.desk);
	open_keys();
	text_format(scene.database, sizeof(scene.database), "%s/tampered.db",
		    fixture_directory(scene.desk));
	if (store_copy(scene.desk->store, scene.database, &problem) != STATUS_OK)
		fail_msg("%s", problem.message);
	keep_bytes();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	unlink(scene.database);
	free(scene.bytes);
	free(scene.first);
	fixture_close(scene.desk);
	return 0;
}

struct found {
	char names[512], fault[512];
};

static void note_fault(const char *check, const char *fault, void *context)
{
	struct found *found = context;
	size_t length = strlen(found->names);

	text_copy(found->fault, sizeof(found->fault), fault);
	if (!strstr(found->names, check))
		text_format(found->names + length, sizeof(found->names) - length, "%s ", check);
}

static struct found examine(void)
{
	const struct proof_keys keys = { .first = scene.first, .count = scene.first_count };
	struct found found = { .names = "" };
	struct check_told told;
	struct desk desk;

	if (desk_open(&desk, scene.database, STORE_EXAMINE, &scene.desk->settings, "test") !=
	    STATUS_OK)
		fail_msg("%s", desk.problem.message);
	fixture_must(&desk, check_prove(&desk, &keys, note_fault, &found, &told));
	desk_close(&desk);
	return found;
}

/* Whether it is as the table says; else what was found is told. */
static bool answers(const struct tampering *tampering)
{
	char sql[1024], wanted[64];
	struct found found;

	write_back();
	text_format(sql, sizeof(sql), "UPDATE %s SET %s = %s", tampering->table, tampering->column,
		    tampering->change);
	if (past_guards(scene.database, sql) == 0) {
		print_error("there is nothing to change: %s\n", sql);
		return false;
	}
	found = examine();
	text_format(wanted, sizeof(wanted), "%s ", tampering->check ? tampering->check : "");
	if (tampering->check ? strstr(found.names, wanted) != NULL : found.names[0] == '\0')
		return true;
	print_error("%s.%s: found \"%s\", not \"%s\" (%s)\n", tampering->table, tampering->column,
		    found.names, tampering->check ? tampering->check : "", found.fault);
	return false;
}

static void each_changed_column_is_found_by_its_invariant(void **state)
{
	int seen = 0, wrong = 0;

	(void)state;
	for (int i = 0; i < TAMPERINGS; i++) {
		wrong += !answers(&tamperings[i]);
		seen += tamperings[i].check != NULL;
		if (tamperings[i].why)
			print_message("unseen: %s.%s: %s\n", tamperings[i].table,
				      tamperings[i].column, tamperings[i].why);
	}
	print_message("%d of %d kinds of tampering are found\n", seen, TAMPERINGS);
	assert_int_equal(wrong, 0);
	assert_true(seen >= SEEN_LEAST);
}

static bool is_in_table(const char *table, const char *column)
{
	for (int i = 0; i < TAMPERINGS; i++)
		if (strcmp(tamperings[i].table, table) == 0 &&
		    strcmp(tamperings[i].column, column) == 0)
			return true;
	return false;
}

static bool is_said_to_be_empty(sqlite3 *db, const char *table)
{
	sqlite3_stmt *row;
	char sql[128];

	for (int i = 0; empty[i]; i++) {
		if (strcmp(empty[i], table) != 0)
			continue;
		text_format(sql, sizeof(sql), "SELECT 1 FROM %s", table);
		assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
		assert_int_equal(sqlite3_step(row), SQLITE_DONE);
		sqlite3_finalize(row);
		return true;
	}
	return false;
}

/* What is computed from other columns (hidden) cannot be changed. */
static void no_column_of_the_schema_is_left_out(void **state)
{
	static const char query[] =
		"SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_xinfo(t.name) AS c "
		"WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.hidden = 0";
	sqlite3_stmt *row;
	sqlite3 *db;
	int columns = 0, missing = 0;

	(void)state;
	write_back();
	assert_int_equal(sqlite3_open_v2(scene.database, &db, SQLITE_OPEN_READWRITE, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, query, -1, &row, NULL), SQLITE_OK);
	for (; sqlite3_step(row) == SQLITE_ROW; columns++) {
		const char *table = (const char *)sqlite3_column_text(row, 0);
		const char *column = (const char *)sqlite3_column_text(row, 1);

		if (is_in_table(table, column) || is_said_to_be_empty(db, table))
			continue;
		print_error("tampering.def has no row for %s.%s\n", table, column);
		missing++;
	}
	sqlite3_finalize(row);
	sqlite3_close(db);
	assert_true(columns > 100);
	assert_int_equal(missing, 0);
}

/* "|table.column|" for each column that a statement reads. */
struct columns_read {
	char names[8192];
};

static int note_column(void *context, int action, const char *table, const char *column,
		       const char *database, const char *trigger)
{
	struct columns_read *read = context;
	size_t length = strlen(read->names);

	(void)database;
	(void)trigger;
	if (action == SQLITE_READ)
		assert_true(text_format(read->names + length, sizeof(read->names) - length,
					"|%s.%s|", table, column));
	return SQLITE_OK;
}

static void every_text_of_every_table_is_looked_at(void **state)
{
	static const char query[] =
		"SELECT '|' || t.name || '.' || c.name || '|' FROM sqlite_schema AS t, "
		"pragma_table_xinfo(t.name) AS c WHERE t.type = 'table' AND t.name NOT LIKE "
		"'sqlite_%' AND c.hidden = 0 AND c.type = 'TEXT' "
		/* Of several lines, which no other text may have. */
		"AND t.name <> 'answer'";
	struct columns_read read = { "" };
	sqlite3_stmt *check, *row;
	sqlite3 *db;
	int texts = 0;

	(void)state;
	write_back();
	assert_int_equal(sqlite3_open_v2(scene.database, &db, SQLITE_OPEN_READWRITE, NULL),
			 SQLITE_OK);
	sqlite3_set_authorizer(db, note_column, &read);
	assert_int_equal(
		sqlite3_prepare_v2(db, store_statement_text(SQL_CHECK_TEXT), -1, &check, NULL),
		SQLITE_OK);
	sqlite3_set_authorizer(db, NULL, NULL);
	assert_int_equal(sqlite3_prepare_v2(db, query, -1, &row, NULL), SQLITE_OK);
	for (; sqlite3_step(row) == SQLITE_ROW; texts++) {
		const char *name = (const char *)sqlite3_column_text(row, 0);

		if (!strstr(read.names, name))
			fail_msg("CHECK_TEXT does not look at %s", name);
	}
	sqlite3_finalize(row);
	sqlite3_finalize(check);
	sqlite3_close(db);
	assert_true(texts > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_column_of_the_schema_is_left_out),
		cmocka_unit_test(each_changed_column_is_found_by_its_invariant),
		cmocka_unit_test(every_text_of_every_table_is_looked_at),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
