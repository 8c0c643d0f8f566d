#include "exchange/bad_row.h"

#include "base/language.h"
#include "base/text.h"

void bad_row_set(struct bad_row *bad, const struct csv *csv, size_t row, long line, size_t column,
		 const char *message)
{
	bad->line = line;
	bad->column[0] = bad->value[0] = '\0';
	if (column != CSV_NO_COLUMN) {
		text_printable(bad->column, sizeof(bad->column), csv_column_name(csv, column));
		csv_shown(csv, row, column, bad->value);
	}
	text_printable(bad->message, sizeof(bad->message), message);
}

char *bad_row_place(const struct bad_row *bad, char out[BAD_ROW_PLACE_SIZE])
{
	if (bad->value[0])
		text_format(out, BAD_ROW_PLACE_SIZE, _("%s \"%s\""), bad->column, bad->value);
	else
		text_copy(out, BAD_ROW_PLACE_SIZE, bad->column);
	return out;
}

char *bad_row_say(const struct bad_row *bad, char out[BAD_ROW_WORDS_SIZE])
{
	char place[BAD_ROW_PLACE_SIZE];

	if (bad->column[0])
		text_format(out, BAD_ROW_WORDS_SIZE, _("Line %ld, %s: %s"), bad->line,
			    bad_row_place(bad, place), bad->message);
	else
		text_format(out, BAD_ROW_WORDS_SIZE, _("Line %ld: %s"), bad->line, bad->message);
	return out;
}
