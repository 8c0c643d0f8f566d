#include "base/choice.h"

#include <string.h>

#include "base/text.h"

int choice_find(const char *text, const struct choice *choices, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(text, choices[i].name))
			return (int)i;
	return -1;
}

static int find_any(const char *text, const struct choice *choices, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(text, choices[i].name))
			return (int)i;
		for (size_t k = 0; k < sizeof(choices->typed) / sizeof(choices->typed[0]); k++)
			if (choices[i].typed[k] && !strcmp(text, choices[i].typed[k]))
				return (int)i;
	}
	return -1;
}

int choice_find_typed(const char *text, const struct choice *choices, size_t count)
{
	char tidy[64];
	int found = find_any(text, choices, count);

	/* Most come from our own store and need no tidying; no such word is longer. */
	if (found >= 0 || !text_copy(tidy, sizeof(tidy), text))
		return found;
	text_lower(text_trim(text_narrow(tidy)));
	return find_any(tidy, choices, count);
}
