#include "base/spelling.h"

#include <stdbool.h>
#include <stdint.h>
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
