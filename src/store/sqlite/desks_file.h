#ifndef STORE_SQLITE_DESKS_FILE_H
#define STORE_SQLITE_DESKS_FILE_H
/*
 * DATABASE-desks: who is at work (store/at_work.h). A desk has a place in it, a record of
 * DESKS_FILE_RECORD bytes, and holds a lock on the first byte of that for as long as it works. What
 * a killed desk has written stays, but nobody reads it, for the kernel let its lock go.
 *
 * The file is apart from the turnstile's, into which nothing is ever written; it is made by the
 * first desk that is opened, and a desk that finds it deleted makes it anew.
 */
#include <sys/types.h>

#include "store/at_work.h"

enum { DESKS_FILE_RECORD = 128, DESKS_FILE_PLACES = 500 };

#define DESKS_FILE_ENDING "-desks"

struct desks_file {
	int file;    /* -1: this desk is not at work */
	off_t place; /* where its record begins */
};

#define DESKS_FILE_CLOSED ((struct desks_file){ .file = -1 })

/* Writes this desk's record, at first into a place that nobody has. On failure errno tells why. */
bool desks_file_tell(struct desks_file *desks, const char *database,
		     const struct at_work *at_work) MUST_CHECK;

/* Takes it away and lets the place go. */
void desks_file_leave(struct desks_file *desks);

/* Reads the records of those who hold their place. False and errno when the file is there and
 * cannot be read. */
bool desks_file_each(const struct desks_file *desks, const char *database, at_work_fn *fn,
		     void *context) MUST_CHECK;

#endif
