#ifndef DESK_SLOT_KIND_H
#define DESK_SLOT_KIND_H
/*
 * Whose a number of a session is: SLOT_COUNTER and the others of slot_kind.def.
 */
#include <stdbool.h>

enum slot_kind {
#define SLOT_KIND(symbol, name, word) SLOT_##symbol,
#include "desk/roster/slot_kind.def"
#undef SLOT_KIND
};

/* The name in the store; the translated word; back from the name, false when there is none such. */
const char *slot_kind_name(enum slot_kind kind);
const char *slot_kind_word(enum slot_kind kind);
bool slot_kind_parse(const char *text, enum slot_kind *kind);

#endif
