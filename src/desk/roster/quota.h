#ifndef DESK_QUOTA_H
#define DESK_QUOTA_H
/*
 * The quota of a session: how many numbers the counter and online have, have sold, and may still
 * sell. Pure: no store, no clock. Every figure of a session that anybody is shown comes from here.
 *
 * Capacity and percentage may change after sales, in any order; nothing that is sold is taken back.
 * So what is sold is counted first, and positions only say whose number it is:
 *   - nobody sells while the active bookings reach the capacity (extra numbers lie beyond it);
 *   - online sells numbers tagged online, until the release, while its active bookings are below
 *     its share, floor(capacity * percent / 100);
 *   - so many are kept for online; all the others are the counter's, its own numbers first, then
 *     online ones that online may not sell.
 * Invariant: counter.total + online.total is the capacity, or what is sold where that is more.
 * Whatever the history, a sale is never the one that exceeds the capacity or the online share.
 */
#include <stdbool.h>

#include "desk/roster/slot_kind.h"

/* floor(capacity * percent / 100): how many of the numbers are online's. */
int quota_share(int capacity, int percent);

/* Number k is online when floor(k * p / 100) > floor((k - 1) * p / 100). */
enum slot_kind quota_kind_of(int number, int percent);

/*
 * Numbers that somebody sells. total = sold + what may still be sold by the rule above; free: the
 * same, but 0 once the session sells nothing any more.
 */
struct slot_count {
	int total, sold, free;
};

/* What stands in the store, and what the clock says. */
struct quota_facts {
	int capacity, percent;
	int counter_sold, online_sold; /* active bookings by channel, extra numbers left out */
	int online_numbers; /* of the numbers 1 to capacity: tagged online; of those: free */
	int online_numbers_free;
	bool released; /* the unsold online numbers are the counter's */
	bool sells;    /* neither over, nor suspended, nor closed */
};

struct quota {
	struct slot_count counter, online;
	int share;     /* of online, by capacity and percentage */
	int gone_over; /* online numbers that are the counter's since the release, sold or not */
	/* Free online numbers that the counter may sell before the release, after its own: those
	 * beyond what online may. */
	int online_spare;
	bool full; /* active bookings reach the capacity */
};

void quota_work_out(const struct quota_facts *facts, struct quota *out);

#endif
