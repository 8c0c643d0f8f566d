#ifndef STORE_SQLITE_LOG_FILE_H
#define STORE_SQLITE_LOG_FILE_H
/*
 * The log's file: what a transaction adds to it goes there in one write. SQLite writes a frame as
 * its header and its page, each by a call of its own, which makes eighteen calls of a booking.
 *
 * Invariant: when SQLite has written the frame that ends a transaction, all of the log is with the
 * kernel, as it is without this; and so it is before the log is read, measured, cut or synced.
 * Source of the frame's form: sqlite.org/fileformat2.html, section 4.1.
 */

/* The name of the file system layer that does this, for sqlite3_open_v2. It stands on the one that
 * is SQLite's default when a database is opened; every other file is that layer's own. */
const char *log_file_layer(void);

#endif
