/* Brings a person's stored bans in line with the no-shows (contract in desk/ban.h). */
#include "base/language.h"
#include "base/text.h"
#include "desk/ban/ban_working.h"

static bool is_same_ban(const struct ban_working *w, const struct ban_known *ban, size_t span)
{
	size_t count = 0;

	if (ban->stands || ban->from != w->spans[span].from || ban->until != w->spans[span].until)
		return false;
	for (size_t i = 0; i < w->fact_count; i++)
		count += w->facts[i].ban == (int)span;
	if (count != ban->count)
		return false;
	for (size_t k = ban->first; k < ban->first + ban->count; k++) {
		const struct ban_fact *fact = ban_working_fact(w, w->behind[k]);

		if (!fact || fact->ban != (int)span)
			return false;
	}
	return true;
}

static bool follows(const struct ban_working *w, const struct ban_known *ban)
{
	for (size_t i = 0; i < w->span_count; i++)
		if (is_same_ban(w, ban, i))
			return true;
	return false;
}

static bool is_known(const struct ban_working *w, size_t span)
{
	for (size_t i = 0; i < w->known_count; i++)
		if (is_same_ban(w, &w->known[i], span))
			return true;
	return false;
}

static enum status withdraw_ban(struct desk *desk, const struct ban_known *ban, const char *reason)
{
	int64_t seq;
	enum status status = audit_record(desk, AUDIT_BAN_WITHDRAW, ban->id, ban->seq, NULL, reason,
					  &seq);

	return status ? status : ban_end(desk, ban->id, ban->seq, "withdrawn", reason, seq);
}

static enum status start_ban(struct desk *desk, int64_t patient_id, const struct ban_working *w,
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

static enum status bring_in_line(struct desk *desk, int64_t patient_id, const struct ban_working *w,
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
	struct ban_working w;
	int64_t started_id = 0;
	struct ban_rule rule;
	enum status status;

	ban_rule_now(desk, &rule);
	status = ban_working_load(desk, patient_id, &rule, &w);
	if (any)
		*any = false;
	if (status)
		return status;
	status = bring_in_line(desk, patient_id, &w, reason, &started_id);
	ban_working_release(&w);
	if (status || started_id == 0)
		return status;
	if (any)
		*any = true;
	return started ? ban_get(desk, started_id, started) : STATUS_OK;
}

enum status ban_standing(struct desk *desk, int64_t patient_id, struct ban_standing *out)
{
	const struct ban_known *ban;
	struct ban_rule rule;
	struct ban_working w;
	enum status status;

	*out = (struct ban_standing){ .banned_until = DAY_NONE };
	ban_rule_now(desk, &rule);
	status = ban_working_load(desk, patient_id, &rule, &w);
	if (status)
		return status;
	ban = ban_working_in_force(&w);
	if (ban) {
		out->count = (int)ban->count;
		out->banned_until = ban->until;
	} else {
		out->count = ban_count_towards(&rule, w.facts, w.fact_count, w.walls, w.wall_count,
					       w.spans, w.span_count, w.today);
	}
	ban_working_release(&w);
	return STATUS_OK;
}
