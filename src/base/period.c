#include <string.h>

#include "base/config.h"
#include "base/language.h"
#include "base/text.h"

static const struct {
	const char *name, *chinese, *word;
} periods[PERIOD_COUNT] = {
	[PERIOD_AM] = { N_("am"), "上午", N_("morning") },
	[PERIOD_PM] = { N_("pm"), "下午", N_("afternoon") },
	[PERIOD_EVE] = { N_("eve"), "晚上", N_("evening") },
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
	char tidy[32];

	if (!text_copy(tidy, sizeof(tidy), text))
		return false;
	text_lower(text_trim(text_narrow(tidy)));
	for (int i = 0; i < PERIOD_COUNT; i++) {
		if (strcmp(tidy, periods[i].name) == 0 || strcmp(tidy, periods[i].chinese) == 0) {
			*period = (enum period)i;
			return true;
		}
	}
	return false;
}

const char *period_short_word(enum period period)
{
	return _(periods[period].name);
}
