/*
 * What the screens ask on the large clinic, through the desk's own functions, against the bare
 * statement that finds the same rows and columns, which a plain program keeps in memory. Both sides
 * are asked the same questions in the same order, with as large a cache, and have been asked them
 * before: what is measured is the work, not the disk.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "bare.h"
#include "base/memory.h"
#include "base/text.h"
#include "clinic.h"
#include "desk/booking/booking.h"
#include "desk/booking/booking_list.h"
#include "desk/money/ledger.h"
#include "desk/people/patient_find.h"
#include "desk/queue/queue.h"
#include "desk/queue/queue_list.h"

enum { CALLS = 60, PAIRS = 11, TYPED_SIZE = 64, KEPT_SIZE = 4 * 1024 * 1024 };

/* What is asked for once. */
struct choice {
	char typed[TYPED_SIZE];
	char from[TYPED_SIZE], to[TYPED_SIZE + 4]; /* the keys that begin with it */
	int64_t session, patient;
};

struct asked {
	struct desk desk;
	sqlite3 *bare;
	struct bench_size size;
	uint64_t dice;
	char date[DAY_TEXT_SIZE];
	int64_t first_session, first_receipt;
	const struct question *question;
	struct choice choices[CALLS];
	sqlite3_stmt *statement;
	char *kept; /* what the bare side read */
};

struct question {
	const char *name;
	void (*choose)(struct asked *asked, struct choice *choice);
	void (*ours)(struct asked *asked, const struct choice *choice);
	const char *sql;
	void (*bind)(struct asked *asked, const struct choice *choice);
};

/* What is asked for. */

static void any_session(struct asked *asked, struct choice *choice)
{
	choice->session = asked->first_session + dice(&asked->dice, CLINIC_SESSIONS_A_DAY);
}

static void look_from(struct choice *choice, const char *from)
{
	text_copy(choice->from, sizeof(choice->from), from);
	text_format(choice->to, sizeof(choice->to), "%s\xF4\x8F\xBF\xBF", from);
}

static void type(struct choice *choice, const char *text)
{
	text_copy(choice->typed, sizeof(choice->typed), text);
	look_from(choice, text);
}

static void type_name(struct asked *asked, struct choice *choice)
{
	static const char *const names[] = { "王伟", "李娜", "张", "刘洋", "陈静" };

	type(choice, names[dice(&asked->dice, 5)]);
}

static void type_initials(struct asked *asked, struct choice *choice)
{
	static const char *const initials[] = { "wwm", "ln", "zyh", "lj", "cjw" };

	type(choice, initials[dice(&asked->dice, 5)]);
}

static void type_pinyin(struct asked *asked, struct choice *choice)
{
	static const char *const spelt[] = { "wangwei", "lina", "zhangy", "liuj", "chenjing" };

	type(choice, spelt[dice(&asked->dice, 5)]);
}

static int64_t any_person(struct asked *asked, char id_number[19], char phone[12])
{
	const char *name;
	int64_t n = (int64_t)dice(&asked->dice, (uint32_t)asked->size.patients);

	clinic_person(asked->size, n, &name, id_number, phone);
	return n;
}

static void type_phone(struct asked *asked, struct choice *choice)
{
	char id_number[19], phone[12];

	any_person(asked, id_number, phone);
	type(choice, phone);
}

static void type_id_number(struct asked *asked, struct choice *choice)
{
	char id_number[19], phone[12];

	any_person(asked, id_number, phone);
	type(choice, id_number);
}

static void type_card(struct asked *asked, struct choice *choice)
{
	char card_no[CLINIC_CARD_SIZE];

	do
		clinic_card((int64_t)dice(&asked->dice, (uint32_t)asked->size.patients), card_no);
	while (!card_no[0]);
	type(choice, card_no);
}

static void any_patient(struct asked *asked, struct choice *choice)
{
	choice->patient = clinic_patient(
		(int64_t)dice(&asked->dice, (uint32_t)asked->size.patients));
}

static void type_number(struct asked *asked, struct choice *choice)
{
	char number[TYPED_SIZE];

	any_patient(asked, choice);
	text_format(number, sizeof(number), "%lld", (long long)choice->patient);
	type(choice, number);
}

static void type_last_digits(struct asked *asked, struct choice *choice)
{
	char digits[8], backwards[8];

	text_format(digits, sizeof(digits), "%04u", dice(&asked->dice, 10000));
	type(choice, digits);
	text_format(backwards, sizeof(backwards), "~%c%c%c%c", digits[3], digits[2], digits[1],
		    digits[0]);
	look_from(choice, backwards);
}

/* The desk's answers. */

static void list_queue(struct asked *asked, const struct choice *choice)
{
	struct ticket *rows;
	size_t count;

	must(&asked->desk, queue_list(&asked->desk, choice->session, &rows, &count));
	free(rows);
}

static void find(struct asked *asked, const struct choice *choice)
{
	static struct patient found[PATIENT_FIND_MAX];
	size_t count;

	must(&asked->desk, patient_find(&asked->desk, choice->typed, found, &count));
}

/* Why each number of a session is or is not for sale. */
static void explain_numbers(struct asked *asked, const struct choice *choice)
{
	char sentence[PROBLEM_MESSAGE_SIZE];
	struct session session;
	struct slot *rows;
	size_t count;

	must(&asked->desk, session_get_bare(&asked->desk, choice->session, &session));
	must(&asked->desk, slot_list(&asked->desk, choice->session, &rows, &count));
	for (size_t i = 0; i < count; i++)
		slot_why(&asked->desk, &session, &rows[i], CHANNEL_COUNTER, sentence,
			 sizeof(sentence));
	free(rows);
}

static void add_up_day(struct asked *asked, const struct choice *choice)
{
	struct day_money money;

	(void)choice;
	must(&asked->desk, ledger_day(&asked->desk, asked->date, &money));
}

static void count_queues(struct asked *asked, const struct choice *choice)
{
	struct queue_count *rows;
	size_t count;

	(void)choice;
	must(&asked->desk, queue_counts(&asked->desk, clinic_today(), &rows, &count));
	free(rows);
}

static void list_bookings(struct asked *asked, const struct choice *choice)
{
	struct booking *rows;
	size_t count;

	must(&asked->desk, booking_list_patient(&asked->desk, choice->patient, &rows, &count));
	free(rows);
}

static void list_day(struct asked *asked, const struct choice *choice)
{
	struct booking *rows;
	size_t count;

	(void)choice;
	must(&asked->desk, booking_list_day(&asked->desk, clinic_today(), &rows, &count));
	free(rows);
}

/* The bare statements' values. */

static void bind_session(struct asked *asked, const struct choice *choice)
{
	bare_number(asked->statement, 1, choice->session);
}

static void bind_prefix(struct asked *asked, const struct choice *choice)
{
	bare_text(asked->statement, 1, choice->from);
	bare_text(asked->statement, 2, choice->to);
}

static void bind_receipts(struct asked *asked, const struct choice *choice)
{
	(void)choice;
	bare_number(asked->statement, 1, asked->first_receipt);
}

static void bind_date(struct asked *asked, const struct choice *choice)
{
	(void)choice;
	bare_text(asked->statement, 1, asked->date);
}

static void bind_patient(struct asked *asked, const struct choice *choice)
{
	bare_number(asked->statement, 1, choice->patient);
}

#define PATIENT_COLUMNS \
	"SELECT p.id, p.seq, p.name, p.id_type, p.id_number, p.phone, p.sex, p.birth_date, " \
	"p.card_no "
#define PREFIX_SEARCH \
	PATIENT_COLUMNS "FROM patient_key AS k CROSS JOIN patient AS p ON p.id = " \
			"k.patient_id WHERE k.key >= ?1 AND k.key < ?2 ORDER BY k.key, " \
			"k.patient_id LIMIT 50"
/* A booking with all that the desk shows of it. */
#define BOOKING_COLUMNS \
	"SELECT b.id, b.seq, b.session_id, b.patient_id, l.id, b.number, n.kind, b.channel, " \
	"b.state, b.cause, c.fen, CASE WHEN l.fen = c.fen THEN l.fen ELSE (SELECT sum(fen) FROM " \
	"ledger WHERE charge_id = b.id AND kind = 'payment') END, CASE WHEN r.ledger_id IS NOT " \
	"NULL THEN (SELECT sum(fen) FROM ledger WHERE charge_id = b.id AND kind = 'refund') END, " \
	"l.method, " \
	"b.order_no, b.booked_at_ms, s.date, s.period, s.start_minute, s.end_minute, " \
	"s.capacity, s.state, d.code, d.name, e.code, e.name, s.room, p.name, p.phone, " \
	"p.id_number, t.state, r.state, m.method "
#define BOOKING_JOINS \
	"JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number JOIN doctor AS " \
	"d ON d.id = s.doctor_id JOIN department AS e ON e.id = d.department_id JOIN patient " \
	"AS p ON p.id = b.patient_id JOIN charge AS c ON c.id = b.id LEFT JOIN ledger AS l ON " \
	"l.id = (SELECT min(id) FROM ledger WHERE charge_id = b.id AND kind = 'payment') LEFT " \
	"JOIN refund AS r ON r.ledger_id = (SELECT max(id) FROM ledger WHERE charge_id = b.id " \
	"AND kind = 'refund') LEFT JOIN ledger AS m ON m.id = r.ledger_id LEFT JOIN ticket AS " \
	"t ON t.booking_id = b.id "
#define OF_PATIENT(which) \
	BOOKING_COLUMNS "FROM booking AS b " \
			"JOIN session AS s ON s.id = b.session_id " BOOKING_JOINS \
			"WHERE b.patient_id = ?1 AND b.state " which " 'cancelled' "
#define OF_DAY(which) \
	BOOKING_COLUMNS "FROM session AS s " \
			"JOIN booking AS b ON b.session_id = s.id AND b.state " which \
			" 'cancelled' " BOOKING_JOINS "WHERE s.date = ?1 "

static const struct question questions[] = {
	{ "query-queue", any_session, list_queue,
	  "SELECT t.booking_id, t.session_id, b.patient_id, b.number, t.place, t.calls, t.state, "
	  "b.channel, t.checked_in_at_ms, t.called_at_ms, t.finished_at_ms, t.counter, p.name "
	  "FROM ticket AS t JOIN booking AS b ON b.id = t.booking_id JOIN patient AS p ON p.id = "
	  "b.patient_id WHERE t.session_id = ?1 AND t.state <> 'void' ORDER BY t.state, t.place, "
	  "t.arrived_seq",
	  bind_session },
	{ "query-find-name", type_name, find, PREFIX_SEARCH, bind_prefix },
	{ "query-find-pinyin", type_pinyin, find, PREFIX_SEARCH, bind_prefix },
	{ "query-find-initials", type_initials, find, PREFIX_SEARCH, bind_prefix },
	{ "query-find-phone", type_phone, find, PREFIX_SEARCH, bind_prefix },
	{ "query-find-last-four", type_last_digits, find, PREFIX_SEARCH, bind_prefix },
	{ "query-find-id-number", type_id_number, find, PREFIX_SEARCH, bind_prefix },
	{ "query-find-card", type_card, find, PREFIX_SEARCH, bind_prefix },
	{ "query-find-number", type_number, find, PREFIX_SEARCH, bind_prefix },
	{ "query-why", any_session, explain_numbers,
	  "SELECT n.session_id, n.number, n.kind, n.withdrawn, n.asked_by, b.id FROM slot AS n "
	  "LEFT "
	  "JOIN booking AS b ON b.session_id = n.session_id AND b.number = n.number AND b.state <> "
	  "'cancelled' WHERE n.session_id = ?1 ORDER BY n.number",
	  bind_session },
	{ "query-day-totals", any_session, add_up_day,
	  "SELECT kind, method, credit, count(*), sum(fen) FROM ledger WHERE id > ?1 AND id < ?1 + "
	  "1000000 GROUP BY kind, method, credit",
	  bind_receipts },
	{ "query-queue-counts", any_session, count_queues,
	  "SELECT t.session_id, t.state, count(*), min(t.checked_in_at_ms) FROM session AS s JOIN "
	  "ticket AS t ON t.session_id = s.id WHERE s.date = ?1 GROUP BY t.session_id, t.state",
	  bind_date },
	{ "query-patient-history", any_patient, list_bookings,
	  OF_PATIENT("<>") "UNION ALL " OF_PATIENT("=") "ORDER BY 17 DESC, 1 DESC", bind_patient },
	{ "query-day-bookings", any_session, list_day,
	  OF_DAY("<>") "UNION ALL " OF_DAY("=") "ORDER BY 19, 23, 6, 1", bind_date },
};

/* Runs it to its end and keeps the rows as a plain program would: numbers as numbers, texts with
 * their length. */
static void keep_rows(sqlite3_stmt *statement, char *kept)
{
	int columns = sqlite3_column_count(statement), code;
	size_t used = 0;

	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		for (int i = 0; i < columns; i++) {
			int type = sqlite3_column_type(statement, i);
			const unsigned char *text;
			sqlite3_int64 number = 0;
			size_t length = 0;

			if (used > KEPT_SIZE - 4096)
				die("%s: too many rows", sqlite3_sql(statement));
			if (type == SQLITE_INTEGER) {
				number = sqlite3_column_int64(statement, i);
				memcpy(kept + used, &number, sizeof(number));
				used += sizeof(number);
			} else if (type != SQLITE_NULL) {
				text = sqlite3_column_text(statement, i);
				length = (size_t)sqlite3_column_bytes(statement, i) + 1;
				memcpy(kept + used, text, length);
				used += length;
			}
		}
	}
	if (code != SQLITE_DONE)
		die("%s: %s", sqlite3_sql(statement), sqlite3_errmsg(sqlite3_db_handle(statement)));
	sqlite3_reset(statement);
}

static double time_ours(void *context)
{
	struct asked *asked = context;
	double each[CALLS];

	for (int i = 0; i < CALLS; i++) {
		double began = seconds_now();

		asked->question->ours(asked, &asked->choices[i]);
		each[i] = (seconds_now() - began) * 1e6;
	}
	return middle(each, CALLS);
}

static double time_bare(void *context)
{
	struct asked *asked = context;
	double each[CALLS];

	for (int i = 0; i < CALLS; i++) {
		double began = seconds_now();

		asked->question->bind(asked, &asked->choices[i]);
		keep_rows(asked->statement, asked->kept);
		each[i] = (seconds_now() - began) * 1e6;
	}
	return middle(each, CALLS);
}

static void ask(struct bench *bench, struct asked *asked, const struct question *question)
{
	const struct bench_what what = { question->name, "us, p50", GOAL_RATIO_MOST, 2 };

	asked->question = question;
	for (int i = 0; i < CALLS; i++)
		question->choose(asked, &asked->choices[i]);
	asked->statement = bare_prepare(asked->bare, question->sql);
	for (int warm = 0; warm < 2; warm++) {
		time_ours(asked);
		time_bare(asked);
	}
	bench_pair(bench, &what, PAIRS, time_ours, time_bare, asked);
	bare_finish(asked->statement);
}

void bench_queries(struct bench *bench)
{
	char path[CLINIC_PATH_SIZE];
	struct asked asked = { .size = bench_size(bench), .dice = bench_size(bench).seed | 1 };

	clinic_path(bench, asked.size, path);
	clinic_open(&asked.desk, path, "bench");
	asked.bare = bare_open(path);
	/* As much as the desk's own. */
	bare_run(asked.bare, "PRAGMA cache_size = -3500");
	asked.kept = memory_new(1, KEPT_SIZE);
	day_format(clinic_today(), asked.date);
	asked.first_session = clinic_session(asked.size, 1, 0, 0) - CLINIC_SESSIONS_A_DAY;
	asked.first_receipt = day_number_base(clinic_today());
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		if (bench_wants(bench, questions[i].name))
			ask(bench, &asked, &questions[i]);
	}
	free(asked.kept);
	bare_close(asked.bare);
	desk_close(&asked.desk);
}
