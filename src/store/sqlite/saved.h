#ifndef STORE_SQLITE_SAVED_H
#define STORE_SQLITE_SAVED_H
/*
 * DATABASE-saved: what is known of a database beside it, of whose line it is.
 *
 * The tie says what the file was like when a program of ours had written to it last, and which log
 * was begun for it: a log whose tie is another one is never moved into it (tie.h).
 *
 * The promised numbers are the entries of which somebody was told that they are saved. Each is
 * written after its own sync, so it is never ahead of what lies on the disk, by one pwrite and
 * without a lock: entry n into place n mod SAVED_PLACES, so that desks which save at once do not
 * write over each other, and the highest of all places is the highest that was promised. They are
 * not synced: what a power cut takes is what the kernel has not written yet, a few seconds.
 *
 * That writing has stopped (safety.h) stands in it, too: who has it open sees that whatever becomes
 * of the names in the folder. Not synced either: when the kernel's memory is gone, the log is what
 * the disk has.
 *
 * Invariant: tie and promises belong to one line of one clinic; another line begins anew.
 */
#include <sys/stat.h>
#include <time.h>

#include "base/status.h"
#include "store/line.h"

enum { SAVED_PLACES = 64 };

#define SAVED_ENDING "-saved"

/* What a file is like, its name apart: a copy of it that keeps the time is like it, too. */
struct stamp {
	int64_t size, changed_s, changed_ns;
};

struct tie {
	struct stamp database;
	uint64_t inode;	  /* of the database */
	uint32_t salt[2]; /* of the log; 0, 0: it was not begun yet */
	bool moving;	  /* a log is being moved into the file, which is not as it was since */
};

struct saved {
	int file; /* -1: closed */
	struct clinic_line line;
};

#define SAVED_CLOSED ((struct saved){ .file = -1 })

struct stamp stamp_of(const struct stat *file);
bool stamp_is_same(const struct stamp *one, const struct stamp *other);
bool stamp_is_older(const struct stamp *one, const struct stamp *other);

/* Opens the file beside `database`, made where it is missing unless `only_reads`. On failure errno
 * tells why. */
bool saved_open(struct saved *saved, const char *database, bool only_reads) MUST_CHECK;
void saved_close(struct saved *saved);

/* Reads whose it is and the tie. False: it is empty or not whole, and saved->line is zero. */
bool saved_read(struct saved *saved, struct tie *tie) MUST_CHECK;

/* Begins it anew for a line: nothing is promised yet. Its tie is to be written then. */
bool saved_begin(struct saved *saved, const struct clinic_line *line) MUST_CHECK;

/* Writes the tie of saved->line; `safe`: and puts it on the disk. */
bool saved_tie(struct saved *saved, const struct tie *tie, bool safe) MUST_CHECK;

/* Whether writing has stopped; it holds for any line. */
bool saved_is_stopped(const struct saved *saved);
bool saved_stop(const struct saved *saved, bool stopped);

/* 0 when nothing was promised. */
int64_t saved_highest(const struct saved *saved);
void saved_promise(const struct saved *saved, int64_t entry);

#endif
