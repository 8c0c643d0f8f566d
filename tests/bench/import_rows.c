/*
 * An import of 5,000 online orders against 5,000 bare commits of the same rows: an audit row, a
 * booking, a receipt, an order; every fifth person is new, with the audit row and keys of that. And
 * both against bare SQLite asked what the import asks of it, on the same clinic.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bare.h"
#include "base/text.h"
#include "bookings.h"
#include "calls.h"
#include "exchange/online.h"
#include "recording.h"

enum {
	ORDERS = 5000,
	NEW_EVERY = 5,
	ROUNDS = 9,
	SLOW_ROUNDS = 3,
	KEYS = 7,
	PATH_SIZE = 700,
	SLOW_DISK_US = 4000
};
enum side { OURS, GUARDS, LIMIT, SIDE_COUNT };

struct importing {
	const struct bench *bench;
	struct bench_size size;
	char file[PATH_SIZE], bare[PATH_SIZE];
	struct recording *recording;
};

static void write_file(const struct importing *importing)
{
	static const char *const periods[] = { "am", "pm", "eve" };
	FILE *file = fopen(importing->file, "w");
	uint64_t state = importing->size.seed | 1;
	int64_t patients = importing->size.patients;

	if (!file)
		die("%s cannot be written", importing->file);
	fputs("order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,"
	      "ordered_at\n",
	      file);
	for (int n = 0; n < ORDERS; n++) {
		struct clinic_choice choice = clinic_choice(importing->size, &state, n);
		char id_number[19], phone[12], date[DAY_TEXT_SIZE], yesterday[DAY_TEXT_SIZE];
		const char *name;

		clinic_person(importing->size, n % NEW_EVERY ? choice.patient : patients + n, &name,
			      id_number, phone);
		fprintf(file, "WX9%09d,book,D%03d,%s,%s,%s,%s,%s,25.00,4201%018d,%s 10:%02d:%02d\n",
			n, choice.doctor, day_format(clinic_today() + choice.ahead, date),
			periods[choice.period], name, id_number, phone, n,
			day_format(clinic_today() - 1, yesterday), n / 60 % 60, n % 60);
	}
	if (fclose(file) != 0)
		die("%s cannot be written", importing->file);
}

static double import_into(const struct importing *importing, const char *path)
{
	struct online_import result;
	struct desk desk;
	double began, took;

	clinic_open(&desk, path, "bench");
	began = seconds_now();
	must(&desk, online_import_file(&desk, importing->file, NULL, &result, NULL, NULL));
	took = seconds_now() - began;
	if (result.accepted < ORDERS * 99 / 100) {
		for (size_t i = 0; i < result.count; i++) {
			if (result.row[i].answer.result == ONLINE_REFUSED)
				die("only %d of %d orders were accepted: %s", result.accepted,
				    ORDERS, result.row[i].answer.message);
		}
	}
	online_import_release(&result);
	desk_close(&desk);
	return took;
}

static double import_ours(void *context)
{
	const struct importing *importing = context;
	char path[CLINIC_PATH_SIZE];
	double took;

	clinic_copy(importing->bench, importing->size, "import", path);
	took = import_into(importing, path);
	bare_remove(path);
	return took;
}

static double replay_into(const struct importing *importing, const char *path)
{
	struct replay replay;
	double took;

	replay_open(&replay, importing->recording, path);
	took = replay_run(&replay, 0);
	replay_close(&replay);
	return took;
}

static double import_guards(void *context)
{
	const struct importing *importing = context;
	char path[CLINIC_PATH_SIZE];
	double took;

	clinic_copy(importing->bench, importing->size, "import-guards", path);
	took = replay_into(importing, path);
	bare_remove(path);
	return took;
}

/* Once more to be looked at, and what it asked of SQLite again: that must come to the same. */
static void record(struct importing *importing)
{
	char recorded[CLINIC_PATH_SIZE], replayed[CLINIC_PATH_SIZE];

	bench_progress(importing->bench, "import: recording its statements");
	clinic_copy(importing->bench, importing->size, "import-recorded", recorded);
	clinic_copy(importing->bench, importing->size, "import-replayed", replayed);
	importing->recording = recording_begin(recorded);
	import_into(importing, recorded);
	replay_into(importing, replayed);
	replay_check(recorded, replayed);
	bare_remove(recorded);
	bare_remove(replayed);
}

static const struct bare_table bare_tables[] = {
	{ "audit", { "audit_idem" } },
	{ "booking", { "booking_number_once", "booking_person_once" } },
	{ .name = "charge" },
	{ "ledger", { "ledger_paid", "ledger_external" } },
	{ "online_order", { "online_order_day" } },
	{ "patient", { "patient_id_number" } },
	{ "patient_key", { "patient_key_patient" } },
};

enum bare_statement {
	BEGIN,
	COMMIT,
	AUDIT,
	CHARGE,
	BOOKING,
	LEDGER,
	ORDER,
	PATIENT,
	KEY,
	STATEMENT_COUNT
};

static const char *const bare_statements[STATEMENT_COUNT] = {
	[BEGIN] = "BEGIN IMMEDIATE",
	[COMMIT] = "COMMIT",
	[AUDIT] = "INSERT INTO audit (at_ms, clock_step, staff_id, counter, action, subject_id, "
		  "detail, idem) VALUES (1795000000000, 0, 1, '1', 'booking.book', ?1, "
		  "'D001 2026-11-24 am 5 (online) wechat 25.00', randomblob(16))",
	[CHARGE] = "INSERT INTO charge (id, kind, fen, seq) VALUES (261121000000 + ?1, "
		   "'registration', 2500, ?1)",
	/* Persons in no order, and no one twice. */
	[BOOKING] = "INSERT INTO booking (id, session_id, number, patient_id, channel, state, "
		    "order_no, booked_at_ms, seq, beside) VALUES (261121000000 + ?1, abs(random()) "
		    "% 4200, ?1, "
		    "10000000 + ?1 * 6180339 % 10000000, 'online', 'booked', ?2, "
		    "1795000000000, ?1, 0)",
	[LEDGER] = "INSERT INTO ledger (id, kind, debit, credit, method, fen, charge_id, order_no, "
		   "external_no, business_day, at_ms, seq) VALUES (261121000000 + ?1, 'payment', "
		   "'wechat', 'revenue', "
		   "'wechat', 2500, 261121000000 + ?1, ?2, ?3, '2026-11-21', 1795000000000, "
		   "?1)",
	[ORDER] = "INSERT INTO online_order (order_no, action, nth, result, code, booking_id, "
		  "doctor_code, date, period, name, id_type, id_number, phone, paid_fen, "
		  "transaction_id, ordered_at_ms, business_day, seq) VALUES (?2, 'book', 1, "
		  "'accepted', '', 261121000000 + "
		  "?1, 'D001', '2026-11-24', 'am', '王秀英', '', ?3, '13800000000', 2500, ?3, "
		  "1795000000000, '2026-11-21', ?1)",
	[PATIENT] = "INSERT INTO patient (id, name, id_type, id_number, phone, sex, birth_date, "
		    "seq) VALUES (10000000 + ?1, '王秀英', 'resident_id', ?2, "
		    "'13800000000', 'female', '1950-01-01', ?1)",
	[KEY] = "INSERT INTO patient_key (key, patient_id) VALUES (?2, 10000000 + ?1)",
};

static void run_bare(sqlite3_stmt *statement, int64_t n, const char *text, const char *other)
{
	int count = sqlite3_bind_parameter_count(statement);

	if (count > 0)
		bare_number(statement, 1, n);
	if (count > 1)
		bare_text(statement, 2, text);
	if (count > 2)
		bare_text(statement, 3, other);
	bare_rows(statement);
}

static void bare_order(sqlite3_stmt *const statement[STATEMENT_COUNT], int n, uint64_t *state)
{
	char order[32], payment[32], text[32];

	text_format(order, sizeof(order), "WX9%09d", n);
	text_format(payment, sizeof(payment), "4201%018d", n);
	run_bare(statement[BEGIN], 0, NULL, NULL);
	if (n % NEW_EVERY == 0) {
		run_bare(statement[AUDIT], n, NULL, NULL);
		text_format(text, sizeof(text), "110101%012d", n);
		run_bare(statement[PATIENT], n, text, NULL);
		for (int i = 0; i < KEYS; i++) {
			text_format(text, sizeof(text), "%u%05d", dice(state, 1000000), n);
			run_bare(statement[KEY], n, text, NULL);
		}
	}
	run_bare(statement[AUDIT], n, NULL, NULL);
	run_bare(statement[CHARGE], n + 1, NULL, NULL);
	run_bare(statement[BOOKING], n + 1, order, NULL);
	run_bare(statement[LEDGER], n + 1, order, payment);
	run_bare(statement[ORDER], n + 1, order, payment);
	run_bare(statement[COMMIT], 0, NULL, NULL);
}

static double import_bare(void *context)
{
	const struct importing *importing = context;
	sqlite3_stmt *statement[STATEMENT_COUNT];
	char text[BARE_TABLES_SIZE];
	uint64_t state = 1;
	double began, took;
	sqlite3 *db;

	bare_remove(importing->bare);
	db = bare_open(importing->bare);
	bare_tables_text(BARE_SQLITE, bare_tables, sizeof(bare_tables) / sizeof(bare_tables[0]),
			 text);
	bare_run(db, text);
	for (int i = 0; i < STATEMENT_COUNT; i++)
		statement[i] = bare_prepare(db, bare_statements[i]);
	began = seconds_now();
	for (int n = 0; n < ORDERS; n++)
		bare_order(statement, n, &state);
	took = seconds_now() - began;
	for (int i = 0; i < STATEMENT_COUNT; i++)
		bare_finish(statement[i]);
	bare_close(db);
	bare_remove(importing->bare);
	return took;
}

void bench_import(struct bench *bench)
{
	/* Rows are made safe together; the slower the disk, the more that is worth. */
	const struct bench_what cost = { "import", "s, 5000 orders", GOAL_RATIO_MOST,
					 calls_wait_us() >= SLOW_DISK_US ? 0.1 : 0.5 };
	static const struct bench_what guards = { "import-guards", "s, 5000 orders", GOAL_NONE, 0 };
	static const struct bench_what rules = { "import-rules", "s, 5000 orders", GOAL_NONE, 0 };
	static bench_side *const run[] = { import_ours, import_guards, import_bare };
	/* On a slow disk a round takes the better part of a minute and differs little from the
	 * next. */
	const int rounds = calls_wait_us() >= SLOW_DISK_US ? SLOW_ROUNDS : ROUNDS;
	struct importing importing = { .bench = bench, .size = clinic_small(bench) };
	double figures[SIDE_COUNT][BENCH_PAIRS_MAX];

	/* As many people as are needed for nobody to come too often. */
	importing.size.patients = 10000;
	text_format(importing.file, sizeof(importing.file), "%s/online.csv", bench_folder(bench));
	text_format(importing.bare, sizeof(importing.bare), "%s/import-bare.db",
		    bench_folder(bench));
	write_file(&importing);
	record(&importing);
	bench_rounds(bench, cost.name, rounds, run, SIDE_COUNT, &importing, figures);
	bench_report(bench, &cost, figures[OURS], figures[LIMIT], rounds);
	bench_report(bench, &guards, figures[OURS], figures[GUARDS], rounds);
	bench_report(bench, &rules, figures[GUARDS], figures[LIMIT], rounds);
	recording_free(importing.recording);
	unlink(importing.file);
}
