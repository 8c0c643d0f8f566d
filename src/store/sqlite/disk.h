#ifndef STORE_SQLITE_DISK_H
#define STORE_SQLITE_DISK_H
/* As the operations of engine.h. */
#include "store/disk.h"

enum status sqlite_look_at_disk(const char *url, struct store_disk *out,
				struct problem *problem) MUST_CHECK;
enum status sqlite_look_at_file(const struct store_disk *disk, struct problem *problem) MUST_CHECK;
enum status sqlite_time_sync(const struct store_disk *disk, int64_t *us,
			     struct problem *problem) MUST_CHECK;
struct store_library sqlite_library(void);

#endif
