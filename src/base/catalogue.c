#include "base/catalogue.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "catalogues.h"

/* The words of a .mo file's header, in bytes from its start. */
enum { MO_COUNT = 8, MO_TEXTS = 12, MO_TRANSLATIONS = 16 };
/* A row of either table: the length of a string, and where it is. */
enum { MO_ROW = 8, MO_ROW_OFFSET = 4 };

static size_t word_at(const unsigned char *mo, size_t offset)
{
	const unsigned char *at = mo + offset;

	return (size_t)at[0] | (size_t)at[1] << 8 | (size_t)at[2] << 16 | (size_t)at[3] << 24;
}

/* The string of row `row` in the table that the header's word `table` leads to. */
static const char *string_at(const unsigned char *mo, size_t table, size_t row)
{
	size_t offset = word_at(mo, word_at(mo, table) + row * MO_ROW + MO_ROW_OFFSET);

	return (const char *)mo + offset;
}

/* That of a name's first `length` bytes, or the first one of that language. */
static const struct catalogue *find(const char *language, size_t length)
{
	for (size_t i = 0; i < sizeof(catalogue_table) / sizeof(catalogue_table[0]); i++) {
		const char *name = catalogue_table[i].language;

		if (length > 0 && strncmp(name, language, length) == 0 &&
		    (name[length] == '\0' || name[length] == '_'))
			return &catalogue_table[i];
	}
	return NULL;
}

const struct catalogue *catalogue_find(const char *language)
{
	const struct catalogue *found = find(language, strlen(language));

	return found ? found : find(language, strcspn(language, "_-"));
}

const struct catalogue *catalogue_next(const struct catalogue *catalogue)
{
	const size_t count = sizeof(catalogue_table) / sizeof(catalogue_table[0]);
	const struct catalogue *next = catalogue ? catalogue + 1 : catalogue_table;

	return next < catalogue_table + count ? next : NULL;
}

const char *catalogue_text(const struct catalogue *catalogue, const char *text)
{
	size_t low = 0, high = word_at(catalogue->mo, MO_COUNT);

	/* The empty message's is the header. */
	if (!*text)
		return NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(text, string_at(catalogue->mo, MO_TEXTS, middle));

		if (order == 0)
			return string_at(catalogue->mo, MO_TRANSLATIONS, middle);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *catalogue_count(const struct catalogue *catalogue, const char *text,
			    unsigned long number)
{
	const char *translation = catalogue_text(catalogue, text);
	unsigned long form = catalogue->form(number);

	/* The forms stand one behind the other, each with its end. */
	for (; translation && form > 0; form--)
		translation += strlen(translation) + 1;
	return translation;
}
