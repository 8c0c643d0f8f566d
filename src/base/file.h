#ifndef BASE_FILE_H
#define BASE_FILE_H
/*
 * Files that are either there as a whole or not at all, and the XDG directories.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/file_kind.h"
#include "base/status.h"

enum { FILE_PATH_SIZE = 1024 };

/* A file being written beside its destination: the destination changes only at file_finish. */
struct new_file {
	FILE *stream; /* NULL for a file that somebody else writes to `temporary` */
	char temporary[FILE_PATH_SIZE];
	char destination[FILE_PATH_SIZE];
	/* Where the file system can, it has no name before it is finished, and a killed program
	 * leaves none behind: `held` keeps it and `temporary` leads to it. */
	bool nameless;
	int held;
};

/* Makes the temporary file, mode 0600 less the umask, in the destination's directory. A database is
 * never replaced, nor a file of another kind than `kind`. STATUS_CANNOT_WRITE with the path and the
 * cause. It takes the mode and the group of a file that it replaces; a new one of a known kind in a
 * folder whose group writes there and owns what is made (mode 2770) is that group's, too. */
enum status new_file_open(struct new_file *file, const char *destination, enum file_kind kind,
			  struct problem *problem) MUST_CHECK;

/*
 * Flushes, fsyncs, renames over the destination and fsyncs the directory. On failure the temporary
 * file is gone and the destination as it was. For a file that another library writes, close
 * `stream`, set it to NULL and have that library write to `temporary`.
 */
enum status new_file_finish(struct new_file *file, struct problem *problem) MUST_CHECK;

/* Says that `path` cannot be written, for `cause`, an errno: returns STATUS_CANNOT_WRITE. */
enum status file_cannot_write(const char *path, int cause, struct problem *problem);

/* Throws the temporary file away. */
void new_file_abandon(struct new_file *file);

/*
 * Reads a whole file of at most `bytes_max` bytes. *bytes is the caller's to free() and has a NUL
 * behind its *length bytes (there may be others among them). STATUS_BAD_FILE with the path and the
 * cause; *bytes is NULL then.
 */
enum status file_read(const char *path, size_t bytes_max, char **bytes, size_t *length,
		      struct problem *problem) MUST_CHECK;

/* Whether it begins as databases of SQLite do; false when it cannot be read. Never of one that this
 * process has open: closing it would drop SQLite's locks. */
bool file_is_database(const char *path);

/* STATUS_BAD_FILE where `path` leads to a pipe or a socket: whoever opens it may wait for ever.
 * What is not there is no such. */
enum status file_is_no_pipe(const char *path, struct problem *problem) MUST_CHECK;

/* Makes a directory and those above it, mode 0700. */
enum status directory_make(const char *path, struct problem *problem) MUST_CHECK;

/* $XDG_DATA_HOME/frontdesk/NAME or ~/.local/share/frontdesk/NAME; likewise for the config and the
 * state directory. False when there is no home. */
bool path_in_data(char out[FILE_PATH_SIZE], const char *name);
bool path_in_config(char out[FILE_PATH_SIZE], const char *name);
bool path_in_state(char out[FILE_PATH_SIZE], const char *name);

/* $XDG_RUNTIME_DIR/frontdesk/NAME: in memory, of this account alone, gone when the last session of
 * it ends. False where there is no such folder. */
bool path_in_session(char out[FILE_PATH_SIZE], const char *name);

#endif
