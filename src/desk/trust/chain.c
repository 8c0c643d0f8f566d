#include "desk/trust/chain.h"

#include <string.h>

#include "base/text.h"

enum { LETTER_BITS = 5, GROUP = 4, HEAD_LETTERS = 16, TYPED_SIZE = 64 };

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const char *chain_head_text(const unsigned char *digest, char out[CHAIN_HEAD_SIZE])
{
	size_t used = 0;

	for (int i = 0; i < HEAD_LETTERS; i++) {
		const int bit = i * LETTER_BITS;
		const unsigned pair = (unsigned)digest[bit / 8] << 8 |
				      (bit / 8 + 1 < CHAIN_HEAD_BYTES ? digest[bit / 8 + 1] : 0U);

		if (i > 0 && i % GROUP == 0)
			out[used++] = '-';
		out[used++] = alphabet[pair >> (16 - LETTER_BITS - bit % 8) & 31U];
	}
	out[used] = '\0';
	return out;
}

/* -1 for what is no letter of a head. */
static int number_of(char letter)
{
	const char *at;

	if (letter == 'O')
		return 0;
	if (letter == 'I' || letter == 'L')
		return 1;
	at = letter ? strchr(alphabet, letter) : NULL;
	return at ? (int)(at - alphabet) : -1;
}

bool chain_head_read(const char *typed, unsigned char head[CHAIN_HEAD_BYTES])
{
	char text[TYPED_SIZE];
	int letters = 0;

	memset(head, 0, CHAIN_HEAD_BYTES);
	if (!text_copy(text, sizeof(text), typed))
		return false;
	text_upper(text_tidy_number(text));
	for (const char *at = text; *at; at++) {
		const int number = number_of(*at);

		if (*at == '-' || *at == ' ')
			continue;
		if (number < 0 || letters == HEAD_LETTERS)
			return false;
		for (int i = 0; i < LETTER_BITS; i++) {
			const int bit = letters * LETTER_BITS + i;

			if ((unsigned)number >> (LETTER_BITS - 1 - i) & 1U)
				head[bit / 8] |= (unsigned char)(0x80U >> bit % 8);
		}
		letters++;
	}
	return letters == HEAD_LETTERS;
}
