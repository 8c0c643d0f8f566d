#ifndef BASE_SEX_H
#define BASE_SEX_H
/*
 * The sex of a person: SEX_UNKNOWN and the others of sex.def.
 */
#include <stdbool.h>

enum sex {
#define SEX(symbol, name, also, word) SEX_##symbol,
#include "base/sex.def"
#undef SEX
};

/* The name in the store. Back from it, or from what people write in files: any case,
 * full-width letters, Chinese, m and f, the state's codes; false when it is none of them. */
const char *sex_name(enum sex sex);
bool sex_parse(const char *text, enum sex *sex);

/* The translated word. */
const char *sex_word(enum sex sex);

#endif
