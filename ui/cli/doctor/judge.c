#include "ui/cli/doctor/judge.h"

#include "base/clock.h"
#include "base/language.h"
#include "desk/desk.h"

enum {
	/* A disk that keeps its cache over a power cut answers in 20 microseconds; none in less
	 * than these. */
	SYNC_LEAST_US = 10,
	SYNC_SLOW_US = 50 * 1000,
	ROOM_LEAST = 64 * 1024 * 1024,
	MEBIBYTE = 1024 * 1024,
	OTHERS = S_IRWXG | S_IRWXO,
	OTHERS_WRITE = S_IWGRP | S_IWOTH,
};

/* After so many days a drill says little. */
enum { DRILL_DAYS = 92 };

#define DAY_MS (INT64_C(24) * 60 * MS_PER_MINUTE)

void judge_database(struct findings *findings, const char *path, const struct stat *file,
		    uid_t self)
{
	if (file->st_uid != self) {
		/* Root gets at it all the same. */
		finding_say(findings, "database", self == 0 ? FINDING_NOTICE : FINDING_BAD,
			    _("The database %s belongs to another account than this one."), path);
		finding_remedy(findings, _("Work as the account that owns it, or give it to this "
					   "one: chown."));
	} else if (file->st_mode & OTHERS) {
		finding_say(findings, "database", FINDING_BAD,
			    _("Other accounts get at the database %s, and at patients' data with "
			      "it (mode %04o)."),
			    path, file->st_mode & 07777);
		finding_remedy(findings, "chmod 600 '%s'", path);
	} else {
		finding_say(findings, "database", FINDING_GOOD,
			    _("The database %s is this account's alone."), path);
	}
}

void judge_folder(struct findings *findings, const char *path, const struct stat *folder,
		  uid_t self)
{
	const bool writes = (folder->st_mode & OTHERS_WRITE) != 0;

	if (folder->st_uid != self) {
		finding_say(findings, "folder", FINDING_NOTICE,
			    _("The database's folder %s belongs to another account, which can "
			      "replace the database."),
			    path);
		finding_remedy(findings, _("Keep the database in a folder of its own, of this "
					   "account, of mode 0700."));
	} else if (folder->st_mode & OTHERS) {
		finding_say(findings, "folder", writes ? FINDING_BAD : FINDING_NOTICE,
			    writes ? _("Other accounts can replace what lies in the database's "
				       "folder %s (mode %04o).")
				   : _("Other accounts can look into the database's folder %s "
				       "(mode %04o)."),
			    path, folder->st_mode & 07777);
		finding_remedy(findings, "chmod 700 '%s'", path);
	} else {
		finding_say(findings, "folder", FINDING_GOOD,
			    _("The database's folder %s is this account's alone."), path);
	}
}

void judge_settings(struct findings *findings, const char *path, const struct stat *file,
		    uid_t self)
{
	if (file->st_uid != self && file->st_uid != 0) {
		finding_say(findings, "settings", FINDING_BAD,
			    _("The settings file %s belongs to another account, which can change "
			      "it."),
			    path);
		finding_remedy(findings, _("Give it to this account, or to root: chown."));
	} else if (file->st_mode & OTHERS_WRITE) {
		finding_say(findings, "settings", FINDING_BAD,
			    _("Other accounts can change the settings file %s (mode %04o)."), path,
			    file->st_mode & 07777);
		finding_remedy(findings, "chmod go-w '%s'", path);
	} else {
		finding_say(findings, "settings", FINDING_GOOD,
			    _("The settings file %s is right, and nobody else can change it."),
			    path);
	}
}

static void move_database(struct findings *findings)
{
	finding_remedy(findings, _("Close every desk, write a copy (frontdesk backup create) to a "
				   "disk of this computer, and restore it there."));
}

void judge_disk(struct findings *findings, const struct store_disk *disk, bool on_stick)
{
	if (disk->kind.network) {
		finding_say(findings, "disk", FINDING_BAD,
			    _("The database lies on a disk of another computer (%s), where nobody "
			      "knows what is saved."),
			    disk->kind.kind);
		move_database(findings);
	} else if (disk->kind.in_memory) {
		finding_say(findings, "disk", FINDING_BAD,
			    _("The database lies in memory (%s): it is gone when the computer is "
			      "switched off."),
			    disk->kind.kind);
		move_database(findings);
	} else if (disk->kind.only_reads) {
		finding_say(findings, "disk", FINDING_BAD,
			    _("The disk at %s can only be read. Linux mounts a disk so when it is "
			      "damaged."),
			    disk->kind.folder);
		finding_remedy(findings,
			       _("Look at what the system says about it (dmesg), copy the database "
				 "to another disk, and replace this one."));
	} else if (on_stick) {
		finding_say(findings, "disk", FINDING_NOTICE,
			    _("The database lies on a medium that can be taken out (%s)."),
			    disk->kind.folder);
		move_database(findings);
	} else {
		finding_say(findings, "disk", FINDING_GOOD,
			    _("The database lies on a disk of this computer (%s at %s)."),
			    disk->kind.kind[0] ? disk->kind.kind : "?", disk->kind.folder);
	}
}

void judge_room(struct findings *findings, const struct store_disk *disk)
{
	const long long mebibytes = (long long)(disk->free_bytes / MEBIBYTE);

	if (disk->free_bytes < ROOM_LEAST)
		finding_say(findings, "room", FINDING_BAD,
			    _("The disk is nearly full: %lld MiB are free."), mebibytes);
	else if (disk->free_bytes < 2 * disk->database_bytes)
		finding_say(findings, "room", FINDING_NOTICE,
			    _("%lld MiB are free, and the database has %lld: an upgrade, which "
			      "makes a copy first, may not find room."),
			    mebibytes, (long long)(disk->database_bytes / MEBIBYTE));
	else
		finding_say(findings, "room", FINDING_GOOD, _("%lld MiB are free on the disk."),
			    mebibytes);
	if (disk->free_bytes < ROOM_LEAST || disk->free_bytes < 2 * disk->database_bytes)
		finding_remedy(findings, _("Take away what nobody needs, such as old reports and "
					   "copies."));
}

void judge_sync(struct findings *findings, int64_t us)
{
	if (us < SYNC_LEAST_US) {
		finding_say(findings, "sync", FINDING_NOTICE,
			    _("The disk calls a page safe after %lld microseconds, faster than "
			      "any disk can be: what was said to be saved may be lost at a power "
			      "cut."),
			    (long long)us);
		finding_remedy(findings, _("Ask who set this computer up whether syncs reach the "
					   "disk: a virtual machine, or a mount without barriers, "
					   "may not pass them on."));
	} else if (us > SYNC_SLOW_US) {
		finding_say(findings, "sync", FINDING_NOTICE,
			    _("The disk takes %lld ms to call a page safe, so each change waits as "
			      "long."),
			    (long long)(us / 1000));
		finding_remedy(findings, _("An SSD takes less than 5 ms."));
	} else {
		finding_say(findings, "sync", FINDING_GOOD,
			    _("The disk calls a page safe after %lld microseconds."),
			    (long long)us);
	}
}

void judge_clock(struct findings *findings, int64_t now_ms, int64_t newest_ms, int64_t built_ms)
{
	char now[CLOCK_TEXT_SIZE], other[CLOCK_TEXT_SIZE];
	const char *set = _("Set the clock: days, deadlines and receipts follow it.");

	clock_format(now_ms, now);
	if (newest_ms > now_ms + CLOCK_STEP_MS) {
		finding_say(findings, "clock", FINDING_BAD,
			    _("The computer's clock says %s, but the newest entry is of %s: the "
			      "clock was set back."),
			    now, clock_format(newest_ms, other));
		finding_remedy(findings, "%s", set);
	} else if (now_ms < built_ms) {
		finding_say(findings, "clock", FINDING_BAD,
			    _("The computer's clock says %s, which is before this program was "
			      "built (%s)."),
			    now, clock_format(built_ms, other));
		finding_remedy(findings, "%s", set);
	} else if (newest_ms && now_ms > newest_ms + DAY_MS) {
		finding_say(findings, "clock", FINDING_NOTICE,
			    _("The computer's clock says %s, more than a day after the newest "
			      "entry (%s)."),
			    now, clock_format(newest_ms, other));
		finding_remedy(findings, _("If nobody has worked since, nothing is wrong; else set "
					   "the clock."));
	} else {
		finding_say(findings, "clock", FINDING_GOOD, _("The computer's clock says %s."),
			    now);
	}
}

void judge_copy(struct findings *findings, const struct doctor_copy *copy, int64_t now_ms)
{
	const bool good = copy->path[0] && copy->apart && now_ms - copy->at_ms < DAY_MS;
	char at[CLOCK_TEXT_SIZE];

	clock_format(copy->at_ms, at);
	if (!copy->path[0])
		finding_say(findings, "backup", FINDING_NOTICE,
			    _("No copy of the database was found, neither beside it nor on a "
			      "stick; copies elsewhere are not looked for."));
	else if (!copy->apart)
		finding_say(findings, "backup", FINDING_NOTICE,
			    _("The newest copy that was found, %s of %s, lies on the same disk as "
			      "the database."),
			    copy->path, at);
	else
		finding_say(findings, "backup", good ? FINDING_GOOD : FINDING_NOTICE,
			    _("The newest copy that was found is %s of %s."), copy->path, at);
	if (!good)
		finding_remedy(findings, _("Write one to another disk every evening: frontdesk "
					   "backup create FILE"));
}

void judge_backups(struct findings *findings, const struct backup_state *state)
{
	const int drill = state->days[BACKUP_DRILL];
	char at[CLOCK_TEXT_SIZE];

	clock_format(state->last[BACKUP_CREATE].at_ms, at);
	if (state->days[BACKUP_CREATE] < 0)
		finding_say(findings, "backup", FINDING_BAD, _("No backup was ever made."));
	else if (state->failed[BACKUP_CREATE])
		finding_say(findings, "backup", FINDING_BAD,
			    _("The last backup failed; the last good one is of %s."), at);
	else
		finding_say(findings, "backup", state->late ? FINDING_NOTICE : FINDING_GOOD,
			    _("The last backup is of %s, and was read back."), at);
	if (state->late || state->failed[BACKUP_CREATE])
		finding_remedy(findings, _("Make one, and see what it says: frontdesk backup "
					   "create"));
	clock_format(state->last[BACKUP_DRILL].at_ms, at);
	if (drill < 0)
		finding_say(findings, "drill", FINDING_NOTICE,
			    _("Nobody has tried whether a backup comes back."));
	else if (state->failed[BACKUP_DRILL])
		finding_say(findings, "drill", FINDING_BAD,
			    _("A backup that was tried out last did not come back."));
	else
		finding_say(findings, "drill", drill > DRILL_DAYS ? FINDING_NOTICE : FINDING_GOOD,
			    _("A backup was tried out last on %s, and would have come back."), at);
	if (drill < 0 || drill > DRILL_DAYS || state->failed[BACKUP_DRILL])
		finding_remedy(findings, _("Try one out: frontdesk backup drill"));
}

void judge_dumps(struct findings *findings, uint64_t bytes_max)
{
	/* One byte holds no dump (core(5)); it is what the program asks for at its start. */
	if (bytes_max <= 1) {
		finding_say(findings, "dumps", FINDING_GOOD,
			    _("When the program fails, nothing of its memory is written to a "
			      "file."));
		return;
	}
	finding_say(findings, "dumps", FINDING_BAD,
		    _("When the program fails, its memory, with patients' data in it, may be "
		      "written to a file."));
	finding_remedy(findings, "ulimit -Hc 0");
}
