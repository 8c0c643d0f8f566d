#ifndef DESK_BACKUP_TRIAL_H
#define DESK_BACKUP_TRIAL_H
/*
 * A backup is opened to see whether it would come back: unsealed to a folder of its own, examined
 * with every check there is, compared with what its beginning says and, in a drill, with the
 * database that it is of. The folder is gone afterwards.
 */
#include "desk/desk.h"
#include "desk/trust/backup_unseal.h"

struct backup_trial {
	struct backup_header header;
	int checks;
	int64_t behind; /* entries that were made since; -1: not compared */
	int64_t ms;	/* from reading it to having looked at all of it */
};

/*
 * Looks into the backup at `path`; the folder is made beside `beside`. `live` is the desk of the
 * database to compare with, or NULL. STATUS_CHECK_FAILED: something in it is wrong, or it is not of
 * that database; the sentence is in `problem`.
 */
enum status backup_try(const char *path, const struct backup_reader *reader, const char *beside,
		       struct desk *live, struct backup_trial *out,
		       struct problem *problem) MUST_CHECK;

#endif
