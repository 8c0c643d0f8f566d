#include "base/choice.h"

#include <string.h>

int choice_find(const char *text, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(text, names[i]))
			return (int)i;
	return -1;
}
