#ifndef STORE_SQLITE_ALONE_H
#define STORE_SQLITE_ALONE_H
/* What is done only while nobody else has the database open. */
#include "base/status.h"

/* A command that is just running ends within that; a desk does not. */
enum { ALONE_WAIT_MS = 1500 };

/* Others have it: STATUS_STORE_OLDER and a sentence that names them as far as they are known. */
enum status alone_refuse(const char *path, struct problem *problem);

#endif
