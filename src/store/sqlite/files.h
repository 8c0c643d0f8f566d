#ifndef STORE_SQLITE_FILES_H
#define STORE_SQLITE_FILES_H
/*
 * The files are who they were. A file that was deleted, moved or replaced under an open desk is
 * still there for who has it open: what is written to it is written, and lost to everybody else. So
 * device and inode of each name are compared with those of when the database was opened: before a
 * change, with the turnstile held; after its own sync, before "saved" is said; and at each look for
 * news. A file that was written over under its name tie.h finds.
 *
 * Invariant: once a file was another one, this desk writes no more, and closing moves and removes
 * no log.
 */
#include <sys/types.h>

#include "base/file.h"
#include "base/status.h"
#include "store/sqlite/saved.h"

/* The database, what SQLite has beside it, what saved.h and the turnstile have. */
enum database_file {
	FILES_DATABASE,
	FILES_LOG,
	FILES_INDEX,
	FILES_SAVED,
	FILES_GATE,
	FILES_LOCK,
	FILES_COUNT,
};

enum { FILES_NAME_SIZE = FILE_PATH_SIZE + 16 };

struct file_identity {
	dev_t device;
	ino_t inode; /* 0: there was no such file */
};

struct files {
	char name[FILES_COUNT][FILES_NAME_SIZE];
	struct file_identity was[FILES_COUNT];
	struct stamp database; /* at the last look */
	int64_t log_size;      /* at the last look */
	/* Holds the database's inode, which no other file can be given meanwhile; -1: nothing is
	 * noted yet. A descriptor of the path alone (O_PATH): to close it costs none of SQLite's
	 * locks. */
	int pin;
	const char *other; /* the name of a file that is another one, for good; NULL: none is */
};

#define FILES_UNNOTED ((struct files){ .pin = -1 })

/* For the database at `path`, before anything else. */
void files_name(struct files *files, const char *path);

/*
 * After the files were opened, by a new connection: from now on they are these. A database that was
 * noted before must be the same one still: false when it is not, or when it cannot be looked at.
 */
bool files_note(struct files *files) MUST_CHECK;

void files_release(struct files *files);

/* Whether each name up to `last` leads to the file that was noted, and always has. */
bool files_are_same(struct files *files, enum database_file last) MUST_CHECK;

/* From now on this one is another, as far as this desk is concerned. */
void files_give_up(struct files *files, enum database_file file);

/* STATUS_STORE_REPLACED with a sentence that names the file, when one is another; STATUS_OK. */
enum status files_status(const struct files *files, struct problem *problem) MUST_CHECK;

#endif
