#ifndef TESTS_BENCH_CLINIC_H
#define TESTS_BENCH_CLINIC_H
/*
 * Clinics to measure on: years of bookings that end today, made from a seed; then a week of
 * sessions of which nothing is sold. The same size, seed and day give the same rows. They lie under
 * the folder of the bench and are made anew when the day, the schema or the generator has changed.
 *
 * Rows are written by SQL in bulk, in the order of their keys; indexes and triggers of the schema
 * are put back behind them. Visits of the last days have their tickets and a full history; of older
 * ones the history is the booking, and that the person came.
 */
#include "bench.h"
#include "desk/desk.h"

enum {
	CLINIC_DEPARTMENTS = 20,
	CLINIC_DOCTORS = 200,
	CLINIC_SESSIONS_A_DAY = 80, /* of the past: half of them in the morning */
	CLINIC_CAPACITY = 20,
	CLINIC_VISITS_A_DAY = 1370,
	CLINIC_WEEK = 7, /* days ahead on which every doctor has all three periods */
	CLINIC_WEEK_CAPACITY = 40,
	CLINIC_TICKET_DAYS = 30,
	CLINIC_PATH_SIZE = BENCH_FOLDER_SIZE + 128
};

/* The clinic of that size, made if it is not there yet. */
void clinic_path(const struct bench *bench, struct bench_size size, char path[CLINIC_PATH_SIZE]);

/* Makes the large one, and looks at it with every check that the desk has. */
void clinic_check(const struct bench *bench);

/* A copy of it that may be written to. */
void clinic_copy(const struct bench *bench, struct bench_size size, const char *name,
		 char path[CLINIC_PATH_SIZE]);

/* The size of a clinic that has just opened: 1,000 bookings. It took over the patients of another,
 * 10,000, so that a row does not come to measure people with a dozen bookings each. */
struct bench_size clinic_small(const struct bench *bench);

/* That of one with 5,480 bookings a day, open for two months: any day of the last has its month. */
struct bench_size clinic_busy(const struct bench *bench);

/* Opens a desk there, its clock at the minute of today that the clinic ends with. */
void clinic_open(struct desk *desk, const char *path, const char *staff);

/* Today, at the clinic. */
day_number clinic_today(void);

/* The id of patient number n, from 0, and which n has an id. */
int64_t clinic_patient(int64_t n);
int64_t clinic_patient_n(int64_t id);

/* The id of the session of a doctor (from 0) and period on a day ahead (1..CLINIC_WEEK). */
int64_t clinic_session(struct bench_size size, int ahead, int doctor, int period);

/* A booking that is sure to be allowed, unless the session is sold out. */
struct clinic_choice {
	int64_t patient; /* from 0 */
	int ahead, doctor, period;
};

/* The n-th, for `n` from 0 to 140 times the patients; doctor and period are taken at random. */
struct clinic_choice clinic_choice(struct bench_size size, uint64_t *state, int64_t n);

/* The n-th patient's name, identity number and phone, as they were made. */
void clinic_person(struct bench_size size, int64_t n, const char **name, char id_number[19],
		   char phone[12]);

/* The n-th patient's card: every tenth has one, of the others it is "". */
enum { CLINIC_CARD_SIZE = 16 };
void clinic_card(int64_t n, char card_no[CLINIC_CARD_SIZE]);

/* Ends the program with the desk's sentence unless `status` is STATUS_OK. */
void must(const struct desk *desk, enum status status);

#endif
