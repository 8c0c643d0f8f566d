#ifndef BASE_SECRET_LETTERS_H
#define BASE_SECRET_LETTERS_H
/*
 * The 29 digits and letters in which a person copies a secret: 2 to 9 and B to Z without vowels,
 * which spell no word and are not taken for each other. The last letter of a run checks the others:
 * one wrong letter or two swapped ones change the sum, for 29 is a prime and a run is shorter.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

enum { SECRET_LETTERS = 29, SECRET_LETTERS_RUN_MAX = 28 };

/* The letter of a number below SECRET_LETTERS, and the number of one of the letters. */
char secret_letter(unsigned number);
unsigned secret_letter_number(char letter);

/* What the sum of a run's letters lacks to be divisible; 0 of a whole run that is right. */
size_t secret_letters_lacking(const char *run, size_t length);

/* The letter at the last place that makes up for those before it. */
char secret_letters_check(const char *run, size_t place);

/* Writes a run in groups of four, "BCDF-GHJK"; `text` has room for a hyphen behind every fourth and
 * a NUL. */
void secret_letters_group(const char *run, size_t length, char *text);

/*
 * Takes what was typed: in capitals or not, with hyphens, blanks and ends of lines anywhere or
 * none, full-width or not. `text` of `size` bytes gets the letters alone; false when it has not the
 * room. What is none of the letters is still there.
 */
bool secret_letters_take(const char *typed, char *text, size_t size);

/* STATUS_BAD_VALUE with the first character that is none of the letters. */
enum status secret_letters_only(const char *text, struct problem *problem) MUST_CHECK;

#endif
