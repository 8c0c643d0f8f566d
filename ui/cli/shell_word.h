#ifndef CLI_SHELL_WORD_H
#define CLI_SHELL_WORD_H
/*
 * Words of a command that a person is told to type: quoted where a shell would read them otherwise.
 */
#include <stddef.h>

/* Appends `text` to the text in `out`; cut when there is no room. */
void shell_append(char *out, size_t size, const char *text);

/* The same for a word, which a POSIX shell reads as it is. */
void shell_append_word(char *out, size_t size, const char *word);

#endif
