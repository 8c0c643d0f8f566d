#include "reports/notation.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { LETTERS = 26 };

static const char *column_letters(int column, char out[4])
{
	assert(column >= 0 && column < LETTERS * (LETTERS + 1));
	if (column < LETTERS)
		snprintf(out, 4, "%c", 'A' + column);
	else
		snprintf(out, 4, "%c%c", 'A' + column / LETTERS - 1, 'A' + column % LETTERS);
	return out;
}

struct xlsx_piece notation_cell(int row, int column)
{
	struct xlsx_piece piece;
	char letters[4];

	snprintf(piece.text, sizeof(piece.text), "%s%d", column_letters(column, letters), row + 1);
	return piece;
}

/* Puts a text between two marks; marks within it are doubled. Returns the length. */
static size_t quote(struct xlsx_piece *piece, char mark, const char *text)
{
	size_t length = 0;

	piece->text[length++] = mark;
	for (; *text; text++) {
		assert(length + 4 < sizeof(piece->text));
		if (*text == mark)
			piece->text[length++] = mark;
		piece->text[length++] = *text;
	}
	piece->text[length++] = mark;
	piece->text[length] = '\0';
	return length;
}

struct xlsx_piece notation_range(const char *sheet, int first_row, int last_row, int column)
{
	struct xlsx_piece piece;
	size_t length = quote(&piece, '\'', sheet);
	char letters[4];
	bool fits;

	column_letters(column, letters);
	fits = text_format(piece.text + length, sizeof(piece.text) - length, "!$%s$%d:$%s$%d",
			   letters, first_row + 1, letters, last_row + 1);
	assert(fits);
	(void)fits;
	return piece;
}

struct xlsx_piece notation_cell_of(const char *sheet, int row, int column)
{
	struct xlsx_piece piece;
	size_t length = quote(&piece, '\'', sheet);
	char letters[4];
	bool fits = text_format(piece.text + length, sizeof(piece.text) - length, "!$%s$%d",
				column_letters(column, letters), row + 1);

	assert(fits);
	(void)fits;
	return piece;
}

struct xlsx_piece notation_word(const char *word)
{
	struct xlsx_piece piece;

	quote(&piece, '"', word);
	return piece;
}

/*
 * libxlsxwriter takes &G and &[ for a picture even behind a doubled &, so a code that changes
 * nothing stands between.
 */
static const char *escaped_ampersand(char next)
{
	return next == 'G' || next == '[' ? "&&&\"-,Regular\"" : "&&";
}

void notation_foot(char *out, size_t size, const char *text)
{
	size_t length = 0;

	out[0] = '\0';
	while (*text) {
		char bytes[5];
		const char *piece = bytes;
		uint32_t character = text_visible(text_next(&text));
		size_t count = text_encode(character, bytes);

		if (character == '&') {
			piece = escaped_ampersand(*text);
			count = strlen(piece);
		}
		if (length + count >= size)
			return;
		memcpy(out + length, piece, count);
		length += count;
		out[length] = '\0';
	}
}
