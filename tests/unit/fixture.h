#ifndef TESTS_UNIT_FIXTURE_H
#define TESTS_UNIT_FIXTURE_H
/*
 * A fresh desk for a test: a database of its own in a temporary directory, a clock that stands
 * still, the staff code "test" at the counter "1", every setting at its default. Whatever cannot be
 * made ends the test with the desk's own sentence.
 */
#include <sys/types.h>

#include "desk/people/patient.h"
#include "desk/roster/roster.h"

/* Monday, 2026-11-23. */
enum { FIXTURE_DAY = 20780 };

/* Minutes of the day, for the clock: FIXTURE_AT(8, 30). */
#define FIXTURE_AT(hour, minute) ((hour)*60 + (minute))

/* Opens an empty clinic; the clock stands at that local day and minute (Asia/Shanghai). */
struct desk *fixture_open(day_number day, int minute);

/* Another counter at the same database, with the same settings and clock: the staff code "test2".
 * To be closed before `desk`. */
struct desk *fixture_second(const struct desk *desk);

/* Closes it; the one made by fixture_open takes its directory away. */
void fixture_close(struct desk *desk);

/* Moves the clock. */
void fixture_clock(struct desk *desk, day_number day, int minute);

/* The directory of the database, for files of the test; owned by the desk. */
const char *fixture_directory(const struct desk *desk);

/* Writes `length` bytes as NAME in that directory; `path` is where. */
void fixture_file(const struct desk *desk, const char *name, const void *bytes, size_t length,
		  char path[FILE_PATH_SIZE]);

/* Ends the test with the desk's sentence unless `status` is STATUS_OK. */
void fixture_must(const struct desk *desk, enum status status);

/* A doctor of the department NK01 内科 (made with the first), with that code and fee. */
struct doctor fixture_doctor(struct desk *desk, const char *code, int64_t fee_fen);

/* The same in a department of the given code. */
struct doctor fixture_doctor_of(struct desk *desk, const char *department, const char *code,
				int64_t fee_fen);

/* A session of that doctor in room 101 with the doctor's fee; percent -1: the setting's. */
struct session fixture_session(struct desk *desk, const char *doctor, day_number day,
			       enum period period, int capacity, int percent);

/* The session as it is now. */
struct session fixture_look(struct desk *desk, int64_t session_id);

/* fork(), and the child does not outlive its parent, however that ends. */
pid_t fixture_fork(void);

/* Ends such a child, without what runs at exit. What it reached counts for `make coverage`. */
_Noreturn void fixture_leave(int status);

/* The number of the newest entry of the audit trail. */
int64_t fixture_last_event(const struct desk *desk);

/* Person number n (0..99999): always the same name, resident number and mobile number, each its own
 * for every n. Added to the desk when not there yet. */
struct patient fixture_patient(struct desk *desk, int n);

/* What identifies that person, without adding anybody. */
void fixture_person(int n, char name[NAME_SIZE], char id_number[ID_NUMBER_SIZE],
		    char phone[PHONE_SIZE]);

#endif
