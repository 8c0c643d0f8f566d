/* What a booking costs in a clinic of ten years against one that has just opened. */
#include "bare.h"
#include "bookings.h"

enum { CHUNK = 300, PAIRS = 11, WARM = 300 };

struct sides {
	struct booker large, small;
};

static double median_ms(struct booker *booker)
{
	double each[CHUNK];

	booker_run(booker, CHUNK, each);
	return middle(each, CHUNK) * 1000;
}

static double of_large(void *context)
{
	struct sides *sides = context;

	return median_ms(&sides->large);
}

static double of_small(void *context)
{
	struct sides *sides = context;

	return median_ms(&sides->small);
}

void bench_scale(struct bench *bench)
{
	static const struct bench_what cost = { "scale-booking", "ms, p50", GOAL_RATIO_MOST, 1.25 };
	char large[CLINIC_PATH_SIZE], small[CLINIC_PATH_SIZE];
	struct sides sides;

	clinic_copy(bench, bench_size(bench), "scale-large", large);
	clinic_copy(bench, clinic_small(bench), "scale-small", small);
	booker_open(&sides.large, large, bench_size(bench), 0, 1);
	booker_open(&sides.small, small, clinic_small(bench), 0, 1);
	booker_run(&sides.large, WARM, NULL);
	booker_run(&sides.small, WARM, NULL);
	bench_pair(bench, &cost, PAIRS, of_large, of_small, &sides);
	booker_close(&sides.large);
	booker_close(&sides.small);
	bare_remove(large);
	bare_remove(small);
}
