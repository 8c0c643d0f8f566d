#ifndef TESTS_BENCH_CROWD_H
#define TESTS_BENCH_CROWD_H
/*
 * Up to sixteen desks that book at once, each a process: through the desk's own function, or bare
 * rows beside it. A desk that fails ends the bench.
 */
#include "clinic.h"

enum { CROWD_DESKS = 16 };

struct board;

/* Who books: our desks, bare SQLite that waits in its own way, bare SQLite behind our turnstile. */
enum side { OURS, BARE, BARE_IN_TURN };

struct crowd {
	char path[CLINIC_PATH_SIZE], bare[CLINIC_PATH_SIZE];
	struct bench_size size;
	struct board *board;
	int64_t next; /* the first booking that nobody made yet */
	uint64_t dice;
};

struct outcome {
	double rate;	   /* bookings a second, of all together */
	double longest_ms; /* that one of them took */
	double share;	   /* of the luckiest desk, as often as the unluckiest's */
	double busy;	   /* refusals because it took too long */
};

/* A small clinic of its own for them, and a database for the bare rows. */
void crowd_open(struct crowd *crowd, struct bench *bench);

/* `count` desks for so long; each thinks for `think_ms` on the average before a booking. */
struct outcome crowd_run(struct crowd *crowd, enum side side, int count, double seconds,
			 int think_ms);

void crowd_close(struct crowd *crowd);

#endif
