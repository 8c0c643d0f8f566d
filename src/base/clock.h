#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H
/*
 * The clinic's clock: what time it is, and which day and minute that is where the clinic stands.
 * Instants are milliseconds since 1970-01-01 UTC. A clock is a plain struct that its owner hands
 * around; tests and the demonstration set it. The zone is the process's TZ, set by clock_init: one
 * process serves one clinic. Zone files are the system's; the environment names no others, for
 * money hangs on what day it is.
 */
#include "base/day.h"
#include "base/status.h"

enum { CLOCK_TEXT_SIZE = 32, MS_PER_SECOND = 1000, MS_PER_MINUTE = 60 * MS_PER_SECOND };

struct clock {
	bool pinned; /* time stands still at pinned_ms */
	int64_t pinned_ms;
	int64_t ahead_ms; /* otherwise it goes so much before the computer's clock */
};

struct local_time {
	day_number day;
	int minute; /* of the day, 0..1439 */
	int second;
};

/* Whether clock_init would load this zone; changes nothing. */
enum status clock_zone_check(const char *zone, struct problem *problem) MUST_CHECK;

/*
 * Loads the zone: the name of a zone file ("Asia/Shanghai") or a POSIX rule ("CST-8"); GMT+8 and
 * the like are refused, for people mean the opposite of what POSIX means by them. A zone that
 * cannot be loaded is STATUS_BAD_ZONE with a sentence, never UTC in silence.
 */
enum status clock_init(struct clock *clock, const char *zone, struct problem *problem) MUST_CHECK;

/* The same while the clock goes on: what time it is stays the same, what day that is may change. */
enum status clock_change_zone(const char *zone, struct problem *problem) MUST_CHECK;

/* Makes time stand still at the given local day and minute. */
void clock_pin(struct clock *clock, day_number day, int minute);

/* Sets the clock to an instant, from which time goes on. */
void clock_run_from(struct clock *clock, int64_t at_ms);

/*
 * What time it is. Built with TEST_CLOCK, as the tests' programs are and the clinic's never is, it
 * stands still at FRONTDESK_TEST_CLOCK where the environment has that: "2026-11-21 08:05:00+08:00",
 * as clock_parse reads it; FRONTDESK_TEST_ZONES is a folder of zone files there.
 */
int64_t clock_now_ms(const struct clock *clock);

/* The clinic's local time of an instant, and the instant of a local day and minute (minute may be
 * 1440: the next midnight). */
struct local_time clock_local(int64_t at_ms);
int64_t clock_instant(day_number day, int minute);

/* Today, and the minute of the day, at the clinic. */
day_number clock_today(const struct clock *clock);

/* "2026-11-21 08:05" and "2026-11-21T08:05:00+08:00" of an instant, in local time. Return `out`. */
char *clock_format(int64_t at_ms, char out[CLOCK_TEXT_SIZE]);
char *clock_format_iso(int64_t at_ms, char out[CLOCK_TEXT_SIZE]);

/*
 * Reads "2026-11-21 08:05[:30]", with T for the space, / for -, and an optional zone (Z or +08:00);
 * without one it is local time. False: *at_ms is unchanged.
 */
bool clock_parse(const char *text, int64_t *at_ms);

#endif
