#ifndef TESTS_SCREENS_CLINIC_H
#define TESTS_SCREENS_CLINIC_H
/*
 * A small invented clinic for the screens: a real desk on a database of its own, a clock that
 * stands still, and the desk's screens on the harness.
 *
 * Monday 2026-11-23. Departments 内科 and 眼科; doctors 1001 魏思齐 (50.00), 1002 王磊 (20.00) and
 * 2001 曾丽华 (30.00). Today: 1001 in the morning (10 numbers, 2 online), 1002 in the morning (2
 * numbers, none online) and in the evening, 2001 in the afternoon. Patients 张伟 (two of the name),
 * 欧阳娜娜 and 阿依古丽·买买提.
 */
#include "desk/queue/queue.h"
#include "tests/screens/harness.h"
#include "ui/screens/screens.h"

enum { CLINIC_DAY = 20780, CLINIC_MINUTE = 7 * 60 + 10 };
enum { CLINIC_MORNING_S = 1795388400 }; /* 7:00 of that day, for the times of files */

struct clinic {
	struct harness harness; /* first: what points to a clinic points to its harness */
	struct desk desk;
	struct screens screens;
	char directory[FILE_PATH_SIZE / 2];
	const char *folder; /* clinic_folder's */
	int64_t zhang, zhang_other, ouyang, aygul;
};

/* Makes the clinic and opens the desk's screens as the staff code "wei", past the sign-in; or at
 * the sign-in. */
void clinic_open(struct clinic *clinic, int columns, int lines);
void clinic_open_at_sign_in(struct clinic *clinic);
/* The same of a clinic in which nothing was done yet: no doctor, no session, no patient. */
void clinic_open_empty(struct clinic *clinic, int columns, int lines);
/* The same as the demonstration opens it: at Today, with the first steps. */
void clinic_open_at_first_steps(struct clinic *clinic, int columns, int lines);
void clinic_close(struct clinic *clinic);

/* How a test begins: in a terminal of this size, with what `fill` (NULL: nothing) adds to the
 * clinic, where these keys lead from Register. */
struct clinic_start {
	struct clinic *clinic;
	int columns, lines;
	void (*fill)(void);
	const char *keys;
};

/* Set-up and tear-down of a test. `*state` is a struct clinic_start before, then the clinic and its
 * harness. */
int clinic_set_up(void **state);
int clinic_tear_down(void **state);

#define CLINIC_TEST(name, start) \
	cmocka_unit_test_prestate_setup_teardown(name, clinic_set_up, clinic_tear_down, start)

/* Ends the test with the desk's sentence unless `status` is STATUS_OK. */
void clinic_must(const struct desk *desk, enum status status);

/* Moves the clock. */
void clinic_clock(struct clinic *clinic, day_number day, int minute);

/* Another counter "2" at the same database; to be closed with desk_close. */
void clinic_second(const struct clinic *clinic, struct desk *desk);

/* Adds a session of 10 numbers, 2 of them online. */
void clinic_roster(struct desk *desk, const char *doctor, day_number day, enum period period);

/* Makes an empty folder where the counter looks for files first, in build/ so that golden screens
 * show the same path everywhere; it goes with the clinic. A file in it, last changed at a time. */
void clinic_folder(struct clinic *clinic, const char *path);
void clinic_put(const char *path, const char *text, int64_t changed_s);

/* A session of today. */
struct session clinic_session(struct desk *desk, const char *doctor, enum period period);

/* Books at the counter, paid in cash. */
struct booking clinic_book(struct desk *desk, int64_t session_id, int64_t patient_id);

/* A booking as it is now. */
struct booking clinic_booking(struct desk *desk, int64_t id);

/* How many bookings a patient has, and the newest of them (NULL: not wanted). */
size_t clinic_bookings_of(struct desk *desk, int64_t patient_id, struct booking *newest);

/* The number of the last entry of the audit: it stays where nothing was written. */
int64_t clinic_last_event(struct desk *desk);

/* A new patient with nothing but a name and a phone. */
int64_t clinic_patient(struct desk *desk, const char *name, const char *phone);

#endif
