#ifndef STORE_SENTENCE_H
#define STORE_SENTENCE_H
/*
 * What went wrong with a database, in words: each status of a store has one sentence, with the path
 * and the cause.
 */
#include "base/status.h"

/*
 * Fills `problem` for the database at `path` and returns `status`; `cause` is the library's or the
 * kernel's own words.
 */
enum status store_say(struct problem *problem, enum status status, const char *path,
		      const char *cause);

/* What an errno means for a file beside or in place of the database. */
enum status status_of_errno(int cause);

/* The same of the database itself, when it could not be opened. */
enum status status_of_open_errno(int cause);

/* What an errno means beside the database, and its sentence. */
enum status store_say_errno(struct problem *problem, const char *path, int cause);

#endif
