#ifndef STORE_SQLITE_NETWORK_DISK_H
#define STORE_SQLITE_NETWORK_DISK_H
/*
 * Disks of other computers. Neither the turnstile nor SQLite can rely on their locks, and what they
 * call synced may lie in another computer's memory (sqlite.org/howtocorrupt.html, section 2.1).
 */
#include <stdbool.h>

enum { NETWORK_DISK_SIZE = 32 };

/*
 * Whether the absolute `path` lies on such a disk by the table `mounts` (/proc/self/mounts); its
 * kind, as "nfs4", goes into `out`. Without a table it is not known and false.
 */
bool network_disk(const char *mounts, const char *path, char out[NETWORK_DISK_SIZE]);

#endif
