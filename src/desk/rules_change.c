#include "desk/rules_change.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/list.h"
#include "desk/rules.h"

#include "sql_columns.h"

static enum status add_row(struct desk *desk, int64_t seq, int place, const char *value,
			   const char *remark)
{
	char name[SETTING_NAME_SIZE];

	return desk_store_result(
		desk, store_run(desk->store, SQL_SETTING_ADD,
				ARGS(STORE_ARG_INT(seq), store_text(setting_name(place, name)),
				     store_text(value), store_text_or_null(remark ? remark : "")),
				NULL));
}

/* ---- the first values ---- */

static bool is_rule_of(int place, const char *section)
{
	return setting_is_rule(place) && strcmp(setting_at(place)->section, section) == 0;
}

/* "quota.online_percent = 20, quota.release_minutes = 30" */
static enum status begin_section(struct desk *desk, const char *section)
{
	char detail[AUDIT_DETAIL_SIZE] = "", name[SETTING_NAME_SIZE], value[SETTING_VALUE_SIZE];
	enum status status;
	int64_t seq;

	for (int place = 0; place < SETTING_COUNT; place++) {
		const size_t used = strlen(detail);

		if (is_rule_of(place, section))
			text_format(detail + used, sizeof(detail) - used, "%s%s = %s",
				    used ? ", " : "", setting_name(place, name),
				    setting_value(&desk->settings, place, value));
	}
	status = audit_record(desk, AUDIT_SETTING_BEGIN, 0, 0, NULL, detail, &seq);
	for (int place = 0; !status && place < SETTING_COUNT; place++)
		if (is_rule_of(place, section))
			status = add_row(desk, seq, place,
					 setting_value(&desk->settings, place, value), NULL);
	return status;
}

static enum status begin_inside(struct desk *desk, void *context)
{
	const char *section = "";
	enum status status = STATUS_OK;

	(void)context;
	/* Another counter may have been first: they were read when this transaction began. */
	for (int place = 0; !status && !desk->rules_seq && place < SETTING_COUNT; place++) {
		if (!setting_is_rule(place) || is_rule_of(place, section))
			continue;
		section = setting_at(place)->section;
		status = begin_section(desk, section);
	}
	return status;
}

enum status rules_begin(struct desk *desk)
{
	enum status status;

	if (desk->rules_seq)
		return STATUS_OK;
	status = desk_change(desk, begin_inside, NULL);
	return status ? status : desk_take_rules(desk, NULL);
}

/* ---- changes ---- */

struct changing {
	const struct rule_change *changes;
	size_t count;
	bool sign_in; /* by rules_change_sign_in */
	int changed;
	struct settings wanted;
	int64_t seq; /* of the last entry; 0: nothing was recorded */
};

/* "quota.online_percent: 20 -> 30; asked for by the health office" */
static enum status record_change(struct desk *desk, const struct rule_change *change,
				 const char *before, const char *after, int64_t *seq)
{
	const char *remark = change->remark ? change->remark : "";
	char detail[AUDIT_DETAIL_SIZE], name[SETTING_NAME_SIZE];
	enum status status;

	text_format(detail, sizeof(detail), "%s: %s -> %s%s%s", setting_name(change->place, name),
		    *before ? before : "\"\"", *after ? after : "\"\"", *remark ? "; " : "",
		    remark);
	status = audit_record(desk, AUDIT_SETTING_CHANGE, 0, 0, NULL, detail, seq);
	return status ? status : add_row(desk, *seq, change->place, after, change->remark);
}

static enum status check_seen(struct desk *desk, const struct rule_change *change)
{
	char now[SETTING_VALUE_SIZE], name[SETTING_NAME_SIZE];

	setting_value(&desk->settings, change->place, now);
	if (!change->before || strcmp(change->before, now) == 0)
		return STATUS_OK;
	return desk_refuse(desk, STATUS_CHANGED_ELSEWHERE,
			   _("%s has just been changed at another counter; it is \"%s\" now. "
			     "Nothing was changed: look at it and change it again."),
			   setting_name(change->place, name), now);
}

/* Passwords need somebody who has one, names somebody who has the recovery code. */
static enum status check_not_sign_in(struct desk *desk, const struct rule_change *change)
{
	char now[SETTING_VALUE_SIZE];

	if (change->place != SETTING_AT_trust_sign_in ||
	    (change->value &&
	     strcmp(change->value, setting_value(&desk->settings, change->place, now)) == 0))
		return STATUS_OK;
	return desk_refuse(desk, STATUS_WRONG_STATE,
			   _("How people sign in is changed by \"frontdesk sign-in passwords\" or "
			     "\"frontdesk sign-in names\"."));
}

static enum status check_remark(struct desk *desk, const struct rule_change *change)
{
	const char *remark = change->remark ? change->remark : "";

	if (!text_is_clean(remark))
		return desk_refuse(desk, STATUS_BAD_TEXT, _("A remark is one line of plain text."));
	if (text_length(remark) > RULE_REMARK_CHARS)
		return desk_refuse(desk, STATUS_BAD_TEXT,
				   _("The remark is too long: at most %d characters."),
				   RULE_REMARK_CHARS);
	return STATUS_OK;
}

/* What the rules come to with these changes. */
static enum status work_out(struct desk *desk, struct changing *changing)
{
	struct settings *wanted = &changing->wanted;
	struct setting_wish wish[SETTING_COUNT];
	char initial[SETTING_COUNT][SETTING_VALUE_SIZE];
	enum status status = STATUS_OK;

	assert(changing->count <= SETTING_COUNT);
	*wanted = desk->settings;
	for (size_t i = 0; !status && i < changing->count; i++) {
		const struct rule_change *change = &changing->changes[i];

		assert(setting_is_rule(change->place));
		wish[i].place = change->place;
		wish[i].value = change->value ? change->value
					      : setting_initial(change->place, initial[i]);
		status = check_seen(desk, change);
		if (!status && !changing->sign_in)
			status = check_not_sign_in(desk, change);
		if (!status)
			status = check_remark(desk, change);
	}
	if (!status)
		status = rules_put(wanted, wish, changing->count, &desk->problem);
	if (!status)
		status = clock_zone_check(wanted->clinic_timezone, &desk->problem);
	return status;
}

static enum status change_inside(struct desk *desk, void *context)
{
	struct changing *changing = context;
	char before[SETTING_VALUE_SIZE], after[SETTING_VALUE_SIZE];
	enum status status = work_out(desk, changing);

	changing->changed = 0;
	changing->seq = 0;
	for (size_t i = 0; !status && i < changing->count; i++) {
		const struct rule_change *change = &changing->changes[i];

		setting_value(&desk->settings, change->place, before);
		setting_value(&changing->wanted, change->place, after);
		if (strcmp(before, after) == 0 && !(change->remark && *change->remark))
			continue;
		changing->changed += strcmp(before, after) != 0;
		status = record_change(desk, change, before, after, &changing->seq);
	}
	return status;
}

static enum status make_changes(struct desk *desk, struct changing *changing)
{
	enum status status = desk_change(desk, change_inside, changing);

	if (status || !changing->seq)
		return status;
	/* It is saved, and this counter has it without asking again. */
	desk->settings = changing->wanted;
	desk->rules_seq = changing->seq;
	return clock_change_zone(desk->settings.clinic_timezone, &desk->problem);
}

enum status rules_change(struct desk *desk, const struct rule_change *changes, size_t count,
			 int *changed)
{
	struct changing changing = { .changes = changes, .count = count };
	enum status status = make_changes(desk, &changing);

	*changed = changing.changed;
	return status;
}

enum status rules_change_sign_in(struct desk *desk, const char *value)
{
	const struct rule_change change = { .place = SETTING_AT_trust_sign_in, .value = value };
	struct changing changing = { .changes = &change, .count = 1, .sign_in = true };

	return make_changes(desk, &changing);
}

enum status rules_check(struct desk *desk, const struct rule_change *changes, size_t count)
{
	struct changing changing = { .changes = changes, .count = count };

	return work_out(desk, &changing);
}

/* ---- history ---- */

static enum status read_entry(const struct store_row *row, void *context)
{
	struct rule_entry *out = context;

	out->seq = row_number(row, SETTING_HISTORY_SEQ);
	out->at_ms = row_number(row, SETTING_HISTORY_AT_MS);
	text_copy(out->name, sizeof(out->name), row_text(row, SETTING_HISTORY_NAME));
	text_copy(out->value, sizeof(out->value), row_text(row, SETTING_HISTORY_VALUE));
	text_copy(out->before, sizeof(out->before), row_text(row, SETTING_HISTORY_BEFORE_VALUE));
	text_copy(out->remark, sizeof(out->remark), row_text(row, SETTING_HISTORY_REMARK));
	text_copy(out->staff, sizeof(out->staff), row_text(row, SETTING_HISTORY_STAFF));
	text_copy(out->counter, sizeof(out->counter), row_text(row, SETTING_HISTORY_COUNTER));
	out->first = strcmp(row_text(row, SETTING_HISTORY_ACTION),
			    audit_action_name(AUDIT_SETTING_BEGIN)) == 0;
	out->place = setting_find(out->name);
	return STATUS_OK;
}

enum status rules_history(struct desk *desk, int place, struct rule_entry **rows, size_t *count)
{
	enum status status = list_read(desk, SQL_SETTING_HISTORY, NO_ARGS, read_entry,
				       sizeof(**rows), rows, count);
	size_t kept = 0;

	for (size_t i = 0; place >= 0 && i < *count; i++)
		if ((*rows)[i].place == place)
			(*rows)[kept++] = (*rows)[i];
	if (place >= 0)
		*count = kept;
	return status;
}
