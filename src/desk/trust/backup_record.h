#ifndef DESK_BACKUP_RECORD_H
#define DESK_BACKUP_RECORD_H
/*
 * What became of backups and drills, in the history: so that whoever opens the desk sees when the
 * last one went well.
 */
#include "desk/desk.h"

enum backup_kind {
	BACKUP_CREATE, /* to the place of backups */
	BACKUP_SEND,   /* for the second computer */
	BACKUP_DRILL,  /* one was opened, checked and thrown away */
	BACKUP_KINDS
};

struct backup_record {
	enum backup_kind kind;
	bool good;
	int64_t entry, bytes, ms;    /* up to which entry, of how many bytes, in what time */
	char detail[FILE_PATH_SIZE]; /* the file, or the code of what went wrong */
};

enum status backup_record_add(struct desk *desk, const struct backup_record *record) MUST_CHECK;

/* The last one of a kind that went well (`good`) or did not. at_ms 0: there is none. */
struct backup_last {
	int64_t seq, at_ms, entry, bytes, ms;
};
enum status backup_record_last(struct desk *desk, enum backup_kind kind, bool good,
			       struct backup_last *out) MUST_CHECK;

/* Whether something other than backups was entered after it. */
enum status backup_is_behind(struct desk *desk, const struct backup_last *last,
			     bool *behind) MUST_CHECK;

/*
 * What a person is to be told of backups: the last good one of each kind, and whether a later one
 * failed. Days are those of the clinic's clock; -1: never.
 */
struct backup_state {
	bool wanted; /* the clinic has a place for them */
	bool late;   /* what was entered more than a day ago is in none */
	struct backup_last last[BACKUP_KINDS];
	bool failed[BACKUP_KINDS];
	int days[BACKUP_KINDS];
};
enum status backup_state(struct desk *desk, struct backup_state *out) MUST_CHECK;

#endif
