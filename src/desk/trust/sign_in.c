#include "desk/trust/sign_in.h"

#include <string.h>

#include "base/language.h"
#include "base/secret_rule.h"
#include "base/text.h"
#include "desk/trust/credential.h"
#include "desk/trust/delay.h"

#include "sql_columns.h"

enum { PIN_TRIES = 3 };

/* ---- the PIN ---- */

struct here {
	char date[DAY_TEXT_SIZE];
	int pin_misses;
};

static enum status read_here(const struct store_row *row, void *context)
{
	struct here *out = context;

	text_copy(out->date, sizeof(out->date), row_text(row, SIGNED_IN_GET_DATE));
	out->pin_misses = (int)row_number(row, SIGNED_IN_GET_PIN_MISSES);
	return STATUS_OK;
}

/* How many tries of the PIN are left at this counter; 0: the password is needed. */
static enum status pin_tries(struct desk *desk, const struct credential *credential, int *left)
{
	struct here here = { "", 0 };
	char today[DAY_TEXT_SIZE];
	enum status status;

	*left = 0;
	if (!credential->pin[0] || credential->ended || credential->first)
		return STATUS_OK;
	status = store_one(desk->store, SQL_SIGNED_IN_GET,
			   ARGS(STORE_ARG_INT(credential->staff_id), store_text(desk->counter)),
			   read_here, &here);
	if (status)
		return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
	if (strcmp(here.date, day_format(desk_today(desk), today)) == 0 &&
	    here.pin_misses < PIN_TRIES)
		*left = PIN_TRIES - here.pin_misses;
	return STATUS_OK;
}

static bool may_be_pin(const char *secret)
{
	const size_t length = strlen(secret);

	return length >= SECRET_PIN_MIN && length <= SECRET_PIN_MAX &&
	       strspn(secret, "0123456789") == length;
}

enum status sign_in_takes_pin(struct desk *desk, const char *code, bool *takes)
{
	struct credential credential;
	int left = 0;
	enum status status = credential_read(desk, code, &credential);

	if (!status)
		status = pin_tries(desk, &credential, &left);
	*takes = left > 0;
	secret_wipe(&credential, sizeof(credential));
	return status;
}

/* Somebody who is looked at. */
struct person {
	const char *code;
	struct credential *credential;
	int left; /* tries of the PIN; set in the change that takes one */
	struct signed_in *out;
	bool at_counter;
	char stronger[SECRET_HASH_SIZE]; /* the password as it is kept from now on; "": as it is */
};

static enum status set_pin_misses(struct desk *desk, const struct person *person, int misses)
{
	return desk_store_result(desk, store_run(desk->store, SQL_SIGNED_IN_MISSES,
						 ARGS(STORE_ARG_INT(misses),
						      STORE_ARG_INT(person->credential->staff_id),
						      store_text(desk->counter)),
						 NULL));
}

/* A try is taken before the PIN is looked at, as delay_begin does. */
static enum status take_try_inside(struct desk *desk, void *context)
{
	struct person *person = context;
	enum status status = pin_tries(desk, person->credential, &person->left);

	if (status || person->left == 0)
		return status;
	return set_pin_misses(desk, person, PIN_TRIES - person->left + 1);
}

static enum status pin_was_right_inside(struct desk *desk, void *context)
{
	return set_pin_misses(desk, context, 0);
}

static enum status check_pin(struct desk *desk, struct person *person, const char *secret)
{
	bool right = false;
	enum status status = desk_change(desk, take_try_inside, person);

	if (!status && person->left > 0)
		status = secret_check(person->credential->pin, secret, &right, &desk->problem);
	if (status)
		return status;
	if (right)
		return desk_change(desk, pin_was_right_inside, person);
	if (person->left <= 1)
		return desk_refuse(desk, STATUS_SIGN_IN_WRONG,
				   _("That is not the PIN. From now on it takes the password."));
	return desk_refuse(desk, STATUS_SIGN_IN_WRONG,
			   _n("That is not the PIN. After %d more try it takes the password.",
			      "That is not the PIN. After %d more tries it takes the password.",
			      (unsigned long)person->left - 1),
			   person->left - 1);
}

/* ---- the password ---- */

static enum status refuse_password(struct desk *desk, int misses)
{
	const int seconds = delay_seconds(misses + 1);

	return desk_refuse(desk, STATUS_SIGN_IN_WRONG,
			   _n("The staff code or the password is not right. The next try is in %d "
			      "second.",
			      "The staff code or the password is not right. The next try is in %d "
			      "seconds.",
			      (unsigned long)seconds),
			   seconds);
}

/* An unknown code takes the same time. */
static enum status check_password(struct desk *desk, struct person *person, const char *secret)
{
	const struct credential *credential = person->credential;
	const bool usable = credential->staff_id && !credential->ended && credential->password[0];
	bool right;
	int misses;
	enum status status = delay_begin(desk, person->code, &misses);

	if (!status)
		status = secret_check(usable ? credential->password : NULL, secret, &right,
				      &desk->problem);
	if (status)
		return status;
	person->out->misses = misses;
	if (!right)
		return refuse_password(desk, misses);
	return STATUS_OK;
}

/* "wu": the detail is what was typed in vain before, if anything was. */
static enum status enter_inside(struct desk *desk, void *context)
{
	const struct person *person = context;
	const struct credential *credential = person->credential;
	char detail[AUDIT_DETAIL_SIZE] = "";
	enum status status = delay_end(desk, person->code);
	int64_t seq;

	if (!status && person->stronger[0])
		status = credential_rehash(desk, person->code, person->stronger);
	if (status || !person->at_counter)
		return status;
	if (person->out->misses > 0)
		text_format(detail, sizeof(detail), "misses %d", person->out->misses);
	status = audit_record(desk, AUDIT_STAFF_SIGN_IN, credential->staff_id, 0, NULL, detail,
			      &seq);
	return status ? status : credential_note_here(desk, credential->staff_id, seq);
}

/* A password that was hashed when it cost less is hashed anew. A first one is changed now. */
static enum status strengthen(struct desk *desk, struct person *person, const char *secret)
{
	if (person->credential->first || !secret_needs_rehash(person->credential->password))
		return STATUS_OK;
	return secret_hash(secret, person->stronger, &desk->problem);
}

/* ---- together ---- */

static enum status look(struct desk *desk, struct person *person, const char *secret)
{
	enum status status = desk_check_staff(desk, person->code);

	if (!status)
		status = credential_read(desk, person->code, person->credential);
	if (!status && person->at_counter && may_be_pin(secret))
		status = pin_tries(desk, person->credential, &person->left);
	if (status)
		return status;
	person->out->by_pin = person->left > 0;
	return person->left > 0 ? check_pin(desk, person, secret)
				: check_password(desk, person, secret);
}

enum status sign_in(struct desk *desk, const char *code, const char *secret, bool at_counter,
		    struct signed_in *out)
{
	const struct staff before = desk->staff;
	struct credential credential = { 0 };
	struct person person = {
		.code = code, .credential = &credential, .out = out, .at_counter = at_counter
	};
	enum status status;

	memset(out, 0, sizeof(*out));
	status = look(desk, &person, secret);
	if (!status) {
		struct staff staff = { .roles = credential.roles,
				       .rights = ROLES_ALL,
				       .proof = out->by_pin ? PROOF_PIN : PROOF_PASSWORD,
				       .must_change = credential.first };

		text_copy(staff.code, sizeof(staff.code), code);
		desk_sign_in_proved(desk, &staff);
		out->must_change = credential.first;
		if (!out->by_pin)
			status = strengthen(desk, &person, secret);
		if (!status && !out->by_pin)
			status = desk_change(desk, enter_inside, &person);
		if (status)
			desk->staff = before;
	}
	secret_wipe(&credential, sizeof(credential));
	secret_wipe(person.stronger, sizeof(person.stronger));
	return status;
}

/* ---- a token ---- */

struct token_found {
	char code[CODE_SIZE], until[DAY_TEXT_SIZE];
	unsigned roles, staff_roles;
	bool ended;
};

static enum status read_token(const struct store_row *row, void *context)
{
	struct token_found *out = context;

	text_copy(out->code, sizeof(out->code), row_text(row, TOKEN_GET_CODE));
	text_copy(out->until, sizeof(out->until), row_text(row, TOKEN_GET_UNTIL_DATE));
	out->roles = (unsigned)row_number(row, TOKEN_GET_ROLES);
	out->staff_roles = (unsigned)row_number(row, TOKEN_GET_STAFF_ROLES);
	out->ended = row_number(row, TOKEN_GET_ENDED) != 0 ||
		     row_number(row, TOKEN_GET_STAFF_ENDED) != 0;
	return STATUS_OK;
}

enum status sign_in_by_token(struct desk *desk, const char *token)
{
	unsigned char digest[SECRET_DIGEST_SIZE];
	struct token_found found = { .ended = true };
	struct staff staff = { .proof = PROOF_TOKEN };
	char today[DAY_TEXT_SIZE];
	enum status status = secret_token_digest(SECRET_TOKEN, token, digest, &desk->problem);

	if (!status)
		status = store_one(desk->store, SQL_TOKEN_GET,
				   ARGS(STORE_ARG_BLOB(digest, sizeof(digest))), read_token,
				   &found);
	secret_wipe(digest, sizeof(digest));
	if (status && status != STATUS_NOT_FOUND)
		return desk_store_result(desk, status);
	if (found.ended)
		return desk_refuse(desk, STATUS_SIGN_IN_WRONG,
				   _("This token is none of this clinic's, or it has ended."));
	if (strcmp(day_format(desk_today(desk), today), found.until) > 0)
		return desk_refuse(desk, STATUS_SIGN_IN_WRONG,
				   _("The last day of this token was %s: a manager gives another "
				     "(\"frontdesk token add\")."),
				   found.until);
	text_copy(staff.code, sizeof(staff.code), found.code);
	staff.roles = found.staff_roles;
	staff.rights = found.roles;
	desk_sign_in_proved(desk, &staff);
	return STATUS_OK;
}
