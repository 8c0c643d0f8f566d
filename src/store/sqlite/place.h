#ifndef STORE_SQLITE_PLACE_H
#define STORE_SQLITE_PLACE_H
/*
 * Where a database lies. SQLite is told to follow no symbolic link at all, so the folder is
 * resolved first; the file itself must be no link, have one name only and be writable by its owner
 * alone.
 */
#include "base/file.h"
#include "base/status.h"

/* The table of the disks that are mounted. */
#define PLACE_MOUNTS "/proc/self/mounts"

/*
 * Turns a path or sqlite:PATH into an absolute path whose folder has no link in it. The file need
 * not exist, the folder must.
 */
enum status place_resolve(char out[FILE_PATH_SIZE], const char *url,
			  struct problem *problem) MUST_CHECK;

/* Looks at the file, which must be there and be safe to open. Never opens it. */
enum status place_inspect(const char *path, struct problem *problem) MUST_CHECK;

/*
 * Before a database at `path` is opened or made: to be written it must lie on a disk of this
 * computer, and what is there must be open to this account. STATUS_STORE_READONLY or
 * STATUS_STORE_DENIED with a sentence that names the account which may.
 */
enum status place_may_open(const char *path, bool writes, struct problem *problem) MUST_CHECK;

/* Whether this account can write to what is there. */
bool place_can_write(const char *path);

/* Whether something, be it a dangling link, has this name. */
bool place_is_taken(const char *path);

/* Makes an empty file of mode 0600 where nothing is. On failure errno tells why. */
bool place_make(const char *path) MUST_CHECK;

/* Removes a database and what SQLite leaves beside it. */
void place_remove(const char *path);

/* Gives a finished file its name, where nothing has it yet. On failure errno tells why. */
bool place_rename(const char *from, const char *to) MUST_CHECK;

/* Puts `new_path` in the place of `path`, which becomes `kept`; in one step where the file system
 * can: there is a file at `path` at every moment. On failure errno tells why. */
bool place_exchange(const char *new_path, const char *path, const char *kept) MUST_CHECK;

/* Gives a file to the owner of what lies at `like`, when root made it. */
bool place_give(const char *path, const char *like) MUST_CHECK;

/*
 * Puts a file's content, or a folder's names, on the disk. Never for a database that is open:
 * closing it would drop SQLite's locks.
 */
bool place_sync(const char *path) MUST_CHECK;
bool place_sync_folder(const char *path_in_it) MUST_CHECK;

#endif
