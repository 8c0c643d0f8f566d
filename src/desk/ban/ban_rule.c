#include "desk/ban/ban_rule.h"

#include <assert.h>

static bool within_wall(const struct ban_wall *walls, size_t count, day_number day)
{
	for (size_t i = 0; i < count; i++)
		if (walls[i].from <= day && day < walls[i].ended)
			return true;
	return false;
}

/* The first day from which no-shows count on `day`: the one after the last ban that ended by then.
 */
static day_number counting_since(const struct ban_wall *walls, size_t count, day_number day)
{
	day_number since = DAY_NONE;

	for (size_t i = 0; i < count; i++)
		if (walls[i].ended <= day && walls[i].ended > since)
			since = walls[i].ended;
	return since;
}

/* Marks the facts [first, last] that count towards a ban on the last one's day; returns how many.
 */
static int gather(struct ban_fact *facts, size_t first, size_t last, day_number since, int window,
		  int ban)
{
	int count = 0;

	for (size_t i = first; i <= last; i++) {
		if (!facts[i].counts || facts[i].day < since)
			continue;
		if (window > 0 && facts[last].day - facts[i].day >= window)
			continue;
		count++;
		if (ban >= 0)
			facts[i].ban = ban;
	}
	return count;
}

size_t ban_follow(const struct ban_rule *rule, struct ban_fact *facts, size_t fact_count,
		  const struct ban_wall *walls, size_t wall_count, struct ban_span *spans)
{
	size_t first = 0, count = 0;

	assert(rule->threshold >= 1 && rule->ban_months >= 1);
	for (size_t i = 0; i < fact_count; i++) {
		struct ban_fact *fact = &facts[i];
		day_number since;

		assert(i == 0 || facts[i - 1].day <= fact->day);
		fact->ban = -1;
		if ((count > 0 && fact->day <= spans[count - 1].until) ||
		    within_wall(walls, wall_count, fact->day))
			fact->counts = false;
		if (!fact->counts)
			continue;
		since = counting_since(walls, wall_count, fact->day);
		if (gather(facts, first, i, since, rule->window_days, -1) < rule->threshold)
			continue;
		gather(facts, first, i, since, rule->window_days, (int)count);
		spans[count].from = fact->day;
		spans[count].until = day_add_months(fact->day, rule->ban_months);
		spans[count].last_booking_id = fact->booking_id;
		count++;
		first = i + 1;
	}
	return count;
}

int ban_count_towards(const struct ban_rule *rule, const struct ban_fact *facts, size_t fact_count,
		      const struct ban_wall *walls, size_t wall_count, const struct ban_span *spans,
		      size_t span_count, day_number day)
{
	day_number since = counting_since(walls, wall_count, day);
	int count = 0;

	for (size_t i = 0; i < span_count; i++)
		if (spans[i].until < day && spans[i].until >= since)
			since = spans[i].until + 1;
	for (size_t i = 0; i < fact_count; i++) {
		if (!facts[i].counts || facts[i].ban >= 0 || facts[i].day < since)
			continue;
		if (rule->window_days == 0 || day - facts[i].day < rule->window_days)
			count++;
	}
	return count;
}
