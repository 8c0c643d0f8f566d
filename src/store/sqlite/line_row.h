#ifndef STORE_SQLITE_LINE_ROW_H
#define STORE_SQLITE_LINE_ROW_H
/*
 * Whose line a database is (store/line.h): it begins when the database is made, or comes forward
 * from a time when it had none, and is looked at by every opening.
 *
 * Invariant: nothing is written to a database that belongs to another computer, nor to one that
 * lacks entries of which somebody was told that they are saved, until somebody took it up.
 */
#include "store/sqlite/sqlite.h"

/* Begins a line, where there is none yet, in the transaction that makes the schema. */
enum status line_add(struct connection *connection) MUST_CHECK;

/* Of an open database; all zero when it has none. */
enum status line_of(struct connection *connection, struct clinic_line *out) MUST_CHECK;

/*
 * On opening: compares the line with this computer and with what is known beside the database.
 * sqlite->only_reads says why it may only be read; that is no failure.
 */
enum status line_look(struct sqlite *sqlite) MUST_CHECK;

/* The same on opening for writing, with the turnstile held and the tie made: what is kept beside a
 * line that is not known there begins. */
enum status line_settle(struct sqlite *sqlite) MUST_CHECK;

/* After it was taken up: what is kept beside it is of the line that began. */
enum status line_renew(struct sqlite *sqlite) MUST_CHECK;

#endif
