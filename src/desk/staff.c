#include "desk/staff.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/list.h"
#include "desk/reason.h"

#include "sql_columns.h"

static enum status read_entry(const struct store_row *row, void *context)
{
	struct staff_entry *out = context;

	out->id = row_number(row, STAFF_ROW_ID);
	text_copy(out->code, sizeof(out->code), row_text(row, STAFF_ROW_CODE));
	text_copy(out->name, sizeof(out->name), row_text(row, STAFF_ROW_NAME));
	out->ended = row_number(row, STAFF_ROW_ENDED) != 0;
	out->roles = (unsigned)row_number(row, STAFF_ROW_ROLES);
	out->seq = row_number(row, STAFF_ROW_SEQ);
	return STATUS_OK;
}

enum status staff_find(struct desk *desk, const char *code, struct staff_entry *out)
{
	enum status status;

	memset(out, 0, sizeof(*out));
	status = store_one(desk->store, SQL_STAFF_GET, ARGS(store_text(code)), read_entry, out);
	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, status, _("There is no staff code %s."), code);
	return desk_store_result(desk, status);
}

enum status staff_list(struct desk *desk, struct staff_entry **rows, size_t *count)
{
	return list_read(desk, SQL_STAFF_LIST, NO_ARGS, read_entry, sizeof(**rows), rows, count);
}

enum status staff_begin(struct desk *desk)
{
	return audit_mark(desk, AUDIT_STAFF_BEGIN, desk->staff.code);
}

struct staff_wish {
	enum audit_action action;
	const char *code, *name, *reason;
	unsigned roles;
	struct staff_entry *out;
};

static enum status check_add(struct desk *desk, const struct staff_wish *wish)
{
	const struct staff_entry *found = wish->out;
	enum status status = desk_check_staff(desk, wish->code);

	if (status)
		return status;
	status = staff_find(desk, wish->code, wish->out);
	if (status == STATUS_NOT_FOUND) {
		text_copy(wish->out->code, sizeof(wish->out->code), wish->code);
		return desk_store_result(desk, store_number(desk->store, SQL_STAFF_NEW,
							    ARGS(store_text(wish->code)),
							    &wish->out->id));
	}
	if (!status && found->name[0] && !found->ended)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("%s is the staff code of %s already. A code never becomes "
				     "somebody else's: choose another."),
				   found->code, found->name);
	return status;
}

static enum status check_end(struct desk *desk, const struct staff_wish *wish)
{
	enum status status = staff_find(desk, wish->code, wish->out);

	if (status)
		return status;
	if (wish->out->ended)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("The staff code %s has ended already."), wish->code);
	if (strcmp(wish->code, desk->staff.code) == 0)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Nobody ends the code that they work under: %s. Let somebody "
				     "else do it."),
				   wish->code);
	return STATUS_OK;
}

static enum status check_change(struct desk *desk, const struct staff_wish *wish)
{
	enum status status = staff_find(desk, wish->code, wish->out);

	if (!status && wish->roles && wish->roles != wish->out->roles &&
	    strcmp(wish->code, desk->staff.code) == 0 && desk->staff.proof)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Nobody changes their own roles. Let somebody else do it."));
	return status;
}

static enum status check_wish(struct desk *desk, const struct staff_wish *wish)
{
	switch (wish->action) {
	case AUDIT_STAFF_ADD: return check_add(desk, wish);
	case AUDIT_STAFF_END: return check_end(desk, wish);
	default: return check_change(desk, wish);
	}
}

/* "wei: 魏思齐; clerk,cashier" or "wei: 魏思齐; left for another clinic" */
static enum status set_inside(struct desk *desk, void *context)
{
	const struct staff_wish *wish = context;
	struct staff_entry *entry = wish->out;
	char detail[AUDIT_DETAIL_SIZE], roles[ROLES_TEXT_SIZE];
	enum status status = check_wish(desk, wish);
	const int64_t previous = entry->seq;

	if (!status && wish->name)
		status = name_read(wish->name, entry->name, &desk->problem);
	if (status)
		return status;
	entry->ended = wish->action == AUDIT_STAFF_END;
	if (wish->roles)
		entry->roles = wish->roles;
	roles_names(wish->roles, roles);
	text_format(detail, sizeof(detail), "%s: %s%s%s%s%s", entry->code, entry->name,
		    *roles ? "; " : "", roles, *wish->reason ? "; " : "", wish->reason);
	status = audit_record(desk, wish->action, entry->id, previous, NULL, detail, &entry->seq);
	if (status)
		return status;
	return desk_change_row(desk, SQL_STAFF_SET,
			       ARGS(store_text(entry->name), STORE_ARG_INT(entry->ended),
				    STORE_ARG_INT(entry->roles), STORE_ARG_INT(entry->seq),
				    STORE_ARG_INT(entry->id), store_id_or_null(previous)));
}

enum status staff_add(struct desk *desk, const char *code, const char *name, unsigned roles,
		      struct staff_entry *out)
{
	struct staff_wish wish = { AUDIT_STAFF_ADD, code, name, "", roles, out };

	return desk_change(desk, set_inside, &wish);
}

enum status staff_change(struct desk *desk, const char *code, const char *name, unsigned roles,
			 struct staff_entry *out)
{
	struct staff_wish wish = { AUDIT_STAFF_CHANGE, code, name, "", roles, out };

	return desk_change(desk, set_inside, &wish);
}

enum status staff_end(struct desk *desk, const char *code, const char *reason,
		      struct staff_entry *out)
{
	char read[REASON_SIZE];
	struct staff_wish wish = { AUDIT_STAFF_END, code, NULL, read, 0, out };
	enum status status = reason_read(desk, reason, false, read);

	return status ? status : desk_change(desk, set_inside, &wish);
}
