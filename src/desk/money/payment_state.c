#include "desk/money/payment_state.h"

#include "base/choice.h"
#include "base/language.h"

static const struct choice states[] = {
#define PAYMENT_STATE(symbol, name, word) [PAYMENT_##symbol] = CHOICE(name, word),
#include "desk/money/payment_state.def"
#undef PAYMENT_STATE
};

const char *payment_state_name(enum payment_state state)
{
	return states[state].name;
}

const char *payment_state_word(enum payment_state state)
{
	return _(states[state].word);
}
