#include "base/secret_stretch.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum {
	PASSES = 3,
	PASSES_MAX = 16,
	KIBIBYTES_MAX = 1024 * 1024,
	KIBIBYTES_MIN = crypto_pwhash_argon2id_MEMLIMIT_MIN / 1024
};

_Static_assert((unsigned)SECRET_SALT_SIZE == crypto_pwhash_argon2id_SALTBYTES, "a salt");

void secret_ready(void)
{
	/* Without it there is no chance, and nothing that is a secret. */
	if (sodium_init() < 0)
		abort();
}

#ifdef TEST_CLOCK
static bool is_quick(void)
{
	const char *secrets = getenv("FRONTDESK_TEST_SECRETS");

	return !secrets || strcmp(secrets, "full") != 0;
}
#else
static bool is_quick(void)
{
	return false;
}
#endif

struct secret_cost secret_cost(unsigned kibibytes)
{
	return is_quick() ? (struct secret_cost){ 1, KIBIBYTES_MIN }
			  : (struct secret_cost){ PASSES, kibibytes };
}

bool secret_cost_may_be(struct secret_cost cost)
{
	return cost.passes >= 1 && cost.passes <= PASSES_MAX && cost.kibibytes >= KIBIBYTES_MIN &&
	       cost.kibibytes <= KIBIBYTES_MAX;
}

bool secret_stretch(const char *word, const unsigned char salt[SECRET_SALT_SIZE],
		    struct secret_cost cost, unsigned char key[SECRET_STRETCHED_SIZE])
{
	secret_ready();
	return crypto_pwhash(key, SECRET_STRETCHED_SIZE, word, strlen(word), salt, cost.passes,
			     (size_t)cost.kibibytes * 1024, crypto_pwhash_ALG_ARGON2ID13) == 0;
}
