#include "base/secret_paper.h"

#include <string.h>

#include "base/language.h"
#include "base/secret_letters.h"

/* A line is one number: which key and line it is, then half of the key. 29^27 has room for 8 such
 * tags above 128 bits. */
enum {
	LINES = 2,
	HALF = SECRET_KEY_SIZE / LINES,
	NUMBER = 1 + HALF,
	LETTERS = SECRET_LETTERS_RUN_MAX - 1,
	TYPED_SIZE = 256
};

static unsigned char tag_of(enum secret_paper kind, int line)
{
	return (unsigned char)((int)kind * LINES + line);
}

/* Big-endian; divides the number and gives the rest. */
static unsigned divide(unsigned char number[NUMBER])
{
	unsigned rest = 0;

	for (int i = 0; i < NUMBER; i++) {
		const unsigned part = rest * 256 + number[i];

		number[i] = (unsigned char)(part / SECRET_LETTERS);
		rest = part % SECRET_LETTERS;
	}
	return rest;
}

/* False when it does not fit any more. */
static bool multiply_and_add(unsigned char number[NUMBER], unsigned add)
{
	unsigned carry = add;

	for (int i = NUMBER - 1; i >= 0; i--) {
		const unsigned part = number[i] * (unsigned)SECRET_LETTERS + carry;

		number[i] = (unsigned char)(part % 256);
		carry = part / 256;
	}
	return carry == 0;
}

static void write_line(unsigned char tag, const unsigned char half[HALF], char *text)
{
	unsigned char number[NUMBER] = { tag };
	char run[SECRET_LETTERS_RUN_MAX];

	memcpy(number + 1, half, HALF);
	for (int i = LETTERS - 1; i >= 0; i--)
		run[i] = secret_letter(divide(number));
	run[LETTERS] = secret_letters_check(run, LETTERS);
	secret_letters_group(run, SECRET_LETTERS_RUN_MAX, text);
	secret_wipe(run, sizeof(run));
	secret_wipe(number, sizeof(number));
}

void secret_paper_write(enum secret_paper kind, const unsigned char key[SECRET_KEY_SIZE],
			char text[SECRET_PAPER_SIZE])
{
	size_t used = 0;

	for (int line = 0; line < LINES; line++) {
		write_line(tag_of(kind, line), key + (size_t)line * HALF, text + used);
		used += strlen(text + used);
		text[used++] = line + 1 < LINES ? '\n' : '\0';
	}
}

static bool read_number(const char *run, unsigned char number[NUMBER])
{
	for (int i = 0; i < LETTERS; i++)
		if (!multiply_and_add(number, secret_letter_number(run[i])))
			return false;
	return true;
}

static enum status read_line(enum secret_paper kind, int line, const char *run,
			     unsigned char half[HALF], struct problem *problem)
{
	unsigned char number[NUMBER] = { 0 };
	enum status status = STATUS_OK;

	if (secret_letters_lacking(run, SECRET_LETTERS_RUN_MAX) != 0)
		status = problem_set(problem, STATUS_BAD_VALUE,
				     _("There is a typing error in line %d of the key: compare it "
				       "letter by letter."),
				     line + 1);
	else if (!read_number(run, number) || number[0] != tag_of(kind, line))
		status = problem_set(problem, STATUS_BAD_VALUE,
				     kind == SECRET_PAPER_OWNER
					     ? _("Line %d is not that line of an owner's key.")
					     : _("Line %d is not that line of a first key."),
				     line + 1);
	else
		memcpy(half, number + 1, HALF);
	secret_wipe(number, sizeof(number));
	return status;
}

enum status secret_paper_read(enum secret_paper kind, const char *typed,
			      unsigned char key[SECRET_KEY_SIZE], struct problem *problem)
{
	char text[TYPED_SIZE] = "";
	enum status status;

	memset(key, 0, SECRET_KEY_SIZE);
	if (!secret_letters_take(typed, text, sizeof(text)))
		status = problem_set(problem, STATUS_BAD_VALUE, _("This is too long for a key."));
	else
		status = secret_letters_only(text, problem);
	if (!status && strlen(text) != (size_t)LINES * SECRET_LETTERS_RUN_MAX)
		status = problem_set(problem, STATUS_BAD_VALUE,
				     _("A key has %d letters and digits; these are %zu."),
				     LINES * SECRET_LETTERS_RUN_MAX, strlen(text));
	for (int line = 0; line < LINES && !status; line++)
		status = read_line(kind, line, text + (size_t)line * SECRET_LETTERS_RUN_MAX,
				   key + (size_t)line * HALF, problem);
	if (status)
		secret_wipe(key, SECRET_KEY_SIZE);
	secret_wipe(text, sizeof(text));
	return status;
}
