#include "base/id_type.h"

#include "base/choice.h"
#include "base/language.h"

static const struct choice types[] = {
#define ID_TYPE(symbol, name, also, word) [ID_##symbol] = { name, word, also },
#include "base/id_type.def"
#undef ID_TYPE
};

const char *id_type_name(enum id_type type)
{
	return types[type].name;
}

const char *id_type_word(enum id_type type)
{
	return *types[type].word ? _(types[type].word) : "";
}

bool id_type_parse(const char *text, enum id_type *type)
{
	int found = CHOICE_FIND_TYPED(text, types);

	if (found < 0)
		return false;
	*type = (enum id_type)found;
	return true;
}
