#include "base/secret_token.h"

#include <string.h>

#include "base/language.h"
#include "base/secret_letters.h"
#include "base/text.h"

enum { TYPED_SIZE = 128, FIRST_PASSWORD_LENGTH = 12 };

static size_t length_of(enum secret_kind kind)
{
	return kind == SECRET_TOKEN ? SECRET_LETTERS_RUN_MAX : 20;
}

void secret_token_new(enum secret_kind kind, char text[SECRET_TOKEN_SIZE])
{
	const size_t length = length_of(kind);
	char plain[SECRET_LETTERS_RUN_MAX];

	for (size_t i = 0; i + 1 < length; i++)
		plain[i] = secret_letter(secret_random_below(SECRET_LETTERS));
	plain[length - 1] = secret_letters_check(plain, length - 1);
	secret_letters_group(plain, length, text);
	secret_wipe(plain, sizeof(plain));
}

void secret_first_password_new(char text[SECRET_FIRST_PASSWORD_SIZE])
{
	char plain[FIRST_PASSWORD_LENGTH];

	for (size_t i = 0; i < FIRST_PASSWORD_LENGTH; i++)
		plain[i] = secret_letter(secret_random_below(SECRET_LETTERS));
	secret_letters_group(plain, FIRST_PASSWORD_LENGTH, text);
	text_lower(text);
	secret_wipe(plain, sizeof(plain));
}

static enum status look_at_letters(enum secret_kind kind, const char *text, struct problem *problem)
{
	const size_t length = strlen(text), wanted = length_of(kind);
	enum status status = secret_letters_only(text, problem);

	if (status)
		return status;
	if (length != wanted)
		return problem_set(problem, STATUS_BAD_VALUE,
				   kind == SECRET_TOKEN
					   ? _("A token has %zu letters and digits; these are %zu.")
					   : _("A recovery code has %zu letters and digits; these "
					       "are %zu."),
				   wanted, length);
	if (secret_letters_lacking(text, length) != 0)
		return problem_set(
			problem, STATUS_BAD_VALUE,
			kind == SECRET_TOKEN
				? _("There is a typing error in this token: compare it letter "
				    "by letter.")
				: _("There is a typing error in this recovery code: compare it "
				    "letter by letter."));
	return STATUS_OK;
}

enum status secret_token_digest(enum secret_kind kind, const char *typed,
				unsigned char digest[SECRET_DIGEST_SIZE], struct problem *problem)
{
	/* The first letter says whose digest it is. */
	char text[1 + TYPED_SIZE] = { kind == SECRET_TOKEN ? 'T' : 'R' };
	enum status status;

	memset(digest, 0, SECRET_DIGEST_SIZE);
	if (secret_letters_take(typed, text + 1, TYPED_SIZE))
		status = look_at_letters(kind, text + 1, problem);
	else
		status = problem_set(problem, STATUS_BAD_VALUE,
				     _("This is too long for a token or a recovery code."));
	if (!status)
		secret_digest(NULL, text, strlen(text), digest, SECRET_DIGEST_SIZE);
	secret_wipe(text, sizeof(text));
	return status;
}
