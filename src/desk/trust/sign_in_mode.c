#include "desk/trust/sign_in_mode.h"

#include <stdlib.h>
#include <string.h>

#include "base/contact.h"
#include "base/language.h"
#include "base/secret_rule.h"
#include "base/text.h"
#include "desk/rules_change.h"
#include "desk/trust/credential.h"
#include "desk/trust/delay.h"

#include "sql_columns.h"

/* One person may be all of a clinic. */
enum {
	FIRST_MANAGER = ROLE_BIT(ROLE_MANAGER) | ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_CLERK) |
			ROLE_BIT(ROLE_CASHIER) | ROLE_BIT(ROLE_NURSE),
	EVERYBODY = ROLE_BIT(ROLE_CLERK) | ROLE_BIT(ROLE_CASHIER)
};

static void prove(struct desk *desk, const char *code, enum staff_proof proof, unsigned roles)
{
	struct staff staff = { .proof = proof, .roles = roles, .rights = ROLES_ALL };

	text_copy(staff.code, sizeof(staff.code), code);
	desk_sign_in_proved(desk, &staff);
}

/* ---- the recovery code ---- */

struct kept_code {
	int64_t made_seq;
	unsigned char digest[SECRET_DIGEST_SIZE];
	bool usable;
};

static enum status read_code(const struct store_row *row, void *context)
{
	struct kept_code *out = context;

	if (!row_bytes(row, RECOVERY_NEWEST_DIGEST, out->digest, sizeof(out->digest)))
		return STATUS_STORE_CORRUPT;
	out->made_seq = row_number(row, RECOVERY_NEWEST_MADE_SEQ);
	out->usable = row_number(row, RECOVERY_NEWEST_USED) == 0;
	return STATUS_OK;
}

static enum status newest_code(struct desk *desk, struct kept_code *out)
{
	enum status status;

	memset(out, 0, sizeof(*out));
	status = store_one(desk->store, SQL_RECOVERY_NEWEST, NO_ARGS, read_code, out);
	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}

/* Only within a change. */
static enum status keep_code(struct desk *desk, const unsigned char digest[SECRET_DIGEST_SIZE])
{
	int64_t seq;
	enum status status = audit_record(desk, AUDIT_RECOVERY_ADD, 0, 0, NULL, "", &seq);

	if (status)
		return status;
	return desk_store_result(desk, store_run(desk->store, SQL_RECOVERY_ADD,
						 ARGS(STORE_ARG_INT(seq),
						      STORE_ARG_BLOB(digest, SECRET_DIGEST_SIZE)),
						 NULL));
}

static enum status make_code(struct desk *desk, char recovery[SECRET_TOKEN_SIZE],
			     unsigned char digest[SECRET_DIGEST_SIZE])
{
	secret_token_new(SECRET_RECOVERY, recovery);
	return secret_token_digest(SECRET_RECOVERY, recovery, digest, &desk->problem);
}

static enum status renew_inside(struct desk *desk, void *context)
{
	return keep_code(desk, context);
}

enum status recovery_renew(struct desk *desk, char recovery[SECRET_TOKEN_SIZE])
{
	unsigned char digest[SECRET_DIGEST_SIZE];
	enum status status = make_code(desk, recovery, digest);

	if (!status)
		status = desk_change(desk, renew_inside, digest);
	if (status)
		secret_wipe(recovery, SECRET_TOKEN_SIZE);
	return status;
}

/* Whether what was typed is the code; typed in vain it waits as a password does, under `code`. */
static enum status check_code(struct desk *desk, const char *code, const char *typed,
			      struct kept_code *kept)
{
	unsigned char digest[SECRET_DIGEST_SIZE];
	int misses;
	bool right;
	enum status status = secret_token_digest(SECRET_RECOVERY, typed, digest, &desk->problem);

	if (!status)
		status = delay_begin(desk, code, &misses);
	if (!status)
		status = newest_code(desk, kept);
	right = secret_equal(digest, kept->digest, sizeof(digest)) && kept->usable;
	secret_wipe(digest, sizeof(digest));
	if (!status && !right)
		return desk_refuse(desk, STATUS_SIGN_IN_WRONG,
				   _("This is not the recovery code, or it was used already."));
	return status;
}

/* Only within a change: the code is used up. */
static enum status spend_code(struct desk *desk, const struct kept_code *kept, const char *code)
{
	int64_t seq;
	enum status status = audit_record(desk, AUDIT_RECOVERY_USE, 0, 0, NULL, code, &seq);

	if (!status)
		status = desk_change_row(desk, SQL_RECOVERY_USE,
					 ARGS(STORE_ARG_INT(seq), STORE_ARG_INT(kept->made_seq)));
	return status ? status : delay_end(desk, code);
}

/* ---- names or passwords ---- */

struct going_over {
	struct settings before;
	int64_t rules_seq;
	const char *name;
	char hash[SECRET_HASH_SIZE];
	unsigned char digest[SECRET_DIGEST_SIZE];
	struct kept_code kept;
	struct staff who; /* who works at the desk, or has the recovery code */
};

static enum status make_manager(struct desk *desk, const struct going_over *going)
{
	const char *code = desk->staff.code;
	struct staff_entry entry;
	enum status status = staff_find(desk, code, &entry);
	const bool named = !status && entry.name[0];

	if (status && status != STATUS_NOT_FOUND)
		return status;
	if (named && !entry.ended)
		status = staff_change(desk, code, *going->name ? going->name : NULL, FIRST_MANAGER,
				      &entry);
	else
		status = staff_add(desk, code, *going->name ? going->name : code, FIRST_MANAGER,
				   &entry);
	return status ? status
		      : credential_put(desk, AUDIT_STAFF_PASSWORD, code, going->hash, false);
}

/* Who worked by name goes on as clerk and cashier, once they have a password. */
static enum status give_roles(struct desk *desk)
{
	struct staff_entry *rows, entry;
	size_t count;
	enum status status = staff_list(desk, &rows, &count);

	for (size_t i = 0; !status && i < count; i++)
		if (!rows[i].roles && !rows[i].ended && rows[i].name[0])
			status = staff_change(desk, rows[i].code, NULL, EVERYBODY, &entry);
	free(rows);
	return status;
}

/* As it was, when the change is run again or taken back. */
static void restore(struct desk *desk, const struct going_over *going)
{
	desk->settings = going->before;
	desk->rules_seq = going->rules_seq;
	desk->staff = going->who;
}

static enum status passwords_inside(struct desk *desk, void *context)
{
	const struct going_over *going = context;
	enum status status;

	restore(desk, going);
	if (desk_takes_passwords(desk))
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Everybody signs in with a password here already."));
	status = make_manager(desk, going);
	if (!status)
		status = give_roles(desk);
	if (!status)
		status = keep_code(desk, going->digest);
	return status ? status : rules_change_sign_in(desk, "passwords");
}

enum status sign_in_mode_check(const char *code, const char *name, const char *password,
			       struct problem *problem)
{
	char kept[NAME_SIZE];
	enum status status = name_read(*name ? name : code, kept, problem);

	if (status && !*name)
		return problem_set(problem, STATUS_BAD_NAME,
				   _("The code %s can be nobody's name: say it with --name."),
				   code);
	return status ? status : secret_rule_password(password, code, problem);
}

enum status sign_in_mode_passwords(struct desk *desk, const char *name, const char *password,
				   char recovery[SECRET_TOKEN_SIZE])
{
	struct going_over going = { .before = desk->settings,
				    .rules_seq = desk->rules_seq,
				    .name = name,
				    .who = desk->staff };
	enum status status = secret_rule_password(password, desk->staff.code, &desk->problem);

	if (!status)
		status = secret_hash(password, going.hash, &desk->problem);
	if (!status)
		status = make_code(desk, recovery, going.digest);
	if (!status)
		status = desk_change(desk, passwords_inside, &going);
	if (status) {
		restore(desk, &going);
		secret_wipe(recovery, SECRET_TOKEN_SIZE);
	} else {
		prove(desk, going.who.code, PROOF_PASSWORD, FIRST_MANAGER);
	}
	secret_wipe(going.hash, sizeof(going.hash));
	return status;
}

static enum status names_inside(struct desk *desk, void *context)
{
	const struct going_over *going = context;
	enum status status;

	restore(desk, going);
	status = spend_code(desk, &going->kept, desk->staff.code);
	return status ? status : rules_change_sign_in(desk, "names");
}

enum status sign_in_mode_names(struct desk *desk, const char *recovery)
{
	const struct staff before = desk->staff;
	struct going_over going = { .before = desk->settings, .rules_seq = desk->rules_seq };
	enum status status;

	if (!desk_takes_passwords(desk))
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Everybody signs in by name here already."));
	status = check_code(desk, before.code, recovery, &going.kept);
	/* The paper is what gives the right. */
	prove(desk, before.code, PROOF_RECOVERY, 0);
	going.who = desk->staff;
	if (!status)
		status = desk_change(desk, names_inside, &going);
	if (status)
		restore(desk, &going);
	desk->staff = before;
	return status;
}

struct recovering {
	struct kept_code kept;
	const char *code;
	const char *hash;
	const unsigned char *digest;
};

static enum status recover_inside(struct desk *desk, void *context)
{
	const struct recovering *recovering = context;
	struct credential credential;
	enum status status = credential_read(desk, recovering->code, &credential);
	const bool manages = credential.staff_id && !credential.ended &&
			     (credential.roles & ROLE_BIT(ROLE_MANAGER));

	secret_wipe(&credential, sizeof(credential));
	if (!status && !manages)
		return desk_refuse(
			desk, STATUS_WRONG_STATE,
			_("The recovery code gives a manager a password, and %s is none."),
			recovering->code);
	if (!status)
		status = spend_code(desk, &recovering->kept, recovering->code);
	if (!status)
		status = credential_put(desk, AUDIT_STAFF_FIRST_PASSWORD, recovering->code,
					recovering->hash, true);
	return status ? status : keep_code(desk, recovering->digest);
}

enum status recovery_use(struct desk *desk, const char *recovery, const char *code,
			 char password[SECRET_FIRST_PASSWORD_SIZE], char next[SECRET_TOKEN_SIZE])
{
	char hash[SECRET_HASH_SIZE];
	unsigned char digest[SECRET_DIGEST_SIZE];
	struct recovering recovering = { .code = code, .hash = hash, .digest = digest };
	enum status status = desk_check_staff(desk, code);

	secret_first_password_new(password);
	if (!status)
		status = check_code(desk, code, recovery, &recovering.kept);
	if (!status)
		status = secret_hash(password, hash, &desk->problem);
	if (!status)
		status = make_code(desk, next, digest);
	if (!status) {
		prove(desk, code, PROOF_RECOVERY, 0);
		status = desk_change(desk, recover_inside, &recovering);
	}
	desk_sign_out(desk);
	secret_wipe(hash, sizeof(hash));
	if (status) {
		secret_wipe(password, SECRET_FIRST_PASSWORD_SIZE);
		secret_wipe(next, SECRET_TOKEN_SIZE);
	}
	return status;
}
