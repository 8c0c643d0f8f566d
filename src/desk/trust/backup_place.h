#ifndef DESK_BACKUP_PLACE_H
#define DESK_BACKUP_PLACE_H
/*
 * Where backups lie: a folder, a stick by its name, another computer's folder. Places are written
 *
 *	/srv/backups or ~/backups	a folder, which must be there: a disk that is not mounted is
 *none label:CLINIC			the folder "frontdesk" of the stick mounted as .../CLINIC
 *	ssh:HOST:FOLDER			a folder of another computer, by sftp with keys, never a
 *password
 */
#include "base/folder.h"
#include "desk/trust/backup_file.h"

enum backup_place_kind { BACKUP_IN_FOLDER, BACKUP_ON_STICK, BACKUP_BY_SSH };

enum { BACKUP_HOST_SIZE = 129 };

struct backup_place {
	enum backup_place_kind kind;
	char folder[FILE_PATH_SIZE]; /* there, once it was found; of a stick its name before */
	char host[BACKUP_HOST_SIZE];
};

/* STATUS_BAD_SETTING with a sentence: this is no place. */
enum status backup_place_read(const char *text, struct backup_place *out,
			      struct problem *problem) MUST_CHECK;

/*
 * Finds the folder; a stick's is made where it is missing (`make`). STATUS_NOT_FOUND: the folder or
 * the stick is not there. One by ssh is found when it is asked.
 */
enum status backup_place_find(struct backup_place *place, bool make,
			      struct problem *problem) MUST_CHECK;

/* The name of a backup: "frontdesk-9C417A02-1-20261130-203015-4f2a.backup": the clinic and its
 * line, the clinic's time, and a part by chance, so that two made at once never have one name. */
void backup_name(const struct backup_header *header, char out[FOLDER_NAME_SIZE]);

/* A backup that lies in a folder. */
struct backup_found {
	char name[FOLDER_NAME_SIZE], path[FILE_PATH_SIZE];
	int64_t bytes;
	struct backup_header header;
	struct problem problem; /* of its beginning or its length; STATUS_OK: none */
};

/* What lies in a folder and is called as backups are, newest first, those that cannot be read at
 * the end. The caller frees *rows. */
enum status backup_folder_list(const char *folder, struct backup_found **rows, size_t *count,
			       struct problem *problem) MUST_CHECK;

/* Removes those of this line of this clinic's that need not be kept (backup_keep.h); never one that
 * cannot be read. Returns how many. */
size_t backup_folder_tidy(const char *folder, const struct clinic_line *line);

#endif
