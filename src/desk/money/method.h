#ifndef DESK_METHOD_H
#define DESK_METHOD_H
/*
 * How money comes in and goes back: METHOD_CASH and the others of method.def.
 */
#include <stdbool.h>

enum method {
#define METHOD(symbol, name, word) METHOD_##symbol,
#include "desk/money/method.def"
#undef METHOD
	METHOD_COUNT
};

/* "cash"; the translated word; back from the name, false when there is no such method. */
const char *method_name(enum method method);
const char *method_word(enum method method);
bool method_parse(const char *text, enum method *method);

/* True for methods whose money can be handed back over the counter at once; the others need
 * somebody with a link to the payment service. */
bool method_is_immediate(enum method method);

#endif
