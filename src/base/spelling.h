#ifndef BASE_SPELLING_H
#define BASE_SPELLING_H
/*
 * How a text is spelt in Latin letters without tones, and how texts are compared: by ICU's rules
 * "Han-Latin" and, for names, "Han-Latin/Names" (CLDR), each followed by "Lower" and "Latin-ASCII".
 * The table is made from ICU when the program is built (data/make/pinyin_table.c); the program
 * itself does not need ICU.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SPELLING_SIZE = 1024 };

enum spelling {
	SPELLING_NAMES, /* the first character after any that is not Chinese is read as a surname */
	SPELLING_PLAIN,
	SPELLING_COUNT
};

/*
 * a to z, digits, v for ü, and single spaces between syllables and words; anything else stands
 * between words, but apostrophes and accents vanish. A text too long for `out` is cut.
 */
void spelling_of(enum spelling spelling, const char *text, char out[SPELLING_SIZE]);

/*
 * The one way in which names and numbers are compared, whoever compares them: without case, width,
 * accents, blanks and punctuation. Of Latin letters a to z are left (of ü a u), of other scripts
 * their small letters; Chinese stays as it is. "JOSÉ  Núñez-Li" folds to "josenunezli".
 */
enum { SPELLING_FOLDED_SIZE = 32 };

/* What one character comes to; "" for a blank or a mark. Returns the bytes. */
size_t spelling_fold_character(uint32_t character, char out[SPELLING_FOLDED_SIZE]);

/* What a text comes to; cut at a character when it is too long for `size`. */
void spelling_fold(const char *text, char *out, size_t size);

/* Whether two texts fold to the same; two of marks alone have to be equal. */
bool spelling_is_same(const char *left, const char *right);

#endif
