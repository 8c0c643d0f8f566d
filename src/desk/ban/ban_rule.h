#ifndef DESK_BAN_RULE_H
#define DESK_BAN_RULE_H
/*
 * The arithmetic of bans: which bans follow from a person's no-shows. No store, no clock.
 * Rule: `threshold` no-shows since the last ban ended start a ban on the day of the last of them,
 * for so many calendar months, that day included. Its shape is that of Beijing's booking platform
 * 114 (three no-shows, 90 days, at the platform only); thresholds, windows and lengths differ
 * between hospitals, so each is a figure.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/day.h"

struct ban_rule {
	int threshold;	 /* 1 or more */
	int window_days; /* only no-shows of so many days, the last one's included; 0: no window */
	int ban_months;
	bool counts_all; /* those of the counter count too: for who gathers the facts */
};

/* A no-show; those that do not count (withdrawn, another channel, used up by a ban that stands) are
 * left out by the caller or marked. */
struct ban_fact {
	int64_t booking_id;
	day_number day;
	bool counts;
	int ban; /* out: the place of the ban that it is behind, or -1 */
};

/* A ban that stands whatever follows: one that is over, or was lifted. */
struct ban_wall {
	day_number from, ended; /* `ended` is the first day without effect */
};

struct ban_span {
	day_number from, until; /* both included */
	int64_t last_booking_id;
};

/*
 * Works out the bans that follow from `facts`, which are in order of day (and, within a day, of
 * booking). What falls within a ban does not count, and no count goes on over a ban's end. `spans`
 * has room for fact_count bans; returns how many there are.
 */
size_t ban_follow(const struct ban_rule *rule, struct ban_fact *facts, size_t fact_count,
		  const struct ban_wall *walls, size_t wall_count, struct ban_span *spans);

/* How many facts, after ban_follow, count on `day` towards a ban that has not come yet. */
int ban_count_towards(const struct ban_rule *rule, const struct ban_fact *facts, size_t fact_count,
		      const struct ban_wall *walls, size_t wall_count, const struct ban_span *spans,
		      size_t span_count, day_number day);

#endif
