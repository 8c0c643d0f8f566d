#include "ui/term/choices.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"

void choices_cut(struct choices *choices, const char *list)
{
	memset(choices, 0, sizeof(*choices));
	for (int i = 0; i < CHOICES_MOST; i++) {
		size_t length = strcspn(list, "|");

		text_format(choices->word[i], CHOICE_SIZE, "%.*s", (int)length, list);
		choices->text[i] = length ? choices->word[i] : N_("(empty)");
		list += length;
		if (*list++ == '\0')
			return;
	}
}

int choices_find(const struct choices *choices, const char *word)
{
	for (int i = 0; i < CHOICES_MOST && choices->text[i]; i++) {
		if (strcmp(choices->word[i], word) == 0)
			return i;
	}
	return 0;
}
