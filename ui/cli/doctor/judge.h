#ifndef CLI_JUDGE_H
#define CLI_JUDGE_H
/*
 * What the doctor makes of figures that it was given: nothing here looks at the computer.
 */
#include <stdint.h>
#include <sys/stat.h>

#include "desk/trust/backup_record.h"
#include "store/disk.h"
#include "ui/cli/doctor/finding.h"

/* Whose the database or its folder is, and who else gets at it; `self`: the account that looks. */
void judge_database(struct findings *findings, const char *path, const struct stat *file,
		    uid_t self);
void judge_folder(struct findings *findings, const char *path, const struct stat *folder,
		  uid_t self);

/* The settings file, which may be read by all: whose it is and who can change it. */
void judge_settings(struct findings *findings, const char *path, const struct stat *file,
		    uid_t self);

/* The disk it lies on; `on_stick`: it can be taken out. */
void judge_disk(struct findings *findings, const struct store_disk *disk, bool on_stick);
void judge_room(struct findings *findings, const struct store_disk *disk);

/* How long the disk takes to call a page safe. */
void judge_sync(struct findings *findings, int64_t us);

/* The time now, that of the newest entry (0: none), that at which the program was built. */
void judge_clock(struct findings *findings, int64_t now_ms, int64_t newest_ms, int64_t built_ms);

/* The newest copy that was found; path "": none was. `apart`: on another disk than the database. */
struct doctor_copy {
	char path[FILE_PATH_SIZE];
	int64_t at_ms;
	bool apart;
};
void judge_copy(struct findings *findings, const struct doctor_copy *copy, int64_t now_ms);

/* What became of backups, of a clinic that has a place for them, and of trying one out. */
void judge_backups(struct findings *findings, const struct backup_state *state);

/* What the dumps of a program that fails come to: their size in bytes may be this. */
void judge_dumps(struct findings *findings, uint64_t bytes_max);

#endif
