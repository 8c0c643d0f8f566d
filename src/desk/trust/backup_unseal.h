#ifndef DESK_BACKUP_UNSEAL_H
#define DESK_BACKUP_UNSEAL_H
/*
 * A sealed backup becomes a database in a folder of its own, which nobody else can look into and
 * which is gone afterwards. Invariant: the database is not opened, nor given out, before the whole
 * backup was authenticated.
 */
#include "base/work_folder.h"
#include "desk/trust/backup_file.h"

struct backup_unsealed {
	struct work_folder folder;
	char database[FILE_PATH_SIZE];
	struct backup_header header;
};

/* Unseals the backup at `path` into a folder beside `beside`. To be given back with
 * backup_unsealed_remove, unless it failed. */
enum status backup_unseal(const char *path, const struct backup_reader *reader, const char *beside,
			  struct backup_unsealed *out, struct problem *problem) MUST_CHECK;
void backup_unsealed_remove(struct backup_unsealed *unsealed);

#endif
