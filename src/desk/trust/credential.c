#include "desk/trust/credential.h"

#include <string.h>

#include "base/language.h"
#include "base/secret_rule.h"
#include "base/text.h"
#include "desk/audit.h"

#include "sql_columns.h"

static enum status read_credential(const struct store_row *row, void *context)
{
	struct credential *out = context;

	out->staff_id = row_number(row, CREDENTIAL_GET_ID);
	out->ended = row_number(row, CREDENTIAL_GET_ENDED) != 0;
	out->roles = (unsigned)row_number(row, CREDENTIAL_GET_ROLES);
	out->first = row_number(row, CREDENTIAL_GET_FIRST) != 0;
	out->seq = row_number(row, CREDENTIAL_GET_SEQ);
	text_copy(out->password, sizeof(out->password), row_text(row, CREDENTIAL_GET_PASSWORD));
	text_copy(out->pin, sizeof(out->pin), row_text(row, CREDENTIAL_GET_PIN));
	return STATUS_OK;
}

enum status credential_read(struct desk *desk, const char *code, struct credential *out)
{
	enum status status;

	memset(out, 0, sizeof(*out));
	status = store_one(desk->store, SQL_CREDENTIAL_GET, ARGS(store_text(code)), read_credential,
			   out);
	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}

/* Writes what `credential` has by now, with its entry. The detail is whose it is. */
static enum status put(struct desk *desk, enum audit_action action, const char *code,
		       struct credential *credential)
{
	enum status status = audit_record(desk, action, credential->staff_id, credential->seq, NULL,
					  code, &credential->seq);

	if (!status)
		status = desk_store_result(desk, store_run(desk->store, SQL_CREDENTIAL_SET,
							   ARGS(STORE_ARG_INT(credential->staff_id),
								store_text(credential->password),
								STORE_ARG_INT(credential->first),
								store_text_or_null(credential->pin),
								STORE_ARG_INT(credential->seq)),
							   NULL));
	if (status)
		return status;
	/* A PIN is good where the password was typed today: not the one of before. */
	return desk_store_result(desk, store_run(desk->store, SQL_SIGNED_IN_FORGET,
						 ARGS(STORE_ARG_INT(credential->staff_id)), NULL));
}

/* The credential of a code that somebody has. */
static enum status read_known(struct desk *desk, const char *code, struct credential *out)
{
	enum status status = credential_read(desk, code, out);

	if (!status && !out->staff_id)
		return desk_refuse(desk, STATUS_NOT_FOUND, _("There is no staff code %s."), code);
	return status;
}

enum status credential_rehash(struct desk *desk, const char *code, const char *hash)
{
	struct credential credential;
	enum status status = read_known(desk, code, &credential);

	text_copy(credential.password, sizeof(credential.password), hash);
	if (!status)
		status = put(desk, AUDIT_STAFF_REHASH, code, &credential);
	secret_wipe(&credential, sizeof(credential));
	return status;
}

enum status credential_put(struct desk *desk, enum audit_action action, const char *code,
			   const char *hash, bool first)
{
	struct credential credential;
	enum status status = read_known(desk, code, &credential);

	if (!status) {
		text_copy(credential.password, sizeof(credential.password), hash);
		credential.pin[0] = '\0';
		credential.first = first;
		status = put(desk, action, code, &credential);
	}
	secret_wipe(&credential, sizeof(credential));
	return status;
}

enum status credential_note_here(struct desk *desk, int64_t staff_id, int64_t seq)
{
	char today[DAY_TEXT_SIZE];

	return desk_store_result(
		desk,
		store_run(desk->store, SQL_SIGNED_IN_SET,
			  ARGS(STORE_ARG_INT(staff_id), store_text(desk->counter),
			       store_text(day_format(desk_today(desk), today)), STORE_ARG_INT(seq)),
			  NULL));
}

/* A change of one's own, or of somebody else's, with the hash that is made before it begins: that
 * takes long, and other counters want to write. */
struct change {
	const char *code;
	char hash[SECRET_HASH_SIZE];
	/* Of somebody who is added: */
	const char *name;
	unsigned roles;
	struct staff_entry *entry;
};

static enum status give_inside(struct desk *desk, void *context)
{
	const struct change *change = context;
	struct staff_entry entry;
	enum status status = staff_find(desk, change->code, &entry);

	if (!status && entry.ended)
		return desk_refuse(desk, STATUS_STAFF_ENDED,
				   _("The staff code %s has ended: it gets no password. "
				     "\"frontdesk staff add\" begins it again."),
				   change->code);
	if (!status && strcmp(change->code, desk->staff.code) == 0)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Nobody gives themselves a first password: choose another one "
				     "(\"frontdesk staff password\")."));
	return status ? status
		      : credential_put(desk, AUDIT_STAFF_FIRST_PASSWORD, change->code, change->hash,
				       true);
}

/* Makes a first password up, and does with its hash what `inside` does. */
static enum status with_first_password(struct desk *desk,
				       enum status (*inside)(struct desk *, void *),
				       struct change *change,
				       char password[SECRET_FIRST_PASSWORD_SIZE])
{
	enum status status;

	secret_first_password_new(password);
	status = secret_hash(password, change->hash, &desk->problem);
	if (!status)
		status = desk_change(desk, inside, change);
	if (status)
		secret_wipe(password, SECRET_FIRST_PASSWORD_SIZE);
	secret_wipe(change, sizeof(*change));
	return status;
}

enum status credential_give(struct desk *desk, const char *code,
			    char password[SECRET_FIRST_PASSWORD_SIZE])
{
	struct change change = { .code = code };

	return with_first_password(desk, give_inside, &change, password);
}

static enum status add_inside(struct desk *desk, void *context)
{
	const struct change *change = context;
	enum status status = staff_add(desk, change->code, change->name, change->roles,
				       change->entry);

	return status ? status
		      : credential_put(desk, AUDIT_STAFF_FIRST_PASSWORD, change->code, change->hash,
				       true);
}

enum status credential_add(struct desk *desk, const char *code, const char *name, unsigned roles,
			   char password[SECRET_FIRST_PASSWORD_SIZE], struct staff_entry *out)
{
	struct change change = { .code = code, .name = name, .roles = roles, .entry = out };
	const bool wanted = desk_takes_passwords(desk);
	struct credential before;
	enum status status;

	password[0] = '\0';
	status = credential_read(desk, code, &before);
	if (status)
		return status;
	/* Where nobody needs one it is told to nobody, and stands for the one of before. */
	status = wanted || before.password[0]
			 ? with_first_password(desk, add_inside, &change, password)
			 : staff_add(desk, code, name, roles, out);
	if (!wanted)
		secret_wipe(password, SECRET_FIRST_PASSWORD_SIZE);
	secret_wipe(&before, sizeof(before));
	return status;
}

static enum status choose_inside(struct desk *desk, void *context)
{
	const struct change *change = context;

	return credential_put(desk, AUDIT_STAFF_PASSWORD, change->code, change->hash, false);
}

static enum status refuse_the_same(struct desk *desk, const char *password)
{
	struct credential credential;
	bool same = false;
	enum status status = credential_read(desk, desk->staff.code, &credential);

	if (!status && credential.password[0])
		status = secret_check(credential.password, password, &same, &desk->problem);
	secret_wipe(&credential, sizeof(credential));
	if (same)
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("This is the password of before: choose another."));
	return status;
}

/* Who has the token of a script is not the person. */
static enum status refuse_script(struct desk *desk)
{
	if (desk->staff.proof != PROOF_TOKEN)
		return STATUS_OK;
	return desk_refuse(
		desk, STATUS_NOT_ALLOWED,
		_("A script changes no password and no PIN: sign in with the password."));
}

enum status credential_choose(struct desk *desk, const char *password)
{
	struct change change = { .code = desk->staff.code };
	enum status status = refuse_script(desk);

	if (!status)
		status = secret_rule_password(password, desk->staff.code, &desk->problem);
	if (!status)
		status = refuse_the_same(desk, password);
	if (!status)
		status = secret_hash(password, change.hash, &desk->problem);
	if (!status)
		status = desk_change(desk, choose_inside, &change);
	if (!status)
		desk->staff.must_change = false;
	secret_wipe(&change, sizeof(change));
	return status;
}

static enum status choose_pin_inside(struct desk *desk, void *context)
{
	const struct change *change = context;
	struct credential credential;
	enum status status = credential_read(desk, change->code, &credential);

	if (!status && !credential.password[0])
		status = desk_refuse(desk, STATUS_WRONG_STATE,
				     _("A PIN needs a password, and %s has none."), change->code);
	if (!status) {
		text_copy(credential.pin, sizeof(credential.pin), change->hash);
		status = put(desk, AUDIT_STAFF_PIN, change->code, &credential);
	}
	/* Who chooses it has signed in here and now. */
	if (!status)
		status = credential_note_here(desk, credential.staff_id, credential.seq);
	secret_wipe(&credential, sizeof(credential));
	return status;
}

enum status credential_choose_pin(struct desk *desk, const char *pin)
{
	struct change change = { .code = desk->staff.code };
	enum status status = refuse_script(desk);

	if (!status && *pin)
		status = secret_rule_pin(pin, &desk->problem);
	if (!status && *pin)
		status = secret_hash(pin, change.hash, &desk->problem);
	if (!status)
		status = desk_change(desk, choose_pin_inside, &change);
	secret_wipe(&change, sizeof(change));
	return status;
}
