#ifndef BASE_SECRET_H
#define BASE_SECRET_H
/*
 * What must not be guessed, forged or seen: hashes of passwords, digests, random bytes. Home of
 * libsodium, which is made ready at the first call. Tokens and codes to be typed are in
 * base/secret_token.h, the rules of passwords and PINs in base/secret_rule.h.
 * Invariant: no function keeps a copy of a secret, on the stack, on the heap or in static memory.
 * The caller's own copies are the caller's to wipe.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

enum {
	SECRET_HASH_SIZE = 128, /* of the text of a password's hash, with its NUL */
	SECRET_KEY_SIZE = 32,
	SECRET_DIGEST_MIN = 16, /* bytes of a digest; one of 32 is what nobody can make twice */
	SECRET_DIGEST_SIZE = 32,
	SECRET_DIGEST_MAX = 64,
	SECRET_SEAL_EXTRA = 48 /* what a seal adds to the bytes in it */
};

/*
 * Hashes a password, or a PIN, by argon2id (RFC 9106) with 64 MiB in 3 passes and a salt of its
 * own: "$argon2id$v=19$m=65536,t=3,p=1$...", which is what is kept. It takes about a tenth of a
 * second, meant to. STATUS_NO_MEMORY with a sentence when there is no room for it now.
 * Built with TEST_CLOCK, as the tests' programs are and the clinic's never is, it costs next to
 * nothing, unless FRONTDESK_TEST_SECRETS is "full".
 */
enum status secret_hash(const char *password, char hash[SECRET_HASH_SIZE],
			struct problem *problem) MUST_CHECK;

/*
 * Whether the password is the one of a hash: *right. `hash` is NULL for a code that nobody has:
 * that does the same work and says no, so that the time does not tell who is known; so does a hash
 * that is none of ours. Never an early end at the first byte that differs. STATUS_NO_MEMORY: it is
 * not known, and *right is false.
 */
enum status secret_check(const char *hash, const char *password, bool *right,
			 struct problem *problem) MUST_CHECK;

/* True when secret_hash would make a hash of other costs, or this is none: whoever has just shown
 * the right password gets a new one. */
bool secret_needs_rehash(const char *hash);

/*
 * BLAKE2b (RFC 7693) of some bytes, `digest_size` bytes of it, from SECRET_DIGEST_MIN to
 * SECRET_DIGEST_MAX. With a key it is a MAC, which nobody makes without the key; NULL for none.
 */
void secret_digest(const unsigned char key[SECRET_KEY_SIZE], const void *bytes, size_t size,
		   unsigned char *digest, size_t digest_size);

/* The same of bytes that come in parts: _begin, _add as often as there are parts, _end with the
 * size of _begin. It holds what is left of the key: _end wipes it. */
struct secret_parts {
	_Alignas(64) unsigned char state[384];
};
void secret_parts_begin(struct secret_parts *parts, const unsigned char key[SECRET_KEY_SIZE],
			size_t digest_size);
void secret_parts_add(struct secret_parts *parts, const void *bytes, size_t size);
void secret_parts_end(struct secret_parts *parts, unsigned char *digest, size_t digest_size);

/* Whether two runs of bytes are equal, in a time that does not depend on what they hold. */
bool secret_equal(const void *one, const void *other, size_t size);

/* Overwrites what held a secret, in a way that no compiler leaves out. */
void secret_wipe(void *bytes, size_t size);

/* Bytes, and a number from 0 to limit - 1, that nobody can foresee. */
void secret_random(void *bytes, size_t size);
unsigned secret_random_below(unsigned limit);

/*
 * A pair of keys (X25519): what is sealed with the public one only the private one opens, and who
 * sealed it cannot (libsodium's sealed box). Either has SECRET_KEY_SIZE bytes.
 */
struct secret_pair {
	unsigned char public[SECRET_KEY_SIZE], private[SECRET_KEY_SIZE];
};
void secret_pair_new(struct secret_pair *pair);
/* The pair of a private key that was kept: sets `public`. */
void secret_pair_complete(struct secret_pair *pair);

/* Seals `size` bytes into `sealed`, which has room for SECRET_SEAL_EXTRA more. */
void secret_seal(const unsigned char public[SECRET_KEY_SIZE], const void *bytes, size_t size,
		 unsigned char *sealed);

/* Opens what secret_seal made of `size` bytes into `bytes`. False, with zeros there: it was sealed
 * for another pair, or is not as it was sealed. */
bool secret_unseal(const struct secret_pair *pair, const unsigned char *sealed, void *bytes,
		   size_t size) MUST_CHECK;

#endif
