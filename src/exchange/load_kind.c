#include "exchange/load_kind.h"

#include "base/choice.h"
#include "base/language.h"

static const struct choice kinds[LOAD_KIND_COUNT] = {
#define LOAD_KIND(symbol, name, word) [LOAD_##symbol] = CHOICE(name, word),
#include "exchange/load_kind.def"
#undef LOAD_KIND
};

const char *load_kind_name(enum load_kind kind)
{
	return kinds[kind].name;
}

const char *load_kind_word(enum load_kind kind)
{
	return _(kinds[kind].word);
}

bool load_kind_parse(const char *text, enum load_kind *kind)
{
	int found = CHOICE_FIND(text, kinds);

	if (found < 0)
		return false;
	*kind = (enum load_kind)found;
	return true;
}
