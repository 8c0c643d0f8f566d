#ifndef STORE_SQLITE_SIDE_FILE_H
#define STORE_SQLITE_SIDE_FILE_H
/*
 * Files of ours beside a database.
 *
 * Invariant: they belong to whom the database belongs, also when root makes them: else they would
 * shut the owner out.
 */
#include <stdbool.h>

/*
 * Opens DATABASE plus `ending` for reading and writing, made with mode 0600 where it is missing;
 * `made` tells. -1 on failure, and errno tells why.
 */
int side_file_open(const char *database, const char *ending, bool *made);

/* Gives an open file to the owner of what lies at `database`; nothing when nothing lies there, or
 * when we are not root. */
bool side_file_give(int file, const char *database);

void side_file_remove(const char *database, const char *ending);

#endif
