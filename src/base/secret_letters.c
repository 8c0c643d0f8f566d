#include "base/secret_letters.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"

static const char letters[] = "23456789BCDFGHJKLMNPQRSTVWXYZ";

enum { GROUP = 4 };

char secret_letter(unsigned number)
{
	return letters[number];
}

unsigned secret_letter_number(char letter)
{
	return (unsigned)(strchr(letters, letter) - letters);
}

size_t secret_letters_lacking(const char *run, size_t length)
{
	size_t sum = 0;

	for (size_t i = 0; i < length; i++)
		sum += (SECRET_LETTERS_RUN_MAX - i) * secret_letter_number(run[i]);
	return (SECRET_LETTERS - sum % SECRET_LETTERS) % SECRET_LETTERS;
}

char secret_letters_check(const char *run, size_t place)
{
	const size_t wanted = secret_letters_lacking(run, place);

	for (unsigned i = 0; i < SECRET_LETTERS; i++)
		if ((SECRET_LETTERS_RUN_MAX - place) * i % SECRET_LETTERS == wanted)
			return letters[i];
	return '\0';
}

void secret_letters_group(const char *run, size_t length, char *text)
{
	size_t used = 0;

	for (size_t i = 0; i < length; i++) {
		if (i > 0 && i % GROUP == 0)
			text[used++] = '-';
		text[used++] = run[i];
	}
	text[used] = '\0';
}

static bool is_between_groups(char letter)
{
	return letter == '-' || letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

bool secret_letters_take(const char *typed, char *text, size_t size)
{
	size_t used = 0;

	if (!text_copy(text, size, typed))
		return false;
	text_upper(text_tidy_number(text));
	for (const char *at = text; *at; at++)
		if (!is_between_groups(*at))
			text[used++] = *at;
	text[used] = '\0';
	return true;
}

enum status secret_letters_only(const char *text, struct problem *problem)
{
	const size_t good = strspn(text, letters);
	const char *at = text + good;
	char bad[5];

	if (*at == '\0')
		return STATUS_OK;
	bad[text_encode(text_next(&at), bad)] = '\0';
	return problem_set(problem, STATUS_BAD_VALUE,
			   _("Character %zu is \"%s\", which is never used here: there are the "
			     "digits 2 to 9 and the letters without A, E, I, O and U."),
			   good + 1, bad);
}
