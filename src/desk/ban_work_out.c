/* Brings a person's stored bans in line with the no-shows (contract in desk/ban.h). */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/ban.h"
#include "desk/ban_rule.h"

/* A stored ban and the no-shows behind it: behind[first .. first + count). */
struct known_ban {
	int64_t id, seq;
	day_number from, until, ended; /* `ended` DAY_NONE: by itself, after `until` */
	size_t first, count;
	bool broken; /* a no-show behind it was withdrawn */
	bool stands; /* over, or lifted: what was done is not done again */
};

struct working {
	day_number today;
	bool counts_all;
	struct ban_rule rule;
	struct ban_fact *facts;
	size_t fact_count, fact_room;
	struct known_ban *known;
	size_t known_count, known_room;
	int64_t *behind;
	size_t behind_count, behind_room;
	struct ban_wall *walls;
	size_t wall_count, wall_room;
	struct ban_span *spans;
	size_t span_count;
};

static void working_release(struct working *w)
{
	free(w->facts);
	free(w->known);
	free(w->behind);
	free(w->walls);
	free(w->spans);
}

static enum status read_fact(const struct store_row *row, void *context)
{
	struct working *w = context;
	struct ban_fact *fact = memory_append((void **)&w->facts, &w->fact_count, &w->fact_room,
					      sizeof(*w->facts));

	fact->booking_id = row_number(row, 0);
	if (!day_parse(row_text(row, 1), &fact->day))
		return STATUS_STORE_CORRUPT;
	fact->counts = w->counts_all || strcmp(row_text(row, 2), "online") == 0;
	fact->ban = -1;
	return STATUS_OK;
}

/* A row is one no-show of one ban; the rows of a ban follow each other. */
static enum status read_behind(const struct store_row *row, void *context)
{
	struct working *w = context;
	struct known_ban *ban = w->known_count > 0 ? &w->known[w->known_count - 1] : NULL;
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

static struct ban_fact *fact_of(const struct working *w, int64_t booking_id)
{
	for (size_t i = 0; i < w->fact_count; i++)
		if (w->facts[i].booking_id == booking_id)
			return &w->facts[i];
	return NULL;
}

/* What stands becomes a wall, and its no-shows are used up. */
static void build_walls(struct working *w)
{
	for (size_t i = 0; i < w->known_count; i++) {
		struct known_ban *ban = &w->known[i];
		struct ban_wall *wall;

		ban->stands = ban->ended != DAY_NONE || (ban->until < w->today && !ban->broken);
		if (!ban->stands)
			continue;
		wall = memory_append((void **)&w->walls, &w->wall_count, &w->wall_room,
				     sizeof(*w->walls));
		wall->from = ban->from;
		wall->ended = ban->ended != DAY_NONE ? ban->ended : ban->until + 1;
		for (size_t k = ban->first; k < ban->first + ban->count; k++) {
			struct ban_fact *fact = fact_of(w, w->behind[k]);

			if (fact)
				fact->counts = false;
		}
	}
}

static enum status working_load(struct desk *desk, int64_t patient_id, struct working *w)
{
	const struct settings *settings = &desk->settings;
	enum status status;

	*w = (struct working){ .today = desk_today(desk) };
	w->counts_all = strcmp(settings->no_show_counts, "all") == 0;
	w->rule.threshold = settings->no_show_threshold;
	w->rule.window_days = settings->no_show_window_days;
	w->rule.ban_months = settings->no_show_ban_months;
	status = store_each(desk->store, SQL_BAN_FACTS, ARGS(STORE_ARG_INT(patient_id)), read_fact,
			    w);
	if (status == STATUS_OK)
		status = store_each(desk->store, SQL_BAN_BEHIND, ARGS(STORE_ARG_INT(patient_id)),
				    read_behind, w);
	if (status) {
		desk_store_failed(desk, status);
		working_release(w);
		return status;
	}
	build_walls(w);
	w->spans = memory_new(w->fact_count + 1, sizeof(*w->spans));
	w->span_count = ban_follow(&w->rule, w->facts, w->fact_count, w->walls, w->wall_count,
				   w->spans);
	return STATUS_OK;
}

static bool is_same_ban(const struct working *w, const struct known_ban *ban, size_t span)
{
	size_t count = 0;

	if (ban->stands || ban->from != w->spans[span].from || ban->until != w->spans[span].until)
		return false;
	for (size_t i = 0; i < w->fact_count; i++)
		count += w->facts[i].ban == (int)span;
	if (count != ban->count)
		return false;
	for (size_t k = ban->first; k < ban->first + ban->count; k++) {
		const struct ban_fact *fact = fact_of(w, w->behind[k]);

		if (!fact || fact->ban != (int)span)
			return false;
	}
	return true;
}

static bool follows(const struct working *w, const struct known_ban *ban)
{
	for (size_t i = 0; i < w->span_count; i++)
		if (is_same_ban(w, ban, i))
			return true;
	return false;
}

static bool is_known(const struct working *w, size_t span)
{
	for (size_t i = 0; i < w->known_count; i++)
		if (is_same_ban(w, &w->known[i], span))
			return true;
	return false;
}

static enum status withdraw_ban(struct desk *desk, const struct known_ban *ban, const char *reason)
{
	int64_t seq;
	enum status status = audit_record(desk, AUDIT_BAN_WITHDRAW, ban->id, ban->seq, NULL, reason,
					  &seq);

	return status ? status : ban_end(desk, ban->id, ban->seq, "withdrawn", reason, seq);
}

static enum status start_ban(struct desk *desk, int64_t patient_id, const struct working *w,
			     size_t span, int64_t *ban_id)
{
	const struct ban_span *ban = &w->spans[span];
	char from[DAY_TEXT_SIZE], until[DAY_TEXT_SIZE], detail[AUDIT_DETAIL_SIZE];
	int64_t last = 0, seq;
	enum status status = store_number(desk->store, SQL_BAN_LAST_ID, NO_ARGS, &last);

	if (status && status != STATUS_NOT_FOUND)
		return desk_store_failed(desk, status);
	*ban_id = last + 1;
	day_format(ban->from, from);
	day_format(ban->until, until);
	text_format(detail, sizeof(detail), "%s .. %s", from, until);
	status = audit_record(desk, AUDIT_BAN_START, *ban_id, 0, NULL, detail, &seq);
	if (status)
		return status;
	status = store_run(desk->store, SQL_BAN_ADD,
			   ARGS(STORE_ARG_INT(*ban_id), STORE_ARG_INT(patient_id), store_text(from),
				store_text(until), STORE_ARG_INT(ban->last_booking_id),
				STORE_ARG_INT(seq)),
			   NULL);
	for (size_t i = 0; i < w->fact_count && status == STATUS_OK; i++) {
		if (w->facts[i].ban != (int)span)
			continue;
		status = store_run(
			desk->store, SQL_BAN_ADD_NO_SHOW,
			ARGS(STORE_ARG_INT(*ban_id), STORE_ARG_INT(w->facts[i].booking_id)), NULL);
	}
	return desk_store_failed(desk, status);
}

static enum status bring_in_line(struct desk *desk, int64_t patient_id, const struct working *w,
				 const char *reason, int64_t *started_id)
{
	const char *why = reason && *reason ? reason : _("worked out again after another no-show");
	enum status status = STATUS_OK;

	for (size_t i = 0; i < w->known_count && status == STATUS_OK; i++)
		if (!w->known[i].stands && !follows(w, &w->known[i]))
			status = withdraw_ban(desk, &w->known[i], why);
	for (size_t i = 0; i < w->span_count && status == STATUS_OK; i++)
		if (!is_known(w, i))
			status = start_ban(desk, patient_id, w, i, started_id);
	return status;
}

enum status ban_work_out(struct desk *desk, int64_t patient_id, const char *reason,
			 struct ban *started, bool *any)
{
	struct working w;
	int64_t started_id = 0;
	enum status status = working_load(desk, patient_id, &w);

	if (any)
		*any = false;
	if (status)
		return status;
	status = bring_in_line(desk, patient_id, &w, reason, &started_id);
	working_release(&w);
	if (status || started_id == 0)
		return status;
	if (any)
		*any = true;
	return started ? ban_get(desk, started_id, started) : STATUS_OK;
}

enum status ban_standing(struct desk *desk, int64_t patient_id, struct ban_standing *out)
{
	struct working w;
	enum status status = working_load(desk, patient_id, &w);

	*out = (struct ban_standing){ .banned_until = DAY_NONE };
	if (status)
		return status;
	for (size_t i = 0; i < w.known_count; i++) {
		const struct known_ban *ban = &w.known[i];

		if (ban->from > w.today || ban->until < w.today ||
		    (ban->ended != DAY_NONE && ban->ended <= w.today))
			continue;
		out->count = (int)ban->count;
		if (out->banned_until == DAY_NONE || ban->until > out->banned_until)
			out->banned_until = ban->until;
	}
	if (out->banned_until == DAY_NONE)
		out->count = ban_count_towards(&w.rule, w.facts, w.fact_count, w.walls,
					       w.wall_count, w.spans, w.span_count, w.today);
	working_release(&w);
	return STATUS_OK;
}
