#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

/* Decodes one character of at most `length` bytes (RFC 3629); returns its length, or 0 when the
 * bytes are not UTF-8. */
static size_t decode(const char *bytes, size_t length, uint32_t *character)
{
	static const uint32_t lowest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *at = (const unsigned char *)bytes;
	size_t size;
	uint32_t value;

	if (length == 0)
		return 0;
	if (at[0] < 0x80) {
		*character = at[0];
		return 1;
	}
	if (at[0] < 0xC2 || at[0] > 0xF4)
		return 0;
	size = at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
	value = at[0] & (0x7Fu >> size);
	for (size_t i = 1; i < size; i++) {
		/* The NUL at the end of a text is no continuation byte, so this never reads past
		 * it. */
		if (i >= length || (at[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (at[i] & 0x3F);
	}
	if (value < lowest[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
		return 0;
	*character = value;
	return size;
}

uint32_t text_next(const char **at)
{
	uint32_t character;
	size_t size;

	if (**at == '\0')
		return 0;
	size = decode(*at, 4, &character);
	if (size == 0) {
		(*at)++;
		return TEXT_INVALID;
	}
	*at += size;
	return character;
}

size_t text_encode(uint32_t character, char out[5])
{
	size_t size = 0;

	assert(character <= 0x10FFFF);
	if (character < 0x80) {
		out[size++] = (char)character;
	} else if (character < 0x800) {
		out[size++] = (char)(0xC0 | character >> 6);
	} else if (character < 0x10000) {
		out[size++] = (char)(0xE0 | character >> 12);
		out[size++] = (char)(0x80 | (character >> 6 & 0x3F));
	} else {
		out[size++] = (char)(0xF0 | character >> 18);
		out[size++] = (char)(0x80 | (character >> 12 & 0x3F));
		out[size++] = (char)(0x80 | (character >> 6 & 0x3F));
	}
	if (character >= 0x80)
		out[size++] = (char)(0x80 | (character & 0x3F));
	out[size] = '\0';
	return size;
}

/*
 * Characters that change how others are read, or cannot be seen at all: controls, bidi controls,
 * joiners, fillers, line separators, tags. In a name or a note they only serve to deceive.
 * Variation selectors are not among them: they choose between forms of a rare character.
 */
static bool is_hidden(uint32_t character)
{
	static const struct {
		uint32_t first, last;
	} hidden[] = {
		{ 0x0000, 0x001F },   { 0x007F, 0x009F },   { 0x00AD, 0x00AD }, { 0x034F, 0x034F },
		{ 0x061C, 0x061C },   { 0x115F, 0x1160 },   { 0x17B4, 0x17B5 }, { 0x180E, 0x180E },
		{ 0x200B, 0x200F },   { 0x2028, 0x202E },   { 0x2060, 0x206F }, { 0x3164, 0x3164 },
		{ 0xFEFF, 0xFEFF },   { 0xFFA0, 0xFFA0 },   { 0xFFF0, 0xFFFB }, { 0xFFFE, 0xFFFF },
		{ 0x1D173, 0x1D17A }, { 0xE0000, 0xE00FF },
	};

	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
		if (character <= hidden[i].last)
			return character >= hidden[i].first;
	}
	return false;
}

static bool is_control(uint32_t character)
{
	return character < ' ' || (character >= 0x7F && character <= 0x9F);
}

bool text_is_clean(const char *text)
{
	while (*text) {
		uint32_t character;
		size_t size = decode(text, 4, &character);

		/* Most is plain. */
		if (size == 0 || ((character < ' ' || character > '~') && is_hidden(character)))
			return false;
		text += size;
	}
	return true;
}

bool text_is_typed(const char *text)
{
	while (*text) {
		uint32_t character;
		size_t size = decode(text, 4, &character);

		if (size == 0 || is_control(character))
			return false;
		text += size;
	}
	return true;
}

bool text_find_unclean(const char *text, uint32_t *character, size_t *place)
{
	for (*place = 1; *text; (*place)++) {
		const char *start = text;

		*character = text_next(&text);
		if (is_hidden(*character) || (*character == TEXT_INVALID && text == start + 1))
			return true;
	}
	return false;
}

size_t text_utf8_prefix(const char *bytes, size_t length)
{
	size_t done = 0;

	while (done < length) {
		uint32_t character;
		size_t size = decode(bytes + done, length - done, &character);

		if (size == 0)
			break;
		done += size;
	}
	return done;
}

bool text_is_utf8(const char *bytes, size_t length)
{
	return text_utf8_prefix(bytes, length) == length;
}

uint32_t text_visible(uint32_t character)
{
	if (character > 0x10FFFF || is_hidden(character) || wcwidth((wchar_t)character) < 0)
		return TEXT_INVALID;
	return character;
}

int text_character_columns(uint32_t character)
{
	uint32_t visible;

	if (character >= ' ' && character < 0x7F)
		return 1;
	visible = text_visible(character);
	return visible == TEXT_INVALID ? 1 : wcwidth((wchar_t)visible);
}

size_t text_before(const char *text, size_t at)
{
	while (at > 0) {
		const char *character = text + --at;

		if (((unsigned char)*character & 0xC0) == 0x80)
			continue;
		if (text_character_columns(text_next(&character)) > 0)
			break;
	}
	return at;
}

int text_columns(const char *text)
{
	int columns = 0;

	while (*text)
		columns += text_character_columns(text_next(&text));
	return columns;
}

size_t text_length(const char *text)
{
	size_t length = 0;

	while (*text) {
		text_next(&text);
		length++;
	}
	return length;
}

int text_cut(char *out, size_t size, const char *text, int columns)
{
	size_t length = 0, length_before_mark = 0;
	int used = 0, used_before_mark = 0;

	assert(size > 0);
	while (*text) {
		char bytes[5];
		uint32_t character = text_visible(text_next(&text));
		int wide = text_character_columns(character);
		size_t count = text_encode(character, bytes);

		if (used + wide > columns || length + count >= size) {
			/* Back to where the mark still fits, in columns and in bytes. */
			length = length_before_mark;
			used = used_before_mark;
			if (used < columns && length + 1 < size) {
				out[length++] = '~';
				used++;
			}
			break;
		}
		memcpy(out + length, bytes, count);
		length += count;
		used += wide;
		if (used < columns && length + 1 < size) {
			length_before_mark = length;
			used_before_mark = used;
		}
	}
	out[length] = '\0';
	return used;
}

void text_pad(char *out, size_t size, const char *text, int columns, enum text_side side)
{
	int used = text_cut(out, size, text, columns);
	size_t length = strlen(out);
	size_t spaces = columns > used ? (size_t)(columns - used) : 0;

	if (spaces > size - 1 - length)
		spaces = size - 1 - length;
	if (side == TEXT_RIGHT) {
		memmove(out + spaces, out, length);
		memset(out, ' ', spaces);
	} else {
		memset(out + length, ' ', spaces);
	}
	out[length + spaces] = '\0';
}

/* The largest length up to `length` at which `text` is not cut within a character. */
static size_t whole_characters(const char *text, size_t length)
{
	size_t lead = length;
	uint32_t character;

	for (int back = 0; back < 3 && lead > 0; back++) {
		lead--;
		if (((unsigned char)text[lead] & 0xC0) == 0x80)
			continue;
		/* A lead byte whose character does not end here was cut, unless it is plain ASCII.
		 */
		if ((unsigned char)text[lead] >= 0xC2 &&
		    decode(text + lead, length - lead, &character) == 0)
			return lead;
		break;
	}
	return length;
}

bool text_copy(char *out, size_t size, const char *text)
{
	size_t length = strlen(text);
	bool fits = length < size;

	assert(size > 0);
	if (!fits)
		length = whole_characters(text, size - 1);
	memcpy(out, text, length);
	out[length] = '\0';
	return fits;
}

bool text_format(char *out, size_t size, const char *format, ...)
{
	va_list arguments;
	int length;

	assert(size > 0);
	va_start(arguments, format);
	length = vsnprintf(out, size, format, arguments);
	va_end(arguments);
	if (length < 0) {
		out[0] = '\0';
		return false;
	}
	if ((size_t)length < size)
		return true;
	out[whole_characters(out, size - 1)] = '\0';
	return false;
}

bool text_printable(char *out, size_t size, const char *text)
{
	size_t length = 0;

	assert(size > 0);
	while (*text) {
		char bytes[5];
		uint32_t character = text_next(&text);
		size_t count = text_encode(is_hidden(character) ? TEXT_INVALID : character, bytes);

		if (length + count >= size) {
			out[length] = '\0';
			return false;
		}
		memcpy(out + length, bytes, count);
		length += count;
	}
	out[length] = '\0';
	return true;
}

static bool is_space(uint32_t character)
{
	return character == ' ' || (character >= '\t' && character <= '\r') || character == 0xA0 ||
	       (character >= 0x2000 && character <= 0x200A) || character == 0x202F ||
	       character == 0x205F || character == 0x3000;
}

/* The bytes of the space that stands there; 0: none does. */
static size_t space_at(const char *at)
{
	const char *next = at;

	return is_space(text_next(&next)) ? (size_t)(next - at) : 0;
}

/* The bytes of the space that `length` bytes end with. No other character has a space within it, so
 * the end can be looked at from behind. */
static size_t space_before(const char *text, size_t length)
{
	for (size_t size = 1; size <= 3 && size <= length; size++) {
		if (space_at(text + length - size) == size)
			return size;
	}
	return 0;
}

char *text_trim(char *text)
{
	const char *start = text;
	size_t length, space;

	while ((space = space_at(start)) > 0)
		start += space;
	length = strlen(start);
	while ((space = space_before(start, length)) > 0)
		length -= space;
	memmove(text, start, length);
	text[length] = '\0';
	return text;
}

char *text_narrow(char *text)
{
	const char *at = text;
	char *out = text;

	while (*at) {
		const char *start = at;
		uint32_t character = text_next(&at);

		if (character < 0x80) {
			*out++ = (char)character;
		} else if (character >= 0xFF01 && character <= 0xFF5E) {
			*out++ = (char)(character - 0xFF01 + '!');
		} else if (character == 0x3000 || character == 0xA0) {
			*out++ = ' ';
		} else {
			/* The bytes as they stand: a bad one is somebody else's to refuse. */
			memmove(out, start, (size_t)(at - start));
			out += at - start;
		}
	}
	*out = '\0';
	return text;
}

/* Takes out unseen marks that are no controls and, if told to, blanks; in place. */
static char *take_out_unseen(char *text, bool and_blanks)
{
	const char *at = text;
	char *out = text;

	while (*at) {
		const char *start = at;
		uint32_t character = text_next(&at);

		if ((is_hidden(character) && !is_control(character)) ||
		    (and_blanks && is_space(character)))
			continue;
		memmove(out, start, (size_t)(at - start));
		out += at - start;
	}
	*out = '\0';
	return text;
}

char *text_tidy(char *text)
{
	return text_trim(text_narrow(take_out_unseen(text, false)));
}

char *text_tidy_number(char *text)
{
	return text_narrow(take_out_unseen(text, true));
}

char *text_lower(char *text)
{
	for (char *at = text; *at; at++) {
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	}
	return text;
}

char *text_upper(char *text)
{
	for (char *at = text; *at; at++) {
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
	}
	return text;
}

bool text_is_digits(const char *text)
{
	return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

bool text_to_number(const char *text, int64_t lowest, int64_t highest, int64_t *out)
{
	bool negative = *text == '-';
	int64_t value = 0;

	text += negative;
	if (!text_is_digits(text))
		return false;
	for (; *text; text++) {
		int digit = *text - '0';

		/* Downwards for a negative number, so that the lowest of all can be read as well.
		 */
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, negative ? -digit : digit, &value))
			return false;
	}
	if (value < lowest || value > highest)
		return false;
	*out = value;
	return true;
}

bool text_is_han(uint32_t character)
{
	return character == 0x3007 || (character >= 0x3400 && character <= 0x4DBF) ||
	       (character >= 0x4E00 && character <= 0x9FFF) ||
	       (character >= 0xF900 && character <= 0xFAFF) ||
	       (character >= 0x20000 && character <= 0x3FFFF);
}

bool text_has_han(const char *text)
{
	while (*text) {
		if (text_is_han(text_next(&text)))
			return true;
	}
	return false;
}

bool text_starts_like_formula(const char *text)
{
	while (*text) {
		uint32_t character = text_next(&text);

		if (character >= 0xFF01 && character <= 0xFF5E)
			character = character - 0xFF01 + '!';
		if (character == '\t' || character == '\r' || character == '\n' ||
		    character == '=' || character == '+' || character == '-' || character == '@')
			return true;
		if (!is_space(character) && !is_hidden(character))
			return false;
	}
	return false;
}

char *text_hex(const void *bytes, size_t size, char *out)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *byte = bytes;

	for (size_t i = 0; i < size; i++) {
		out[2 * i] = digits[byte[i] >> 4];
		out[2 * i + 1] = digits[byte[i] & 15];
	}
	out[2 * size] = '\0';
	return out;
}
