#ifndef DESK_CLOSING_H
#define DESK_CLOSING_H
/*
 * Closing a day: what is unresolved becomes a no-show, bans follow, sessions that are over are
 * closed, and, once all of the day's sessions are, the business day's money is frozen. Money that
 * comes later belongs to the next business day.
 */
#include "desk/ban/ban.h"
#include "desk/money/ledger.h"
#include "desk/roster/roster.h"

struct closing {
	day_number day;
	bool closed;	  /* the business day is closed; false while sessions are still running */
	bool was_closed;  /* it had been closed before; nothing was done */
	int earlier_days; /* that had been left open and were closed first */
	int no_shows;	  /* marked now */
	int sessions_closed;
	struct session *open; /* not over yet */
	size_t open_count;
	struct ban *bans; /* started now */
	size_t ban_count;
	struct day_money money;
	size_t open_room, ban_room;
	int64_t cash_expected_fen, cash_counted_fen; /* counted: -1 when nobody counted */
};
void closing_release(struct closing *closing);

/*
 * Closes `day` (today or earlier, by a clock that has not leapt forward; STATUS_TOO_EARLY
 * otherwise). cash_counted_fen is what was counted
 * in the drawer, or -1. Days before it that were left open (money that is not closed, sessions that
 * are) are closed first, in their order, uncounted. All checks (check.h) must pass before anything
 * is done: STATUS_CHECK_FAILED otherwise. The caller releases *out.
 */
enum status day_close(struct desk *desk, day_number day, int64_t cash_counted_fen,
		      struct closing *out) MUST_CHECK;

/* How many sessions of a day are not over yet: they keep it open. */
enum status day_running(struct desk *desk, day_number day, int *count) MUST_CHECK;

/* Whether a day's money is closed; *last is the last closed business day, DAY_NONE when none ever
 * was. */
enum status day_is_closed(struct desk *desk, day_number day, bool *closed,
			  day_number *last) MUST_CHECK;

struct close_record {
	day_number day;
	int64_t payments_fen, refunds_fen, cash_expected_fen, cash_counted_fen,
		at_ms; /* counted -1: not counted */
	int no_shows;
	char staff[CODE_SIZE], counter[CODE_SIZE];
};
/* STATUS_NOT_FOUND when the day is not closed. */
enum status day_close_get(struct desk *desk, day_number day, struct close_record *out) MUST_CHECK;

#endif
