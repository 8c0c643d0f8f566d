#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H
/*
 * Memory that never comes back as NULL: running out of it ends the program through the hook, which
 * puts the terminal back first. Exit status is 70.
 */
#include <stddef.h>

/* Called once, with the sentence to show, before the program ends; NULL takes the hook away. */
void memory_on_failure(void (*hook)(const char *sentence));

/* Zeroed room for `count` things of `size` bytes; ends the program on overflow. The caller frees it
 * with free(). */
void *memory_new(size_t count, size_t size) __attribute__((malloc, returns_nonnull));

/* Makes `old` (or NULL) hold `count` things of `size` bytes; what is new is not zeroed. */
void *memory_resize(void *old, size_t count, size_t size)
	__attribute__((returns_nonnull, warn_unused_result));

/* What a library made that answers NULL when it has no memory; ends the program then. */
void *memory_got(void *made) __attribute__((returns_nonnull));

/* A copy of a string; the caller frees it. */
char *memory_string(const char *text) __attribute__((malloc, returns_nonnull));

/*
 * Grows a list: makes room for one more item of `size` bytes and returns its address, zeroed.
 * `items` is the address of the pointer to the array (NULL for an empty one), `*count` its length
 * (raised by one), `*room` what it has room for. The address is good until the next call.
 */
void *memory_append(void *items, size_t *count, size_t *room, size_t size)
	__attribute__((returns_nonnull));

#endif
