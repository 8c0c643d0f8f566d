/*
 * What the screens ask on the large clinic, through the desk's own functions, against the bare
 * statement that finds the same rows; and how much SQLite does for a row that is shown.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "bare.h"
#include "base/text.h"
#include "clinic.h"
#include "desk/booking.h"
#include "desk/ledger.h"
#include "desk/queue.h"

enum { CALLS = 60, PAIRS = 9, TYPED_SIZE = 64 };

struct asked {
	struct desk desk;
	sqlite3 *of_desk; /* the desk's own connection, to read its counters */
	sqlite3 *bare;
	struct bench_size size;
	uint64_t dice;
	char date[DAY_TEXT_SIZE];
	int64_t first_session, first_receipt;
	/* Of one call: */
	char typed[TYPED_SIZE], end[TYPED_SIZE + 4];
	int64_t session, patient;
	const struct question *question;
	sqlite3_stmt *statement;
};

struct question {
	const char *name;
	void (*choose)(struct asked *asked); /* what is asked for this time */
	void (*ours)(struct asked *asked);
	const char *sql;
	void (*bind)(struct asked *asked);
};

/* What is asked for. */

static void any_session(struct asked *asked)
{
	asked->session = asked->first_session + dice(&asked->dice, CLINIC_SESSIONS_A_DAY);
}

static void type(struct asked *asked, const char *text)
{
	text_copy(asked->typed, sizeof(asked->typed), text);
	text_format(asked->end, sizeof(asked->end), "%s\xF4\x8F\xBF\xBF", text);
}

static void type_name(struct asked *asked)
{
	static const char *const names[] = { "王伟", "李娜", "张", "刘洋", "陈静" };

	type(asked, names[dice(&asked->dice, 5)]);
}

static void type_initials(struct asked *asked)
{
	static const char *const initials[] = { "wwm", "ln", "zyh", "lj", "cjw" };

	type(asked, initials[dice(&asked->dice, 5)]);
}

static void type_pinyin(struct asked *asked)
{
	static const char *const spelt[] = { "wangwei", "lina", "zhangy", "liuj", "chenjing" };

	type(asked, spelt[dice(&asked->dice, 5)]);
}

static void any_person(struct asked *asked, char id_number[19], char phone[12])
{
	const char *name;
	int64_t n = (int64_t)dice(&asked->dice, (uint32_t)asked->size.patients);

	clinic_person(asked->size, n, &name, id_number, phone);
	asked->patient = clinic_patient(n);
}

static void type_phone(struct asked *asked)
{
	char id_number[19], phone[12];

	any_person(asked, id_number, phone);
	type(asked, phone);
}

static void type_id_number(struct asked *asked)
{
	char id_number[19], phone[12];

	any_person(asked, id_number, phone);
	type(asked, id_number);
}

static void type_last_digits(struct asked *asked)
{
	char digits[8];

	text_format(digits, sizeof(digits), "%04u", dice(&asked->dice, 10000));
	type(asked, digits);
	/* The bare statement looks for them backwards. */
	text_format(asked->end, sizeof(asked->end), "~%c%c%c%c", digits[3], digits[2], digits[1],
		    digits[0]);
}

static void any_person_today(struct asked *asked)
{
	char id_number[19], phone[12];

	any_person(asked, id_number, phone);
	any_session(asked);
}

/* The desk's answers. */

static void list_queue(struct asked *asked)
{
	struct ticket *rows;
	size_t count;

	must(&asked->desk, queue_list(&asked->desk, asked->session, &rows, &count));
	free(rows);
}

static void find(struct asked *asked)
{
	static struct patient found[PATIENT_FIND_MAX];
	size_t count;

	must(&asked->desk, patient_find(&asked->desk, asked->typed, found, &count));
}

/* Why each number of a session is or is not for sale. */
static void explain_numbers(struct asked *asked)
{
	char sentence[PROBLEM_MESSAGE_SIZE];
	struct session session;
	struct slot *rows;
	size_t count;

	must(&asked->desk, session_get(&asked->desk, asked->session, &session));
	must(&asked->desk, slot_list(&asked->desk, asked->session, &rows, &count));
	for (size_t i = 0; i < count; i++)
		slot_why(&asked->desk, &session, &rows[i], CHANNEL_COUNTER, sentence,
			 sizeof(sentence));
	free(rows);
}

static void add_up_day(struct asked *asked)
{
	struct day_money money;

	must(&asked->desk, ledger_day(&asked->desk, asked->date, &money));
}

static void count_queues(struct asked *asked)
{
	struct queue_count *rows;
	size_t count;

	must(&asked->desk, queue_counts(&asked->desk, clinic_today(), &rows, &count));
	free(rows);
}

static void list_bookings(struct asked *asked)
{
	struct booking *rows;
	size_t count;

	must(&asked->desk, booking_list_patient(&asked->desk, asked->patient, &rows, &count));
	free(rows);
}

static void list_day(struct asked *asked)
{
	struct booking *rows;
	size_t count;

	must(&asked->desk, booking_list_day(&asked->desk, clinic_today(), &rows, &count));
	free(rows);
}

/* The bare statements' values. */

static void bind_session(struct asked *asked)
{
	bare_number(asked->statement, 1, asked->session);
}

static void bind_prefix(struct asked *asked)
{
	bare_text(asked->statement, 1, asked->typed);
	bare_text(asked->statement, 2, asked->end);
}

static void bind_typed(struct asked *asked)
{
	bare_text(asked->statement, 1, asked->typed);
}

static void bind_suffix(struct asked *asked)
{
	static char end[TYPED_SIZE + 8];

	text_format(end, sizeof(end), "%s\xF4\x8F\xBF\xBF", asked->end);
	bare_text(asked->statement, 1, asked->end);
	bare_text(asked->statement, 2, end);
}

static void bind_receipts(struct asked *asked)
{
	bare_number(asked->statement, 1, asked->first_receipt);
}

static void bind_date(struct asked *asked)
{
	bare_text(asked->statement, 1, asked->date);
}

static void bind_patient(struct asked *asked)
{
	bare_number(asked->statement, 1, asked->patient);
}

#define PATIENT_COLUMNS \
	"SELECT p.id, p.seq, p.name, p.id_type, p.id_number, p.phone, p.sex, p.birth_date, " \
	"p.card_no "
#define PREFIX_SEARCH \
	PATIENT_COLUMNS "FROM patient_key AS k CROSS JOIN patient AS p ON p.id = " \
			"k.patient_id WHERE k.key >= ?1 AND k.key < ?2 ORDER BY k.key, " \
			"k.patient_id LIMIT 50"
#define BOOKING_COLUMNS \
	"SELECT b.id, b.number, b.channel, b.state, b.fee_fen, b.paid_fen, b.refund_fen, " \
	"l.method, s.date, s.period, s.start_minute, s.room, d.name, e.name, p.name, " \
	"p.phone, p.id_number, t.state "
#define BOOKING_JOINS \
	"JOIN doctor AS d ON d.id = s.doctor_id JOIN department AS e ON e.id = " \
	"d.department_id JOIN patient AS p ON p.id = b.patient_id LEFT JOIN ledger AS l " \
	"ON l.id = b.payment_id LEFT JOIN ticket AS t ON t.booking_id = b.id "

static const struct question questions[] = {
	{ "query-queue", any_session, list_queue,
	  "SELECT t.place, t.state, t.calls, t.checked_in_at_ms, t.called_at_ms, b.number, "
	  "b.channel, p.name FROM ticket AS t JOIN booking AS b ON b.id = t.booking_id JOIN "
	  "patient AS p ON p.id = b.patient_id WHERE t.session_id = ?1 ORDER BY t.state, t.place",
	  bind_session },
	{ "query-find-name", type_name, find, PREFIX_SEARCH, bind_prefix },
	{ "query-find-pinyin", type_pinyin, find, PREFIX_SEARCH, bind_prefix },
	{ "query-find-initials", type_initials, find, PREFIX_SEARCH, bind_prefix },
	{ "query-find-phone", type_phone, find,
	  PATIENT_COLUMNS "FROM patient_key AS k CROSS JOIN patient AS p ON p.id = k.patient_id "
			  "WHERE k.key = ?1",
	  bind_typed },
	{ "query-find-last-four", type_last_digits, find, PREFIX_SEARCH, bind_suffix },
	{ "query-find-id-number", type_id_number, find,
	  PATIENT_COLUMNS "FROM patient AS p WHERE p.id_number = ?1 AND p.id_number IS NOT NULL",
	  bind_typed },
	{ "query-why", any_session, explain_numbers,
	  "SELECT n.number, n.kind, n.withdrawn, n.asked_by, b.id FROM slot AS n LEFT JOIN booking "
	  "AS b ON b.session_id = n.session_id AND b.number = n.number AND b.state <> 'cancelled' "
	  "WHERE n.session_id = ?1 ORDER BY n.number",
	  bind_session },
	{ "query-day-totals", any_session, add_up_day,
	  "SELECT kind, method, count(*), sum(fen) FROM ledger WHERE id > ?1 AND id < ?1 + 1000000 "
	  "GROUP BY kind, method",
	  bind_receipts },
	{ "query-queue-counts", any_session, count_queues,
	  "SELECT t.session_id, t.state, count(*), min(t.checked_in_at_ms) FROM session AS s JOIN "
	  "ticket AS t ON t.session_id = s.id WHERE s.date = ?1 GROUP BY t.session_id, t.state",
	  bind_date },
	{ "query-patient-history", any_person_today, list_bookings,
	  BOOKING_COLUMNS
	  "FROM booking AS b JOIN session AS s ON s.id = b.session_id " BOOKING_JOINS
	  "WHERE b.patient_id = ?1 AND b.state <> 'cancelled' ORDER BY s.date DESC",
	  bind_patient },
	{ "query-day-bookings", any_session, list_day,
	  BOOKING_COLUMNS "FROM session AS s JOIN booking AS b ON b.session_id = s.id AND b.state "
			  "<> 'cancelled' " BOOKING_JOINS "WHERE s.date = ?1 ORDER BY "
			  "s.start_minute, d.code, b.number",
	  bind_date },
};

static double time_ours(void *context)
{
	struct asked *asked = context;
	double each[CALLS];

	for (int i = 0; i < CALLS; i++) {
		double began;

		asked->question->choose(asked);
		began = seconds_now();
		asked->question->ours(asked);
		each[i] = (seconds_now() - began) * 1e6;
	}
	return middle(each, CALLS);
}

static double time_bare(void *context)
{
	struct asked *asked = context;
	double each[CALLS];

	for (int i = 0; i < CALLS; i++) {
		double began;

		asked->question->choose(asked);
		began = seconds_now();
		asked->question->bind(asked);
		bare_rows(asked->statement);
		each[i] = (seconds_now() - began) * 1e6;
	}
	return middle(each, CALLS);
}

/* Steps of SQLite's machine in all statements of a connection since the last call. */
static double steps_of(sqlite3 *db)
{
	long steps = 0;

	for (sqlite3_stmt *each = sqlite3_next_stmt(db, NULL); each;
	     each = sqlite3_next_stmt(db, each))
		steps += sqlite3_stmt_status(each, SQLITE_STMTSTATUS_VM_STEP, 1);
	return (double)steps;
}

static long scanned(sqlite3 *db)
{
	long rows = 0;

	for (sqlite3_stmt *each = sqlite3_next_stmt(db, NULL); each;
	     each = sqlite3_next_stmt(db, each))
		rows += sqlite3_stmt_status(each, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
	return rows;
}

/*
 * Work per row that is shown, beside that of a statement that reads no row it does not show. Other
 * columns and joins are a constant more; rows that are read and thrown away would stand out.
 */
static void report_steps(struct bench *bench, struct asked *asked)
{
	double ours[CALLS], bare[CALLS];
	struct bench_what what = { .unit = "steps per row", .goal = GOAL_RATIO_MOST, .value = 6 };
	char name[48];
	long rows = 0;

	text_format(name, sizeof(name), "%s-steps", asked->question->name);
	what.name = name;
	steps_of(asked->of_desk);
	scanned(asked->of_desk);
	for (int i = 0; i < CALLS; i++) {
		int shown;

		asked->question->choose(asked);
		asked->question->ours(asked);
		ours[i] = steps_of(asked->of_desk);
		rows += scanned(asked->of_desk);
		asked->question->bind(asked);
		steps_of(asked->bare);
		shown = bare_rows(asked->statement);
		bare[i] = steps_of(asked->bare) / (shown + 1);
		ours[i] /= shown + 1;
	}
	if (rows)
		die("%s scans a table: %ld rows", asked->question->name, rows);
	ours[0] = middle(ours, CALLS);
	bare[0] = middle(bare, CALLS);
	bench_report(bench, &what, ours, bare, 1);
}

static void ask(struct bench *bench, struct asked *asked, const struct question *question)
{
	const struct bench_what what = { question->name, "us, p50", GOAL_RATIO_MOST, 2 };

	asked->question = question;
	asked->statement = bare_prepare(asked->bare, question->sql);
	time_ours(asked);
	time_bare(asked);
	bench_pair(bench, &what, PAIRS, time_ours, time_bare, asked);
	report_steps(bench, asked);
	bare_finish(asked->statement);
}

/* SQLite tells of each new connection: so the desk's own can be looked into. */
static sqlite3 *newest_connection;

static int note_connection(sqlite3 *db, const char **error, const void *routines)
{

	(void)error;
	(void)routines;
	newest_connection = db;
	return SQLITE_OK;
}

void bench_queries(struct bench *bench)
{
	char path[CLINIC_PATH_SIZE];
	struct asked asked = { .size = bench_size(bench), .dice = bench_size(bench).seed | 1 };

	clinic_path(bench, asked.size, path);
	sqlite3_auto_extension((void (*)(void))note_connection);
	clinic_open(&asked.desk, path, "bench");
	asked.of_desk = newest_connection;
	sqlite3_reset_auto_extension();
	asked.bare = bare_open(path);
	bare_run(asked.bare, "PRAGMA cache_size = -64000");
	day_format(clinic_today(), asked.date);
	asked.first_session = clinic_session(asked.size, 1, 0, 0) - CLINIC_SESSIONS_A_DAY;
	asked.first_receipt = day_number_base(clinic_today());
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		if (bench_wants(bench, questions[i].name))
			ask(bench, &asked, &questions[i]);
	}
	bare_close(asked.bare);
	desk_close(&asked.desk);
}
