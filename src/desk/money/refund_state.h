#ifndef DESK_REFUND_STATE_H
#define DESK_REFUND_STATE_H
/*
 * How far a refund is: REFUND_NONE (there is none) and the others of refund_state.def. Handed back
 * at the counter it is done at once; over a payment service it is requested, then submitted, then
 * succeeded or failed.
 */
#include <stdbool.h>

enum refund_state {
#define REFUND_STATE(symbol, name, word) REFUND_##symbol,
#include "desk/money/refund_state.def"
#undef REFUND_STATE
};

/* "requested"; the translated word; back from the name, false when there is no such state. */
const char *refund_state_name(enum refund_state state);
const char *refund_state_word(enum refund_state state);
bool refund_state_parse(const char *text, enum refund_state *state);

#endif
