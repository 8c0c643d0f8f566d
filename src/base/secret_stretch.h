#ifndef BASE_SECRET_STRETCH_H
#define BASE_SECRET_STRETCH_H
/*
 * What base/secret.c and base/secret_stream.c have in common: libsodium made ready, and argon2id
 * (RFC 9106), which makes a key of a word that a person knows, at a cost that guessing pays each
 * time.
 */
#include <stdbool.h>

enum { SECRET_SALT_SIZE = 16, SECRET_STRETCHED_SIZE = 32 };

struct secret_cost {
	unsigned passes, kibibytes;
};

/* Before anything else of libsodium: the program ends where it cannot be had. */
void secret_ready(void);

/*
 * Three passes over so much memory. Built with TEST_CLOCK, as the tests' programs are and the
 * clinic's never is, next to nothing, unless FRONTDESK_TEST_SECRETS is "full": a test signs in some
 * hundred times.
 */
struct secret_cost secret_cost(unsigned kibibytes);

/* Whether something of ours may ask for so much: what comes from elsewhere does not make us wait.
 */
bool secret_cost_may_be(struct secret_cost cost);

/* Makes the key. False when there is no memory for it now. */
bool secret_stretch(const char *word, const unsigned char salt[SECRET_SALT_SIZE],
		    struct secret_cost cost, unsigned char key[SECRET_STRETCHED_SIZE]);

#endif
