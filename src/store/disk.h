#ifndef STORE_DISK_H
#define STORE_DISK_H
/*
 * What a database lies on and is read by, for who looks a computer over. Nothing here opens the
 * database: it works where that cannot be opened, too.
 */
#include <stdint.h>

#include "base/file.h"
#include "base/status.h"

enum { DISK_KIND_SIZE = 32 };

struct disk_kind {
	char kind[DISK_KIND_SIZE];   /* of its file system, "ext4"; "" when it is not known */
	char folder[FILE_PATH_SIZE]; /* where it is mounted */
	bool network;		     /* another computer's */
	bool in_memory;		     /* gone when the computer is switched off */
	bool only_reads;
};

struct store_disk {
	char path[FILE_PATH_SIZE];   /* of the database, resolved; it need not be there */
	char folder[FILE_PATH_SIZE]; /* it lies in */
	struct disk_kind kind;
	int64_t free_bytes;	/* for this account */
	int64_t database_bytes; /* with its log; 0: there is none */
};

/* Where the database at `url` lies. STATUS_STORE_MISSING and STATUS_STORE_DENIED as store_open:
 * there is no such folder, or it cannot be looked into. */
enum status store_look_at_disk(const char *url, struct store_disk *out,
			       struct problem *problem) MUST_CHECK;

/* Whether store_open would take the file as it lies there: what kind of a file it is, whose, and
 * who else may read or write it. With its sentences. */
enum status store_look_at_file(const struct store_disk *disk, struct problem *problem) MUST_CHECK;

/*
 * How long the disk takes to call a page safe: the median of some syncs of a file of its own in the
 * database's folder, which is gone afterwards. STATUS_CANNOT_WRITE with the cause.
 */
enum status store_time_sync(const struct store_disk *disk, int64_t *us,
			    struct problem *problem) MUST_CHECK;

/* The library behind it: "SQLite", "3.40.1". `guarded` names a fault of this version that the store
 * keeps away from; NULL: it has none. */
struct store_library {
	const char *name, *version, *guarded;
};
struct store_library store_library(void);

#endif
