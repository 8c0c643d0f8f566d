#include "desk/ban/ban_working.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void ban_working_release(struct ban_working *w)
{
	free(w->facts);
	free(w->known);
	free(w->behind);
	free(w->walls);
	free(w->spans);
}

static enum status read_fact(const struct store_row *row, void *context)
{
	struct ban_working *w = context;
	struct ban_fact *fact = memory_append((void **)&w->facts, &w->fact_count, &w->fact_room,
					      sizeof(*w->facts));

	fact->booking_id = row_number(row, 0);
	if (!day_parse(row_text(row, 1), &fact->day))
		return STATUS_STORE_CORRUPT;
	fact->counts = w->rule.counts_all || strcmp(row_text(row, 2), "online") == 0;
	fact->ban = -1;
	return STATUS_OK;
}

/* A row is one no-show of one ban; the rows of a ban follow each other. */
static enum status read_behind(const struct store_row *row, void *context)
{
	struct ban_working *w = context;
	struct ban_known *ban = w->known_count > 0 ? &w->known[w->known_count - 1] : NULL;
	int64_t *booking_id;

	if (!ban || ban->id != row_number(row, 0)) {
		ban = memory_append((void **)&w->known, &w->known_count, &w->known_room,
				    sizeof(*w->known));
		ban->id = row_number(row, 0);
		ban->seq = row_number(row, 1);
		ban->first = w->behind_count;
		ban->ended = DAY_NONE;
		if (!day_parse(row_text(row, 2), &ban->from) ||
		    !day_parse(row_text(row, 3), &ban->until) ||
		    (!row_is_null(row, 4) && !day_parse(row_text(row, 4), &ban->ended)))
			return STATUS_STORE_CORRUPT;
	}
	booking_id = memory_append((void **)&w->behind, &w->behind_count, &w->behind_room,
				   sizeof(*w->behind));
	*booking_id = row_number(row, 5);
	ban->count++;
	ban->broken = ban->broken || row_number(row, 6) != 0;
	return STATUS_OK;
}

struct ban_fact *ban_working_fact(const struct ban_working *w, int64_t booking_id)
{
	for (size_t i = 0; i < w->fact_count; i++)
		if (w->facts[i].booking_id == booking_id)
			return &w->facts[i];
	return NULL;
}

/* What stands becomes a wall, and its no-shows are used up. */
static void build_walls(struct ban_working *w)
{
	for (size_t i = 0; i < w->known_count; i++) {
		struct ban_known *ban = &w->known[i];
		struct ban_wall *wall;

		ban->stands = ban->ended != DAY_NONE || (ban->until < w->today && !ban->broken);
		if (!ban->stands)
			continue;
		wall = memory_append((void **)&w->walls, &w->wall_count, &w->wall_room,
				     sizeof(*w->walls));
		wall->from = ban->from;
		wall->ended = ban->ended != DAY_NONE ? ban->ended : ban->until + 1;
		for (size_t k = ban->first; k < ban->first + ban->count; k++) {
			struct ban_fact *fact = ban_working_fact(w, w->behind[k]);

			if (fact)
				fact->counts = false;
		}
	}
}

enum status ban_working_load(struct desk *desk, int64_t patient_id, const struct ban_rule *rule,
			     struct ban_working *out)
{
	enum status status;

	*out = (struct ban_working){ .today = desk_today(desk), .rule = *rule };
	status = store_each(desk->store, SQL_BAN_FACTS, ARGS(STORE_ARG_INT(patient_id)), read_fact,
			    out);
	if (status == STATUS_OK)
		status = store_each(desk->store, SQL_BAN_BEHIND, ARGS(STORE_ARG_INT(patient_id)),
				    read_behind, out);
	if (status) {
		desk_store_failed(desk, status);
		ban_working_release(out);
		return status;
	}
	build_walls(out);
	out->spans = memory_new(out->fact_count + 1, sizeof(*out->spans));
	out->span_count = ban_follow(rule, out->facts, out->fact_count, out->walls, out->wall_count,
				     out->spans);
	return STATUS_OK;
}

const struct ban_known *ban_working_in_force(const struct ban_working *working)
{
	const struct ban_known *found = NULL;

	for (size_t i = 0; i < working->known_count; i++) {
		const struct ban_known *ban = &working->known[i];

		if (ban->from > working->today || ban->until < working->today ||
		    (ban->ended != DAY_NONE && ban->ended <= working->today))
			continue;
		if (!found || ban->until >= found->until)
			found = ban;
	}
	return found;
}
