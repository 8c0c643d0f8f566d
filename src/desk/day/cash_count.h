#ifndef DESK_CASH_COUNT_H
#define DESK_CASH_COUNT_H
/*
 * Counts of the cash in the drawer.
 * Rule: whoever counts does not know what it should come to. What is expected is told once a count
 * is recorded, and never before; a second count, which knows, is a row of its own with its reason.
 * Where money has moved since, it needs none.
 * Invariant: counts never change (guards); the close of a day has the newest.
 */
#include "desk/audit.h"
#include "desk/reason.h"

struct cash_count {
	int64_t counted_fen, expected_fen, at_ms, seq;
	char reason[REASON_SIZE]; /* why it was counted again; "" */
	char staff[CODE_SIZE], counter[CODE_SIZE];
};

/* Those of a business day, the first one first. The caller frees *rows. */
enum status cash_count_list(struct desk *desk, day_number day, struct cash_count **rows,
			    size_t *count) MUST_CHECK;

/* Records the first count of a day, today or before. Nothing is done when the day has one, or is
 * closed. */
enum status cash_count_first(struct desk *desk, day_number day, int64_t counted_fen) MUST_CHECK;

/*
 * Only within desk_change: the count with which a day is closed. Nothing is done when it is as the
 * newest one. STATUS_CASH_DIFFERS: it is another, although no money has moved, and has no reason.
 */
enum status cash_count_last(struct desk *desk, day_number day, int64_t counted_fen,
			    int64_t expected_fen, const char *reason) MUST_CHECK;

#endif
