#include "base/choice.h"

#include <string.h>

int choice_find(const char *text, const struct choice *choices, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(text, choices[i].name))
			return (int)i;
	return -1;
}
