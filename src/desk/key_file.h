#ifndef DESK_KEY_FILE_H
#define DESK_KEY_FILE_H
/*
 * Where the key of the day lies: a file of mode 0400 in $XDG_STATE_HOME/frontdesk/keys (else
 * ~/.local/state/frontdesk/keys), so of each account, and never in the database's folder: a copy of
 * the one is not a copy of the other. It is named by the clinic's number and the epoch: whoever
 * takes a copy up (line.h) begins another epoch, and leaves this key as it is.
 * Invariant: a key is never lost between the file and the database: that of a new epoch lies in its
 * own file before the change that begins it is made, and a later one is made again of what is in
 * the file and of the links that the database has.
 */
#include "base/file.h"
#include "desk/trust/chain.h"
#include "store/store.h"

/* False where there is no home. */
bool key_file_path(const struct store *store, int64_t epoch, char out[FILE_PATH_SIZE]);

/* Reads the key for links of `epoch`. STATUS_NOT_FOUND: there is none; STATUS_BAD_FILE with the
 * path: it cannot be read, or is none. The caller wipes *out. */
enum status key_file_read(const struct store *store, int64_t epoch, struct chain_key *out,
			  struct problem *problem) MUST_CHECK;

/* Writes it, safe when this returns; that of before is gone. STATUS_CANNOT_WRITE with path and
 * cause. */
enum status key_file_write(const struct store *store, const struct chain_key *key,
			   struct problem *problem) MUST_CHECK;

/* The epoch is over. */
void key_file_remove(const struct store *store, int64_t epoch);

#endif
