#include "desk/audit.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/list.h"
#include "desk/trust/role_words.h"

#include "sql_columns.h"

static const struct {
	const char *name;
	unsigned roles;
	const char *words;
} action_table[AUDIT_COUNT] = {
#define AUDIT(symbol, name, roles, sentence) { name, roles, sentence },
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

unsigned audit_action_roles(enum audit_action action)
{
	const unsigned roles = action_table[action].roles;

	return roles & (ANYBODY | MACHINE) ? ROLES_ALL : roles;
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

struct person {
	int64_t id;
	bool ended;
	unsigned roles;
};

static enum status read_person(const struct store_row *row, void *context)
{
	struct person *out = context;

	out->id = row_number(row, STAFF_ROW_ID);
	out->ended = row_number(row, STAFF_ROW_ENDED) != 0;
	out->roles = (unsigned)row_number(row, STAFF_ROW_ROLES);
	return STATUS_OK;
}

/* Who it is. What the roles are is looked up for each change: a manager may have changed them. One
 * who has ended since they were last looked up a guard refuses. */
static enum status staff_row(struct desk *desk, bool first)
{
	struct store_value code = store_text(desk->staff.code);
	struct person person = { 0, false, 0 };
	enum status status;

	if (desk->staff.id && !(first && desk_takes_passwords(desk)))
		return STATUS_OK;
	status = store_one(desk->store, SQL_STAFF_GET, &code, 1, read_person, &person);
	if (status == STATUS_NOT_FOUND)
		status = store_number(desk->store, SQL_STAFF_NEW, &code, 1, &person.id);
	if (!status && person.ended)
		return desk_refuse(desk, STATUS_STAFF_ENDED,
				   _("The staff code %s has ended: nothing is recorded under it. "
				     "\"frontdesk staff add\" begins it again."),
				   desk->staff.code);
	desk->staff.id = status ? 0 : person.id;
	desk->staff.roles = person.roles;
	return status;
}

/* Whether it is known who it is. */
static enum status check_proof(struct desk *desk, enum audit_action action)
{
	if (!desk_takes_passwords(desk) || action_table[action].roles == MACHINE)
		return STATUS_OK;
	if (!desk->staff.proof)
		return desk_refuse(desk, STATUS_SIGN_IN,
				   _("Nothing is recorded before somebody has signed in with the "
				     "password."));
	if (desk->staff.must_change && action != AUDIT_STAFF_SIGN_IN &&
	    action != AUDIT_STAFF_PASSWORD)
		return desk_refuse_first_password(desk);
	return STATUS_OK;
}

bool audit_is_allowed(const struct desk *desk, enum audit_action action)
{
	const unsigned roles = action_table[action].roles;

	return roles & (ANYBODY | MACHINE) || desk_has_role(desk, roles);
}

static enum status check_roles(struct desk *desk, enum audit_action action)
{
	return audit_is_allowed(desk, action) ? STATUS_OK
					      : desk_refuse_role(desk, action_table[action].roles,
								 _(action_table[action].words));
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
	const bool first = !desk->key.set;
	char cut[AUDIT_DETAIL_SIZE];
	enum status status;

	assert(store_in_transaction(desk->store));
	assert(desk->staff.code[0] && "somebody has signed in");
	idem = key_of_change(desk, idem);
	text_copy(cut, sizeof(cut), detail);
	status = check_proof(desk, action);
	if (status)
		return status;
	status = staff_row(desk, first);
	if (status)
		return desk_store_result(desk, status);
	status = check_roles(desk, action);
	if (status)
		return status;
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
		     idem && idem->set ? STORE_ARG_BLOB(idem->bytes, IDEM_SIZE) : STORE_ARG_NULL,
		     idem && idem->asked_size
			     ? STORE_ARG_BLOB(idem->asked, (size_t)idem->asked_size)
			     : STORE_ARG_NULL),
		NULL);
	if (status)
		return desk_store_result(desk, status);
	*seq = last.seq + 1;
	store_note_entry(desk->store, *seq);
	return STATUS_OK;
}

enum status audit_from_row(const struct store_row *row, void *context)
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

/* What a key did. */
struct done {
	int64_t subject_id;
	char action[AUDIT_ACTION_SIZE];
	unsigned char asked[IDEM_PARTS_MAX * IDEM_PART_SIZE];
	int asked_size;
};

static enum status read_done(const struct store_row *row, void *context)
{
	struct done *out = context;
	size_t size;
	const unsigned char *asked = row_blob(row, AUDIT_BY_IDEM_ASKED, &size);

	if (size > sizeof(out->asked))
		return STATUS_STORE_CORRUPT;
	out->subject_id = row_number(row, AUDIT_BY_IDEM_SUBJECT_ID);
	text_copy(out->action, sizeof(out->action), row_text(row, AUDIT_BY_IDEM_ACTION));
	if (size)
		memcpy(out->asked, asked, size);
	out->asked_size = (int)size;
	return STATUS_OK;
}

enum status audit_done_before(struct desk *desk, const struct idem *idem, enum audit_action action,
			      int64_t *subject_id)
{
	return audit_name_done_before(desk, idem, audit_action_name(action), subject_id);
}

enum status audit_name_done_before(struct desk *desk, const struct idem *idem, const char *name,
				   int64_t *subject_id)
{
	char differs[IDEM_WORDS_SIZE];
	struct done done;
	enum status status;

	if (!idem || !idem->set)
		return STATUS_NOT_FOUND;
	status = store_one(desk->store, SQL_AUDIT_BY_IDEM,
			   ARGS(STORE_ARG_BLOB(idem->bytes, IDEM_SIZE)), read_done, &done);
	if (status == STATUS_NOT_FOUND)
		return status;
	if (status)
		return desk_store_result(desk, status);
	if (strcmp(done.action, name) != 0)
		return desk_refuse(desk, STATUS_KEY_REUSED,
				   _("This key belongs to another action: %s. Nothing was changed; "
				     "ask anew, under a key of its own."),
				   audit_action_words(done.action));
	if (idem_differs(idem, done.asked, done.asked_size, differs))
		return desk_refuse(
			desk, STATUS_KEY_REUSED,
			_("This was asked before and done, and what is asked now differs "
			  "in: %s. Nothing was changed; look at what was done, then ask "
			  "anew, under a key of its own."),
			differs);
	*subject_id = done.subject_id;
	return STATUS_OK;
}

enum status audit_last_own(struct desk *desk, struct audit_row *out)
{
	enum status status = store_one(
		desk->store, SQL_AUDIT_LAST_OWN,
		ARGS(store_text(desk->staff.code), store_text(desk->counter)), audit_from_row, out);

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
					       audit_from_row, row);

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

struct mark {
	enum audit_action action;
	const char *detail;
};

static enum status audit_mark_inside(struct desk *desk, void *context)
{
	const struct mark *mark = context;
	int64_t seq;

	return audit_record(desk, mark->action, 0, 0, NULL, mark->detail, &seq);
}

enum status audit_mark(struct desk *desk, enum audit_action action, const char *detail)
{
	struct mark mark = { action, detail };

	return desk_change(desk, audit_mark_inside, &mark);
}

enum status audit_since(struct desk *desk, int64_t seq, struct audit_row **rows, size_t *count)
{
	return list_read(desk, SQL_AUDIT_SINCE, ARGS(STORE_ARG_INT(seq)), audit_from_row,
			 sizeof(**rows), rows, count);
}

static enum status read_kind(const struct store_row *row, void *context)
{
	struct audit_kind *kind = context;

	kind->at_ms = row_number(row, AUDIT_KINDS_AT_MS);
	text_copy(kind->action, sizeof(kind->action), row_text(row, AUDIT_KINDS_ACTION));
	return STATUS_OK;
}

enum status audit_kinds(struct desk *desk, int most, struct audit_kind **rows, size_t *count)
{
	int64_t newest;
	enum status status = audit_newest(desk, &newest);

	*rows = NULL;
	*count = 0;
	if (status)
		return status;
	return list_read(desk, SQL_AUDIT_KINDS, ARGS(STORE_ARG_INT(newest - most)), read_kind,
			 sizeof(**rows), rows, count);
}
