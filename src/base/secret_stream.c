#include "base/secret_stream.h"

#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/secret_stretch.h"

enum {
	NONCE_SIZE = crypto_secretbox_NONCEBYTES,
	TAG_SIZE = crypto_secretbox_MACBYTES,
	COST_SIZE = 4,
	KIBIBYTES = 256 * 1024
};

_Static_assert(SECRET_LOCK_EXTRA == 2 * COST_SIZE + SECRET_SALT_SIZE + NONCE_SIZE + TAG_SIZE,
	       "a lock");
_Static_assert(SECRET_STREAM_BEGIN == crypto_secretstream_xchacha20poly1305_HEADERBYTES,
	       "the beginning of a stream");
_Static_assert(SECRET_PIECE_EXTRA == crypto_secretstream_xchacha20poly1305_ABYTES, "a piece");
_Static_assert(sizeof(struct secret_stream) >= sizeof(crypto_secretstream_xchacha20poly1305_state),
	       "room for a stream");

/* A lock: passes, kibibytes, salt, nonce, box. */

static void put_cost(unsigned char *out, uint32_t cost)
{
	for (int i = 0; i < COST_SIZE; i++)
		out[i] = (unsigned char)(cost >> (8 * (COST_SIZE - 1 - i)));
}

static uint32_t get_cost(const unsigned char *bytes)
{
	uint32_t cost = 0;

	for (int i = 0; i < COST_SIZE; i++)
		cost = cost << 8 | bytes[i];
	return cost;
}

static struct secret_cost cost_of(const unsigned char *locked)
{
	return (struct secret_cost){ get_cost(locked), get_cost(locked + COST_SIZE) };
}

/* The key of a lock, by what stands at its beginning. */
static enum status stretch(const char *passphrase, const unsigned char *locked,
			   unsigned char key[SECRET_KEY_SIZE], struct problem *problem)
{
	const struct secret_cost cost = cost_of(locked);

	if (secret_stretch(passphrase, locked + (size_t)2 * COST_SIZE, cost, key))
		return STATUS_OK;
	return problem_set(problem, STATUS_NO_MEMORY,
			   _("There is not enough free memory for looking at a passphrase, which "
			     "takes %u MiB for a moment: close other programs, then try again."),
			   (cost.kibibytes + 1023) / 1024);
}

enum status secret_lock(const char *passphrase, const void *bytes, size_t size,
			unsigned char *locked, struct problem *problem)
{
	unsigned char *salt = locked + (size_t)2 * COST_SIZE, *nonce = salt + SECRET_SALT_SIZE;
	const struct secret_cost cost = secret_cost(KIBIBYTES);
	unsigned char key[SECRET_KEY_SIZE];
	enum status status;

	secret_ready();
	put_cost(locked, cost.passes);
	put_cost(locked + COST_SIZE, cost.kibibytes);
	randombytes_buf(salt, SECRET_SALT_SIZE);
	randombytes_buf(nonce, NONCE_SIZE);
	status = stretch(passphrase, locked, key, problem);
	if (!status && crypto_secretbox_easy(nonce + NONCE_SIZE, bytes, size, nonce, key) != 0)
		status = problem_from_status(problem, STATUS_DEFECT);
	sodium_memzero(key, sizeof(key));
	return status;
}

static enum status not_this(struct problem *problem)
{
	return problem_set(problem, STATUS_BAD_VALUE, _("This is not the passphrase."));
}

enum status secret_unlock(const char *passphrase, const unsigned char *locked, size_t size,
			  void *bytes, struct problem *problem)
{
	const unsigned char *nonce = locked + 2 * COST_SIZE + SECRET_SALT_SIZE;
	unsigned char key[SECRET_KEY_SIZE];
	enum status status;

	secret_ready();
	if (size < SECRET_LOCK_EXTRA || !secret_cost_may_be(cost_of(locked)))
		return not_this(problem);
	status = stretch(passphrase, locked, key, problem);
	if (!status &&
	    crypto_secretbox_open_easy(bytes, nonce + NONCE_SIZE,
				       size - SECRET_LOCK_EXTRA + TAG_SIZE, nonce, key) != 0)
		status = not_this(problem);
	sodium_memzero(key, sizeof(key));
	return status;
}

/* Streams. */

static crypto_secretstream_xchacha20poly1305_state *stream_state(struct secret_stream *stream)
{
	return (void *)stream->state;
}

void secret_stream_seal_begin(struct secret_stream *stream,
			      const unsigned char key[SECRET_KEY_SIZE],
			      unsigned char begin[SECRET_STREAM_BEGIN])
{
	secret_ready();
	if (crypto_secretstream_xchacha20poly1305_init_push(stream_state(stream), begin, key) != 0)
		abort();
}

bool secret_stream_open_begin(struct secret_stream *stream,
			      const unsigned char key[SECRET_KEY_SIZE],
			      const unsigned char begin[SECRET_STREAM_BEGIN])
{
	secret_ready();
	return crypto_secretstream_xchacha20poly1305_init_pull(stream_state(stream), begin, key) ==
	       0;
}

void secret_stream_seal(struct secret_stream *stream, const void *bytes, size_t size,
			const void *beside, size_t beside_size, bool last, unsigned char *sealed)
{
	if (crypto_secretstream_xchacha20poly1305_push(
		    stream_state(stream), sealed, NULL, bytes, size, beside, beside_size,
		    last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0) != 0)
		abort();
}

bool secret_stream_open(struct secret_stream *stream, const unsigned char *sealed, size_t size,
			const void *beside, size_t beside_size, void *bytes, bool *last)
{
	unsigned char tag;

	if (size < SECRET_PIECE_EXTRA ||
	    crypto_secretstream_xchacha20poly1305_pull(stream_state(stream), bytes, NULL, &tag,
						       sealed, size, beside, beside_size) != 0)
		return false;
	*last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	return true;
}
