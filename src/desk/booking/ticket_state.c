#include "desk/booking/ticket_state.h"

#include "base/choice.h"
#include "base/language.h"

static const struct choice states[] = {
#define TICKET_STATE(symbol, name, word) [TICKET_##symbol] = CHOICE(name, word),
#include "desk/booking/ticket_state.def"
#undef TICKET_STATE
};

const char *ticket_state_name(enum ticket_state state)
{
	return states[state].name;
}

const char *ticket_state_word(enum ticket_state state)
{
	/* The translation of "" is the catalogue's own heading. */
	return *states[state].word ? _(states[state].word) : "";
}

bool ticket_state_parse(const char *text, enum ticket_state *state)
{
	int found = CHOICE_FIND(text, states);

	if (found < 0)
		return false;
	*state = (enum ticket_state)found;
	return true;
}
