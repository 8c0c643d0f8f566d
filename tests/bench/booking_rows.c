/*
 * A counter booking with payment against bare SQLite writing rows of the same number and size; and
 * both against bare SQLite asked what the booking asks of it, on the same clinic: what the schema
 * and the rules themselves cost, whatever program keeps them.
 */
#include <fcntl.h>
#include <unistd.h>

#include "bare.h"
#include "base/text.h"
#include "bookings.h"
#include "calls.h"
#include "recording.h"

enum { CHUNK = 400, COUNTED = 6000, ROUNDS = 16, SYNCS = 50 };
enum side { OURS, GUARDS, LIMIT, DISK, SIDE_COUNT };

struct sides {
	char path[SIDE_COUNT][CLINIC_PATH_SIZE], recorded[CLINIC_PATH_SIZE];
	struct booker ours;
	struct recording *recording;
	struct replay guards;
	struct bare_booker limit;
	int disk; /* a file beside the databases */
};

static double rate_of_ours(void *context)
{
	struct sides *sides = context;

	return CHUNK / booker_run(&sides->ours, CHUNK, NULL);
}

static double rate_of_guards(void *context)
{
	struct sides *sides = context;

	return CHUNK / replay_run(&sides->guards, CHUNK);
}

static double rate_of_limit(void *context)
{
	struct sides *sides = context;

	return CHUNK / bare_booker_run(&sides->limit, CHUNK);
}

/* What one commit waits for, whoever makes it: the slower the disk, the less the rest tells. */
static double ms_of_disk(void *context)
{
	const struct sides *sides = context;
	static const char page[4096];
	double started = seconds_now();

	for (int i = 0; i < SYNCS; i++) {
		if (pwrite(sides->disk, page, sizeof(page), 0) != (ssize_t)sizeof(page) ||
		    fdatasync(sides->disk) != 0)
			die("the file beside the databases cannot be written");
	}
	return (seconds_now() - started) * 1000 / SYNCS;
}

/* Checkpoints are among what is counted; so many bookings that one more or less does not tell. */
static void count_calls(struct bench *bench, struct sides *sides)
{
	static const struct bench_what syncs = { "booking-fdatasync", "per booking", GOAL_OURS_MOST,
						 1.1 };
	static const struct bench_what writes = { "booking-pwrite64", "per booking", GOAL_OURS_MOST,
						  14 };
	static const struct bench_what bytes = { "booking-bytes", "KiB written", GOAL_NONE, 0 };
	struct calls start = calls_made(), middle, end;
	double ours, limit;

	booker_run(&sides->ours, COUNTED, NULL);
	middle = calls_made();
	bare_booker_run(&sides->limit, COUNTED);
	end = calls_made();
	ours = (double)(middle.syncs - start.syncs) / COUNTED;
	limit = (double)(end.syncs - middle.syncs) / COUNTED;
	bench_report(bench, &syncs, &ours, &limit, 1);
	ours = (double)(middle.writes - start.writes) / COUNTED;
	limit = (double)(end.writes - middle.writes) / COUNTED;
	bench_report(bench, &writes, &ours, &limit, 1);
	ours = (double)(middle.bytes - start.bytes) / COUNTED / 1024;
	limit = (double)(end.bytes - middle.bytes) / COUNTED / 1024;
	bench_report(bench, &bytes, &ours, &limit, 1);
}

/* The bookings of all rounds, made once more to be looked at: the same seed makes the same. */
static void record(const struct bench *bench, struct bench_size size, struct sides *sides)
{
	struct booker booker;

	bench_progress(bench, "booking: recording its statements");
	clinic_copy(bench, size, "booking-recorded", sides->recorded);
	sides->recording = recording_begin(sides->recorded);
	booker_open(&booker, sides->recorded, size, 0, 1);
	booker_run(&booker, (ROUNDS + 1) * CHUNK, NULL);
	booker_close(&booker);
}

static void open_sides(const struct bench *bench, struct sides *sides)
{
	struct bench_size size = clinic_small(bench);

	clinic_copy(bench, size, "booking", sides->path[OURS]);
	clinic_copy(bench, size, "booking-guards", sides->path[GUARDS]);
	text_format(sides->path[LIMIT], CLINIC_PATH_SIZE, "%s/booking-bare.db",
		    bench_folder(bench));
	text_format(sides->path[DISK], CLINIC_PATH_SIZE, "%s/booking-disk", bench_folder(bench));
	sides->disk = open(sides->path[DISK], O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	/* Ours first: it sets SQLite up for one thread, and then all go without its locks. */
	booker_open(&sides->ours, sides->path[OURS], size, 0, 1);
	record(bench, size, sides);
	replay_open(&sides->guards, sides->recording, sides->path[GUARDS]);
	bare_booker_make(sides->path[LIMIT]);
	bare_booker_open(&sides->limit, sides->path[LIMIT], 0);
}

static void close_guards(struct sides *sides)
{
	replay_close(&sides->guards);
	recording_free(sides->recording);
	replay_check(sides->recorded, sides->path[GUARDS]);
	bare_remove(sides->recorded);
	bare_remove(sides->path[GUARDS]);
}

void bench_booking(struct bench *bench)
{
	static const struct bench_what rate = { "booking", "bookings/s", GOAL_RATIO_LEAST, 0.9 };
	static const struct bench_what guards = { "booking-guards", "bookings/s", GOAL_NONE, 0 };
	static const struct bench_what rules = { "booking-rules", "bookings/s", GOAL_NONE, 0 };
	static const struct bench_what disk = { "booking-disk", "ms per fdatasync", GOAL_NONE, 0 };
	static bench_side *const run[] = { rate_of_ours, rate_of_guards, rate_of_limit,
					   ms_of_disk };
	double figures[SIDE_COUNT][BENCH_PAIRS_MAX];
	struct sides sides;

	open_sides(bench, &sides);
	for (int i = 0; i < SIDE_COUNT; i++)
		run[i](&sides);
	bench_rounds(bench, rate.name, ROUNDS, run, SIDE_COUNT, &sides, figures);
	bench_report(bench, &rate, figures[OURS], figures[LIMIT], ROUNDS);
	bench_report(bench, &guards, figures[OURS], figures[GUARDS], ROUNDS);
	bench_report(bench, &rules, figures[GUARDS], figures[LIMIT], ROUNDS);
	bench_report(bench, &disk, figures[DISK], NULL, ROUNDS);
	close_guards(&sides);
	count_calls(bench, &sides);
	booker_close(&sides.ours);
	bare_booker_close(&sides.limit);
	bare_remove(sides.path[OURS]);
	bare_remove(sides.path[LIMIT]);
	close(sides.disk);
	unlink(sides.path[DISK]);
}
