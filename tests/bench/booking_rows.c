/* A counter booking with payment against bare SQLite writing rows of the same number and size. */
#include "bare.h"
#include "base/text.h"
#include "bookings.h"
#include "calls.h"

enum { CHUNK = 400, COUNTED = 6000, PAIRS = 15 };

struct sides {
	struct booker ours;
	struct bare_booker limit;
};

static double rate_of_ours(void *context)
{
	struct sides *sides = context;

	return CHUNK / booker_run(&sides->ours, CHUNK, NULL);
}

static double rate_of_limit(void *context)
{
	struct sides *sides = context;

	return CHUNK / bare_booker_run(&sides->limit, CHUNK);
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

void bench_booking(struct bench *bench)
{
	static const struct bench_what rate = { "booking", "bookings/s", GOAL_RATIO_LEAST, 0.9 };
	char path[CLINIC_PATH_SIZE], bare[CLINIC_PATH_SIZE];
	struct bench_size size = clinic_small(bench);
	struct sides sides;

	clinic_copy(bench, size, "booking", path);
	text_format(bare, sizeof(bare), "%s/booking-bare.db", bench_folder(bench));
	/* Ours first: it sets SQLite up for one thread, and then both go without its locks. */
	booker_open(&sides.ours, path, size, 0, 1);
	bare_booker_make(bare);
	bare_booker_open(&sides.limit, bare, 0);
	booker_run(&sides.ours, CHUNK, NULL);
	bare_booker_run(&sides.limit, CHUNK);
	bench_pair(bench, &rate, PAIRS, rate_of_ours, rate_of_limit, &sides);
	count_calls(bench, &sides);
	booker_close(&sides.ours);
	bare_booker_close(&sides.limit);
	bare_remove(path);
	bare_remove(bare);
}
