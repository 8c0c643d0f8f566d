#ifndef DESK_TRUST_OWNER_H
#define DESK_TRUST_OWNER_H
/*
 * The owner of the clinic has a pair of keys (X25519). The public one lies in the database: copies
 * and the first key of the chain are sealed to it. The private one goes into a file, for a stick
 * and for paper, and into no place else: who has the computer cannot open what was sealed.
 * Invariant: no private key is ever written into the database or beside it.
 */
#include "base/file.h"
#include "base/secret.h"
#include "desk/desk.h"
#include "desk/trust/chain.h"

struct owner_key {
	int64_t seq, at_ms; /* its entry */
	int64_t count;	    /* how many there were, with this one */
	unsigned char public[SECRET_KEY_SIZE];
	char mark[CHAIN_HEAD_SIZE]; /* what a person compares it by */
};

/* The key to which things are sealed now. STATUS_NOT_FOUND with a sentence: there is none yet. */
enum status owner_key_now(struct desk *desk, struct owner_key *out) MUST_CHECK;

/*
 * Makes a pair, writes the private key to a new file at `path` and then records the public one.
 * STATUS_WRONG_STATE when there is an owner's key and not `replace`: what was sealed to it stays
 * so. STATUS_CANNOT_WRITE: there is a file already, or it would lie beside the database; nothing is
 * recorded then. *same_disk: it lies on the disk that the database is on.
 */
struct owner_wish {
	const char *path;
	bool replace;
};
enum status owner_create(struct desk *desk, const struct owner_wish *wish, struct owner_key *out,
			 bool *same_disk) MUST_CHECK;

/*
 * Reads such a file, or one into which the letters of the paper were typed. STATUS_BAD_FILE with
 * the path and what is wrong. The caller wipes *pair.
 */
enum status owner_file_read(const char *path, struct secret_pair *pair,
			    struct problem *problem) MUST_CHECK;

/* The same of the file's text, which must be no longer than OWNER_FILE_MAX. */
enum { OWNER_FILE_MAX = 4096 };
enum status owner_text_read(const char *text, struct secret_pair *pair,
			    struct problem *problem) MUST_CHECK;

#endif
