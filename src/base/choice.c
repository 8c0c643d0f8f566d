#include "base/choice.h"

#include <string.h>

#include "base/text.h"

enum { WORD_SIZE = 64 };

int choice_find(const char *text, const struct choice *choices, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(text, choices[i].name))
			return (int)i;
	return -1;
}

bool choice_next(const char **list, char *word, size_t size)
{
	size_t length;

	if (!*list || !**list)
		return false;
	length = strcspn(*list, "|");
	text_format(word, size, "%.*s", (int)length, *list);
	*list += length + ((*list)[length] == '|');
	return true;
}

bool choice_has(const char *list, const char *word)
{
	char listed[WORD_SIZE];

	while (choice_next(&list, listed, sizeof(listed))) {
		if (strcmp(listed, word) == 0)
			return true;
	}
	return false;
}

static int find_any(const char *text, const struct choice *choices, size_t count)
{
	int found = choice_find(text, choices, count);

	for (size_t i = 0; found < 0 && i < count; i++)
		if (choice_has(choices[i].also, text))
			found = (int)i;
	return found;
}

int choice_find_typed(const char *text, const struct choice *choices, size_t count)
{
	char tidy[WORD_SIZE];
	int found = find_any(text, choices, count);

	/* Most come from our own store and need no tidying; no such word is longer. */
	if (found >= 0 || !text_copy(tidy, sizeof(tidy), text))
		return found;
	text_lower(text_tidy(tidy));
	return find_any(tidy, choices, count);
}
