#include "desk/roster/slot_kind.h"

#include "base/choice.h"
#include "base/language.h"

static const struct choice kinds[] = {
#define SLOT_KIND(symbol, name, word) [SLOT_##symbol] = CHOICE(name, word),
#include "desk/roster/slot_kind.def"
#undef SLOT_KIND
};

const char *slot_kind_name(enum slot_kind kind)
{
	return kinds[kind].name;
}

const char *slot_kind_word(enum slot_kind kind)
{
	return _(kinds[kind].word);
}

bool slot_kind_parse(const char *text, enum slot_kind *kind)
{
	int found = CHOICE_FIND(text, kinds);

	if (found < 0)
		return false;
	*kind = (enum slot_kind)found;
	return true;
}
