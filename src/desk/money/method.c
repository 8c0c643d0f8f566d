#include "desk/money/method.h"

#include "base/choice.h"
#include "base/language.h"

static const struct choice methods[METHOD_COUNT] = {
#define METHOD(symbol, name, word) [METHOD_##symbol] = CHOICE(name, word),
#include "desk/money/method.def"
#undef METHOD
};

const char *method_name(enum method method)
{
	return methods[method].name;
}

const char *method_word(enum method method)
{
	return _(methods[method].word);
}

bool method_parse(const char *text, enum method *method)
{
	int found = CHOICE_FIND(text, methods);

	if (found < 0)
		return false;
	*method = (enum method)found;
	return true;
}

bool method_is_immediate(enum method method)
{
	/* The drawer and the card terminal stand on the counter; everything else needs a link that
	 * the desk may not have. */
	return method == METHOD_CASH || method == METHOD_CARD;
}
