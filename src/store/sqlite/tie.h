#ifndef STORE_SQLITE_TIE_H
#define STORE_SQLITE_TIE_H
/*
 * A database and its log belong together. SQLite reads whatever log lies beside a database into it,
 * be that a copy of another day which somebody put back, or another clinic's. So DATABASE-saved
 * (saved.h) ties the two: what the file was like when one of ours had written to it last, and the
 * salt of the log that was begun for it.
 *
 * SQLite writes to the file only when a log is moved into it. Before that `moving` is put on the
 * disk, after it the tie is written anew; so a file that is not as its tie says was written by
 * somebody else, unless a program of ours was killed while it moved the log: then the log is whole
 * still, and the two are read through before they are believed.
 *
 * Invariants:
 * - No log is moved into a file to which it is not tied.
 * - No change is made, and none is called saved, while the file or its log are not as ours left
 *   them.
 */
#include "store/sqlite/sqlite.h"

/*
 * On opening for writing, the turnstile held and SQLite's files open: takes a place among those who
 * have the database open, looks whether the log is this database's, and ties them.
 * STATUS_STORE_FOREIGN_LOG when it is not.
 */
enum status tie_begin(struct sqlite *sqlite) MUST_CHECK;

/* On opening for reading: nothing is written. */
enum status tie_look(struct sqlite *sqlite) MUST_CHECK;

/*
 * Whether all files are who they were and as ours left them: STATUS_STORE_REPLACED otherwise.
 * `last`: how far the names are looked at.
 */
enum status tie_check(struct sqlite *sqlite, enum database_file last) MUST_CHECK;

/* The same of a database that nobody has open and that SQLite was not asked to open: false when it
 * is not known to be true. */
bool tie_vouches(const char *path) MUST_CHECK;

/* Begins DATABASE-saved anew for sqlite->line. */
enum status tie_line(struct sqlite *sqlite) MUST_CHECK;

/* Before the log is moved into the file, with the turnstile held; false: the disk refuses to take
 * it down, so nothing is to be moved. */
bool tie_moving(struct sqlite *sqlite) MUST_CHECK;
/* After it, or after the database was opened anew, with the turnstile held still. */
void tie_moved(struct sqlite *sqlite);

/* Whether the database itself is who it was and as ours left it, whatever became of the others. */
bool tie_has_database(struct sqlite *sqlite) MUST_CHECK;

/* After a commit, with the turnstile held: a log that this commit began is tied. */
void tie_log(struct sqlite *sqlite);

#endif
