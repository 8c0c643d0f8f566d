#ifndef DESK_CHANNEL_H
#define DESK_CHANNEL_H
/*
 * Who sells a number: CHANNEL_COUNTER, or CHANNEL_ONLINE (channel.def).
 */
#include <stdbool.h>

enum channel {
#define CHANNEL(symbol, name, word) CHANNEL_##symbol,
#include "desk/roster/channel.def"
#undef CHANNEL
};

/* The name in the store; the translated word; back from the name, false when there is none such. */
const char *channel_name(enum channel channel);
const char *channel_word(enum channel channel);
bool channel_parse(const char *text, enum channel *channel);

#endif
