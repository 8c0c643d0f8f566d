#ifndef BASE_PINYIN_H
#define BASE_PINYIN_H
/*
 * How a Chinese name is spelt in Latin letters, for searching.
 * Readings: ICU "Han-Latin/Names" (spelling.h) for the part before the first middle dot,
 * "Han-Latin" for the rest, then the surnames of a small table that ICU reads otherwise. ü gives
 * both v and u. Lower case, no tones, no spaces.
 */
#include <stdbool.h>
#include <stddef.h>

enum { PINYIN_KEY_SIZE = 128, PINYIN_KEYS_MAX = 12 };

struct pinyin {
	size_t count; /* of keys, each once */
	char keys[PINYIN_KEYS_MAX][PINYIN_KEY_SIZE];
};

/* All search keys of a name: full spellings first, then initials, of every reading. A name in Latin
 * letters gives itself and its initials. */
void pinyin_of_name(const char *name, struct pinyin *out);

/* Whether some key of a text with Chinese in it has these lower-case letters in it; of a text
 * without Chinese false. */
bool pinyin_has(const char *text, const char *letters);

#endif
