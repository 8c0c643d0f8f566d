#include "base/secret.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/secret_stretch.h"
#include "base/text.h"

enum { KIBIBYTES = 64 * 1024 };

#define BASE64 sodium_base64_VARIANT_ORIGINAL_NO_PADDING

/* The parts of a hash's text. */
struct hash {
	struct secret_cost cost;
	unsigned char salt[SECRET_SALT_SIZE], raw[SECRET_STRETCHED_SIZE];
};

/* libsodium's own comparison of a hash's text cannot be used: it says "another password" when there
 * was no memory. */
static enum status stretch(const struct hash *hash, const char *password, unsigned char *raw,
			   struct problem *problem)
{
	if (secret_stretch(password, hash->salt, hash->cost, raw))
		return STATUS_OK;
	return problem_set(problem, STATUS_NO_MEMORY,
			   _("There is not enough free memory for looking at a password, which "
			     "takes %u MiB for a moment: close other programs, then try again."),
			   (hash->cost.kibibytes + 1023) / 1024);
}

static bool write_hash(const struct hash *hash, char text[SECRET_HASH_SIZE])
{
	char salt[sodium_base64_ENCODED_LEN(SECRET_SALT_SIZE, BASE64)];
	char raw[sodium_base64_ENCODED_LEN(SECRET_STRETCHED_SIZE, BASE64)];

	sodium_bin2base64(salt, sizeof(salt), hash->salt, SECRET_SALT_SIZE, BASE64);
	sodium_bin2base64(raw, sizeof(raw), hash->raw, SECRET_STRETCHED_SIZE, BASE64);
	return text_format(text, SECRET_HASH_SIZE, "$argon2id$v=19$m=%u,t=%u,p=1$%s$%s",
			   hash->cost.kibibytes, hash->cost.passes, salt, raw);
}

/* True for a text that write_hash writes, letter by letter, whatever its costs within bounds. */
static bool read_hash(const char *text, struct hash *hash)
{
	char again[SECRET_HASH_SIZE];
	const char *at, *end;
	size_t size;
	int used = 0;

	if (strlen(text) >= SECRET_HASH_SIZE ||
	    sscanf(text, "$argon2id$v=19$m=%7u,t=%2u,p=1$%n", &hash->cost.kibibytes,
		   &hash->cost.passes, &used) != 2 ||
	    used == 0)
		return false;
	at = text + used;
	if (sodium_base642bin(hash->salt, SECRET_SALT_SIZE, at, strlen(at), NULL, &size, &end,
			      BASE64) != 0 ||
	    size != SECRET_SALT_SIZE || *end != '$')
		return false;
	at = end + 1;
	if (sodium_base642bin(hash->raw, SECRET_STRETCHED_SIZE, at, strlen(at), NULL, &size, NULL,
			      BASE64) != 0 ||
	    size != SECRET_STRETCHED_SIZE)
		return false;
	return secret_cost_may_be(hash->cost) && write_hash(hash, again) &&
	       strcmp(text, again) == 0;
}

enum status secret_hash(const char *password, char hash[SECRET_HASH_SIZE], struct problem *problem)
{
	struct hash made;
	enum status status;

	hash[0] = '\0';
	made.cost = secret_cost(KIBIBYTES);
	secret_random(made.salt, SECRET_SALT_SIZE);
	status = stretch(&made, password, made.raw, problem);
	if (!status && !write_hash(&made, hash))
		status = problem_from_status(problem, STATUS_DEFECT);
	secret_wipe(&made, sizeof(made));
	return status;
}

enum status secret_check(const char *hash, const char *password, bool *right,
			 struct problem *problem)
{
	struct hash kept = { 0 };
	unsigned char raw[SECRET_STRETCHED_SIZE] = { 0 };
	bool known = hash && read_hash(hash, &kept);
	enum status status;

	if (!known)
		kept.cost = secret_cost(KIBIBYTES);
	status = stretch(&kept, password, raw, problem);
	*right = secret_equal(raw, kept.raw, SECRET_STRETCHED_SIZE) && known && !status;
	secret_wipe(raw, sizeof(raw));
	secret_wipe(&kept, sizeof(kept));
	return status;
}

bool secret_needs_rehash(const char *hash)
{
	const struct secret_cost wanted = secret_cost(KIBIBYTES);
	struct hash kept;

	return !read_hash(hash, &kept) || kept.cost.passes != wanted.passes ||
	       kept.cost.kibibytes != wanted.kibibytes;
}

void secret_digest(const unsigned char key[SECRET_KEY_SIZE], const void *bytes, size_t size,
		   unsigned char *digest, size_t digest_size)
{
	secret_ready();
	if (crypto_generichash(digest, digest_size, bytes, size, key, key ? SECRET_KEY_SIZE : 0) !=
	    0)
		abort();
}

static_assert(sizeof(struct secret_parts) >= sizeof(crypto_generichash_state), "its room");
static_assert(_Alignof(struct secret_parts) >= _Alignof(crypto_generichash_state), "its place");

static crypto_generichash_state *state_of(struct secret_parts *parts)
{
	return (crypto_generichash_state *)(void *)parts->state;
}

void secret_parts_begin(struct secret_parts *parts, const unsigned char key[SECRET_KEY_SIZE],
			size_t digest_size)
{
	secret_ready();
	if (crypto_generichash_init(state_of(parts), key, key ? SECRET_KEY_SIZE : 0, digest_size) !=
	    0)
		abort();
}

void secret_parts_add(struct secret_parts *parts, const void *bytes, size_t size)
{
	if (size > 0 && crypto_generichash_update(state_of(parts), bytes, size) != 0)
		abort();
}

void secret_parts_end(struct secret_parts *parts, unsigned char *digest, size_t digest_size)
{
	if (crypto_generichash_final(state_of(parts), digest, digest_size) != 0)
		abort();
}

bool secret_equal(const void *one, const void *other, size_t size)
{
	return sodium_memcmp(one, other, size) == 0;
}

void secret_wipe(void *bytes, size_t size)
{
	sodium_memzero(bytes, size);
}

void secret_random(void *bytes, size_t size)
{
	secret_ready();
	randombytes_buf(bytes, size);
}

unsigned secret_random_below(unsigned limit)
{
	secret_ready();
	return randombytes_uniform(limit);
}

static_assert(SECRET_KEY_SIZE == crypto_box_PUBLICKEYBYTES, "a public key");
static_assert(SECRET_KEY_SIZE == crypto_box_SECRETKEYBYTES, "a private key");
static_assert(SECRET_SEAL_EXTRA == crypto_box_SEALBYTES, "a seal");

void secret_pair_new(struct secret_pair *pair)
{
	secret_ready();
	if (crypto_box_keypair(pair->public, pair->private) != 0)
		abort();
}

void secret_pair_complete(struct secret_pair *pair)
{
	secret_ready();
	if (crypto_scalarmult_base(pair->public, pair->private) != 0)
		abort();
}

void secret_seal(const unsigned char public[SECRET_KEY_SIZE], const void *bytes, size_t size,
		 unsigned char *sealed)
{
	secret_ready();
	if (crypto_box_seal(sealed, bytes, size, public) != 0)
		abort();
}

bool secret_unseal(const struct secret_pair *pair, const unsigned char *sealed, void *bytes,
		   size_t size)
{
	secret_ready();
	if (crypto_box_seal_open(bytes, sealed, size + SECRET_SEAL_EXTRA, pair->public,
				 pair->private) == 0)
		return true;
	memset(bytes, 0, size);
	return false;
}
