#ifndef DESK_STAFF_H
#define DESK_STAFF_H
/*
 * Who works here: each under a code, which every entry names, with a name to it once somebody has
 * added it. Invariant: a code that has ended makes no entry (audit.h refuses it, and a guard), and
 * never becomes somebody else's.
 */
#include "base/contact.h"
#include "desk/desk.h"
#include "desk/trust/role.h"

struct staff_entry {
	int64_t id;
	char code[CODE_SIZE];
	char name[NAME_SIZE]; /* "": the code was only ever used */
	bool ended;
	unsigned roles; /* bits of trust/role.h; 0: none was given yet */
	int64_t seq;	/* the entry of its last change; 0: none */
};

/* By the code, as it is written; STATUS_NOT_FOUND for one that stands nowhere in the history. */
enum status staff_find(struct desk *desk, const char *code, struct staff_entry *out) MUST_CHECK;

/* All, those at work first, by code. The caller frees *rows. */
enum status staff_list(struct desk *desk, struct staff_entry **rows, size_t *count) MUST_CHECK;

/* Records that whoever works at the desk begins under a code that was not known, so that nobody is
 * asked about it again. */
enum status staff_begin(struct desk *desk) MUST_CHECK;

/*
 * Adds somebody with these roles: a new code, one that was only used so far, or one that had ended
 * and begins again, without the password that it had.
 * STATUS_BAD_VALUE for what is no code, STATUS_BAD_NAME, STATUS_WRONG_STATE for a code that is
 * somebody's already.
 */
enum status staff_add(struct desk *desk, const char *code, const char *name, unsigned roles,
		      struct staff_entry *out) MUST_CHECK;

/* Gives another name (NULL: it stays) and other roles (0: they stay). STATUS_NOT_FOUND,
 * STATUS_BAD_NAME; STATUS_WRONG_STATE for one's own roles. */
enum status staff_change(struct desk *desk, const char *code, const char *name, unsigned roles,
			 struct staff_entry *out) MUST_CHECK;

/*
 * Ends a code; `reason` may be "". STATUS_NOT_FOUND, STATUS_WRONG_STATE for one that has ended, and
 * for the one that is asking: somebody has to be left.
 */
enum status staff_end(struct desk *desk, const char *code, const char *reason,
		      struct staff_entry *out) MUST_CHECK;

#endif
