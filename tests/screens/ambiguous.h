#ifndef TESTS_SCREENS_AMBIGUOUS_H
#define TESTS_SCREENS_AMBIGUOUS_H
/* Characters that are one column wide on some terminals and two on others (UAX 11): whoever draws
 * one beside anything does not know where it goes. */
#include <stdbool.h>
#include <stdint.h>

bool is_ambiguous(uint32_t character);

/* The first of them in a text; 0 when there is none. */
uint32_t find_ambiguous(const char *text);

#endif
