/*
 * What a booking costs in a clinic of ten years against one that has just opened. One booking here,
 * one there, so that both wait for the same disk in the same moment; each pair is the medians of so
 * many.
 */
#include "bare.h"
#include "bookings.h"

/* Enough to warm both up: past the first checkpoints, and the inner pages of the large one read. */
enum { CHUNK = 250, PAIRS = 15, WARM = 800 };

static double time_one(struct booker *booker)
{
	double seconds;

	booker_run(booker, 1, &seconds);
	return seconds * 1000;
}

static void measure(struct bench *bench, struct booker *large, struct booker *small)
{
	static const struct bench_what cost = { "scale-booking", "ms, p50", GOAL_RATIO_MOST, 1.25 };
	static const struct bench_what slow = { "scale-booking-p95", "ms, p95", GOAL_NONE, 0 };
	double of_large[CHUNK], of_small[CHUNK];
	double large_ms[PAIRS], small_ms[PAIRS], large_slow[PAIRS], small_slow[PAIRS];

	for (int pair = 0; pair < PAIRS; pair++) {
		bench_progress(bench, "%s: pair %d of %d", cost.name, pair + 1, PAIRS);
		for (int i = 0; i < CHUNK; i++) {
			if (i % 2 == 0)
				of_large[i] = time_one(large);
			of_small[i] = time_one(small);
			if (i % 2 == 1)
				of_large[i] = time_one(large);
		}
		large_ms[pair] = middle(of_large, CHUNK);
		small_ms[pair] = middle(of_small, CHUNK);
		large_slow[pair] = share_of(of_large, CHUNK, 0.95);
		small_slow[pair] = share_of(of_small, CHUNK, 0.95);
	}
	bench_report(bench, &cost, large_ms, small_ms, PAIRS);
	bench_report(bench, &slow, large_slow, small_slow, PAIRS);
}

void bench_scale(struct bench *bench)
{
	char large_path[CLINIC_PATH_SIZE], small_path[CLINIC_PATH_SIZE];
	struct booker large, small;

	clinic_copy(bench, bench_size(bench), "scale-large", large_path);
	clinic_copy(bench, clinic_small(bench), "scale-small", small_path);
	booker_open(&large, large_path, bench_size(bench), 0, 1);
	booker_open(&small, small_path, clinic_small(bench), 0, 1);
	bench_progress(bench, "scale: warming up");
	booker_run(&large, WARM, NULL);
	booker_run(&small, WARM, NULL);
	measure(bench, &large, &small);
	booker_close(&large);
	booker_close(&small);
	bare_remove(large_path);
	bare_remove(small_path);
}
