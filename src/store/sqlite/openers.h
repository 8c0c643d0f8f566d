#ifndef STORE_SQLITE_OPENERS_H
#define STORE_SQLITE_OPENERS_H
/*
 * Who else has a database open, for a sentence: the kernel lists who holds SQLite's locks on the
 * file (proc(5), /proc/locks). Nothing is decided by it, for it does not know other computers; that
 * nobody has the file open SQLite alone can say (CONNECTION_ALONE).
 */
#include <stddef.h>

/*
 * Writes "frontdesk (process 4711), python3 (process 4712)" into `out`, as many as fit, and returns
 * how many there are besides this process. 0 and "" when none is known.
 */
int openers_name(const char *path, char *out, size_t size);

#endif
