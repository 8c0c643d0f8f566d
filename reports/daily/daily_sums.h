#ifndef REPORTS_DAILY_SUMS_H
#define REPORTS_DAILY_SUMS_H
/*
 * What the rows of the daily workbook come to, added up as they go by. What is kept grows with the
 * departments, the clerks and the minutes of waiting, not with the rows.
 */
#include "reports/daily/daily_data.h"

/* What a department had. */
struct daily_tally {
	char code[CODE_SIZE], department[WORD_SIZE];
	int64_t counter, online; /* bookings made */
	int64_t visits, came, no_shows;
};

/* What one clerk moved at one counter by one method. */
struct daily_share {
	enum method method;
	struct daily_hand by;
	int64_t payments, received_fen, returned_fen, due_fen;
};

/* How many people waited so long. */
struct daily_wait {
	int64_t minutes, people;
};

struct daily_sums {
	/* Bookings made; of those: extra numbers, cancelled, moved to another session. */
	int64_t made, extra, cancelled, moved;
	int64_t visits[VISIT_COUNT], late;    /* visits by outcome; cancelled late */
	int64_t refunds_fen, handed_back_fen; /* refunds; of those: no longer due */
	int64_t ledger_refunds_fen;	      /* the same from the ledger */
	int64_t tickets, waiting;	      /* people who checked in; of those: not called yet */
	int64_t open[PENDING_KIND_COUNT], open_all; /* left open, by kind and altogether */
	struct daily_tally all;			    /* over all departments; its name is "" */
	struct daily_share money, by_method[METHOD_COUNT]; /* over all hands */

	/* By the codes of the departments; those with the same name have one in common, and those
	 * with nothing to show none. */
	struct daily_tally *tallies;
	struct daily_share *shares; /* by method, clerk and counter */
	struct daily_wait *waits;   /* the shortest first */
	size_t tally_count, tally_room, share_count, share_room, wait_count, wait_room;
};

/* Starts with nothing. The caller releases *sums. */
void sums_start(struct daily_sums *sums);
void sums_release(struct daily_sums *sums);

/* A row of a sheet. */
void sums_add_made(struct daily_sums *sums, const struct booking *booking);
void sums_add_visit(struct daily_sums *sums, const struct booking *booking, enum visit visit);
void sums_add_entry(struct daily_sums *sums, const struct daily_entry *entry);
void sums_add_refund(struct daily_sums *sums, const struct daily_refund *refund);
void sums_add_ticket(struct daily_sums *sums, const struct ticket *ticket, int64_t wait_minutes);

/*
 * The percentile of the waits by nearest rank: of n in order, number ceil(n * percent / 100), for
 * 1 <= percent <= 100. False when nobody waited.
 */
bool sums_wait_percentile(const struct daily_sums *sums, int percent, int64_t *minutes);

#endif
