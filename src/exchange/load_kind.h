#ifndef EXCHANGE_LOAD_KIND_H
#define EXCHANGE_LOAD_KIND_H
/*
 * Kinds of master data files: LOAD_DEPARTMENTS and the others of load_kind.def.
 */
#include <stdbool.h>

enum load_kind {
#define LOAD_KIND(symbol, name, word) LOAD_##symbol,
#include "exchange/load_kind.def"
#undef LOAD_KIND
	LOAD_KIND_COUNT
};

/* "roster"; "Roster", translated; back from the name, false when there is no such kind. */
const char *load_kind_name(enum load_kind kind);
const char *load_kind_word(enum load_kind kind);
bool load_kind_parse(const char *text, enum load_kind *kind);

#endif
