#ifndef TESTS_UNIT_VISIT_H
#define TESTS_UNIT_VISIT_H
/*
 * Bookings and visits for tests, on top of the fixture. Whatever cannot be done ends the test with
 * the desk's own sentence.
 */
#include "desk/ban/ban.h"
#include "desk/check.h"
#include "desk/day/closing.h"
#include "desk/queue/queue.h"
#include "fixture.h"

/* The doctor of these visits; 15.00 yuan. */
#define VISIT_DOCTOR "D1"
enum { VISIT_FEE_FEN = 1500 };

/* The session of that doctor (made when not there yet): 10 numbers, half of them online. */
struct session visit_session(struct desk *desk, day_number day, enum period period);

/* Books person number n, and takes the fee: cash at the counter, WeChat online. */
struct booking visit_book(struct desk *desk, int64_t session_id, int n, enum channel channel);

/* The same without taking money; counter only. */
struct booking visit_book_unpaid(struct desk *desk, int64_t session_id, int n);

/* Books person n online into that session in the morning of its day and lets the day pass until
 * 22:00: unresolved. */
struct booking visit_skipped(struct desk *desk, day_number day, enum period period, int n,
			     enum channel channel);

/* The same, and says that the person did not come; true when that led to a ban, which is *ban. */
bool visit_no_show(struct desk *desk, day_number day, enum period period, int n,
		   enum channel channel, struct booking *booking, struct ban *ban);

/* The booking as it is now. */
struct booking visit_look(struct desk *desk, int64_t booking_id);

/* Closes a day, passes what is open, says that the clock is right and why the cash differs; tells
 * whether the day is closed now. */
bool visit_close(struct desk *desk, day_number day, int64_t counted_fen);

/* Runs every check; a fault ends the test and is named. */
void visit_check(struct desk *desk);

/* "2026-11-23" as a day. */
day_number visit_day(const char *text);

/* Asserts a refusal: its status, and that its sentence has `words` in it (NULL: any). */
void visit_refused(const struct desk *desk, enum status status, enum status expected,
		   const char *words);

#endif
