#include "base/mask.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/surname.h"
#include "base/text.h"

enum { CHARACTERS_MAX = MASK_SIZE };

/* A text cut into what a reader sees as one character: its bytes and a sign that is joined to it.
 */
struct characters {
	size_t count;
	const char *start[CHARACTERS_MAX + 1]; /* start[count] is the end */
};

/* Combining marks and variation selectors stay with the character before them. */
static bool is_joined(uint32_t character)
{
	return (character >= 0x0300 && character <= 0x036F) ||
	       (character >= 0xFE00 && character <= 0xFE0F) ||
	       (character >= 0xE0100 && character <= 0xE01EF);
}

static void split(struct characters *out, const char *text, const char *end)
{
	out->count = 0;
	while (text < end && *text && out->count < CHARACTERS_MAX) {
		const char *at = text;
		uint32_t character = text_next(&at);

		if (out->count == 0 || !is_joined(character))
			out->start[out->count++] = text;
		text = at;
	}
	out->start[out->count] = text;
}

static void append(char out[MASK_SIZE], const char *bytes, size_t length)
{
	size_t used = strlen(out);

	if (used + length >= MASK_SIZE)
		return;
	memcpy(out + used, bytes, length);
	out[used + length] = '\0';
}

/* Appends the characters, all but the first `before` and the last `after` of them as stars. */
static void append_masked(char out[MASK_SIZE], const struct characters *text, size_t before,
			  size_t after)
{
	for (size_t i = 0; i < text->count; i++) {
		if (i < before || i >= text->count - after)
			append(out, text->start[i], (size_t)(text->start[i + 1] - text->start[i]));
		else
			append(out, "*", 1);
	}
}

/* Every part behind the first mark (a middle dot, or the spaces of a Latin name) is hidden; the
 * marks stay. */
static void mask_parts(const char *name, const char *first_mark, char out[MASK_SIZE])
{
	struct characters rest;

	append(out, name, (size_t)(first_mark - name));
	split(&rest, first_mark, first_mark + strlen(first_mark));
	for (size_t i = 0; i < rest.count; i++) {
		const char *at = rest.start[i];
		uint32_t character = text_next(&at);

		if (character == 0xB7 || character == ' ')
			append(out, rest.start[i], (size_t)(at - rest.start[i]));
		else
			append(out, "*", 1);
	}
}

char *mask_name(const char *name, char out[MASK_SIZE])
{
	const char *mark = strstr(name, "·");
	struct characters characters;
	size_t surname;

	out[0] = '\0';
	if (!mark)
		mark = strchr(name, ' ');
	if (mark && mark != name && mark[strspn(mark, " ·")]) {
		mask_parts(name, mark, out);
		return out;
	}
	split(&characters, name, name + strlen(name));
	surname = characters.count > 2 && surname_is_compound(name) ? 2 : characters.count > 1;
	append_masked(out, &characters, surname, characters.count > surname + 1 ? 1 : 0);
	return out;
}

/* Keeps so many characters at both ends when at least a third stays hidden, else fewer and fewer.
 */
static char *mask_middle(const char *text, size_t before, size_t after, char out[MASK_SIZE])
{
	struct characters characters;

	out[0] = '\0';
	split(&characters, text, text + strlen(text));
	while (before + after > characters.count * 2 / 3) {
		if (before > 0)
			before--;
		else
			after--;
	}
	append_masked(out, &characters, before, after);
	return out;
}

char *mask_id_number(const char *number, char out[MASK_SIZE])
{
	bool resident = strlen(number) >= 15;

	return mask_middle(number, resident ? 6 : 2, resident ? 4 : 2, out);
}

char *mask_phone(const char *phone, char out[MASK_SIZE])
{
	return mask_middle(phone, 3, 4, out);
}

static bool is_digit_at(const struct characters *text, size_t i)
{
	const char *at = text->start[i];
	const uint32_t character = i < text->count ? text_next(&at) : 0;

	return (character >= '0' && character <= '9') ||
	       (character >= 0xFF10 && character <= 0xFF19);
}

/* How long the number is that begins at a character, and how many digits it has: a blank or a
 * hyphen within it is a part of it. */
static size_t number_length(const struct characters *text, size_t from, size_t *digits)
{
	size_t at = from;

	*digits = 0;
	while (is_digit_at(text, at)) {
		(*digits)++;
		at++;
		if (at < text->count && strchr(" -", *text->start[at]) && is_digit_at(text, at + 1))
			at++;
	}
	return at - from;
}

char *mask_numbers(const char *text, char out[MASK_SIZE])
{
	enum { SHORTEST = 11, BEFORE = 3, AFTER = 4 };
	struct characters all;
	size_t at = 0;

	out[0] = '\0';
	split(&all, text, text + strlen(text));
	while (at < all.count) {
		size_t digits, length = number_length(&all, at, &digits);
		struct characters part = { .count = length ? length : 1 };

		memcpy(part.start, &all.start[at], (part.count + 1) * sizeof(part.start[0]));
		if (digits >= SHORTEST)
			append_masked(out, &part, BEFORE, AFTER);
		else
			append_masked(out, &part, part.count, 0);
		at += part.count;
	}
	return out;
}
