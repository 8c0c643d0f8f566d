#ifndef DESK_SLOT_H
#define DESK_SLOT_H
/*
 * Numbers of a session: which number is whose, when it is called, and why it is or is not for sale.
 * How many may be sold at all is the quota's to say (quota.h).
 */
#include "desk/roster/channel.h"
#include "desk/roster/roster.h"

/* The minute of the day at which number k of a session is expected: start + (k - 1) * length / N;
 * an extra number (k > N) at the end. */
int slot_expected_minute(const struct session *session, int number);

/* The same as an instant, from the session's start_ms and end_ms. */
int64_t slot_expected_ms(const struct session *session, int number);

struct slot {
	int64_t session_id;
	int number;
	enum slot_kind kind;
	bool withdrawn;
	char asked_by[WORD_SIZE];
	int64_t booking_id; /* 0: free */
};

/* Why a number is or is not for sale. */
enum slot_sale {
	SALE_FREE, /* for sale to this channel */
	SALE_SOLD,
	SALE_WITHDRAWN,	      /* free, and beyond the capacity */
	SALE_CAPACITY_SOLD,   /* free, but active bookings reach the capacity */
	SALE_SHARE_SOLD,      /* an online number, but online has sold its share */
	SALE_KEPT_FOR_ONLINE, /* a counter number, but what may still be sold is online's */
	SALE_OTHER_CHANNEL,   /* an online number at the counter before its release, or a counter
				 number online */
	SALE_RELEASED, /* an online number that has gone over to the counter: no longer sold online
			*/
	SALE_EXTRA_ONLINE, /* extra numbers are sold at the counter only */
	SALE_SUSPENDED,
	SALE_OVER,
	SALE_CLOSED,
	SALE_BEYOND_HORIZON,
};

/*
 * The one function that decides whether a number is for sale to a channel now. `session` has its
 * figures (session_get, session_find, session_count); no store is read.
 */
enum slot_sale slot_sale(const struct desk *desk, const struct session *session,
			 const struct slot *slot, enum channel channel);

/* The same as a sentence with its figures: "Number 5 is an online number until 07:30; then the
 * counter may sell it." */
void slot_why(const struct desk *desk, const struct session *session, const struct slot *slot,
	      enum channel channel, char *out, size_t size);

/* Whether the session as a whole sells to a channel now: STATUS_OK, or the refusal with its
 * sentence in desk->problem. */
enum status slot_session_sells(struct desk *desk, const struct session *session,
			       enum channel channel) MUST_CHECK;

/* All numbers of a session in order. The caller frees *rows. */
enum status slot_list(struct desk *desk, int64_t session_id, struct slot **rows,
		      size_t *count) MUST_CHECK;

/*
 * The next number a channel gets, by the figures of the session's numbers as they are now: for
 * online the lowest free online number; for the counter its lowest free own number, then the lowest
 * free online number that it may sell. None: STATUS_QUOTA_FULL with figures and what can be done
 * instead.
 */
enum status slot_next(struct desk *desk, const struct session *session, enum channel channel,
		      struct slot *out) MUST_CHECK;

/* Takes that number, within desk_change. (An extra number that a raised capacity has reached
 * becomes the counter's own.) */
enum status slot_take(struct desk *desk, const struct session *session, enum channel channel,
		      struct slot *out) MUST_CHECK;

/*
 * Makes (or takes again) the next extra number, within desk_change: at most
 * settings.quota_extra_per_session beyond the capacity. `asked_by` says who wanted it: not empty.
 */
enum status slot_take_extra(struct desk *desk, const struct session *session, const char *asked_by,
			    struct slot *out) MUST_CHECK;

#endif
