#ifndef DESK_PAYMENT_STATE_H
#define DESK_PAYMENT_STATE_H
/*
 * What the clinic knows of money that was paid: PAYMENT_NONE (nothing was) and the others of
 * payment_state.def. What a clerk received at the counter is received; what an online order says
 * was paid is claimed, until a statement of the payment service has it. It follows from the ledger
 * (ledger.h) and is never stored.
 */

enum payment_state {
#define PAYMENT_STATE(symbol, name, word) PAYMENT_##symbol,
#include "desk/money/payment_state.def"
#undef PAYMENT_STATE
};

/* "claimed"; the translated word. */
const char *payment_state_name(enum payment_state state);
const char *payment_state_word(enum payment_state state);

#endif
