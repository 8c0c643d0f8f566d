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

void bench_pair(struct bench *bench, const struct bench_what *what, int pairs, bench_side *ours,
		bench_side *limit, void *context)
{
	double of_ours[BENCH_PAIRS_MAX], of_limit[BENCH_PAIRS_MAX];

	for (int i = 0; i < pairs; i++) {
		bench_progress(bench, "%s: pair %d of %d", what->name, i + 1, pairs);
		if (i % 2 == 0)
			of_ours[i] = ours(context);
		of_limit[i] = limit(context);
		if (i % 2 == 1)
			of_ours[i] = ours(context);
	}
	bench_report(bench, what, of_ours, of_limit, pairs);
}
