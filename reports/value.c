#include "reports/value.h"

#include "base/text.h"

bool xlsx_kind_is_text(enum xlsx_kind kind)
{
	return kind == XLSX_TEXT || kind == XLSX_IDENTIFIER || kind == XLSX_NOTE;
}

bool xlsx_kind_is_number(enum xlsx_kind kind)
{
	return kind == XLSX_COUNT || kind == XLSX_MONEY || kind == XLSX_RATE;
}

struct xlsx_value xlsx_count(int64_t number)
{
	return (struct xlsx_value){ .kind = XLSX_COUNT, .number = number };
}

struct xlsx_value xlsx_money(int64_t fen)
{
	return (struct xlsx_value){ .kind = XLSX_MONEY, .number = fen };
}

struct xlsx_value xlsx_rate(int64_t part, int64_t whole)
{
	return (struct xlsx_value){
		.kind = XLSX_RATE, .none = whole == 0, .number = part, .whole = whole
	};
}

struct xlsx_value xlsx_none(void)
{
	return (struct xlsx_value){ .kind = XLSX_COUNT, .none = true };
}

static int digits(int64_t number)
{
	int count = 1;

	for (; number >= 10 || number <= -10; number /= 10)
		count++;
	return count + (number < 0);
}

int xlsx_value_columns(struct xlsx_value value)
{
	enum { RATE_COLUMNS = 6, CENTS = 3 };
	int length;

	if (value.kind == XLSX_RATE || value.none)
		return RATE_COLUMNS;
	length = digits(value.number);
	/* "0.05" has a digit of yuan that 5 fen have not; "-0.05" may seem one wider than it is. */
	if (value.kind == XLSX_MONEY)
		length = (length < CENTS ? CENTS : length) + 1;
	return length + length / 3 + 1; /* with separators of thousands */
}

static int columns_of(int columns, int characters)
{
	/* With the indent. A Chinese character is a little wider than two digits. */
	return columns + (columns - characters) / 6 + 3;
}

int xlsx_text_columns(const char *text)
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

const char *xlsx_text_shown(const char *text, char *room, size_t size, int *columns)
{
	int characters;
	size_t common = common_bytes(text, columns, &characters);

	if (common < size && text[common] == '\0') {
		*columns = columns_of(*columns, characters);
		return text;
	}
	*columns = xlsx_text_columns(text);
	text_printable(room, size, text);
	return room;
}
