#ifndef STORE_SQLITE_SAFETY_H
#define STORE_SQLITE_SAFETY_H
/*
 * How a commit is made safe. SQLite writes it to the log without waiting for the disk
 * (synchronous=NORMAL), the turnstile is left, and then each writer syncs the log for itself before
 * it says "saved": the kernel joins syncs that come together, and as the log is one file, synced
 * from its beginning, a sync covers everything that was committed before it.
 *
 * When a sync fails, nobody knows what of the log is on the disk since the last good one, and the
 * kernel takes the pages that it could not write for written: a second sync may lie. So the store
 * is stopped: every desk looks before it writes and before it says "saved" whether it is. The mark,
 * DATABASE-stopped, tells people; the word in DATABASE-saved, which every desk has open, stays when
 * somebody removes that file. It is settled, and both are taken away, by whoever opens the
 * database, or would write to it, while nobody else has it open.
 *
 * Invariants:
 * - What a function of the store called saved lies on the disk.
 * - Nobody writes while one of the two is there.
 * - A log that was not synced is never moved into the database: neither by a checkpoint nor at
 *   closing.
 */
#include "store/sqlite/sqlite.h"

/* Whether writing has stopped. */
bool safety_is_stopped(const struct sqlite *sqlite);

/*
 * Makes safe everything that was committed or read through the connection. When that fails, here or
 * at another desk, writing has stopped: STATUS_STORE_UNKNOWN when it was a commit of our own that
 * was to be made safe, STATUS_STORE_STOPPED otherwise. STATUS_STORE_REPLACED: it was made safe in
 * files that are the database's no more.
 */
enum status safety_sync(struct sqlite *sqlite) MUST_CHECK;

/* The same after another sync failed, for that cause; returns one of the two. */
enum status safety_stop(struct sqlite *sqlite, const char *cause);

/*
 * Settles what a sync left unknown; the turnstile is held and no connection of this store is open.
 * The log is written anew and read by its checksums, the database is looked over, the log is moved
 * into it, and the mark is removed. STATUS_STORE_STOPPED: others have the database open.
 */
enum status safety_settle(const struct sqlite *sqlite, struct problem *problem) MUST_CHECK;

#endif
