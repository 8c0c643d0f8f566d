#ifndef DESK_OPEN_MATTERS_H
#define DESK_OPEN_MATTERS_H
/*
 * What waits for somebody to deal with, in numbers: for whoever opens the desk in the morning and
 * for the manager who wants to close the day. The lists behind the numbers are those of ban.h,
 * ledger.h and suspension.h, by the same rules.
 */
#include "desk/desk.h"

struct open_matters {
	int unresolved; /* bookings of sessions that are over, whose people never checked in */
	int refunds;	/* requested, submitted or failed */
	int64_t refunds_fen;
	int bans;	     /* in force today */
	int affected;	     /* people of suspended sessions who have no outcome yet */
	int orders;	     /* online orders that touch a closed day, to decide about */
	day_number unclosed; /* the first day before today that was not closed; DAY_NONE: none */
};

/* All as of now, in one moment. */
enum status open_matters(struct desk *desk, struct open_matters *out) MUST_CHECK;

#endif
