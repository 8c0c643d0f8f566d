#include "base/siphash.h"

/* The four words of the paper, and its rounds: two for each word of input, four at the end. */
enum { ROUNDS = 2, LAST_ROUNDS = 4, WORD = 8 };

struct state {
	uint64_t v0, v1, v2, v3;
};

static uint64_t rotate(uint64_t word, unsigned bits)
{
	return word << bits | word >> (64 - bits);
}

static uint64_t little_endian(const unsigned char *bytes, size_t size)
{
	uint64_t word = 0;

	for (size_t i = 0; i < size; i++)
		word |= (uint64_t)bytes[i] << (8 * i);
	return word;
}

static void mix(struct state *s, int rounds)
{
	for (int i = 0; i < rounds; i++) {
		s->v0 += s->v1;
		s->v2 += s->v3;
		s->v1 = rotate(s->v1, 13) ^ s->v0;
		s->v3 = rotate(s->v3, 16) ^ s->v2;
		s->v0 = rotate(s->v0, 32);
		s->v2 += s->v1;
		s->v0 += s->v3;
		s->v1 = rotate(s->v1, 17) ^ s->v2;
		s->v3 = rotate(s->v3, 21) ^ s->v0;
		s->v2 = rotate(s->v2, 32);
	}
}

static void take(struct state *s, uint64_t word)
{
	s->v3 ^= word;
	mix(s, ROUNDS);
	s->v0 ^= word;
}

uint64_t siphash(const unsigned char key[SIPHASH_KEY_SIZE], const void *bytes, size_t size)
{
	const unsigned char *at = bytes;
	const uint64_t k0 = little_endian(key, WORD), k1 = little_endian(key + WORD, WORD);
	const size_t whole = size - size % WORD;
	/* "somepseudorandomlygeneratedbytes", as the paper begins. */
	struct state s = { k0 ^ UINT64_C(0x736f6d6570736575), k1 ^ UINT64_C(0x646f72616e646f6d),
			   k0 ^ UINT64_C(0x6c7967656e657261), k1 ^ UINT64_C(0x7465646279746573) };

	for (size_t i = 0; i < whole; i += WORD)
		take(&s, little_endian(at + i, WORD));
	take(&s, little_endian(at + whole, size % WORD) | (uint64_t)(size & 0xff) << 56);
	s.v2 ^= 0xff;
	mix(&s, LAST_ROUNDS);
	return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}
