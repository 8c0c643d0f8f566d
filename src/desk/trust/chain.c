#include "desk/trust/chain.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { LETTER_BITS = 5, GROUP = 4, HEAD_LETTERS = 16, TYPED_SIZE = 64, NUMBER_BYTES = 8 };

#define KEY_HEADER "frontdesk chain key 1\n"

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

static size_t write_number(int64_t number, unsigned char *out)
{
	for (int i = 0; i < NUMBER_BYTES; i++)
		out[i] = (unsigned char)((uint64_t)number >> 8 * (NUMBER_BYTES - 1 - i));
	return NUMBER_BYTES;
}

void chain_hash(struct chain_link *link, const unsigned char *before, const void *entries,
		size_t entries_size, const void *rows, size_t rows_size)
{
	static const char what[] = "frontdesk-link";
	unsigned char head[sizeof(what) + CHAIN_HASH_SIZE + 7 * NUMBER_BYTES] = { 0 };
	size_t used = sizeof(what);
	struct secret_parts parts;

	memcpy(head, what, sizeof(what));
	if (before)
		memcpy(head + used, before, CHAIN_HASH_SIZE);
	used += CHAIN_HASH_SIZE;
	used += write_number(link->id, head + used);
	used += write_number(link->seq, head + used);
	used += write_number(link->epoch, head + used);
	used += write_number(link->key_no, head + used);
	used += write_number(link->ends, head + used);
	used += write_number((int64_t)entries_size, head + used);
	used += write_number((int64_t)rows_size, head + used);
	secret_parts_begin(&parts, NULL, CHAIN_HASH_SIZE);
	secret_parts_add(&parts, head, used);
	secret_parts_add(&parts, entries, entries_size);
	secret_parts_add(&parts, rows, rows_size);
	secret_parts_end(&parts, link->hash, CHAIN_HASH_SIZE);
}

void chain_mac(const unsigned char key[SECRET_KEY_SIZE], const unsigned char hash[CHAIN_HASH_SIZE],
	       unsigned char mac[CHAIN_MAC_SIZE])
{
	secret_digest(key, hash, CHAIN_HASH_SIZE, mac, CHAIN_MAC_SIZE);
}

void chain_next_key(struct chain_key *key, const unsigned char hash[CHAIN_HASH_SIZE])
{
	static const char what[] = "frontdesk-day";
	unsigned char text[sizeof(what) + CHAIN_HASH_SIZE];
	unsigned char next[SECRET_KEY_SIZE];

	memcpy(text, what, sizeof(what));
	memcpy(text + sizeof(what), hash, CHAIN_HASH_SIZE);
	secret_digest(key->bytes, text, sizeof(text), next, sizeof(next));
	memcpy(key->bytes, next, sizeof(next));
	secret_wipe(next, sizeof(next));
	key->number++;
}

const char *chain_key_mark(const struct chain_key *key, char out[CHAIN_HEAD_SIZE])
{
	static const char what[] = "frontdesk-mark";
	unsigned char digest[SECRET_DIGEST_MIN];

	secret_digest(key->bytes, what, sizeof(what), digest, sizeof(digest));
	return chain_head_text(digest, out);
}

void chain_key_write(const struct chain_key *key, char text[CHAIN_KEY_TEXT_SIZE])
{
	char hex[2 * SECRET_KEY_SIZE + 1];

	text_format(text, CHAIN_KEY_TEXT_SIZE,
		    KEY_HEADER "epoch %" PRId64 "\nday %" PRId64 "\n%s\n", key->epoch, key->number,
		    text_hex(key->bytes, sizeof(key->bytes), hex));
	secret_wipe(hex, sizeof(hex));
}

/* Only what chain_key_write writes, letter by letter. */
bool chain_key_read(const char *text, struct chain_key *key)
{
	char again[CHAIN_KEY_TEXT_SIZE];
	int used = 0;
	bool right;

	memset(key, 0, sizeof(*key));
	if (sscanf(text, KEY_HEADER "epoch %18" SCNd64 "\nday %18" SCNd64 "\n%n", &key->epoch,
		   &key->number, &used) != 2 ||
	    used == 0 || key->epoch < 1 || key->number < 0)
		used = -1;
	for (size_t i = 0; used > 0 && i < SECRET_KEY_SIZE; i++, used += 2)
		if (sscanf(text + used, "%2hhx", &key->bytes[i]) != 1)
			used = -3;
	chain_key_write(key, again);
	right = used > 0 && strcmp(text, again) == 0;
	secret_wipe(again, sizeof(again));
	if (!right)
		secret_wipe(key, sizeof(*key));
	return right;
}
