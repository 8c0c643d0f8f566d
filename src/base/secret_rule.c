#include "base/secret_rule.h"

#include <string.h>
#include <strings.h>

#include "base/language.h"
#include "base/secret.h"
#include "base/text.h"
#include "common_passwords.h"

enum { DIFFERENT_MIN = 4 };

/* "345678", "765432" and "7890": each is the next one, or the one before. */
static bool is_in_order(const char *text)
{
	bool up = true, down = true;

	for (size_t i = 1; text[i]; i++) {
		up = up && (text[i] == text[i - 1] + 1 || (text[i - 1] == '9' && text[i] == '0'));
		down = down && text[i] == text[i - 1] - 1;
	}
	return up || down;
}

static bool has_different(const char *text, size_t wanted)
{
	uint32_t seen[DIFFERENT_MIN] = { 0 }, character;
	size_t count = 0;

	while (count < wanted && (character = text_next(&text)) != 0) {
		size_t i = 0;

		while (i < count && seen[i] != character)
			i++;
		if (i == count)
			seen[count++] = character;
	}
	secret_wipe(seen, sizeof(seen));
	return count >= wanted;
}

/* As many would write it: without capitals, full-width or not. */
static bool is_common(const char *password)
{
	char text[SECRET_PASSWORD_MAX + 1];
	const char *line = embedded_file[0].text;
	bool found = false;
	size_t length;

	text_copy(text, sizeof(text), password);
	text_lower(text_narrow(text));
	length = strlen(text);
	for (; *line && !found; line += *line == '\n') {
		const size_t size = strcspn(line, "\n");

		found = size == length && memcmp(line, text, size) == 0;
		line += size;
	}
	secret_wipe(text, sizeof(text));
	return found;
}

enum status secret_rule_password(const char *password, const char *staff_code,
				 struct problem *problem)
{
	const size_t size = strlen(password);

	if (size < SECRET_PASSWORD_MIN)
		return problem_set(problem, STATUS_BAD_VALUE,
				   _("This password is too short: it takes at least %d letters or "
				     "digits; a Chinese character counts as three."),
				   SECRET_PASSWORD_MIN);
	if (size > SECRET_PASSWORD_MAX)
		return problem_set(problem, STATUS_BAD_VALUE,
				   _("This password is too long: at most %d letters or digits are "
				     "taken; a Chinese character counts as three."),
				   SECRET_PASSWORD_MAX);
	if (!text_is_clean(password))
		return problem_set(problem, STATUS_BAD_TEXT,
				   _("This password has characters that cannot be seen, and could "
				     "not be typed again."));
	if (staff_code && strcasecmp(password, staff_code) == 0)
		return problem_set(problem, STATUS_BAD_VALUE,
				   _("The code that everybody sees cannot be the password, too."));
	if (!has_different(password, DIFFERENT_MIN))
		return problem_set(
			problem, STATUS_BAD_VALUE,
			_("This password is easily guessed: it takes at least %d different "
			  "characters."),
			DIFFERENT_MIN);
	if (is_in_order(password) || is_common(password))
		return problem_set(problem, STATUS_BAD_VALUE,
				   _("Too many people have this password, and it is tried first. A "
				     "short sentence is a good one."));
	return STATUS_OK;
}

enum status secret_rule_pin(const char *pin, struct problem *problem)
{
	const size_t size = strlen(pin);

	if (size < SECRET_PIN_MIN || size > SECRET_PIN_MAX || !text_is_digits(pin))
		return problem_set(problem, STATUS_BAD_VALUE, _("A PIN has %d to %d digits."),
				   SECRET_PIN_MIN, SECRET_PIN_MAX);
	if (!has_different(pin, 2) || is_in_order(pin))
		return problem_set(problem, STATUS_BAD_VALUE,
				   _("This PIN is easily guessed: its digits may not all be the "
				     "same, nor stand in order."));
	return STATUS_OK;
}
