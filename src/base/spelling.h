#ifndef BASE_SPELLING_H
#define BASE_SPELLING_H
/*
 * How a text is spelt in Latin letters without tones: by ICU's rules "Han-Latin" and, for names,
 * "Han-Latin/Names" (CLDR), each followed by "Lower" and "Latin-ASCII". The table is made from
 * ICU when the program is built (data/make/pinyin_table.c); the program itself does not need ICU.
 */
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

#endif
