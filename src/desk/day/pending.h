#ifndef DESK_PENDING_H
#define DESK_PENDING_H
/*
 * What a day leaves open when it is closed, with whom and how much money it is about.
 *
 * Rule: closing is stopped only by what would make the closed day lie: somebody who was called and
 * whose visit nobody ended, and a fault of the money. Everything else is named, and either settled
 * first or passed by a person; then the closed day keeps it as it was.
 */
#include "desk/booking/booking.h"
#include "desk/money/refund.h"

enum pending_kind {
#define PENDING_KIND(symbol, name, blocks, word) PENDING_##symbol,
#include "desk/day/pending_kind.def"
#undef PENDING_KIND
	PENDING_KIND_COUNT
};

/* "not_seen"; the translated words; whether it stops closing. */
const char *pending_kind_name(enum pending_kind kind);
const char *pending_kind_word(enum pending_kind kind);
bool pending_kind_blocks(enum pending_kind kind);

enum { PENDING_SUBJECT_SIZE = 65, PENDING_NOTE_SIZE = 256 };

struct pending {
	enum pending_kind kind;
	char subject[PENDING_SUBJECT_SIZE]; /* a booking, a receipt, a check's name, a time */
	char note[PENDING_NOTE_SIZE];	    /* of a check: its first fault; "" otherwise */
	int64_t booking_id;		    /* 0: none */
	char patient[NAME_SIZE], phone[PHONE_SIZE], doctor[WORD_SIZE]; /* of the booking */
	int64_t fen; /* paid by whoever was not seen; owed; to be refunded */
	bool passed; /* recorded before: a session of the day was closed earlier */
};

struct pending_list {
	struct pending *rows;
	size_t count, room;
};
void pending_release(struct pending_list *list);

/* A row without anything but these, at the end. */
struct pending *pending_append(struct pending_list *list, enum pending_kind kind,
			       const char *subject);

/* Appends what the visits of a day leave open, as far as its sessions are over. */
enum status pending_visits(struct desk *desk, day_number day, struct pending_list *list) MUST_CHECK;

/* Appends the refunds that are not finished, of whatever day. */
enum status pending_refunds(struct desk *desk, struct pending_list *list) MUST_CHECK;

/* Appends the online orders that somebody has to look at. */
enum status pending_orders(struct desk *desk, struct pending_list *list) MUST_CHECK;

/* Appends what a closed day was closed with. */
enum status pending_closed(struct desk *desk, day_number day, struct pending_list *list) MUST_CHECK;

/* How many there are of a kind, and their money. `all`: also those passed before. */
struct pending_sum {
	int count;
	int64_t fen;
};
struct pending_sum pending_sum(const struct pending_list *list, enum pending_kind kind, bool all);

/* The first that stops closing; NULL: none. */
const struct pending *pending_first_block(const struct pending_list *list);

/* Whether somebody has to pass something of it; whether it is in `other`, too. */
bool pending_is_open(const struct pending *row);
bool pending_has(const struct pending_list *other, const struct pending *row);

/* Only within desk_change: the closed day keeps a row, under the close's audit row. */
enum status pending_keep(struct desk *desk, day_number day, const struct pending *row,
			 int64_t seq) MUST_CHECK;

#endif
