#ifndef DESK_CLOSE_RECORD_H
#define DESK_CLOSE_RECORD_H
/*
 * Which days are closed and how, and which were left open.
 */
#include "desk/audit.h"
#include "desk/reason.h"

/* How many sessions of a day are not over yet: they keep it open. */
enum status day_running(struct desk *desk, day_number day, int *count) MUST_CHECK;

/* Whether a day's money is closed; *last is the last closed business day, DAY_NONE when none ever
 * was. */
enum status day_is_closed(struct desk *desk, day_number day, bool *closed,
			  day_number *last) MUST_CHECK;

/* The first day before `day` with money that is not closed or with a session that is open;
 * DAY_NONE: none. */
enum status day_first_open(struct desk *desk, day_number day, day_number *first) MUST_CHECK;

/* STATUS_TOO_EARLY of a day that is still to come: neither it nor its drawer can be closed yet. */
enum status day_has_come(struct desk *desk, day_number day) MUST_CHECK;

struct close_record {
	day_number day;
	int64_t payments_fen, refunds_fen, cash_expected_fen, cash_counted_fen,
		at_ms; /* counted -1: not counted */
	int counts;    /* of the drawer; of older programs 0, though it was counted */
	/* The first of them, before anybody knew what was expected, and what that was; -1 and 0:
	 * none is recorded. */
	int64_t first_counted_fen, first_expected_fen;
	int no_shows;
	bool is_kept; /* what it was closed with (pending.h, closed_day.h); not by older programs */
	char staff[CODE_SIZE], counter[CODE_SIZE];
	char reason[REASON_SIZE]; /* of a difference of the cash, or of a count again */
	int64_t seq;		  /* its entry */
	struct chain_link head;	  /* of the chain at its close; id 0: there was none yet */
};
/* STATUS_NOT_FOUND when the day is not closed. */
enum status day_close_get(struct desk *desk, day_number day, struct close_record *out) MUST_CHECK;

#endif
