#include "desk/trust/token.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/list.h"
#include "desk/staff.h"

#include "sql_columns.h"

static enum status read_entry(const struct store_row *row, void *context)
{
	struct token_entry *out = context;

	out->id = row_number(row, TOKEN_ROW_ID);
	text_copy(out->code, sizeof(out->code), row_text(row, TOKEN_ROW_CODE));
	out->roles = (unsigned)row_number(row, TOKEN_ROW_ROLES);
	text_copy(out->until, sizeof(out->until), row_text(row, TOKEN_ROW_UNTIL_DATE));
	out->ended = row_number(row, TOKEN_ROW_ENDED) != 0 ||
		     row_number(row, TOKEN_ROW_STAFF_ENDED) != 0;
	out->seq = row_number(row, TOKEN_ROW_SEQ);
	return STATUS_OK;
}

enum status token_list(struct desk *desk, struct token_entry **rows, size_t *count)
{
	return list_read(desk, SQL_TOKEN_LIST, NO_ARGS, read_entry, sizeof(**rows), rows, count);
}

struct adding {
	const char *code;
	unsigned roles;
	day_number until;
	unsigned char digest[SECRET_DIGEST_SIZE];
	struct token_entry *out;
};

static enum status check_day(struct desk *desk, const struct adding *adding)
{
	const day_number today = desk_today(desk);

	if (adding->until >= today && adding->until <= today + TOKEN_DAYS_MAX)
		return STATUS_OK;
	return desk_refuse(desk, STATUS_BAD_VALUE,
			   _("The last day of a token is from today to %d days ahead."),
			   TOKEN_DAYS_MAX);
}

static enum status check_staff(struct desk *desk, const struct adding *adding,
			       struct staff_entry *staff)
{
	char names[ROLES_TEXT_SIZE];
	enum status status = staff_find(desk, adding->code, staff);

	if (!status && staff->ended)
		return desk_refuse(desk, STATUS_STAFF_ENDED, _("The staff code %s has ended."),
				   adding->code);
	if (!status && (adding->roles & ~staff->roles))
		return desk_refuse(
			desk, STATUS_BAD_VALUE,
			_("A token gives no roles that its staff code does not have: %s."),
			roles_names(adding->roles & ~staff->roles, names));
	return status;
}

/* "cron: clerk until 2027-03-31" */
static enum status add_inside(struct desk *desk, void *context)
{
	const struct adding *adding = context;
	struct token_entry *out = adding->out;
	char detail[AUDIT_DETAIL_SIZE], names[ROLES_TEXT_SIZE];
	struct staff_entry staff;
	enum status status = check_day(desk, adding);

	if (!status)
		status = check_staff(desk, adding, &staff);
	if (status)
		return status;
	memset(out, 0, sizeof(*out));
	text_copy(out->code, sizeof(out->code), staff.code);
	out->roles = adding->roles ? adding->roles : staff.roles;
	day_format(adding->until, out->until);
	status = desk_store_result(desk,
				   store_number(desk->store, SQL_TOKEN_NEXT, NO_ARGS, &out->id));
	if (status)
		return status;
	text_format(detail, sizeof(detail), "%s: %s until %s", staff.code,
		    roles_names(out->roles, names), out->until);
	status = audit_record(desk, AUDIT_TOKEN_ADD, out->id, 0, NULL, detail, &out->seq);
	if (status)
		return status;
	return desk_store_result(desk,
				 store_run(desk->store, SQL_TOKEN_ADD,
					   ARGS(STORE_ARG_INT(out->id), STORE_ARG_INT(staff.id),
						STORE_ARG_BLOB(adding->digest, SECRET_DIGEST_SIZE),
						STORE_ARG_INT(out->roles), store_text(out->until),
						STORE_ARG_INT(out->seq)),
					   NULL));
}

enum status token_add(struct desk *desk, const char *code, unsigned roles, day_number until,
		      char token[SECRET_TOKEN_SIZE], struct token_entry *out)
{
	struct adding adding = { .code = code, .roles = roles, .until = until, .out = out };
	enum status status;

	secret_token_new(SECRET_TOKEN, token);
	status = secret_token_digest(SECRET_TOKEN, token, adding.digest, &desk->problem);
	if (!status)
		status = desk_change(desk, add_inside, &adding);
	if (status)
		secret_wipe(token, SECRET_TOKEN_SIZE);
	return status;
}

struct ending {
	int64_t id;
	struct token_entry *out;
};

static enum status end_inside(struct desk *desk, void *context)
{
	const struct ending *ending = context;
	struct token_entry *out = ending->out;
	const struct store_value id = STORE_ARG_INT(ending->id);
	enum status status = store_one(desk->store, SQL_TOKEN_BY_ID, &id, 1, read_entry, out);

	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, status, _("There is no such token."));
	if (status)
		return desk_store_result(desk, status);
	if (out->ended)
		return desk_refuse(desk, STATUS_WRONG_STATE, _("This token has ended already."));
	status = audit_record(desk, AUDIT_TOKEN_END, out->id, out->seq, NULL, out->code, &out->seq);
	out->ended = true;
	return status ? status
		      : desk_change_row(desk, SQL_TOKEN_END,
					ARGS(STORE_ARG_INT(out->seq), STORE_ARG_INT(out->id)));
}

enum status token_end(struct desk *desk, int64_t id, struct token_entry *out)
{
	struct ending ending = { id, out };

	memset(out, 0, sizeof(*out));
	return desk_change(desk, end_inside, &ending);
}
