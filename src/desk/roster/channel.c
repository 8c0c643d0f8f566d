#include "desk/roster/channel.h"

#include "base/choice.h"
#include "base/language.h"

static const struct choice channels[] = {
#define CHANNEL(symbol, name, word) [CHANNEL_##symbol] = CHOICE(name, word),
#include "desk/roster/channel.def"
#undef CHANNEL
};

const char *channel_name(enum channel channel)
{
	return channels[channel].name;
}

const char *channel_word(enum channel channel)
{
	return _(channels[channel].word);
}

bool channel_parse(const char *text, enum channel *channel)
{
	int found = CHOICE_FIND(text, channels);

	if (found < 0)
		return false;
	*channel = (enum channel)found;
	return true;
}
