#ifndef STORE_SQLITE_MOUNT_H
#define STORE_SQLITE_MOUNT_H
/*
 * The disk that a path lies on. Those of other computers are told apart: neither the turnstile nor
 * SQLite can rely on their locks, and what they call synced may lie in another computer's memory
 * (sqlite.org/howtocorrupt.html, section 2.1).
 */
#include <stdbool.h>

#include "base/file.h"
#include "store/disk.h"

/*
 * The disk of the absolute `path` by the table `mounts` (/proc/self/mounts). False without a table
 * or a row: it is not known, and *out is none of those kinds.
 */
bool mount_find(const char *mounts, const char *path, struct disk_kind *out);

#endif
