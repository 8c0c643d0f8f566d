#include "desk/trust/backup_record.h"

#include <string.h>

#include "desk/audit.h"

#include "sql_columns.h"

#define DAY_MS (INT64_C(24) * 60 * MS_PER_MINUTE)

static const struct {
	const char *name;
	enum audit_action action;
} kinds[BACKUP_KINDS] = {
	[BACKUP_CREATE] = { "create", AUDIT_BACKUP_CREATE },
	[BACKUP_SEND] = { "send", AUDIT_BACKUP_SEND },
	[BACKUP_DRILL] = { "drill", AUDIT_BACKUP_DRILL },
};

static enum status add_inside(struct desk *desk, void *context)
{
	const struct backup_record *record = context;
	int64_t seq;
	enum status status = audit_record(desk, kinds[record->kind].action, 0, 0, NULL,
					  record->detail, &seq);

	if (status)
		return status;
	return desk_store_result(
		desk, store_run(desk->store, SQL_BACKUP_ADD,
				ARGS(STORE_ARG_INT(seq), store_text(kinds[record->kind].name),
				     STORE_ARG_INT(record->good), STORE_ARG_INT(record->entry),
				     STORE_ARG_INT(record->bytes), STORE_ARG_INT(record->ms)),
				NULL));
}

enum status backup_record_add(struct desk *desk, const struct backup_record *record)
{
	struct backup_record copy = *record;

	return desk_change(desk, add_inside, &copy);
}

static enum status take_last(const struct store_row *row, void *context)
{
	struct backup_last *out = context;

	out->seq = row_number(row, BACKUP_LAST_SEQ);
	out->at_ms = row_number(row, BACKUP_LAST_AT_MS);
	out->entry = row_number(row, BACKUP_LAST_ENTRY);
	out->bytes = row_number(row, BACKUP_LAST_BYTES);
	out->ms = row_number(row, BACKUP_LAST_MS);
	return STATUS_OK;
}

enum status backup_record_last(struct desk *desk, enum backup_kind kind, bool good,
			       struct backup_last *out)
{
	enum status status;

	memset(out, 0, sizeof(*out));
	status = store_one(desk->store, SQL_BACKUP_LAST,
			   ARGS(store_text(kinds[kind].name), STORE_ARG_INT(good)), take_last, out);
	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}

enum status backup_is_behind(struct desk *desk, const struct backup_last *last, bool *behind)
{
	int64_t seq = 0;
	enum status status = store_number(desk->store, SQL_BACKUP_SINCE,
					  ARGS(STORE_ARG_INT(last->seq)), &seq);

	*behind = status == STATUS_OK;
	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}

enum status backup_state(struct desk *desk, struct backup_state *out)
{
	enum status status = STATUS_OK;

	memset(out, 0, sizeof(*out));
	out->wanted = desk->settings.backup_place[0] != '\0';
	for (int kind = 0; kind < BACKUP_KINDS && !status; kind++) {
		struct backup_last failed = { 0 };

		status = backup_record_last(desk, (enum backup_kind)kind, true, &out->last[kind]);
		if (!status)
			status = backup_record_last(desk, (enum backup_kind)kind, false, &failed);
		out->failed[kind] = failed.seq > out->last[kind].seq;
		out->days[kind] = -1;
		if (!status && out->last[kind].seq)
			out->days[kind] = (int)(desk_today(desk) -
						clock_local(out->last[kind].at_ms).day);
	}
	if (!status)
		status = backup_is_behind(desk, &out->last[BACKUP_CREATE], &out->late);
	out->late &= desk_now_ms(desk) - out->last[BACKUP_CREATE].at_ms > DAY_MS;
	return status;
}
