#ifndef TESTS_BENCH_GENERATE_H
#define TESTS_BENCH_GENERATE_H
/* The parts of the generator: clinic.c puts them in order. Columns that are not named in an insert
 * are those of which the desk writes nothing either. */
#include <sqlite3.h>

#include "clinic.h"
#include "desk/roster/slot.h"

enum { NAME_COUNT = 20 * 40 * 31 };

/* Indexes that are written row by row, in order (generate_indexes.c). */
enum generate_index {
	INDEX_IDEM,
	INDEX_KEY_PATIENT,
	INDEX_NUMBER,
	INDEX_PERSON,
	INDEX_EXTERNAL,
	INDEX_PAID,
	INDEX_OF,
	INDEX_CANCELLED_SESSION,
	INDEX_CANCELLED_PATIENT,
	GENERATE_INDEX_COUNT
};

/* A row that is not in order yet: two numbers, or sixteen bytes, and the row it is about. */
struct index_row {
	unsigned char first[8], second[8];
	int64_t id;
};

struct index_rows {
	struct index_row *item;
	size_t count, room;
};

/* A booking of a visit, and what became of it. */
struct visit {
	int64_t id, seq, patient, session, payment, refund; /* refund: 0 unless it was cancelled */
	const char *method;
	int number, missed; /* missed: the online no-shows of the person up to this one; 0: none */
	bool online;
};

/* The visits of a day; those that were cancelled lie apart. */
enum { BUSIER_MAX = 3, VISITS_MAX = 4096 * (1 + BUSIER_MAX) };
struct visits {
	struct visit item[VISITS_MAX], cancelled[VISITS_MAX];
	int count, cancelled_count;
	/* The newest entry of each session. */
	int64_t session_seq[CLINIC_SESSIONS_A_DAY * (1 + BUSIER_MAX)];
};

struct generator {
	const struct bench *bench;
	struct bench_size size;
	sqlite3 *db;
	sqlite3_stmt *audit, *patient, *key, *session, *slot, *charge, *booking_row, *ledger,
		*state, *refund, *no_show, *ticket, *order, *close_session, *close_day, *closed_day,
		*closed_booking, *closed_refund, *closed_no_show;
	sqlite3_stmt *index[GENERATE_INDEX_COUNT];
	struct index_rows idem, persons, cancelled;
	unsigned char *missed; /* online no-shows by patient */
	char clinic[NAME_SIZE];
	uint64_t dice;
	int days;	  /* of visits, the last of which is today */
	day_number today; /* and the last day of it */
	int64_t seq, next_patient;
	/* Of the day that is being written: */
	day_number day;
	char date[DAY_TEXT_SIZE];
	int64_t at_ms, step_ms, booking, ledger_id, no_shows;
};

/* What each visit costs. */
enum { GENERATE_FEE_FEN = 2500 };

/* Writes an audit row and returns its number. `keyed`: with an idempotency key. */
int64_t generate_audit(struct generator *generator, const char *action, int64_t subject,
		       int64_t previous, const char *detail, bool keyed);

/* All patients with their keys. */
void generate_patients(struct generator *generator);

/* The days of the past with their sessions, bookings and money, and the week ahead. */
void generate_days(struct generator *generator);

/* Closes the day that is being written, number `index`: its sessions, and what its workbook shows
 * of the visits of that day, and of the next one as far as they were booked. */
void generate_close(struct generator *generator, int index, const struct visits *today,
		    const struct visits *tomorrow);

/* What the sessions of a day were called: how many days since the first. */
int64_t generate_first_session(struct bench_size size, int day_index);

/* How many sessions a day of the past has. */
int generate_sessions_a_day(struct bench_size size);

/* Days that a clinic of that size has been open. */
int generate_days_of(struct bench_size size);

/* Runs an insert whose values are bound. */
void generate_put(sqlite3_stmt *statement);

/* Makes room for the indexes and prepares generator->index, an insertion into each of its columns
 * and what names the row. Rows must come in order, unless they are kept for later. */
void generate_indexes_begin(struct generator *generator);
void generate_index_later(struct index_rows *rows, const void *first, const void *second,
			  int64_t id);

/* Writes what was kept. */
void generate_indexes_end(struct generator *generator);

/* Which index has that name, or -1. */
int generate_index_named(const char *name);

/* Makes it the index that `sql` describes. Needs PRAGMA writable_schema; seen by connections that
 * are opened later. */
void generate_index_name(sqlite3 *db, int index, const char *sql);

/* A name out of NAME_COUNT. */
void generate_name(int n, char name[NAME_SIZE]);

#endif
