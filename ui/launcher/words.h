#ifndef LAUNCHER_WORDS_H
#define LAUNCHER_WORDS_H
/*
 * The words of a command on their way through sudo. As its arguments they would stand in its log
 * and in the list of processes, patients' names among them; so they go in one variable of the
 * environment, each as "5:hello,", and sudo's rule allows no argument at all.
 * Invariant: what is unpacked is what was packed, byte for byte, or nothing.
 */
#include <stdbool.h>
#include <stddef.h>

#define WORDS_VARIABLE "FRONTDESK_WORDS"

enum { WORDS_MAX = 128, WORDS_SIZE = 64 * 1024 };

/* False when they are too many or too long. */
bool words_pack(int count, char *const *word, char *out, size_t size);

/* Cuts what words_pack made into its words, in place, with a NULL behind the last. Returns how
 * many, or -1 when nobody packed it so. */
int words_unpack(char *packed, char *word[WORDS_MAX + 1]);

#endif
