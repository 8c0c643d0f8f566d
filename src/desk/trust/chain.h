#ifndef DESK_TRUST_CHAIN_H
#define DESK_TRUST_CHAIN_H
/*
 * The chain of entries as arithmetic: neither store nor clock. Each change adds a link, whose hash
 * is of the link before it, of the entries that it made and of the digests of all rows that it
 * wrote (store/written.h): whoever has the database can prove the links to each other, and who has
 * a hash on paper the whole of what was before it. The link is sealed by a MAC of its hash with the
 * key of the day, which nobody makes who has the database alone. With the close of a day the next
 * key is made of this one, which nothing brings back: who reads today's key forges no earlier day.
 *
 * BLAKE2b, RFC 7693, keyed for MACs and keys. Keys that go forward alone are of Bellare and Yee,
 * "Forward integrity for secure audit logs" (1997).
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/secret.h"

enum { CHAIN_HASH_SIZE = 32, CHAIN_MAC_SIZE = 16, CHAIN_HEAD_BYTES = 10, CHAIN_HEAD_SIZE = 20 };

/* The key of a day. Epochs begin with a random one, number 0. */
struct chain_key {
	int64_t epoch; /* 0: there is no key */
	int64_t number;
	unsigned char bytes[SECRET_KEY_SIZE];
};

struct chain_link {
	int64_t id;  /* from 1, without gaps; 0: there is none */
	int64_t seq; /* the newest entry behind it: it covers those after its forerunner's */
	int64_t epoch, key_no; /* which key is in force; epoch 0: none ever was */
	bool ends;	       /* the last one under that key */
	unsigned char hash[CHAIN_HASH_SIZE];
};

/* Sets link->hash. `before` is that of the link before it, NULL for the first; the sizes are in
 * bytes. */
void chain_hash(struct chain_link *link, const unsigned char *before, const void *entries,
		size_t entries_size, const void *rows, size_t rows_size);

void chain_mac(const unsigned char key[SECRET_KEY_SIZE], const unsigned char hash[CHAIN_HASH_SIZE],
	       unsigned char mac[CHAIN_MAC_SIZE]);

/* Makes the key of a day that of the next: `hash` is that of the link that ends the day. */
void chain_next_key(struct chain_key *key, const unsigned char hash[CHAIN_HASH_SIZE]);

/* What a key is known by without being told: "0123-4567-89AB-CDEF". */
const char *chain_key_mark(const struct chain_key *key, char out[CHAIN_HEAD_SIZE]);

/*
 * A key in its file: letters and figures alone. Reads and writes its text; false for what is none,
 * and zeros in *key then.
 */
enum { CHAIN_KEY_TEXT_SIZE = 256 };
void chain_key_write(const struct chain_key *key, char text[CHAIN_KEY_TEXT_SIZE]);
bool chain_key_read(const char *text, struct chain_key *key);

/*
 * The first 80 bits of a digest as 16 digits and letters in fours, "0123-4567-89AB-CDEF": base 32
 * with Crockford's alphabet, in which no letter is taken for a digit. Returns `out`.
 */
const char *chain_head_text(const unsigned char *digest, char out[CHAIN_HEAD_SIZE]);

/* Reads one that was copied by hand: in small letters or capitals, with or without hyphens and
 * blanks, O as 0, I and L as 1. False when it is none. */
bool chain_head_read(const char *typed, unsigned char head[CHAIN_HEAD_BYTES]);

#endif
