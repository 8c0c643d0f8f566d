#ifndef BASE_CHOICE_H
#define BASE_CHOICE_H
/*
 * Words of a fixed list: each enum that has names keeps them in one array, in the order of the
 * enum.
 */
#include <stdbool.h>
#include <stddef.h>

/* The place of `text` in `names` (`count` of them, none NULL), or -1. */
int choice_find(const char *text, const char *const *names, size_t count);

#define CHOICE_FIND(text, names) choice_find(text, names, sizeof(names) / sizeof((names)[0]))

#endif
