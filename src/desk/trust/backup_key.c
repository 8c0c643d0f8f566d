#include "desk/trust/backup_key.h"

#include <string.h>

#include "base/language.h"
#include "base/secret_rule.h"
#include "desk/audit.h"
#include "desk/trust/owner.h"

#include "sql_columns.h"

enum status backup_passphrase_check(struct desk *desk, const char *passphrase)
{
	if (strlen(passphrase) < BACKUP_PASSPHRASE_MIN)
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("The passphrase is too short: it has at least %d characters, "
				     "such as four words that do not belong together."),
				   BACKUP_PASSPHRASE_MIN);
	return secret_rule_password(passphrase, desk->staff.code, &desk->problem);
}

static enum status set_inside(struct desk *desk, void *context)
{
	const struct backup_keys *keys = context;
	int64_t seq;
	enum status status = audit_record(desk, AUDIT_BACKUP_PASSPHRASE, 0, 0, NULL, "", &seq);

	if (status)
		return status;
	return desk_store_result(
		desk, store_run(desk->store, SQL_BACKUP_KEY_ADD,
				ARGS(STORE_ARG_INT(seq),
				     STORE_ARG_BLOB(keys->key_public, sizeof(keys->key_public)),
				     STORE_ARG_BLOB(keys->digest_key, sizeof(keys->digest_key)),
				     STORE_ARG_BLOB(keys->locked, sizeof(keys->locked))),
				NULL));
}

enum status backup_passphrase_set(struct desk *desk, const char *passphrase)
{
	struct backup_keys keys;
	enum status status = backup_passphrase_check(desk, passphrase);

	if (status)
		return status;
	status = backup_keys_make(passphrase, &keys, &desk->problem);
	if (!status)
		status = desk_change(desk, set_inside, &keys);
	secret_wipe(&keys, sizeof(keys));
	return status;
}

static enum status take_keys(const struct store_row *row, void *context)
{
	struct backup_keys *out = context;

	return row_bytes(row, BACKUP_KEY_GET_PUBLIC_KEY, out->key_public,
			 sizeof(out->key_public)) &&
			       row_bytes(row, BACKUP_KEY_GET_DIGEST_KEY, out->digest_key,
					 sizeof(out->digest_key)) &&
			       row_bytes(row, BACKUP_KEY_GET_LOCKED, out->locked,
					 sizeof(out->locked))
		       ? STATUS_OK
		       : STATUS_STORE_CORRUPT;
}

enum status backup_keys_get(struct desk *desk, struct backup_keys *out)
{
	struct owner_key owner = { .seq = 0 };
	enum status status;

	memset(out, 0, sizeof(*out));
	status = store_one(desk->store, SQL_BACKUP_KEY_GET, NO_ARGS, take_keys, out);
	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, STATUS_NOT_FOUND,
				   _("Backups have no passphrase yet, without which nobody could "
				     "seal or open them: set one with \"frontdesk backup "
				     "passphrase\"."));
	if (status)
		return desk_store_result(desk, status);
	status = owner_key_now(desk, &owner);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	out->for_owner = !status;
	memcpy(out->owner_public, owner.public, sizeof(out->owner_public));
	return status;
}
