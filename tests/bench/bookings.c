#include "bookings.h"

#include <endian.h>

#include "bare.h"
#include "base/text.h"
#include "desk/booking/booking.h"

void booker_open(struct booker *booker, const char *path, struct bench_size size, int number,
		 int of)
{
	char staff[CODE_SIZE];

	text_format(staff, sizeof(staff), "clerk%d", number);
	clinic_open(&booker->desk, path, staff);
	booker->size = size;
	booker->dice = size.seed + (uint64_t)number * 7919 + 1;
	booker->next = number;
	booker->step = of;
}

enum status booker_try(struct booker *booker)
{
	struct booking_wish wish = { .channel = CHANNEL_COUNTER,
				     .pay = true,
				     .method = METHOD_CASH };
	struct booking booking;
	enum status status;

	/* A session may be sold out: the clerk takes another. */
	do {
		struct clinic_choice choice = clinic_choice(booker->size, &booker->dice,
							    booker->next);

		wish.idem = idem_new();
		wish.patient_id = clinic_patient(choice.patient);
		wish.session_id = clinic_session(booker->size, choice.ahead, choice.doctor,
						 choice.period);
		status = booking_book(&booker->desk, &wish, &booking);
	} while (status == STATUS_QUOTA_FULL);
	if (status == STATUS_OK)
		booker->next += booker->step;
	return status;
}

double booker_run(struct booker *booker, int count, double *each)
{
	double started = seconds_now(), before = started, now = started;

	for (int i = 0; i < count; i++) {
		must(&booker->desk, booker_try(booker));
		now = seconds_now();
		if (each)
			each[i] = now - before;
		before = now;
	}
	return now - started;
}

void booker_close(struct booker *booker)
{
	desk_close(&booker->desk);
}

const struct bare_table bare_booking_tables[BARE_BOOKING_TABLES] = {
	{ "audit", { "audit_idem" } },
	{ "booking", { "booking_number_once", "booking_person_once" } },
	{ .name = "charge" },
	{ "ledger", { "ledger_paid" } },
};

void bare_booker_make(const char *path)
{
	char text[BARE_TABLES_SIZE];
	sqlite3 *db;

	bare_remove(path);
	db = bare_open(path);
	bare_tables_text(BARE_SQLITE, bare_booking_tables, BARE_BOOKING_TABLES, text);
	bare_run(db, text);
	bare_close(db);
}

void bare_booker_open(struct bare_booker *booker, const char *path, int number)
{
	sqlite3 *db = bare_open(path);

	*booker = (struct bare_booker){ .db = db, .dice = (uint64_t)number * 7919 + 1 };
	booker->begin = bare_prepare(db, "BEGIN IMMEDIATE");
	booker->commit = bare_prepare(db, "COMMIT");
	booker->audit = bare_prepare(
		db, "INSERT INTO audit (at_ms, clock_step, staff_id, counter, action, subject_id, "
		    "detail, idem, asked) VALUES (?1, 0, 1, '1', "
		    "'booking.book', ?2, 'D001 2026-11-24 am 12 "
		    "(counter) cash 25.00', ?3, ?4)");
	booker->booking = bare_prepare(
		db, "INSERT INTO booking (id, session_id, number, patient_id, channel, state, "
		    "booked_at_ms, seq, beside) VALUES (?1, ?2, ?3, ?4, 'counter', "
		    "'booked', ?5, ?6, 0)");
	booker->charge = bare_prepare(
		db, "INSERT INTO charge (id, kind, fen, seq) VALUES (?1, 'registration', 2500, "
		    "?2)");
	booker->ledger = bare_prepare(
		db, "INSERT INTO ledger (id, kind, debit, credit, method, fen, charge_id, "
		    "business_day, at_ms, seq) VALUES (?1, 'payment', 'cash', "
		    "'revenue', 'cash', 2500, ?2, "
		    "'2026-11-21', ?3, ?4)");
}

void bare_booker_wait(struct bare_booker *booker, int wait_ms)
{
	sqlite3_busy_timeout(booker->db, wait_ms);
}

static void step(sqlite3_stmt *statement)
{
	if (sqlite3_step(statement) != SQLITE_DONE)
		die("%s: %s", sqlite3_sql(statement), sqlite3_errmsg(sqlite3_db_handle(statement)));
	sqlite3_reset(statement);
}

static void bare_rows_of_booking(struct bare_booker *booker)
{
	const int64_t day = INT64_C(261121) * 1000000, at_ms = INT64_C(1795000000000);
	unsigned char asked[5 * 5] = { 0 };
	uint32_t key[4];
	int64_t seq, id;

	/* In the order of time, as the desk's are. */
	key[0] = htobe32((uint32_t)booker->next++);
	for (int i = 1; i < 4; i++)
		key[i] = dice(&booker->dice, UINT32_MAX);
	bare_number(booker->audit, 1, at_ms);
	bare_number(booker->audit, 2, day);
	sqlite3_bind_blob(booker->audit, 3, key, sizeof(key), SQLITE_STATIC);
	sqlite3_bind_blob(booker->audit, 4, asked, sizeof(asked), SQLITE_STATIC);
	step(booker->audit);
	seq = sqlite3_last_insert_rowid(booker->db);
	id = day + seq;
	bare_number(booker->booking, 1, id);
	bare_number(booker->booking, 2, dice(&booker->dice, 4200));
	bare_number(booker->booking, 3, seq);
	bare_number(booker->booking, 4, 10000000 + dice(&booker->dice, 10000));
	bare_number(booker->booking, 5, at_ms);
	bare_number(booker->booking, 6, seq);
	/* The same person in the same session, by chance: another row then. */
	while (sqlite3_step(booker->booking) != SQLITE_DONE) {
		sqlite3_reset(booker->booking);
		bare_number(booker->booking, 4, 10000000 + dice(&booker->dice, 10000));
	}
	sqlite3_reset(booker->booking);
	bare_number(booker->charge, 1, id);
	bare_number(booker->charge, 2, seq);
	step(booker->charge);
	bare_number(booker->ledger, 1, id);
	bare_number(booker->ledger, 2, id);
	bare_number(booker->ledger, 3, at_ms);
	bare_number(booker->ledger, 4, seq);
	step(booker->ledger);
}

bool bare_booker_book(struct bare_booker *booker)
{
	int code = sqlite3_step(booker->begin);

	sqlite3_reset(booker->begin);
	if (code == SQLITE_BUSY)
		return false;
	if (code != SQLITE_DONE)
		die("BEGIN: %s", sqlite3_errmsg(booker->db));
	bare_rows_of_booking(booker);
	step(booker->commit);
	return true;
}

double bare_booker_run(struct bare_booker *booker, int count)
{
	double started = seconds_now();

	for (int i = 0; i < count; i++) {
		if (!bare_booker_book(booker))
			die("the bare database is locked");
	}
	return seconds_now() - started;
}

void bare_booker_close(struct bare_booker *booker)
{
	bare_finish(booker->begin);
	bare_finish(booker->commit);
	bare_finish(booker->audit);
	bare_finish(booker->booking);
	bare_finish(booker->charge);
	bare_finish(booker->ledger);
	bare_close(booker->db);
}
