#include "base/period.h"

#include "base/choice.h"
#include "base/language.h"

static const struct choice periods[PERIOD_COUNT] = {
#define PERIOD(symbol, name, also, word) [PERIOD_##symbol] = { name, word, also },
#include "base/period.def"
#undef PERIOD
};

const char *period_name(enum period period)
{
	return periods[period].name;
}

const char *period_word(enum period period)
{
	return _(periods[period].word);
}

bool period_parse(const char *text, enum period *period)
{
	int found = CHOICE_FIND_TYPED(text, periods);

	if (found < 0)
		return false;
	*period = (enum period)found;
	return true;
}

const char *period_short_word(enum period period)
{
	return _(periods[period].name);
}
