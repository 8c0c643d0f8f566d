#ifndef STORE_SQLITE_CONNECT_H
#define STORE_SQLITE_CONNECT_H
/*
 * Opening and closing a connection (connection.h).
 *
 * Invariant: every connection has its whole set-up, read back, before anybody gets it; none ever
 * checkpoints by itself while others have the file open.
 */
#include "store/sqlite/connection.h"

enum connection_access {
	CONNECTION_WRITE,
	CONNECTION_BUILD, /* an empty file: nothing in it tells yet what it is */
	CONNECTION_READ,
	CONNECTION_LOOK,  /* by an account that may only read: leaves no file, changes none */
	CONNECTION_ALONE, /* STATUS_STORE_BUSY while anybody else has the file open, be it to read
			   */
};

/*
 * Opens an existing file; `path` has no symbolic link in it (see place.h). Waits for locks at most
 * `wait_ms`, here and later. Refuses, before anything is written, what is not a frontdesk database
 * or of a newer schema. On failure *out is NULL.
 */
enum status connection_open(struct connection **out, const char *path,
			    enum connection_access access, int wait_ms,
			    struct problem *problem) MUST_CHECK;

/*
 * NULL is fine. Ends an open transaction without keeping it. The last one to close the file moves
 * the log into it.
 */
void connection_close(struct connection *connection);

#endif
