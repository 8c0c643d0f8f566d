#ifndef DESK_LINK_H
#define DESK_LINK_H
/*
 * The links of the chain (trust/chain.h), written where a change ends, so that none is without: the
 * store says what was written (store/written.h). The first link of a database covers every row that
 * is in it: from then on it proves.
 *
 * Whoever works without the key of the day goes on: links are made and prove what follows, but bear
 * no seal, and that is told (link_key_look) until a new epoch begins. Nobody is kept from selling
 * by a file that was lost.
 */
#include "desk/trust/chain.h"
#include "store/store.h"

struct link_state {
	struct chain_key key;	  /* as of what is safe; epoch 0: not read yet, or there is none */
	struct chain_key running; /* as of the change that runs */
	struct chain_key written; /* what the file has: `bytes` are not set */
	bool begins;		  /* the change that runs begins the epoch of `running` */
	bool ends_day;		  /* its next link is the last under its key */
	int64_t missing;	  /* the epoch for which there is no key here; 0: none */
};

/* Writes the link of what was written since the last one, if anything was. Within a change. */
enum status link_add(struct store *store, struct link_state *state,
		     struct problem *problem) MUST_CHECK;

/* The same for a day's close: the key is another from there on. *out is the link. */
enum status link_end_day(struct store *store, struct link_state *state, struct chain_link *out,
			 struct problem *problem) MUST_CHECK;

/* Within a change: from its link on an epoch with a key of its own is in force. The caller records
 * it, and wipes *out. */
enum status link_begin_epoch(struct store *store, struct link_state *state, struct chain_key *out,
			     struct problem *problem) MUST_CHECK;

/* The change is safe: the key goes on in its file. / Nothing of it was kept. */
void link_kept(struct store *store, struct link_state *state);
void link_dropped(struct link_state *state);

/* Forgets the keys. */
void link_forget(struct link_state *state);

/* The newest link; id 0: none yet. */
enum status link_newest(struct store *store, struct chain_link *out) MUST_CHECK;

/* The link that ended the day whose close is the entry `seq`. STATUS_NOT_FOUND. */
enum status link_of_close(struct store *store, int64_t seq, struct chain_link *out) MUST_CHECK;

/* A row of a link's statement, which begins with LINK_ROW. */
store_row_fn link_from_row;

/* How it stands with the key of the day, for who looks things over. */
enum link_key {
	LINK_KEY_NEVER,	  /* nobody has begun an epoch here */
	LINK_KEY_HERE,	  /* and it is the key of the newest link, or of the next */
	LINK_KEY_MISSING, /* it is not where it should be */
	LINK_KEY_BAD,	  /* what is there cannot be read; `problem` says it */
	LINK_KEY_AHEAD	  /* it is of a later day: the database is an older copy */
};

/* *key gets it when it is here, brought to `newest`, and the caller wipes it. */
enum status link_key_look(struct store *store, const struct chain_link *newest, enum link_key *how,
			  struct chain_key *key, struct problem *problem) MUST_CHECK;

#endif
