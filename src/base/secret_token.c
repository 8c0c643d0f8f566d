#include "base/secret_token.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"

/*
 * 29 is a prime: a sum of the letters, each times its place, over fewer than 29 places changes with
 * each letter that changes and with each two that are swapped.
 */
static const char letters[] = "23456789BCDFGHJKLMNPQRSTVWXYZ";

enum { LETTERS = sizeof(letters) - 1, GROUP = 4, LENGTH_MAX = 28, TYPED_SIZE = 128 };

static size_t length_of(enum secret_kind kind)
{
	return kind == SECRET_TOKEN ? LENGTH_MAX : 20;
}

/* What the letters' sum lacks to be divisible; 0 of a whole secret that is right. */
static size_t lacking(const char *text, size_t length)
{
	size_t sum = 0;

	for (size_t i = 0; i < length; i++)
		sum += (LENGTH_MAX - i) * (size_t)(strchr(letters, text[i]) - letters);
	return (LETTERS - sum % LETTERS) % LETTERS;
}

/* The letter at the last place that makes up for the others. */
static char check_letter(const char *text, size_t place)
{
	size_t wanted = lacking(text, place);

	for (size_t i = 0; i < LETTERS; i++)
		if ((LENGTH_MAX - place) * i % LETTERS == wanted)
			return letters[i];
	return '\0';
}

void secret_token_new(enum secret_kind kind, char text[SECRET_TOKEN_SIZE])
{
	const size_t length = length_of(kind);
	char plain[LENGTH_MAX];
	size_t used = 0;

	for (size_t i = 0; i + 1 < length; i++)
		plain[i] = letters[secret_random_below(LETTERS)];
	plain[length - 1] = check_letter(plain, length - 1);
	for (size_t i = 0; i < length; i++) {
		if (i > 0 && i % GROUP == 0)
			text[used++] = '-';
		text[used++] = plain[i];
	}
	text[used] = '\0';
	secret_wipe(plain, sizeof(plain));
}

/* A secret read from a file has its line's end. */
static bool is_between_groups(char letter)
{
	return letter == '-' || letter == ' ' || letter == '\n' || letter == '\r';
}

/* Capitals alone; false when what was typed has not the room of any. */
static bool take_typed(const char *typed, char text[TYPED_SIZE])
{
	size_t used = 0;

	if (!text_copy(text, TYPED_SIZE, typed))
		return false;
	text_upper(text_tidy_number(text));
	for (const char *at = text; *at; at++)
		if (!is_between_groups(*at))
			text[used++] = *at;
	text[used] = '\0';
	return true;
}

static enum status look_at_letters(enum secret_kind kind, const char *text, struct problem *problem)
{
	const size_t length = strlen(text), wanted = length_of(kind);
	const size_t good = strspn(text, letters);

	if (good < length) {
		const char *at = text + good;
		char bad[5];

		bad[text_encode(text_next(&at), bad)] = '\0';
		return problem_set(
			problem, STATUS_BAD_VALUE,
			_("Character %zu is \"%s\", which is never used here: there are the "
			  "digits 2 to 9 and the letters without A, E, I, O and U."),
			good + 1, bad);
	}
	if (length != wanted)
		return problem_set(problem, STATUS_BAD_VALUE,
				   kind == SECRET_TOKEN
					   ? _("A token has %zu letters and digits; these are %zu.")
					   : _("A recovery code has %zu letters and digits; these "
					       "are %zu."),
				   wanted, length);
	if (lacking(text, length) != 0)
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
	if (take_typed(typed, text + 1))
		status = look_at_letters(kind, text + 1, problem);
	else
		status = problem_set(problem, STATUS_BAD_VALUE,
				     _("This is too long for a token or a recovery code."));
	if (!status)
		secret_digest(NULL, text, strlen(text), digest, SECRET_DIGEST_SIZE);
	secret_wipe(text, sizeof(text));
	return status;
}
