#ifndef DESK_BACKUP_REMOTE_H
#define DESK_BACKUP_REMOTE_H
/*
 * Backups in a folder of another computer, by sftp(1): no shell is needed there, and none is used
 * here. Who is let in is the system's affair: a key without a passphrase and a host that is known
 * (sftp never asks). Nothing of it is ever run unless a setting says ssh:.
 */
#include "base/work_folder.h"
#include "desk/trust/backup_place.h"

/* A backup as its name tells of it. */
struct backup_remote {
	char name[FOLDER_NAME_SIZE];
	unsigned char clinic[4]; /* the beginning of its number */
	int64_t epoch, at_ms;
};

/*
 * Puts `local` there as `name`, under another one until it is whole and on the disk, and fetches it
 * back into `back`. `folder` is for what sftp is told. STATUS_CANNOT_WRITE with what sftp said;
 * what was put in part is taken away.
 */
enum status backup_remote_put(const struct backup_place *place, const struct work_folder *folder,
			      const char *local, const char *name, const char *back,
			      struct problem *problem) MUST_CHECK;

/* Fetches one. STATUS_BAD_FILE. */
enum status backup_remote_get(const struct backup_place *place, const struct work_folder *folder,
			      const char *name, const char *local,
			      struct problem *problem) MUST_CHECK;

/* What is called as backups are, newest first. The caller frees *rows. */
enum status backup_remote_list(const struct backup_place *place, const struct work_folder *folder,
			       struct backup_remote **rows, size_t *count,
			       struct problem *problem) MUST_CHECK;

/* Removes one, as well as that goes. */
void backup_remote_remove(const struct backup_place *place, const struct work_folder *folder,
			  const char *name);

/* As backup_folder_tidy. */
size_t backup_remote_tidy(const struct backup_place *place, const struct work_folder *folder,
			  const struct clinic_line *line);

#endif
