#ifndef DESK_CHECK_PROOF_H
#define DESK_CHECK_PROOF_H
/*
 * Proves the chain (desk/link.h) against the database: each link against the one before it, its
 * entries and its rows; each row against what was written last; each seal for which there is a key.
 * Reads everything once, or, where the rows are very many, once for each part of them, so that it
 * needs no more memory on a large clinic.
 */
#include "desk/desk.h"

enum proof_fault {
	PROOF_LINK,	 /* a link is not what it was made of */
	PROOF_SEAL,	 /* it was not made with the key of its day */
	PROOF_UNSEALED,	 /* the same, without any, in the epoch that runs */
	PROOF_DIGEST,	 /* a row is not as it was written last */
	PROOF_UNWRITTEN, /* nothing of this program wrote a row */
	PROOF_REMOVED,	 /* a row that was written is not there */
	PROOF_FAULTS
};

/* `where` names the rows, entries or links. */
typedef void proof_fault_fn(enum proof_fault fault, const char *where, void *context);

/*
 * Keys by which seals are looked at: the first one of each epoch of the owner's, else, with `own`,
 * the one that this account has, for the seals of today. The array is the caller's.
 */
struct proof_keys {
	const struct chain_key *first;
	size_t count;
	bool own;
};

struct proof_told {
	int64_t links, entries, rows, seals; /* that were looked at; seals with a key */
	struct chain_link oldest, newest;
};

enum status proof_run(struct desk *desk, const struct proof_keys *keys, proof_fault_fn *fn,
		      void *context, struct proof_told *told) MUST_CHECK;

#endif
