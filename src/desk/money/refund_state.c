#include "desk/money/refund_state.h"

#include "base/choice.h"
#include "base/language.h"

static const struct choice states[] = {
#define REFUND_STATE(symbol, name, word) [REFUND_##symbol] = CHOICE(name, word),
#include "desk/money/refund_state.def"
#undef REFUND_STATE
};

const char *refund_state_name(enum refund_state state)
{
	return states[state].name;
}

const char *refund_state_word(enum refund_state state)
{
	return _(states[state].word);
}

bool refund_state_parse(const char *text, enum refund_state *state)
{
	int found = CHOICE_FIND(text, states);

	if (found < 0)
		return false;
	*state = (enum refund_state)found;
	return true;
}
