#include "reports/value.h"

#include <string.h>

#include "base/clock.h"
#include "base/money.h"
#include "base/text.h"

bool value_kind_is_text(enum value_kind kind)
{
	return kind == VALUE_TEXT || kind == VALUE_IDENTIFIER || kind == VALUE_NOTE;
}

bool value_kind_is_number(enum value_kind kind)
{
	return kind == VALUE_COUNT || kind == VALUE_MONEY || kind == VALUE_RATE;
}

struct value value_count(int64_t number)
{
	return (struct value){ .kind = VALUE_COUNT, .number = number };
}

struct value value_money(int64_t fen)
{
	return (struct value){ .kind = VALUE_MONEY, .number = fen };
}

struct value value_rate(int64_t part, int64_t whole)
{
	return (struct value){
		.kind = VALUE_RATE, .none = whole == 0, .number = part, .whole = whole
	};
}

struct value value_none(void)
{
	return (struct value){ .kind = VALUE_COUNT, .none = true };
}

/* ---- As people read it ---- */

/* Puts a comma between thousands of the whole part. */
static void separate(char *out, size_t size, const char *text)
{
	size_t digits = strcspn(text[0] == '-' ? text + 1 : text, ".");
	size_t length = 0;

	if (*text == '-')
		out[length++] = *text++;
	for (; *text && length + 2 < size; text++) {
		out[length++] = *text;
		if (digits > 1 && --digits % 3 == 0)
			out[length++] = ',';
		else if (digits == 1)
			digits = 0;
	}
	out[length] = '\0';
}

/* In tenths of a percent, rounded to the nearest, halves up. */
static void show_rate(struct value value, char out[VALUE_SHOWN_SIZE])
{
	int64_t tenths = (2000 * value.number + value.whole) / (2 * value.whole);

	text_format(out, VALUE_SHOWN_SIZE, "%lld.%lld%%", (long long)(tenths / 10),
		    (long long)(tenths % 10));
}

static void show_moment(struct value value, char out[VALUE_SHOWN_SIZE])
{
	char text[CLOCK_TEXT_SIZE];

	clock_format(value.number, text);
	text_copy(out, VALUE_SHOWN_SIZE, value.kind == VALUE_TIME ? strchr(text, ' ') + 1 : text);
}

char *value_show(struct value value, char out[VALUE_SHOWN_SIZE])
{
	char text[VALUE_SHOWN_SIZE], money[MONEY_TEXT_SIZE], day[DAY_TEXT_SIZE];

	out[0] = '\0';
	if (value.none)
		return out;
	switch (value.kind) {
	case VALUE_RATE: show_rate(value, out); return out;
	case VALUE_DAY:
		text_copy(out, VALUE_SHOWN_SIZE, day_format((day_number)value.number, day));
		return out;
	case VALUE_MOMENT:
	case VALUE_TIME: show_moment(value, out); return out;
	case VALUE_MONEY:
		separate(out, VALUE_SHOWN_SIZE, money_format(value.number, money));
		return out;
	case VALUE_TEXT:
	case VALUE_IDENTIFIER:
	case VALUE_NOTE:
	case VALUE_COUNT:
	case VALUE_KIND_COUNT: break;
	}
	text_format(text, sizeof(text), "%lld", (long long)value.number);
	separate(out, VALUE_SHOWN_SIZE, text);
	return out;
}

/* ---- How wide it is ---- */

static int digits(int64_t number)
{
	int count = 1;

	for (; number >= 10 || number <= -10; number /= 10)
		count++;
	return count + (number < 0);
}

int value_columns(struct value value)
{
	enum { RATE_COLUMNS = 6, CENTS = 3 };
	int length;

	if (value.kind == VALUE_RATE || value.none)
		return RATE_COLUMNS;
	length = digits(value.number);
	/* "0.05" has a digit of yuan that 5 fen have not; "-0.05" may seem one wider than it is. */
	if (value.kind == VALUE_MONEY)
		length = (length < CENTS ? CENTS : length) + 1;
	return length + length / 3 + 1; /* with separators of thousands */
}

static int columns_of(int columns, int characters)
{
	/* With the indent. A Chinese character is a little wider than two digits. */
	return columns + (columns - characters) / 6 + 3;
}

int value_text_columns(const char *text)
{
	return columns_of(text_columns(text), (int)text_length(text));
}

/*
 * How many bytes of a text, from the first, are printable ASCII or Chinese characters of the main
 * block (U+4E00 to U+9FFF), which nearly all texts of a clinic are made of.
 */
static size_t common_bytes(const char *text, int *columns, int *characters)
{
	const unsigned char *at = (const unsigned char *)text;

	*columns = 0;
	*characters = 0;
	for (;;) {
		if (at[0] >= 0x20 && at[0] < 0x7F) {
			at++;
			*columns += 1;
		} else if (((at[0] > 0xE4 && at[0] < 0xEA) || (at[0] == 0xE4 && at[1] >= 0xB8)) &&
			   (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80) {
			at += 3;
			*columns += 2;
		} else {
			return (size_t)(at - (const unsigned char *)text);
		}
		*characters += 1;
	}
}

const char *value_text_shown(const char *text, char *room, size_t size, int *columns)
{
	int characters;
	size_t common = common_bytes(text, columns, &characters);

	if (common < size && text[common] == '\0') {
		*columns = columns_of(*columns, characters);
		return text;
	}
	*columns = value_text_columns(text);
	text_printable(room, size, text);
	return room;
}
