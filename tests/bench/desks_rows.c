/* Sixteen desks at once: with people at them, and as fast as they can. Beside SQLite's own waiting.
 */
#include "crowd.h"

enum { PAIRS = 7, THINK_MS = 50 };

static void with_people(struct bench *bench, struct crowd *crowd)
{
	static const struct bench_what longest = { "desks-think-longest", "ms, the longest",
						   GOAL_OURS_MOST, 50 };
	static const struct bench_what busy = { "desks-think-busy", "busy answers", GOAL_OURS_MOST,
						0 };
	double ours[PAIRS], limit[PAIRS], refused[PAIRS];

	for (int i = 0; i < PAIRS; i++) {
		struct outcome outcome;

		bench_progress(bench, "%s: pair %d of %d", longest.name, i + 1, PAIRS);
		outcome = crowd_run(crowd, OURS, CROWD_DESKS, 1.5, THINK_MS);
		ours[i] = outcome.longest_ms;
		refused[i] = outcome.busy;
		outcome = crowd_run(crowd, BARE, CROWD_DESKS, 1.5, THINK_MS);
		limit[i] = outcome.longest_ms;
	}
	bench_report(bench, &longest, ours, limit, PAIRS);
	bench_report(bench, &busy, refused, NULL, PAIRS);
}

static void without_rest(struct bench *bench, struct crowd *crowd)
{
	static const struct bench_what longest = { "desks-full-longest", "ms, the longest",
						   GOAL_OURS_MOST, 60 };
	static const struct bench_what share = { "desks-full-share", "most/least", GOAL_OURS_MOST,
						 1.5 };
	static const struct bench_what total = { "desks-full-total", "bookings/s", GOAL_RATIO_LEAST,
						 0.8 };
	static const struct bench_what busy = { "desks-full-busy", "busy answers", GOAL_OURS_MOST,
						0 };
	/* What a total can be: the bare rows behind the same turnstile. */
	static const struct bench_what turns = { "desks-full-bare", "bookings/s", GOAL_NONE, 0 };
	struct outcome ours[PAIRS], bare[PAIRS], alone[PAIRS], turn[PAIRS], turn_alone[PAIRS];
	double a[PAIRS], b[PAIRS];

	for (int i = 0; i < PAIRS; i++) {
		bench_progress(bench, "%s: pair %d of %d", longest.name, i + 1, PAIRS);
		ours[i] = crowd_run(crowd, OURS, CROWD_DESKS, 1, 0);
		alone[i] = crowd_run(crowd, OURS, 1, 1, 0);
		bare[i] = crowd_run(crowd, BARE, CROWD_DESKS, 1, 0);
		turn[i] = crowd_run(crowd, BARE_IN_TURN, CROWD_DESKS, 1, 0);
		turn_alone[i] = crowd_run(crowd, BARE_IN_TURN, 1, 1, 0);
	}
#define REPORT(what, mine, other, field) \
	for (int i = 0; i < PAIRS; i++) { \
		a[i] = mine[i].field; \
		b[i] = other[i].field; \
	} \
	bench_report(bench, &what, a, b, PAIRS)
	REPORT(longest, ours, bare, longest_ms);
	REPORT(share, ours, bare, share);
	REPORT(total, ours, alone, rate);
	REPORT(turns, turn, turn_alone, rate);
#undef REPORT
	for (int i = 0; i < PAIRS; i++)
		a[i] = ours[i].busy;
	bench_report(bench, &busy, a, NULL, PAIRS);
}

void bench_desks(struct bench *bench)
{
	struct crowd crowd;

	crowd_open(&crowd, bench);
	if (bench_wants(bench, "desks-think"))
		with_people(bench, &crowd);
	if (bench_wants(bench, "desks-full"))
		without_rest(bench, &crowd);
	crowd_close(&crowd);
}
