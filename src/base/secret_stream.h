#ifndef BASE_SECRET_STREAM_H
#define BASE_SECRET_STREAM_H
/*
 * A secret locked by a passphrase (argon2id, RFC 9106, and XSalsa20-Poly1305), and long files
 * sealed in pieces (XChaCha20-Poly1305, libsodium's secretstream) with a keyed digest over the
 * whole. What is sealed to somebody's public key is in base/secret.h.
 * Invariant: as base/secret.h; and what does not open gives out nothing.
 */
#include "base/secret.h"

enum {
	SECRET_LOCK_EXTRA = 64,	  /* bytes of what is locked beyond what is in it */
	SECRET_STREAM_BEGIN = 24, /* bytes that a stream begins with */
	SECRET_PIECE_EXTRA = 17,  /* bytes of a sealed piece beyond what is in it */
};

/*
 * Locks `size` bytes by a passphrase: `locked` has room for SECRET_LOCK_EXTRA more. It takes 256
 * MiB and about a second, so that trying passphrases is dear; built with TEST_CLOCK as secret_hash.
 * STATUS_NO_MEMORY with a sentence.
 */
enum status secret_lock(const char *passphrase, const void *bytes, size_t size,
			unsigned char *locked, struct problem *problem) MUST_CHECK;

/* Unlocks `size` bytes: `bytes` gets SECRET_LOCK_EXTRA less. STATUS_BAD_VALUE when it is another
 * passphrase, or not as it was locked. */
enum status secret_unlock(const char *passphrase, const unsigned char *locked, size_t size,
			  void *bytes, struct problem *problem) MUST_CHECK;

/*
 * A stream of sealed pieces: none can be left out, doubled, or put elsewhere, and the last says
 * that it is. To be wiped with secret_wipe.
 */
struct secret_stream {
	_Alignas(16) unsigned char state[64];
};

/* Begins to seal, and says what the stream begins with; begins to open by that. */
void secret_stream_seal_begin(struct secret_stream *stream,
			      const unsigned char key[SECRET_KEY_SIZE],
			      unsigned char begin[SECRET_STREAM_BEGIN]);
bool secret_stream_open_begin(struct secret_stream *stream,
			      const unsigned char key[SECRET_KEY_SIZE],
			      const unsigned char begin[SECRET_STREAM_BEGIN]);

/* The next piece. `beside` is what it is bound to and does not hold; NULL for none. `sealed` has
 * room for SECRET_PIECE_EXTRA more. */
void secret_stream_seal(struct secret_stream *stream, const void *bytes, size_t size,
			const void *beside, size_t beside_size, bool last, unsigned char *sealed);

/* The next piece of `size` bytes: `bytes` gets SECRET_PIECE_EXTRA less. False when it is not the
 * one that comes next, or beside it is something else. */
bool secret_stream_open(struct secret_stream *stream, const unsigned char *sealed, size_t size,
			const void *beside, size_t beside_size, void *bytes, bool *last);

#endif
