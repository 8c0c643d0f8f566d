#ifndef BASE_SURNAME_H
#define BASE_SURNAME_H
/*
 * Chinese surnames.
 */
#include <stdbool.h>

/* Whether a Chinese name begins with a surname of two characters (欧阳); every other has one. */
bool surname_is_compound(const char *name);

#endif
