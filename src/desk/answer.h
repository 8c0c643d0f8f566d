#ifndef DESK_ANSWER_H
#define DESK_ANSWER_H
/*
 * What a command of the shell answered under a key. Every command that changes something takes one;
 * those whose module knows the keys of its changes by itself (booking, paying, cancelling, moving,
 * refunding, adding a patient) need none of this.
 * Invariant: a key that changed something as one command is never that of another, nor of a change
 * (guard answer_once); the answer is written in the transaction of what it tells of.
 */
#include "desk/desk.h"

/* As JSON in one line, and in lines for people. Both are the caller's to free(). */
struct answer {
	char *json, *lines;
};

/*
 * What `command` answered under this key. STATUS_NOT_FOUND: never asked. STATUS_KEY_REUSED: it was
 * another command, or what was asked differs, and the sentence names in what.
 */
enum status answer_find(struct desk *desk, const struct idem *idem, const char *command,
			struct answer *out) MUST_CHECK;

/*
 * Only within a writing transaction: keeps the answer. Of a clinic without any entry nothing is
 * kept: nothing was changed.
 */
enum status answer_keep(struct desk *desk, const struct idem *idem, const char *command,
			const struct answer *answer) MUST_CHECK;

#endif
