#ifndef BASE_ID_TYPE_H
#define BASE_ID_TYPE_H
/*
 * Kinds of identity document: ID_NONE and the others of id_type.def.
 */
#include <stdbool.h>

enum id_type {
#define ID_TYPE(symbol, name, also, word) ID_##symbol,
#include "base/id_type.def"
#undef ID_TYPE
	ID_TYPE_COUNT
};

/* The name in the store; "" for ID_NONE. Back from it, or from what people write in files: any
 * case, full-width letters, Chinese, the state's names of documents; false when it is none of them.
 */
const char *id_type_name(enum id_type type);
bool id_type_parse(const char *text, enum id_type *type);

/* The translated word; "" for ID_NONE. */
const char *id_type_word(enum id_type type);

#endif
