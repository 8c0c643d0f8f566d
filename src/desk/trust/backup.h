#ifndef DESK_BACKUP_H
#define DESK_BACKUP_H
/*
 * Making a sealed backup: a copy of the database is written to a folder of its own beside it and
 * examined, sealed to its place under another name until it is whole, put on the disk, and read
 * back from there to its last byte. Invariant: STATUS_OK is said only after that; on failure what
 * lay at the place is as it was. What is not kept (backup_keep.h) goes only after a new one is
 * good.
 */
#include "base/work_folder.h"
#include "desk/trust/backup_place.h"
#include "desk/trust/backup_record.h"

struct backup_made {
	char file[FILE_PATH_SIZE]; /* what a person calls it */
	struct backup_header header;
	int64_t bytes, ms; /* of the file; how long it took */
	bool on_stick;	   /* it may be removed now */
	bool same_disk;	   /* it lies on the disk of the database, and is lost with it */
	size_t removed;	   /* of before, that need not be kept */
};

/* To the file `path`, which must not be there; or, `path` NULL, to a place. `desk` may be one that
 * only reads: nothing is recorded here. STATUS_NOT_FOUND without a passphrase (backup_key.h). */
enum status backup_make(struct desk *desk, const char *path, const struct backup_place *place,
			struct backup_made *out) MUST_CHECK;

/*
 * The same to the place of the setting, if one is set, and what became of it recorded: for whoever
 * closes a day, which is closed whatever this answers. *wanted: a place is set.
 */
enum status backup_at_close(struct desk *desk, bool *wanted, struct backup_made *out) MUST_CHECK;

/* Whether "backup send" has something to do: the time of the setting is over, and something other
 * than backups was entered since the last one was sent. */
enum status backup_send_is_due(struct desk *desk, bool *due) MUST_CHECK;

/* The newest backup of this clinic at a place; one of another computer is fetched. To be given back
 * with backup_fetched_remove, unless it failed. STATUS_NOT_FOUND. */
struct backup_fetched {
	struct work_folder folder; /* path "": it lies at the place */
	char path[FILE_PATH_SIZE];
};
enum status backup_fetch_newest(struct desk *desk, const struct backup_place *place,
				struct backup_fetched *out) MUST_CHECK;
void backup_fetched_remove(struct backup_fetched *fetched);

/* What is recorded of one that was made, or was not. */
struct backup_record backup_record_of(enum backup_kind kind, enum status status,
				      const struct backup_made *made);

/* The place of a setting's text, read and found. */
enum status backup_find_place(struct desk *desk, const char *text, bool make,
			      struct backup_place *out) MUST_CHECK;

#endif
