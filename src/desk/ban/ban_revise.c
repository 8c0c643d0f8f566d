#include "desk/ban/ban_revise.h"

#include "base/text.h"
#include "desk/audit.h"
#include "desk/ban/ban_facts.h"
#include "desk/reason.h"

static bool is_same_ban(const struct ban_facts *facts, const struct ban_known *ban, size_t span)
{
	size_t count = 0;

	if (ban->stands || ban->from != facts->spans[span].from ||
	    ban->until != facts->spans[span].until)
		return false;
	for (size_t i = 0; i < facts->no_show_count; i++)
		count += facts->no_shows[i].ban == (int)span;
	if (count != ban->count)
		return false;
	for (size_t k = ban->first; k < ban->first + ban->count; k++) {
		const struct ban_fact *fact = ban_facts_of_booking(facts, facts->behind[k]);

		if (!fact || fact->ban != (int)span)
			return false;
	}
	return true;
}

static bool follows(const struct ban_facts *facts, const struct ban_known *ban)
{
	for (size_t i = 0; i < facts->span_count; i++)
		if (is_same_ban(facts, ban, i))
			return true;
	return false;
}

static bool is_known(const struct ban_facts *facts, size_t span)
{
	for (size_t i = 0; i < facts->known_count; i++)
		if (is_same_ban(facts, &facts->known[i], span))
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

static enum status start_ban(struct desk *desk, int64_t patient_id, const struct ban_facts *facts,
			     size_t span, int64_t *ban_id)
{
	const struct ban_span *ban = &facts->spans[span];
	char from[DAY_TEXT_SIZE], until[DAY_TEXT_SIZE], detail[AUDIT_DETAIL_SIZE];
	int64_t last = 0, seq;
	enum status status = store_number(desk->store, SQL_BAN_LAST_ID, NO_ARGS, &last);

	if (status && status != STATUS_NOT_FOUND)
		return desk_store_result(desk, status);
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
	for (size_t i = 0; i < facts->no_show_count && status == STATUS_OK; i++) {
		if (facts->no_shows[i].ban != (int)span)
			continue;
		status = store_run(
			desk->store, SQL_BAN_ADD_NO_SHOW,
			ARGS(STORE_ARG_INT(*ban_id), STORE_ARG_INT(facts->no_shows[i].booking_id)),
			NULL);
	}
	return desk_store_result(desk, status);
}

static enum status bring_in_line(struct desk *desk, int64_t patient_id,
				 const struct ban_facts *facts, const char *reason,
				 int64_t *started_id)
{
	const char *why = reason && *reason ? reason : reason_code(REASON_ANOTHER_NO_SHOW);
	enum status status = STATUS_OK;

	for (size_t i = 0; i < facts->known_count && status == STATUS_OK; i++)
		if (!facts->known[i].stands && !follows(facts, &facts->known[i]))
			status = withdraw_ban(desk, &facts->known[i], why);
	for (size_t i = 0; i < facts->span_count && status == STATUS_OK; i++)
		if (!is_known(facts, i))
			status = start_ban(desk, patient_id, facts, i, started_id);
	return status;
}

enum status ban_revise(struct desk *desk, int64_t patient_id, const char *reason,
		       struct ban *started, bool *any)
{
	struct ban_facts facts;
	int64_t started_id = 0;
	struct ban_rule rule;
	enum status status;

	ban_rule_now(desk, &rule);
	status = ban_facts_load(desk, patient_id, &rule, &facts);
	if (any)
		*any = false;
	if (status)
		return status;
	status = bring_in_line(desk, patient_id, &facts, reason, &started_id);
	ban_facts_release(&facts);
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
	struct ban_facts facts;
	enum status status;

	*out = (struct ban_standing){ .banned_until = DAY_NONE };
	ban_rule_now(desk, &rule);
	status = ban_facts_load(desk, patient_id, &rule, &facts);
	if (status)
		return status;
	ban = ban_facts_in_force(&facts);
	if (ban) {
		out->count = (int)ban->count;
		out->banned_until = ban->until;
	} else {
		out->count = ban_count_towards(&rule, facts.no_shows, facts.no_show_count,
					       facts.walls, facts.wall_count, facts.spans,
					       facts.span_count, facts.today);
	}
	ban_facts_release(&facts);
	return STATUS_OK;
}
