#include "desk/audit.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/list.h"

#include "sql_columns.h"

static const struct {
	const char *name, *words;
} action_table[AUDIT_COUNT] = {
#define AUDIT(symbol, name, sentence) { name, sentence },
#include "desk/audit.def"
#undef AUDIT
};

const char *audit_action_name(enum audit_action action)
{
	return action_table[action].name;
}

const char *audit_action_words(const char *name)
{
	for (int i = 0; i < AUDIT_COUNT; i++)
		if (!strcmp(action_table[i].name, name))
			return _(action_table[i].words);
	return name;
}

struct last_event {
	int64_t seq, at_ms;
};

static enum status read_last(const struct store_row *row, void *context)
{
	struct last_event *last = context;

	last->seq = row_number(row, AUDIT_LAST_SEQ);
	last->at_ms = row_number(row, AUDIT_LAST_AT_MS);
	return STATUS_OK;
}

static enum status staff_row(struct desk *desk)
{
	struct store_value code = store_text(desk->staff.code);
	enum status status;

	if (desk->staff.id)
		return STATUS_OK;
	status = store_number(desk->store, SQL_STAFF_FIND, &code, 1, &desk->staff.id);
	if (status == STATUS_NOT_FOUND)
		status = store_number(desk->store, SQL_STAFF_ADD, &code, 1, &desk->staff.id);
	return status;
}

/* The key of this row: the one that was asked for; for the first row of a change without one, the
 * change's own; else none. */
static const struct idem *key_of_change(struct desk *desk, const struct idem *idem)
{
	const bool first = !desk->key.set;

	if (idem && idem->set) {
		if (first)
			desk->key = *idem;
		return idem;
	}
	if (!first)
		return NULL;
	desk->key = idem_new();
	return &desk->key;
}

enum status audit_record(struct desk *desk, enum audit_action action, int64_t subject_id,
			 int64_t previous, const struct idem *idem, const char *detail,
			 int64_t *seq)
{
	struct last_event last = { 0, 0 };
	int64_t now_ms = desk_now_ms(desk);
	char cut[AUDIT_DETAIL_SIZE];
	enum status status;

	assert(store_in_transaction(desk->store));
	idem = key_of_change(desk, idem);
	text_copy(cut, sizeof(cut), detail);
	status = staff_row(desk);
	if (status)
		return desk_store_result(desk, status);
	status = store_one(desk->store, SQL_AUDIT_LAST, NO_ARGS, read_last, &last);
	if (status && status != STATUS_NOT_FOUND)
		return desk_store_result(desk, status);
	status = store_run(
		desk->store, SQL_AUDIT_ADD,
		ARGS(STORE_ARG_INT(last.seq + 1), STORE_ARG_INT(now_ms),
		     STORE_ARG_INT(now_ms + CLOCK_STEP_MS < last.at_ms),
		     STORE_ARG_INT(desk->staff.id), store_text(desk->counter),
		     store_text(audit_action_name(action)), STORE_ARG_INT(subject_id),
		     store_id_or_null(previous), store_text(cut),
		     idem && idem->set ? STORE_ARG_BLOB(idem->bytes, IDEM_SIZE) : STORE_ARG_NULL),
		NULL);
	if (status)
		return desk_store_result(desk, status);
	*seq = last.seq + 1;
	return STATUS_OK;
}

static enum status read_audit(const struct store_row *row, void *context)
{
	struct audit_row *out = context;

	out->seq = row_number(row, AUDIT_ROW_SEQ);
	out->at_ms = row_number(row, AUDIT_ROW_AT_MS);
	out->subject_id = row_number(row, AUDIT_ROW_SUBJECT_ID);
	out->previous = row_number(row, AUDIT_ROW_PREVIOUS);
	text_copy(out->staff, sizeof(out->staff), row_text(row, AUDIT_ROW_STAFF));
	text_copy(out->counter, sizeof(out->counter), row_text(row, AUDIT_ROW_COUNTER));
	text_copy(out->action, sizeof(out->action), row_text(row, AUDIT_ROW_ACTION));
	text_copy(out->detail, sizeof(out->detail), row_text(row, AUDIT_ROW_DETAIL));
	return STATUS_OK;
}

enum status audit_done_before(struct desk *desk, const struct idem *idem, enum audit_action action,
			      int64_t *subject_id)
{
	struct audit_row row;
	enum status status;

	if (!idem || !idem->set)
		return STATUS_NOT_FOUND;
	status = store_one(desk->store, SQL_AUDIT_BY_IDEM,
			   ARGS(STORE_ARG_BLOB(idem->bytes, IDEM_SIZE)), read_audit, &row);
	if (status == STATUS_NOT_FOUND)
		return status;
	if (status)
		return desk_store_result(desk, status);
	if (strcmp(row.action, audit_action_name(action)) != 0)
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("This key belongs to another action: %s."),
				   audit_action_words(row.action));
	*subject_id = row.subject_id;
	return STATUS_OK;
}

enum status audit_last_own(struct desk *desk, struct audit_row *out)
{
	enum status status = store_one(
		desk->store, SQL_AUDIT_LAST_OWN,
		ARGS(store_text(desk->staff.code), store_text(desk->counter)), read_audit, out);

	return status == STATUS_NOT_FOUND ? status : desk_store_result(desk, status);
}

enum status audit_newest(struct desk *desk, int64_t *seq)
{
	struct last_event last = { 0, 0 };
	enum status status = store_one(desk->store, SQL_AUDIT_LAST, NO_ARGS, read_last, &last);

	*seq = last.seq;
	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}

enum status audit_history(struct desk *desk, int64_t seq, struct audit_row **rows, size_t *count)
{
	size_t room = 0;

	*rows = NULL;
	*count = 0;
	while (seq) {
		struct audit_row *row = memory_append(rows, count, &room, sizeof(*row));
		enum status status = store_one(desk->store, SQL_AUDIT_GET, ARGS(STORE_ARG_INT(seq)),
					       read_audit, row);

		if (status) {
			free(*rows);
			*rows = NULL;
			*count = 0;
			return desk_store_result(desk, status);
		}
		seq = row->previous;
	}
	return STATUS_OK;
}

enum status audit_since(struct desk *desk, int64_t seq, struct audit_row **rows, size_t *count)
{
	return list_read(desk, SQL_AUDIT_SINCE, ARGS(STORE_ARG_INT(seq)), read_audit,
			 sizeof(**rows), rows, count);
}
