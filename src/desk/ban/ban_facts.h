#ifndef DESK_BAN_FACTS_H
#define DESK_BAN_FACTS_H
/*
 * A person's no-shows and stored bans, and which bans follow from them under a rule of given
 * figures: for the modules that bring the stored bans in line, or ask what other figures would do.
 */
#include "desk/ban/ban_rule.h"
#include "desk/desk.h"

/* The rule of the settings. */
void ban_rule_now(const struct desk *desk, struct ban_rule *out);

/* A stored ban and the no-shows behind it: behind[first .. first + count). */
struct ban_known {
	int64_t id, seq;
	day_number from, until, ended; /* `ended` DAY_NONE: by itself, after `until` */
	size_t first, count;
	bool broken; /* a no-show behind it was withdrawn */
	bool stands; /* over, or lifted: what was done is not done again */
};

struct ban_facts {
	day_number today;
	struct ban_rule rule;
	struct ban_fact *no_shows;
	size_t no_show_count, no_show_room;
	struct ban_known *known;
	size_t known_count, known_room;
	int64_t *behind;
	size_t behind_count, behind_room;
	struct ban_wall *walls;
	size_t wall_count, wall_room;
	struct ban_span *spans;
	size_t span_count;
};

/*
 * Reads the person's no-shows and bans and works out which bans follow under `rule`. On failure
 * there is nothing to release, and desk->problem says why.
 */
enum status ban_facts_load(struct desk *desk, int64_t patient_id, const struct ban_rule *rule,
			   struct ban_facts *out) MUST_CHECK;
void ban_facts_release(struct ban_facts *facts);

/* The no-show of that booking; NULL when it was withdrawn. */
struct ban_fact *ban_facts_of_booking(const struct ban_facts *facts, int64_t booking_id);

/* The stored ban that is in force today and lasts longest, NULL for none. */
const struct ban_known *ban_facts_in_force(const struct ban_facts *facts);

#endif
