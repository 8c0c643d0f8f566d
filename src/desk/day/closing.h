#ifndef DESK_CLOSING_H
#define DESK_CLOSING_H
/*
 * Closing a day: what is unresolved becomes a no-show, bans follow, whoever waits becomes not seen,
 * sessions that are over are closed, and, once all of the day's sessions are, the business day's
 * money is frozen. Money that comes later belongs to the next business day.
 *
 * Rules: a day that has not come is never closed, nor is a session that is not over; by a clock
 * more than a day ahead of the last entry nothing is closed before somebody says that it is right.
 * Closing says what it is about to do (day_close_terms), by the functions that do it. What would
 * make the closed day lie stops it; what is only open is passed by a person (pending.h), and a
 * difference of the cash has a reason.
 */
#include "desk/ban/ban.h"
#include "desk/day/cash_count.h"
#include "desk/day/close_record.h"
#include "desk/day/pending.h"
#include "desk/money/ledger.h"
#include "desk/roster/roster.h"

struct close_wish {
	day_number day;
	int64_t counted_fen; /* in the drawer; -1: as it was counted before, if it was */
	/* Why that is not what is expected, or not what was counted before; NULL or "": none. */
	const char *reason;
	bool pass; /* what is open and does not stop closing stays open */
	/* With pass: all that was shown to the person who passes it; NULL: whatever there is. */
	const struct pending_list *seen;
	bool clock_is_right; /* although it is more than a day ahead of the last entry */
};

struct closing {
	day_number day;
	bool closed;	  /* the business day is closed; false while sessions are still running */
	bool was_closed;  /* it had been closed before; nothing was done */
	int earlier_days; /* that had been left open and were closed first */
	int no_shows;	  /* marked now */
	int not_seen;	  /* the same */
	int sessions_closed;
	struct session *open; /* not over yet */
	size_t open_count;
	struct ban *bans; /* started now */
	size_t ban_count;
	struct pending_list pending;
	bool pending_unknown; /* it was closed by an older program, which did not record that */
	struct day_money money;
	size_t open_room, ban_room;
	int64_t cash_expected_fen, cash_counted_fen; /* counted: -1 when nobody counted */
	char reason[REASON_SIZE];		     /* of their difference */
	struct cash_count *counts; /* of the drawer; none: what is expected is told to nobody */
	size_t count_count;
	struct chain_link head; /* of the chain, at its close; id 0: it is not closed */
};
void closing_release(struct closing *closing);

/*
 * Closes a day (today or earlier; STATUS_TOO_EARLY otherwise). Days before it that were left open
 * (money that is not closed, sessions that are) are closed first, in their order, uncounted.
 * Nothing is done when: the clock leapt (STATUS_CLOCK_AHEAD); a check of the money fails
 * (STATUS_CHECK_FAILED); somebody was called and the visit not ended (STATUS_VISIT_OPEN); something
 * is open and not passed (STATUS_LEFT_OPEN), or was not seen (STATUS_CHANGED_ELSEWHERE); the cash
 * differs from what is expected, or from what was counted before, without a reason
 * (STATUS_CASH_DIFFERS). But the first count is recorded before anything else (cash_count.h), and
 * stays when the day does not close. The caller releases *out.
 */
enum status day_close(struct desk *desk, const struct close_wish *wish,
		      struct closing *out) MUST_CHECK;

/*
 * What day_close would do now; nothing is changed, and so no count is recorded. What would stop it
 * is among the pending, or is the difference of the cash; a day that has not come and a clock that
 * leapt are refused as there. Looks at every row, as day_close does. The caller releases *out.
 */
enum status day_close_terms(struct desk *desk, const struct close_wish *wish,
			    struct closing *out) MUST_CHECK;

#endif
