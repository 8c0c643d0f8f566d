#include "desk/ban/ban.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/list.h"

#include "sql_columns.h"

static day_number day_of(const struct store_row *row, int column)
{
	day_number day = DAY_NONE;

	return day_parse(row_text(row, column), &day) ? day : DAY_NONE;
}

static enum status read_ban(const struct store_row *row, void *context)
{
	struct ban *out = context;

	*out = (struct ban){ .id = row_number(row, BAN_ROW_ID) };
	out->patient_id = row_number(row, BAN_ROW_PATIENT_ID);
	out->seq = row_number(row, BAN_ROW_SEQ);
	out->from = day_of(row, BAN_ROW_FROM_DATE);
	out->until = day_of(row, BAN_ROW_UNTIL_DATE);
	out->ended = day_of(row, BAN_ROW_ENDED_DATE);
	out->lifted = strcmp(row_text(row, BAN_ROW_ENDED_HOW), "lifted") == 0;
	out->withdrawn = strcmp(row_text(row, BAN_ROW_ENDED_HOW), "withdrawn") == 0;
	text_copy(out->reason, sizeof(out->reason), row_text(row, BAN_ROW_ENDED_REASON));
	text_copy(out->patient, sizeof(out->patient), row_text(row, BAN_ROW_PATIENT));
	if (out->from == DAY_NONE || out->until == DAY_NONE)
		return STATUS_STORE_CORRUPT;
	return STATUS_OK;
}

static enum status read_date(const struct store_row *row, void *context)
{
	struct ban *out = context;

	if (out->date_count == BAN_DATES_MAX)
		return STATUS_OK;
	out->date[out->date_count].day = day_of(row, BAN_DATES_DATE);
	out->date[out->date_count].booking_id = row_number(row, BAN_DATES_BOOKING_ID);
	text_copy(out->date[out->date_count].department, WORD_SIZE,
		  row_text(row, BAN_DATES_DEPARTMENT));
	text_copy(out->date[out->date_count].doctor, WORD_SIZE, row_text(row, BAN_DATES_DOCTOR));
	text_copy(out->date[out->date_count].recorded_by, CODE_SIZE,
		  row_text(row, BAN_DATES_STAFF));
	out->date_count++;
	return STATUS_OK;
}

static enum status read_dates(struct desk *desk, struct ban *ban)
{
	return store_each(desk->store, SQL_BAN_DATES, ARGS(STORE_ARG_INT(ban->id)), read_date, ban);
}

static enum status one_ban(struct desk *desk, enum sql statement, const struct store_value *args,
			   size_t arg_count, struct ban *out)
{
	enum status status = store_one(desk->store, statement, args, arg_count, read_ban, out);

	if (status == STATUS_OK)
		status = read_dates(desk, out);
	return status;
}

enum status ban_get(struct desk *desk, int64_t id, struct ban *out)
{
	enum status status = one_ban(desk, SQL_BAN_GET, ARGS(STORE_ARG_INT(id)), out);

	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, status, _("There is no such ban."));
	return desk_store_result(desk, status);
}

enum status ban_in_force(struct desk *desk, int64_t patient_id, day_number day, struct ban *out)
{
	char text[DAY_TEXT_SIZE];
	enum status status = one_ban(
		desk, SQL_BAN_IN_FORCE,
		ARGS(STORE_ARG_INT(patient_id), store_text(day_format(day, text))), out);

	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, status, _("This person is not banned on that day."));
	return desk_store_result(desk, status);
}

/* "2026-11-02 (内科), 2026-11-09 (外科)", as many as there is room for and how many more. */
static void list_dates(const struct ban *ban, char *out, size_t size)
{
	const size_t kept_for_the_end = 32;
	char one[WORD_SIZE + DAY_TEXT_SIZE + 8], day[DAY_TEXT_SIZE];
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; i < ban->date_count; i++) {
		text_format(one, sizeof(one), "%s%s (%s)", i > 0 ? ", " : "",
			    day_format(ban->date[i].day, day), ban->date[i].department);
		if (used + strlen(one) + kept_for_the_end > size) {
			text_format(out + used, size - used, _(", and %d more"),
				    ban->date_count - i);
			return;
		}
		text_copy(out + used, size - used, one);
		used += strlen(one);
	}
}

static enum status refuse_banned(struct desk *desk, int64_t patient_id, day_number today)
{
	char dates[PROBLEM_MESSAGE_SIZE / 2], until[DAY_TEXT_SIZE];
	struct ban ban;
	enum status status = ban_in_force(desk, patient_id, today, &ban);

	if (status)
		return status;
	list_dates(&ban, dates, sizeof(dates));
	return desk_refuse(desk, STATUS_BANNED,
			   _("%s may not book online until %s inclusive, because of no-shows on "
			     "%s. This booking can still be made at the counter."),
			   ban.patient, day_format(ban.until, until), dates);
}

enum status ban_allows_online(struct desk *desk, int64_t patient_id)
{
	day_number today = desk_today(desk);
	char text[DAY_TEXT_SIZE];
	int64_t one;
	enum status status = store_number(
		desk->store, SQL_BAN_IS_IN_FORCE,
		ARGS(STORE_ARG_INT(patient_id), store_text(day_format(today, text))), &one);

	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	return status ? desk_store_result(desk, status) : refuse_banned(desk, patient_id, today);
}

static enum status list_bans(struct desk *desk, enum sql statement, struct store_value arg,
			     struct ban **rows, size_t *count)
{
	enum status status = list_read(desk, statement, &arg, 1, read_ban, sizeof(**rows), rows,
				       count);

	for (size_t i = 0; i < *count && status == STATUS_OK; i++)
		status = desk_store_result(desk, read_dates(desk, &(*rows)[i]));
	if (status) {
		free(*rows);
		*rows = NULL;
		*count = 0;
	}
	return status;
}

enum status ban_list_patient(struct desk *desk, int64_t patient_id, struct ban **rows,
			     size_t *count)
{
	return list_bans(desk, SQL_BAN_LIST_PATIENT, STORE_ARG_INT(patient_id), rows, count);
}

enum status ban_list_in_force(struct desk *desk, day_number day, struct ban **rows, size_t *count)
{
	char text[DAY_TEXT_SIZE];

	return list_bans(desk, SQL_BAN_LIST_IN_FORCE, store_text(day_format(day, text)), rows,
			 count);
}

enum status ban_list_newest(struct desk *desk, struct ban **rows, size_t *count)
{
	return list_bans(desk, SQL_BAN_LIST_NEWEST, STORE_ARG_INT(BAN_LIST_MAX), rows, count);
}

enum ban_state ban_state(const struct ban *ban, day_number day)
{
	if (ban->withdrawn)
		return BAN_WITHDRAWN;
	if (ban->lifted)
		return BAN_LIFTED;
	return ban->until < day ? BAN_OVER : BAN_IN_FORCE;
}

const char *ban_state_word(enum ban_state state)
{
	switch (state) {
	case BAN_OVER: return _("over");
	case BAN_LIFTED: return _("lifted");
	case BAN_WITHDRAWN: return _("withdrawn");
	case BAN_IN_FORCE:
	default: return _("in force");
	}
}

struct lift {
	int64_t ban_id;
	char reason[REASON_SIZE];
	struct ban *out;
};

static enum status lift_inside(struct desk *desk, void *context)
{
	struct lift *lift = context;
	struct ban *ban = lift->out;
	char day[DAY_TEXT_SIZE];
	int64_t seq;
	enum status status = ban_get(desk, lift->ban_id, ban);

	if (status)
		return status;
	if (ban->ended != DAY_NONE)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("The ban of %s already ended on %s."), ban->patient,
				   day_format(ban->ended, day));
	if (ban->until < desk_today(desk))
		return desk_refuse(desk, STATUS_WRONG_STATE, _("The ban of %s expired after %s."),
				   ban->patient, day_format(ban->until, day));
	status = audit_record(desk, AUDIT_BAN_LIFT, ban->id, ban->seq, NULL, lift->reason, &seq);
	if (status)
		return status;
	status = ban_end(desk, ban->id, ban->seq, "lifted", lift->reason, seq);
	return status ? status : ban_get(desk, lift->ban_id, ban);
}

enum status ban_lift(struct desk *desk, int64_t ban_id, const char *reason, struct ban *out)
{
	struct lift lift = { .ban_id = ban_id, .out = out };
	enum status status = reason_read(desk, reason, true, lift.reason);

	return status ? status : desk_change(desk, lift_inside, &lift);
}

enum status ban_end(struct desk *desk, int64_t ban_id, int64_t ban_seq, const char *how,
		    const char *reason, int64_t seq)
{
	char today[DAY_TEXT_SIZE];

	return desk_change_row(desk, SQL_BAN_END,
			       ARGS(store_text(day_format(desk_today(desk), today)),
				    store_text(how), store_text(reason), STORE_ARG_INT(seq),
				    STORE_ARG_INT(ban_id), STORE_ARG_INT(ban_seq)));
}
