#include "desk/trust/role.h"

#include <string.h>

#include "base/choice.h"
#include "base/language.h"
#include "base/text.h"

enum { WORD_SIZE = 64 };

static const struct choice role_table[ROLE_COUNT] = {
#define ROLE(symbol, name, word) [ROLE_##symbol] = CHOICE(name, word),
#include "desk/trust/role.def"
#undef ROLE
};

_Static_assert(ROLE_COUNT <= 8, "the schema keeps eight bits");

const char *role_name(enum role role)
{
	return role_table[role].name;
}

const char *role_word(enum role role)
{
	return _(role_table[role].word);
}

static int find(const char *word)
{
	const int found = CHOICE_FIND_TYPED(word, role_table);

	for (int i = 0; found < 0 && i < ROLE_COUNT; i++)
		if (strcmp(word, _(role_table[i].word)) == 0)
			return i;
	return found;
}

enum status roles_read(const char *text, unsigned *roles, struct problem *problem)
{
	static const char between[] = ", \t";
	char word[WORD_SIZE], all[ROLES_TEXT_SIZE];
	size_t length;

	*roles = 0;
	for (text += strspn(text, between); *text; text += length, text += strspn(text, between)) {
		int found;

		length = strcspn(text, between);
		text_format(word, sizeof(word), "%.*s", (int)length, text);
		found = find(word);
		if (found < 0)
			return problem_set(problem, STATUS_BAD_VALUE,
					   _("\"%s\" is none of the roles: %s."), word,
					   roles_names(ROLES_ALL, all));
		*roles |= ROLE_BIT(found);
	}
	if (*roles)
		return STATUS_OK;
	return problem_set(problem, STATUS_BAD_VALUE,
			   _("At least one role is needed, of these: %s."),
			   roles_names(ROLES_ALL, all));
}

static char *list(unsigned roles, const char *(*say)(enum role role), const char *between,
		  char out[ROLES_TEXT_SIZE])
{
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; i < ROLE_COUNT; i++) {
		if (!(roles & ROLE_BIT(i)))
			continue;
		text_format(out + used, ROLES_TEXT_SIZE - used, "%s%s", used ? between : "",
			    say((enum role)i));
		used += strlen(out + used);
	}
	return out;
}

char *roles_names(unsigned roles, char out[ROLES_TEXT_SIZE])
{
	return list(roles, role_name, ",", out);
}

char *roles_words(unsigned roles, char out[ROLES_TEXT_SIZE])
{
	return list(roles, role_word, _(", "), out);
}
