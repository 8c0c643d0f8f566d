#ifndef STORE_SQLITE_TAKE_BACK_H
#define STORE_SQLITE_TAKE_BACK_H
#include "store/sqlite/connection.h"

/*
 * After a COMMIT that failed, with the right to write still ours (the turnstile): its frames may
 * lie whole in the log all the same, when it was only the index of the log that could not grow
 * (-shm, on a full disk). SQLite has forgotten them, but whoever reads the log anew, after a crash
 * or when the log could not be moved at closing, would take them for a commit that nobody was told
 * of. So a commit that changes nothing is written over them. Its own failure is of no account: it
 * is their place that matters; the caller syncs.
 */
void take_back_commit(struct connection *connection);

#endif
