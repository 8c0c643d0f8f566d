#ifndef DESK_TRUST_EPOCH_H
#define DESK_TRUST_EPOCH_H
/*
 * An epoch of the chain (desk/link.h) begins with a random key: at init, when the owner's key is
 * made, and by "rekey" when the key of the day was lost or may have been read. That first key
 * proves every entry of the epoch, so it stays nowhere on the computer but sealed to the owner's
 * key; what is forged without it is told from what was written.
 */
#include "desk/audit.h"
#include "desk/trust/owner.h"

struct epoch {
	int64_t epoch, seq;	    /* its entry */
	char mark[CHAIN_HEAD_SIZE]; /* of its first key */
	bool is_sealed;		    /* to the owner's key; without one nobody has its first key */
	unsigned char sealed[SECRET_KEY_SIZE + SECRET_SEAL_EXTRA];
};

/* Begins the next epoch. `reason` is for people; NULL or "": none. */
enum status epoch_begin(struct desk *desk, const char *reason, struct epoch *out) MUST_CHECK;

/*
 * Whether the key of the day is where it belongs, or there never was one. Otherwise false, and
 * `problem` says what is the matter and what to do; its status is STATUS_OK when it could not be
 * looked at.
 */
bool epoch_key_is_right(struct desk *desk, struct problem *problem);

/* All there were, oldest first. The caller frees *rows. */
enum status epoch_list(struct desk *desk, struct epoch **rows, size_t *count) MUST_CHECK;

/*
 * The first keys of the epochs that were sealed to this pair. *keys is the caller's to wipe and
 * free. STATUS_NOT_FOUND with a sentence when it opens none.
 */
enum status epoch_open_keys(struct desk *desk, const struct secret_pair *pair,
			    struct chain_key **keys, size_t *count) MUST_CHECK;

#endif
