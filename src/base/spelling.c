#include "base/spelling.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "pinyin_table.h"

/* What is written so far, and what its last character was. */
struct writing {
	enum spelling spelling;
	char *out;
	size_t used;
	bool after_letter;    /* marks of it aside */
	bool after_ideograph; /* directly */
	bool after_han;
	bool starts; /* nothing was read before */
};

static uint16_t entry_of(uint32_t character)
{
	uint32_t block = character >> SPELLING_BLOCK_BITS;

	if (block >= SPELLING_BLOCKS)
		return 0;
	return spelling_entry[spelling_block[block]][character & ((1U << SPELLING_BLOCK_BITS) - 1)];
}

/* How a pair that starts with this character is read before `next`; NULL when it is none. */
static const char *read_pair(const struct writing *writing, uint32_t character, const char *next)
{
	uint32_t following = text_next(&next);

	/* The rules see through one space, but in a name a space ends the pair. */
	if (following == ' ' && writing->spelling == SPELLING_PLAIN)
		following = text_next(&next);
	for (size_t i = 0; i < sizeof(spelling_pair) / sizeof(spelling_pair[0]); i++) {
		if (spelling_pair[i].character != character || spelling_pair[i].next != following)
			continue;
		if (writing->spelling == SPELLING_PLAIN)
			return spelling_pool + spelling_pair[i].plain;
		return spelling_pool +
		       (writing->after_han ? spelling_pair[i].within : spelling_pair[i].first);
	}
	return NULL;
}

static const char *read_name(const struct writing *writing, uint32_t character)
{
	for (size_t i = 0; i < sizeof(spelling_name) / sizeof(spelling_name[0]); i++) {
		if (spelling_name[i].character == character)
			return spelling_pool + (writing->after_han ? spelling_name[i].within
								   : spelling_name[i].first);
	}
	return NULL;
}

static const char *read_character(const struct writing *writing, uint32_t character, uint16_t entry,
				  const char *next)
{
	const char *read = NULL;

	if (spelling_flags[entry] & SPELLING_HAN) {
		read = read_pair(writing, character, next);
		if (!read && writing->spelling == SPELLING_NAMES)
			read = read_name(writing, character);
	}
	return read ? read : spelling_pool + spelling_text[entry];
}

static void put_space(struct writing *writing)
{
	if (writing->used > 0 && writing->out[writing->used - 1] != ' ' &&
	    writing->used + 1 < SPELLING_SIZE)
		writing->out[writing->used++] = ' ';
}

static void put(struct writing *writing, const char *text)
{
	for (; *text; text++) {
		if (*text == ' ')
			put_space(writing);
		else if (writing->used + 1 < SPELLING_SIZE)
			writing->out[writing->used++] = *text;
	}
}

static bool is_parted(const struct writing *writing, unsigned flags)
{
	if (writing->spelling == SPELLING_NAMES && (flags & SPELLING_HAN) && !writing->after_han)
		return !writing->starts;
	return (writing->after_ideograph && (flags & SPELLING_LETTER_FIRST)) ||
	       (writing->after_letter && (flags & SPELLING_IDEOGRAPH_FIRST));
}

void spelling_of(enum spelling spelling, const char *text, char out[SPELLING_SIZE])
{
	struct writing writing = { .spelling = spelling, .out = out, .starts = true };

	while (*text) {
		uint32_t character = text_next(&text);
		uint16_t entry = entry_of(character);
		unsigned flags = spelling_flags[entry];

		if (is_parted(&writing, flags))
			put_space(&writing);
		put(&writing, read_character(&writing, character, entry, text));
		if (!(flags & SPELLING_MARK))
			writing.after_letter = flags & SPELLING_LETTER_LAST;
		writing.after_ideograph = flags & SPELLING_IDEOGRAPH_LAST;
		writing.after_han = flags & SPELLING_HAN;
		writing.starts = false;
	}
	while (writing.used > 0 && out[writing.used - 1] == ' ')
		writing.used--;
	out[writing.used] = '\0';
}

static bool is_u_with_dots(uint32_t character)
{
	return character == 0xFC || character == 0xDC || (character >= 0x1D5 && character <= 0x1DC);
}

static int by_capital(const void *key, const void *element)
{
	uint32_t wanted = *(const uint32_t *)key;
	const struct capital *at = element;

	return (wanted > at->capital) - (wanted < at->capital);
}

/* The small letter that a capital of another script stands for; any other character itself. */
static uint32_t small_letter(uint32_t character)
{
	const size_t size = sizeof(spelling_capital[0]);
	const struct capital *found = bsearch(&character, spelling_capital,
					      sizeof(spelling_capital) / size, size, by_capital);

	return found ? found->small : character;
}

/* The letters and digits of a spelling. */
static size_t without_blanks(const char *spelt, char out[SPELLING_FOLDED_SIZE])
{
	size_t used = 0;

	for (; *spelt && used + 1 < SPELLING_FOLDED_SIZE; spelt++) {
		if (*spelt != ' ')
			out[used++] = *spelt;
	}
	out[used] = '\0';
	return used;
}

size_t spelling_fold_character(uint32_t character, char out[SPELLING_FOLDED_SIZE])
{
	uint16_t entry = entry_of(is_u_with_dots(character) ? 'u' : character);

	if (spelling_flags[entry] & SPELLING_HAN)
		return text_encode(character, out);
	if (spelling_flags[entry] & SPELLING_OTHER)
		return text_encode(small_letter(character), out);
	return without_blanks(spelling_pool + spelling_text[entry], out);
}

void spelling_fold(const char *text, char *out, size_t size)
{
	size_t used = 0;

	while (*text) {
		char folded[SPELLING_FOLDED_SIZE];
		size_t length = spelling_fold_character(text_next(&text), folded);

		if (used + length >= size)
			break;
		memcpy(out + used, folded, length);
		used += length;
	}
	out[used] = '\0';
}

bool spelling_is_same(const char *left, const char *right)
{
	char a[SPELLING_SIZE], b[SPELLING_SIZE];

	spelling_fold(left, a, sizeof(a));
	spelling_fold(right, b, sizeof(b));
	return *a || *b ? strcmp(a, b) == 0 : strcmp(left, right) == 0;
}
