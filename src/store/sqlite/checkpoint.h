#ifndef STORE_SQLITE_CHECKPOINT_H
#define STORE_SQLITE_CHECKPOINT_H
/*
 * Moves what is in the log into the database file.
 *
 * Invariant: a checkpoint runs only while this process holds both the turnstile and BEGIN
 * IMMEDIATE. Otherwise SQLite before 3.51.3 corrupts the database: a checkpoint that has read the
 * size of the log and not yet locked it does not notice that a writer starts the log again (the
 * WAL-reset fault; HACKING.md, Sources).
 */
#include "store/sqlite/sqlite.h"

/*
 * Waits for the turn of this process to write. STATUS_STORE_READONLY when it was opened to read;
 * STATUS_STORE_REPLACED when the files are not who they were;
 * STATUS_STORE_STOPPED when writing has stopped (safety.h) and cannot be settled now.
 */
enum status sqlite_take_turn(struct sqlite *sqlite) MUST_CHECK;

/*
 * After a commit, with the turnstile still held: when the log has grown long. Its failure is of no
 * account, but for that of syncing the log: STATUS_STORE_UNKNOWN.
 */
enum status checkpoint_if_due(struct sqlite *sqlite) MUST_CHECK;

/* Whether the SQLite that this program runs with has the WAL-reset fault mended: 3.51.3 and later,
 * and the two older lines that got it, from 3.50.7 and from 3.44.6. */
bool checkpoint_library_is_mended(void);

/* As store_checkpoint. */
enum status sqlite_checkpoint(struct engine *engine) MUST_CHECK;

#endif
