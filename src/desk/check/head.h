#ifndef DESK_CHECK_HEAD_H
#define DESK_CHECK_HEAD_H
/*
 * A head that somebody has outside the computer, on the slip of a day's close or in heads.txt on a
 * stick, against the chain of the database. It finds what nothing within the database can tell: an
 * older copy that was put back, an end that was cut off, entries that were removed and the later
 * ones numbered anew.
 */
#include "desk/desk.h"

enum head_found {
	HEAD_RIGHT,	 /* everything up to that entry is what it was then */
	HEAD_CUT,	 /* the database ends before that entry */
	HEAD_RENUMBERED, /* the head is that of another entry */
	HEAD_DIFFERS	 /* that entry has another head, or none */
};

struct head_answer {
	enum head_found found;
	int64_t newest; /* entry of the chain */
	int64_t at;	/* renumbered: the entry that has the head */
};

/* It proves what it says only together with the chain itself (proof.h). */
enum status head_check(struct desk *desk, int64_t seq, const unsigned char head[CHAIN_HEAD_BYTES],
		       struct head_answer *out) MUST_CHECK;

/* The answer as a sentence of the desk's problem: STATUS_OK, or STATUS_CHECK_FAILED. */
enum status head_tell(struct desk *desk, int64_t seq, const struct head_answer *answer) MUST_CHECK;

#endif
