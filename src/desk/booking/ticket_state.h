#ifndef DESK_TICKET_STATE_H
#define DESK_TICKET_STATE_H
/*
 * Where a booking's patient stands in the queue: TICKET_NONE (has not checked in) and the others of
 * ticket_state.def. A ticket dies with its booking: TICKET_VOID.
 */
#include <stdbool.h>

enum ticket_state {
#define TICKET_STATE(symbol, name, word) TICKET_##symbol,
#include "desk/booking/ticket_state.def"
#undef TICKET_STATE
};

/* "waiting"; the translated word; back from the name, false when there is no such state. Of
 * TICKET_NONE both are "". */
const char *ticket_state_name(enum ticket_state state);
const char *ticket_state_word(enum ticket_state state);
bool ticket_state_parse(const char *text, enum ticket_state *state);

#endif
