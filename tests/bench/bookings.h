#ifndef TESTS_BENCH_BOOKINGS_H
#define TESTS_BENCH_BOOKINGS_H
/* Counter bookings with payment: as the desk makes them, and as bare rows. */
#include <sqlite3.h>

#include "bare_tables.h"
#include "clinic.h"

/* Bookings through the desk's own function. */
struct booker {
	struct desk desk;
	struct bench_size size;
	uint64_t dice;
	int64_t next, step; /* of clinic_choice; steps keep several desks apart */
};

void booker_open(struct booker *booker, const char *path, struct bench_size size, int number,
		 int of);

/* One booking, paid in cash, under a key of its form, as a screen asks for it. */
enum status booker_try(struct booker *booker) MUST_CHECK;

/* A number of them, none of which may fail. The seconds that `count` took; `each`, when not NULL,
 * gets those of every one. */
double booker_run(struct booker *booker, int count, double *each);

void booker_close(struct booker *booker);

/* The tables that a booking writes to, with the indexes of the schema that it touches. */
enum { BARE_BOOKING_TABLES = 4 };
extern const struct bare_table bare_booking_tables[BARE_BOOKING_TABLES];

/* The same rows without rules: an audit row, a charge, a booking, a receipt. */
struct bare_booker {
	sqlite3 *db;
	sqlite3_stmt *begin, *commit, *audit, *charge, *booking, *ledger;
	int64_t next;
	uint64_t dice;
};

void bare_booker_make(const char *path); /* an empty database */
void bare_booker_open(struct bare_booker *booker, const char *path, int number);

/* Waits for the lock as SQLite itself does, at most `wait_ms`. */
void bare_booker_wait(struct bare_booker *booker, int wait_ms);

/* False when the wait was over: "database is locked". */
bool bare_booker_book(struct bare_booker *booker);
double bare_booker_run(struct bare_booker *booker, int count);
void bare_booker_close(struct bare_booker *booker);

#endif
