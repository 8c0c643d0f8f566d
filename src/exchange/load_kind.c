#include "exchange/load_kind.h"

#include "base/choice.h"

static const struct choice kinds[LOAD_KIND_COUNT] = {
#define LOAD_KIND(symbol, name) [LOAD_##symbol] = { name, "" },
#include "exchange/load_kind.def"
#undef LOAD_KIND
};

const char *load_kind_name(enum load_kind kind)
{
	return kinds[kind].name;
}

bool load_kind_parse(const char *text, enum load_kind *kind)
{
	int found = CHOICE_FIND(text, kinds);

	if (found < 0)
		return false;
	*kind = (enum load_kind)found;
	return true;
}
