#ifndef CLI_BACKUP_H
#define CLI_BACKUP_H
/*
 * What the commands about backups have in common: who opens a backup, which one is meant, how the
 * outcome is recorded.
 */
#include "desk/trust/backup.h"
#include "desk/trust/backup_key.h"
#include "ui/cli/cli.h"

/* The passphrase, from the terminal without showing it, or the first line of standard input.
 * `again`: it is typed twice. To be wiped. */
enum status backup_ask_passphrase(struct cli *cli, bool again,
				  char out[BACKUP_PASSPHRASE_SIZE]) MUST_CHECK;

/* What reads this backup: the owner's key (--owner), or the passphrase, which is asked for. To be
 * wiped. */
enum status backup_ask_reader(struct cli *cli, const struct backup_header *header,
			      struct backup_reader *out) MUST_CHECK;

/* Opens the desk to look at it; closes it and opens it again to record what became of a backup.
 * Where that cannot be recorded it is said, and `false` returned: the backup is as good. */
enum status backup_open_desk(struct cli *cli) MUST_CHECK;
bool backup_record(struct cli *cli, struct backup_record *record);

/* STATUS_NOT_FOUND, and how to set one: the setting at hand (backup.place, backup.second) is empty.
 */
enum status backup_need_place(struct cli *cli, const char *setting, const char *name) MUST_CHECK;

/* Its place, found, to look at what lies there. */
enum status backup_set_place(struct cli *cli, const char *setting, const char *name,
			     struct backup_place *out) MUST_CHECK;

/* After a day was closed: makes a backup if there is a place for them, and says what became of it.
 * The day is closed all the same. */
void backup_after_close(struct cli *cli);

/* Milliseconds as "0.4 s" or "3 min 20 s". Returns `out`. */
enum { BACKUP_TIME_SIZE = 48 };
const char *backup_time(int64_t ms, char out[BACKUP_TIME_SIZE]);

/* What a backup's beginning says, within an open object. */
void backup_tell_header(struct cli *cli, const struct backup_header *header);

#endif
