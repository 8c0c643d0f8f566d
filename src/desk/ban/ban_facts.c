#include "desk/ban/ban_facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#include "sql_columns.h"

void ban_rule_now(const struct desk *desk, struct ban_rule *out)
{
	const struct settings *settings = &desk->settings;

	*out = (struct ban_rule){ .threshold = settings->no_show_threshold,
				  .window_days = settings->no_show_window_days,
				  .ban_months = settings->no_show_ban_months,
				  .counts_all = strcmp(settings->no_show_counts, "all") == 0 };
}

void ban_facts_release(struct ban_facts *facts)
{
	free(facts->no_shows);
	free(facts->known);
	free(facts->behind);
	free(facts->walls);
	free(facts->spans);
}

static enum status read_fact(const struct store_row *row, void *context)
{
	struct ban_facts *facts = context;
	struct ban_fact *fact = memory_append(&facts->no_shows, &facts->no_show_count,
					      &facts->no_show_room, sizeof(*facts->no_shows));

	fact->booking_id = row_number(row, BAN_FACTS_BOOKING_ID);
	if (!day_parse(row_text(row, BAN_FACTS_DATE), &fact->day))
		return STATUS_STORE_CORRUPT;
	fact->counts = facts->rule.counts_all ||
		       strcmp(row_text(row, BAN_FACTS_CHANNEL), "online") == 0;
	fact->ban = -1;
	return STATUS_OK;
}

/* A row is one no-show of one ban; the rows of a ban follow each other. */
static enum status read_behind(const struct store_row *row, void *context)
{
	struct ban_facts *facts = context;
	struct ban_known *ban = facts->known_count > 0 ? &facts->known[facts->known_count - 1]
						       : NULL;
	int64_t *booking_id;

	if (!ban || ban->id != row_number(row, BAN_BEHIND_ID)) {
		ban = memory_append(&facts->known, &facts->known_count, &facts->known_room,
				    sizeof(*facts->known));
		ban->id = row_number(row, BAN_BEHIND_ID);
		ban->seq = row_number(row, BAN_BEHIND_SEQ);
		ban->first = facts->behind_count;
		ban->ended = DAY_NONE;
		if (!day_parse(row_text(row, BAN_BEHIND_FROM_DATE), &ban->from) ||
		    !day_parse(row_text(row, BAN_BEHIND_UNTIL_DATE), &ban->until) ||
		    (!row_is_null(row, BAN_BEHIND_ENDED_DATE) &&
		     !day_parse(row_text(row, BAN_BEHIND_ENDED_DATE), &ban->ended)))
			return STATUS_STORE_CORRUPT;
	}
	booking_id = memory_append(&facts->behind, &facts->behind_count, &facts->behind_room,
				   sizeof(*facts->behind));
	*booking_id = row_number(row, BAN_BEHIND_BOOKING_ID);
	ban->count++;
	ban->broken = ban->broken || row_number(row, BAN_BEHIND_WITHDRAWN) != 0;
	return STATUS_OK;
}

struct ban_fact *ban_facts_of_booking(const struct ban_facts *facts, int64_t booking_id)
{
	for (size_t i = 0; i < facts->no_show_count; i++)
		if (facts->no_shows[i].booking_id == booking_id)
			return &facts->no_shows[i];
	return NULL;
}

/* What stands becomes a wall, and its no-shows are used up. */
static void build_walls(struct ban_facts *facts)
{
	for (size_t i = 0; i < facts->known_count; i++) {
		struct ban_known *ban = &facts->known[i];
		struct ban_wall *wall;

		ban->stands = ban->ended != DAY_NONE || (ban->until < facts->today && !ban->broken);
		if (!ban->stands)
			continue;
		wall = memory_append(&facts->walls, &facts->wall_count, &facts->wall_room,
				     sizeof(*facts->walls));
		wall->from = ban->from;
		wall->ended = ban->ended != DAY_NONE ? ban->ended : ban->until + 1;
		for (size_t k = ban->first; k < ban->first + ban->count; k++) {
			struct ban_fact *fact = ban_facts_of_booking(facts, facts->behind[k]);

			if (fact)
				fact->counts = false;
		}
	}
}

enum status ban_facts_load(struct desk *desk, int64_t patient_id, const struct ban_rule *rule,
			   struct ban_facts *out)
{
	enum status status;

	*out = (struct ban_facts){ .today = desk_today(desk), .rule = *rule };
	status = store_each(desk->store, SQL_BAN_FACTS, ARGS(STORE_ARG_INT(patient_id)), read_fact,
			    out);
	if (status == STATUS_OK)
		status = store_each(desk->store, SQL_BAN_BEHIND, ARGS(STORE_ARG_INT(patient_id)),
				    read_behind, out);
	if (status) {
		desk_store_result(desk, status);
		ban_facts_release(out);
		return status;
	}
	build_walls(out);
	out->spans = memory_new(out->no_show_count + 1, sizeof(*out->spans));
	out->span_count = ban_follow(rule, out->no_shows, out->no_show_count, out->walls,
				     out->wall_count, out->spans);
	return STATUS_OK;
}

const struct ban_known *ban_facts_in_force(const struct ban_facts *facts)
{
	const struct ban_known *found = NULL;

	for (size_t i = 0; i < facts->known_count; i++) {
		const struct ban_known *ban = &facts->known[i];

		if (ban->from > facts->today || ban->until < facts->today ||
		    (ban->ended != DAY_NONE && ban->ended <= facts->today))
			continue;
		if (!found || ban->until >= found->until)
			found = ban;
	}
	return found;
}
