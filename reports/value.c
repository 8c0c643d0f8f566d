#include "reports/value.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/money.h"
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

int xlsx_value_columns(struct xlsx_value value)
{
	enum { RATE_COLUMNS = 6 };
	char text[MONEY_TEXT_SIZE];
	int length;

	if (value.kind == XLSX_RATE || value.none)
		return RATE_COLUMNS;
	if (value.kind == XLSX_MONEY)
		length = (int)strlen(money_format(value.number, text));
	else
		length = snprintf(text, sizeof(text), "%" PRId64, value.number);
	return length + length / 3 + 1; /* with separators of thousands */
}

/* With the indent. A Chinese character is a little wider than two digits. */
int xlsx_text_columns(const char *text)
{
	int columns = text_columns(text);

	return columns + (columns - (int)text_length(text)) / 6 + 3;
}
