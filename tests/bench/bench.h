#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H
/*
 * What the desk costs against the limit: the same work done by the bare library on the same
 * machine in the same minute. Machines differ and are noisy, so only the ratio of two measurements
 * taken one after the other means anything: a figure is the median of such pairs.
 *
 * A fault ends the program with a sentence: a figure of something that did not work is none.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

enum { BENCH_PAIRS = 9, BENCH_PAIRS_MAX = 64, BENCH_FOLDER_SIZE = 512 };

struct bench;

/* What a goal is about. */
enum bench_goal {
	GOAL_NONE,	  /* told beside the others; nothing is promised */
	GOAL_OURS_MOST,	  /* our figure is at most the goal */
	GOAL_RATIO_MOST,  /* ours / limit is at most the goal */
	GOAL_RATIO_LEAST, /* ours / limit is at least the goal */
	GOAL_EXTRA_MOST,  /* ours - limit is at most the goal */
};

struct bench_what {
	const char *name, *unit;
	enum bench_goal goal;
	double value;
};

/* One side of a pair: does the work and returns its figure in the row's unit. */
typedef double bench_side(void *context);

/* Measures `pairs` pairs, the two sides in turn and each first as often as the other, and reports
 * the row. */
void bench_pair(struct bench *bench, const struct bench_what *what, int pairs, bench_side *ours,
		bench_side *limit, void *context);

/* The same for several sides in `rounds` rounds, unreported: figures[side][round]. The sides go in
 * turn, and each is first as often as any other when their number divides that of the rounds. */
void bench_rounds(struct bench *bench, const char *name, int rounds, bench_side *const *sides,
		  int count, void *context, double (*figures)[BENCH_PAIRS_MAX]);

/* Reports a row that was measured elsewhere: `count` figures of each side; `limit` may be NULL. */
void bench_report(struct bench *bench, const struct bench_what *what, const double *ours,
		  const double *limit, int count);

/* Says what is going on: the last such line stands until the next one. */
void bench_progress(const struct bench *bench, const char *format, ...) PRINTF_LIKE(2, 3);

/* Says that a row is left out on this machine, and why. */
void bench_skip(const char *name, const char *reason);

/* The folder of databases, files and results: build/bench. */
const char *bench_folder(const struct bench *bench);

/* How large the large clinic is. */
struct bench_size {
	long bookings, patients;
	uint64_t seed;
	int busier; /* so many times more sessions and visits a day than clinic.h says: 0 as it says
		     */
};
struct bench_size bench_size(const struct bench *bench);

/* Whether the rows named so are wanted (BENCH=name). */
bool bench_wants(const struct bench *bench, const char *name);

/* The groups of rows. */
void bench_booking(struct bench *bench);
void bench_desks(struct bench *bench);
void bench_postgres(struct bench *bench);
void bench_scale(struct bench *bench);
void bench_queries(struct bench *bench);
void bench_statements(struct bench *bench);
void bench_import(struct bench *bench);
void bench_workbook(struct bench *bench);
void bench_pdf(struct bench *bench);
void bench_screen(struct bench *bench);
void bench_start(struct bench *bench);
void bench_tasks(struct bench *bench);
void bench_sale(struct bench *bench);

/* Ends the program: a fault, with its sentence. */
_Noreturn void die(const char *format, ...) PRINTF_LIKE(1, 2);

/* Monotonic seconds. */
double seconds_now(void);

/* The middle of figures, which are put in order; a share of them between 0 and 1. */
double middle(double *figures, int count);
double share_of(double *figures, int count, double share);

/* A reproducible sequence of numbers (xorshift64*). */
uint32_t dice(uint64_t *state, uint32_t sides);

#endif
