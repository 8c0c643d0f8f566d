/* Figures: pairs, their order, what is made of them. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"

void die(const char *format, ...)
{
	va_list args;

	fflush(stdout);
	fputs("\nbench: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

double seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int compare(const void *a, const void *b)
{
	double one = *(const double *)a, other = *(const double *)b;

	return (one > other) - (one < other);
}

double share_of(double *figures, int count, double share)
{
	int at = (int)((double)(count - 1) * share + 0.5);

	if (count <= 0)
		die("there are no figures");
	qsort(figures, (size_t)count, sizeof(*figures), compare);
	return figures[at];
}

double middle(double *figures, int count)
{
	return share_of(figures, count, 0.5);
}

uint32_t dice(uint64_t *state, uint32_t sides)
{
	uint64_t value = *state;

	value ^= value >> 12;
	value ^= value << 25;
	value ^= value >> 27;
	*state = value;
	return (uint32_t)((value * UINT64_C(2685821657736338717)) >> 33) % sides;
}

void bench_rounds(struct bench *bench, const char *name, int rounds, bench_side *const *sides,
		  int count, void *context, double (*figures)[BENCH_PAIRS_MAX])
{
	for (int round = 0; round < rounds; round++) {
		bench_progress(bench, "%s: round %d of %d", name, round + 1, rounds);
		for (int i = 0; i < count; i++) {
			int side = (round + i) % count;

			figures[side][round] = sides[side](context);
		}
	}
}

void bench_pair(struct bench *bench, const struct bench_what *what, int pairs, bench_side *ours,
		bench_side *limit, void *context)
{
	bench_side *const sides[] = { ours, limit };
	double figures[2][BENCH_PAIRS_MAX];

	bench_rounds(bench, what->name, pairs, sides, 2, context, figures);
	bench_report(bench, what, figures[0], figures[1], pairs);
}
