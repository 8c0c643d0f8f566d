#ifndef DESK_DAY_SUM_H
#define DESK_DAY_SUM_H
/*
 * What days came to: the figures of their reports that others are compared with.
 * Rule: a day that is closed came to what it did then, whatever was corrected since.
 * Invariants: each figure has one definition (the statements of data/sql/day/day_sum.sql), which is
 * the one that it has on the report's sheets. What it gave when a day was closed is kept with that
 * day and never changes (guards); it gives the same of that day's rows ever after
 * (CHECK_CLOSED_SUM).
 */
#include "desk/desk.h"

struct day_sum {
	int64_t made; /* bookings made on it */
	int64_t came, not_seen, no_shows,
		cancelled;		   /* visits of it; moved ones are not cancelled */
	int64_t payments_fen, refunds_fen; /* a refund that was withdrawn is taken off */
	int64_t returned_fen, earlier_fen; /* handed back; of that, of payments of earlier days */
};

/* What it is narrowed to, as the store has it; NULL: any. With a method or a clerk nothing of
 * bookings and visits is told apart, and those are 0. */
struct day_sum_filter {
	const char *department, *doctor, *method, *clerk;
};

/* Adds up the days from one to another. Within desk_read or a change. */
enum status day_sum(struct desk *desk, day_number from, day_number to,
		    const struct day_sum_filter *filter, struct day_sum *out) MUST_CHECK;

/* The same of the days' rows alone, whatever is kept: what closing keeps. */
enum status day_sum_of_rows(struct desk *desk, day_number from, day_number to,
			    const struct day_sum_filter *filter, struct day_sum *out) MUST_CHECK;

#endif
