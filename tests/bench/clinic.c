#include "clinic.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bare.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/check.h"
#include "desk/roster/directory.h"
#include "generate.h"
#include "store/sqlite/schema_text.h"
#include "store/statements.h"

enum { STATEMENTS_MAX = 256 }; /* indexes and triggers of the schema */

void must(const struct desk *desk, enum status status)
{
	if (status != STATUS_OK)
		die("%s: %s", status_name(status), desk->problem.message);
}

static void settings_of_bench(struct settings *settings)
{
	settings_init(settings);
	text_copy(settings->desk_staff, sizeof(settings->desk_staff), "bench");
}

day_number clinic_today(void)
{
	struct settings settings;
	struct problem problem;
	struct clock clock;

	settings_of_bench(&settings);
	if (clock_init(&clock, settings.clinic_timezone, &problem) != STATUS_OK)
		die("%s", problem.message);
	return clock_today(&clock);
}

void clinic_open(struct desk *desk, const char *path, const char *staff)
{
	struct settings settings;

	settings_of_bench(&settings);
	must(desk, desk_open(desk, path, STORE_OPEN, &settings, staff));
	clock_pin(&desk->clock, desk_today(desk), 8 * 60 + 30);
}

struct bench_size clinic_small(const struct bench *bench)
{
	return (struct bench_size){ 1000, 10000, bench_size(bench).seed, 0 };
}

struct bench_size clinic_busy(const struct bench *bench)
{
	enum { DAYS = 62, BUSIER = 3 };

	return (struct bench_size){ (long)DAYS * CLINIC_VISITS_A_DAY * (1 + BUSIER), 100000,
				    bench_size(bench).seed, BUSIER };
}

/* Departments and doctors, as a desk puts them. */
static void put_directory(struct generator *generator, const char *path)
{
	struct department department = { .location = "一层" };
	struct doctor doctor = { .title = "主治医师", .fee_fen = 2500 };
	struct settings settings;
	enum put_outcome outcome;
	struct desk desk;

	settings_of_bench(&settings);
	must(&desk, desk_open(&desk, path, STORE_CREATE, &settings, "bench"));
	clock_pin(&desk.clock, generator->today - generator->days - 1, 8 * 60);
	must(&desk, store_begin(desk.store));
	for (int i = 0; i < CLINIC_DEPARTMENTS; i++) {
		text_format(department.code, CODE_SIZE, "K%02d", i);
		text_format(department.name, WORD_SIZE, "科室%02d", i);
		must(&desk, department_put(&desk, &department, &outcome));
	}
	for (int i = 0; i < CLINIC_DOCTORS; i++) {
		text_format(doctor.code, CODE_SIZE, "D%03d", i);
		generate_name(i * 97 % NAME_COUNT, doctor.name);
		text_format(doctor.department_code, CODE_SIZE, "K%02d", i % CLINIC_DEPARTMENTS);
		must(&desk, doctor_put(&desk, &doctor, &outcome));
	}
	must(&desk, store_commit(desk.store));
	generator->at_ms = desk_now_ms(&desk);
	text_copy(generator->clinic, sizeof(generator->clinic), desk.settings.clinic_name);
	desk_close(&desk);
}

/* Takes indexes and triggers away and keeps how they are made: into full tables they are built in
 * one go. */
static int take_away(sqlite3 *db, char *made[STATEMENTS_MAX])
{
	char *drop[STATEMENTS_MAX];
	sqlite3_stmt *list = bare_prepare(
		db, "SELECT 'DROP ' || type || ' ' || name, sql FROM sqlite_schema "
		    "WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type");
	int count = 0;

	while (sqlite3_step(list) == SQLITE_ROW) {
		if (count == STATEMENTS_MAX)
			die("the schema has more indexes and triggers than expected");
		drop[count] = memory_string((const char *)sqlite3_column_text(list, 0));
		made[count++] = memory_string((const char *)sqlite3_column_text(list, 1));
	}
	bare_finish(list);
	for (int i = 0; i < count; i++) {
		bare_run(db, drop[i]);
		free(drop[i]);
	}
	return count;
}

/* "CREATE UNIQUE INDEX audit_idem ON ...": that of audit_idem; -1 for any other and a trigger. */
static int which_index(const char *sql)
{
	char name[64];
	const char *at = strstr(sql, " INDEX ");

	if (!at || at > sql + strlen("CREATE UNIQUE"))
		return -1;
	text_format(name, sizeof(name), "%.*s", (int)strcspn(at + 7, " "), at + 7);
	return generate_index_named(name);
}

static void put_back(struct generator *generator, char *made[STATEMENTS_MAX], int count)
{
	int named = 0;

	for (int i = 0; i < count; i++) {
		bench_progress(generator->bench, "generating: %.40s", made[i]);
		if (which_index(made[i]) < 0)
			bare_run(generator->db, made[i]);
	}
	bare_run(generator->db, "PRAGMA writable_schema = ON");
	for (int i = 0; i < count; i++) {
		int index = which_index(made[i]);

		if (index >= 0) {
			generate_index_name(generator->db, index, made[i]);
			named++;
		}
		free(made[i]);
	}
	if (named != GENERATE_INDEX_COUNT)
		die("the schema has %d of the %d indexes that are made", named,
		    GENERATE_INDEX_COUNT);
}

void generate_put(sqlite3_stmt *statement)
{
	if (sqlite3_step(statement) != SQLITE_DONE)
		die("%s: %s", sqlite3_sql(statement), sqlite3_errmsg(sqlite3_db_handle(statement)));
	sqlite3_reset(statement);
}

int64_t generate_audit(struct generator *generator, const char *action, int64_t subject,
		       int64_t previous, const char *detail, bool keyed)
{
	sqlite3_stmt *statement = generator->audit;
	uint32_t key[4];

	generator->at_ms += generator->step_ms;
	bare_number(statement, 1, ++generator->seq);
	bare_number(statement, 2, generator->at_ms);
	bare_text(statement, 3, action);
	bare_number(statement, 4, subject);
	if (previous)
		bare_number(statement, 5, previous);
	else
		bare_text(statement, 5, NULL);
	bare_text(statement, 6, detail);
	for (int i = 0; keyed && i < 4; i++)
		key[i] = dice(&generator->dice, UINT32_MAX);
	if (keyed) {
		sqlite3_bind_blob(statement, 7, key, sizeof(key), SQLITE_STATIC);
		generate_index_later(&generator->idem, &key[0], &key[2], generator->seq);
	} else {
		bare_text(statement, 7, NULL);
	}
	generate_put(statement);
	return generator->seq;
}

struct prepared {
	sqlite3_stmt **statement;
	const char *sql;
};

#define PREPARED_COUNT 19

static void list_statements(struct generator *generator, struct prepared list[PREPARED_COUNT])
{
	const struct prepared all[PREPARED_COUNT] = {
		{ &generator->audit, "INSERT INTO audit (seq, at_ms, clock_step, staff_id, "
				     "counter, action, subject_id, previous, detail, idem) VALUES "
				     "(?1, ?2, 0, 1, '1', ?3, ?4, ?5, ?6, ?7)" },
		{ &generator->patient,
		  "INSERT INTO patient (id, name, id_type, id_number, phone, sex, birth_date, "
		  "card_no, seq) VALUES (?1, ?2, 'resident_id', ?3, ?4, ?5, ?6, ?7, ?8)" },
		{ &generator->key, "INSERT INTO patient_key (key, patient_id) VALUES (?1, ?2)" },
		{ &generator->session,
		  "INSERT INTO session (id, doctor_id, date, period, start_minute, end_minute, "
		  "room, capacity, online_percent, fee_fen, state, reason, seq, department_id, "
		  "department, doctor, title) SELECT ?1, d.id, ?3, ?4, ?5, ?6, '101', ?7, 20, ?8, "
		  "'open', '', ?9, e.id, e.name, d.name, d.title FROM doctor AS d JOIN department "
		  "AS e ON e.id = d.department_id WHERE d.id = ?2" },
		{ &generator->slot, "INSERT INTO slot (session_id, number, kind, withdrawn, "
				    "asked_by) VALUES (?1, ?2, ?3, 0, '')" },
		{ &generator->booking_row,
		  "INSERT INTO booking (id, session_id, number, patient_id, channel, state, "
		  "order_no, booked_at_ms, seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)" },
		{ &generator->charge,
		  "INSERT INTO charge (id, kind, fen, seq) VALUES (?1, 'registration', ?2, ?3)" },
		{ &generator->ledger,
		  "INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, "
		  "order_no, external_no, business_day, at_ms, seq) VALUES (?1, ?2, ?3, ?4, ?5, "
		  "?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)" },
		{ &generator->state, "UPDATE booking SET state = ?1, cause = ?2, seq = ?3 WHERE "
				     "id = ?4" },
		{ &generator->refund, "INSERT INTO refund (ledger_id, state, reason, seq) VALUES "
				      "(?1, 'done', '', ?2)" },
		{ &generator->no_show, "INSERT INTO no_show (booking_id, patient_id, channel, "
				       "date, seq) VALUES (?1, ?2, 'online', ?3, ?4)" },
		{ &generator->ticket,
		  "INSERT INTO ticket (booking_id, session_id, state, place, arrived_seq, "
		  "checked_in_at_ms, called_at_ms, finished_at_ms, calls, counter, seq) VALUES "
		  "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)" },
		{ &generator->order,
		  "INSERT INTO online_order (order_no, action, nth, result, code, booking_id, "
		  "doctor_code, date, period, name, id_type, id_number, phone, paid_fen, "
		  "ordered_at_ms, business_day, seq) SELECT ?1, 'book', 1, 'accepted', '', ?2, "
		  "d.code, s.date, s.period, p.name, '', coalesce(p.id_number, ''), "
		  "coalesce(p.phone, ''), ?3, ?4, ?5, ?6 FROM booking AS b JOIN session AS s ON "
		  "s.id = b.session_id JOIN doctor AS d ON d.id = s.doctor_id JOIN patient AS p "
		  "ON p.id = b.patient_id WHERE b.id = ?2" },
		{ &generator->close_session,
		  "UPDATE session SET state = 'closed', seq = ?1 WHERE id = ?2" },
		{ &generator->close_day,
		  "INSERT INTO day_close (business_day, payments_fen, refunds_fen, "
		  "cash_expected_fen, last_ledger_id, no_shows, seq) SELECT ?1, "
		  "coalesce(sum(iif(kind = 'payment', fen, 0)), "
		  "0), coalesce(sum(iif(kind = 'refund', fen, 0)), 0), coalesce(sum(iif(debit = "
		  "'cash', fen, iif(credit = 'cash', -fen, 0))), 0), ?3, ?5, ?4 FROM ledger "
		  "WHERE id > ?2 AND id <= ?3" },
		{ &generator->closed_day,
		  "INSERT INTO closed_day (business_day, clinic, line) SELECT ?1, ?2, "
		  "substr(hex(id), "
		  "1, 4) || '-' || substr(hex(id), 5, 4) || '-' || epoch FROM clinic" },
		{ &generator->closed_booking,
		  "INSERT INTO closed_booking (business_day, booking_id, patient, phone, "
		  "slot_kind, state, cause, paid_fen, refund_fen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
		  "?7, ?8, ?9)" },
		{ &generator->closed_refund,
		  "INSERT INTO closed_refund (business_day, ledger_id, state, patient, phone) "
		  "VALUES (?1, ?2, 'done', ?3, ?4)" },
		{ &generator->closed_no_show, "INSERT INTO closed_no_show (business_day, "
					      "booking_id, counted) VALUES (?1, ?2, ?3)" },
	};

	memcpy(list, all, sizeof(all));
}

/* How each session of a closed day had been sold; what was not sold online had gone over. */
static void keep_sessions(sqlite3 *db)
{
	bare_run(db,
		 "INSERT INTO closed_session (business_day, session_id, state, room, capacity, "
		 "counter_total, counter_sold, counter_free, online_total, online_sold, "
		 "online_free, gone_over, extra_sold) "
		 "SELECT d.business_day, s.id, 'closed', s.room, s.capacity, s.capacity - "
		 "coalesce(m.online, 0), coalesce(m.at_counter, 0), 0, coalesce(m.online, 0), "
		 "coalesce(m.online, 0), 0, max(s.capacity * s.online_percent / 100 - "
		 "coalesce(m.online, 0), 0), 0 "
		 "FROM closed_day AS d JOIN session AS s ON s.date = d.business_day "
		 "LEFT JOIN (SELECT session_id, sum(channel = 'online') AS online, sum(channel = "
		 "'counter') AS at_counter FROM booking WHERE state <> 'cancelled' GROUP BY "
		 "session_id) AS m ON m.session_id = s.id");
	bare_run(db,
		 "UPDATE closed_booking SET ticket_state = t.state FROM ticket AS t, booking AS b, "
		 "session AS s WHERE b.id = t.booking_id AND s.id = b.session_id AND "
		 "closed_booking.booking_id = b.id AND closed_booking.business_day = s.date");
}

/* What each closed day came to. All money of its bookings was paid on the day that they were made,
 * and none was handed back on a later one. */
static void keep_sums(sqlite3 *db)
{
	bare_run(
		db,
		"UPDATE closed_day SET payments_fen = c.payments_fen, refunds_fen = c.refunds_fen, "
		"returned_fen = c.refunds_fen, earlier_fen = 0, no_shows = c.no_shows, came = 0, "
		"not_seen = 0, cancelled = 0, made = "
		"(SELECT count(*) FROM ledger AS l WHERE l.kind = 'payment' AND l.id > CAST("
		"replace(substr(c.business_day, 3), '-', '') AS INTEGER) * 1000000 AND l.id <= "
		"c.last_ledger_id) FROM day_close AS c WHERE c.business_day = "
		"closed_day.business_day");
	bare_run(db,
		 "UPDATE closed_day SET came = m.came, cancelled = m.cancelled FROM "
		 "(SELECT k.business_day, sum(k.state = 'fulfilled') AS came, sum(k.state = "
		 "'cancelled') AS cancelled FROM closed_booking AS k JOIN booking AS b ON b.id = "
		 "k.booking_id JOIN session AS s ON s.id = b.session_id AND s.date = "
		 "k.business_day GROUP BY k.business_day) AS m WHERE m.business_day = "
		 "closed_day.business_day");
}

static void write_rows(struct generator *generator)
{
	struct prepared list[PREPARED_COUNT];

	list_statements(generator, list);
	for (int i = 0; i < PREPARED_COUNT; i++)
		*list[i].statement = bare_prepare(generator->db, list[i].sql);
	generator->missed = memory_new((size_t)generator->size.patients, 1);
	generate_indexes_begin(generator);
	generate_patients(generator);
	generate_days(generator);
	keep_sessions(generator->db);
	keep_sums(generator->db);
	generate_indexes_end(generator);
	free(generator->missed);
	for (int i = 0; i < PREPARED_COUNT; i++)
		bare_finish(*list[i].statement);
}

static int64_t last_audit(sqlite3 *db)
{
	sqlite3_stmt *last = bare_prepare(db, "SELECT max(seq) FROM audit");
	int64_t seq;

	sqlite3_step(last);
	seq = sqlite3_column_int64(last, 0);
	bare_finish(last);
	return seq;
}

/* The desk put the directory, under keys of its own. */
static void index_keys(struct generator *generator)
{
	sqlite3_stmt *keyed = bare_prepare(generator->db,
					   "SELECT seq, idem FROM audit WHERE idem IS NOT NULL");

	while (sqlite3_step(keyed) == SQLITE_ROW) {
		const unsigned char *key = sqlite3_column_blob(keyed, 1);

		generate_index_later(&generator->idem, key, key + 8,
				     sqlite3_column_int64(keyed, 0));
	}
	bare_finish(keyed);
}

static void fill(struct generator *generator, const char *path)
{
	char *made[STATEMENTS_MAX];
	int count;

	if (sqlite3_open(path, &generator->db) != SQLITE_OK)
		die("%s: %s", path, sqlite3_errmsg(generator->db));
	/* Nothing is lost when this is cut off: the file gets its name when it is whole. */
	bare_run(generator->db,
		 "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = "
		 "EXCLUSIVE; PRAGMA cache_size = -400000; PRAGMA foreign_keys = OFF; PRAGMA "
		 "ignore_check_constraints = ON; PRAGMA secure_delete = OFF; PRAGMA temp_store = "
		 "FILE; BEGIN");
	count = take_away(generator->db, made);
	generator->seq = last_audit(generator->db);
	index_keys(generator);
	write_rows(generator);
	/* What is written past the desk has no links: the first change chains all of it. */
	bare_run(generator->db, "DELETE FROM link");
	put_back(generator, made, count);
	bare_run(generator->db, "COMMIT");
	bare_close(generator->db);
	/* With the schema as it is now. */
	bare_close(bare_open(path));
}

static void show_fault(const char *check, const char *fault, void *context)
{
	(void)context;
	fprintf(stderr, "%s: %s\n", check, fault);
}

/* What was written past the desk must be what the desk itself calls right. */
static void check_made(const struct bench *bench, const char *path, enum check_depth depth)
{
	int checks, failed;
	struct desk desk;

	bench_progress(bench, "generating: checking");
	clinic_open(&desk, path, "bench");
	must(&desk, audit_mark(&desk, AUDIT_STAFF_BEGIN, "bench"));
	must(&desk, check_run(&desk, depth, show_fault, NULL, &checks, &failed));
	desk_close(&desk);
	if (failed)
		die("%d of %d checks of the generated clinic failed", failed, checks);
}

static void generate(const struct bench *bench, struct bench_size size, const char *path)
{
	struct generator generator = { .bench = bench,
				       .size = size,
				       .dice = size.seed * 2 + 1,
				       .days = generate_days_of(size),
				       .today = clinic_today(),
				       .step_ms = 1 };
	double started = seconds_now();
	char unfinished[CLINIC_PATH_SIZE + 8];

	text_format(unfinished, sizeof(unfinished), "%s.new", path);
	bare_remove(unfinished);
	put_directory(&generator, unfinished);
	fill(&generator, unfinished);
	check_made(bench, unfinished, CHECK_FAST);
	if (rename(unfinished, path) != 0)
		die("%s cannot be renamed", unfinished);
	bare_remove(unfinished);
	bench_progress(bench, "generated %ld bookings and %ld patients in %.0f s", size.bookings,
		       size.patients, seconds_now() - started);
}

/* Those of other days and of other sources. */
static void remove_old(const struct bench *bench, const char *beginning, const char *name)
{
	DIR *folder = opendir(bench_folder(bench));
	char path[CLINIC_PATH_SIZE];

	for (struct dirent *entry = folder ? readdir(folder) : NULL; entry;
	     entry = readdir(folder)) {
		if (strncmp(entry->d_name, beginning, strlen(beginning)) != 0 ||
		    strcmp(entry->d_name, name) == 0)
			continue;
		text_format(path, sizeof(path), "%s/%s", bench_folder(bench), entry->d_name);
		unlink(path);
	}
	if (folder)
		closedir(folder);
}

/* FNV-1a. */
static void stir(uint32_t *made_by, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		*made_by = (*made_by ^ (unsigned char)bytes[i]) * 16777619U;
}

/* What the clinic is made by: the schema, and the sources of what writes it. */
static uint32_t made_by(void)
{
	static const char *const sources[] = {
		"tests/bench/clinic.c",
		"tests/bench/generate_days.c",
		"tests/bench/generate_closing.c",
		"tests/bench/generate_people.c",
		"tests/bench/generate_indexes.c",
		"src/desk/people/patient_key.c",
		"src/base/pinyin.c",
	};
	uint32_t sum = 2166136261U;
	char bytes[4096];

	for (int step = 1; step <= store_schema_version(); step++)
		stir(&sum, schema_step_text(step), strlen(schema_step_text(step)));
	stir(&sum, schema_guards_text(), strlen(schema_guards_text()));
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		FILE *file = fopen(sources[i], "re");
		size_t length;

		if (!file)
			die("%s is not there: run the benchmarks where the sources are",
			    sources[i]);
		while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
			stir(&sum, bytes, length);
		fclose(file);
	}
	return sum;
}

void clinic_path(const struct bench *bench, struct bench_size size, char path[CLINIC_PATH_SIZE])
{
	char beginning[64], name[96], date[DAY_TEXT_SIZE];

	text_format(beginning, sizeof(beginning), "clinic-%ld-%ld-%llu-%d-", size.bookings,
		    size.patients, (unsigned long long)size.seed, size.busier);
	text_format(name, sizeof(name), "%s%08x-%s.db", beginning, (unsigned int)made_by(),
		    day_format(clinic_today(), date));
	text_format(path, CLINIC_PATH_SIZE, "%s/%s", bench_folder(bench), name);
	if (access(path, F_OK) == 0)
		return;
	remove_old(bench, beginning, name);
	generate(bench, size, path);
}

void clinic_check(const struct bench *bench)
{
	char path[CLINIC_PATH_SIZE];

	clinic_path(bench, bench_size(bench), path);
	check_made(bench, path, CHECK_ALL);
}

void clinic_copy(const struct bench *bench, struct bench_size size, const char *name,
		 char path[CLINIC_PATH_SIZE])
{
	char original[CLINIC_PATH_SIZE];

	clinic_path(bench, size, original);
	text_format(path, CLINIC_PATH_SIZE, "%s/%s.db", bench_folder(bench), name);
	bare_copy(original, path);
}
