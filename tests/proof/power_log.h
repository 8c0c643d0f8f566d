#ifndef TESTS_PROOF_POWER_LOG_H
#define TESTS_PROOF_POWER_LOG_H
/*
 * A disk whose power fails. All that a process does to the files of one folder is recorded, call by
 * call (call_trap.h); then the folder can be made as a power cut at any moment may leave it:
 *
 * - What was synced is there. Of what was not, the damage says what is.
 * - Names (made, removed, renamed) come to the disk in their order. They are durable once the
 *   folder is synced; that of a new file also with the file itself (ext4, xfs, btrfs).
 * - A write never harms the bytes beside it.
 * - A file's time is any that it had until then: it comes to the disk by itself.
 * - The -shm file holds anything: nobody syncs it.
 */
#include <stdbool.h>
#include <stddef.h>

enum power_damage {
	POWER_DROPS_ALL,  /* nothing unsynced came to the disk */
	POWER_DROPS_HALF, /* each write came or did not */
	POWER_TEARS_512,  /* some came in part, in blocks of 512 bytes; some not at all */
	POWER_TEARS_4096, /* the same with pages */
	POWER_REORDERS,	  /* of each file the later writes came, the earlier did not */
	POWER_DAMAGES
};
const char *power_damage_name(enum power_damage damage);

struct power_log;

/* Takes the folder as it is: all of that is on the disk. No folders in it. */
struct power_log *power_log_new(const char *folder);
void power_log_free(struct power_log *log);

/* In a child: records from now on. False where the system cannot. Syncs are recorded, not done. */
bool power_log_start(struct power_log *log);

/* In the child: what was just done was acknowledged. */
void power_log_mark(struct power_log *log);

/* The calls recorded; how many marks were made before the call `cut`; the calls before a mark. */
size_t power_log_count(const struct power_log *log);
int power_log_marks(const struct power_log *log, size_t cut);
size_t power_log_marked(const struct power_log *log, int mark);

/* The first sync at or behind the call `from`; the number of calls when there is none. */
size_t power_log_next_sync(const struct power_log *log, size_t from);

/* From now on the disk lies: what was synced may be lost like anything else. Names are not. */
void power_log_lie(struct power_log *log);
bool power_log_lies(const struct power_log *log);

/* Makes `folder` (which exists and is emptied) what a cut before the call `cut` leaves. */
void power_log_rebuild(const struct power_log *log, size_t cut, enum power_damage damage,
		       unsigned int seed, const char *folder);

/* Removes what is in a folder. */
void power_empty(const char *folder);

#endif
