#ifndef DESK_SHARE_H
#define DESK_SHARE_H
/*
 * How the online share of coming days sells. Rule: design.md section 4, the quota; a suspended
 * session has nothing to sell and is not in the sums.
 */
#include "desk/roster/roster.h"

struct share {
	day_number day;
	int sessions, suspended;
	int online, sold; /* online numbers, and those of them that are sold */
	int free;	  /* still for sale online */
	int gone_over;	  /* unsold ones that are the counter's now */
};

/* Adds a session of session_list. */
void share_add(struct share *share, const struct session *session);

/* The shares of `count` days from `from` on. */
enum status share_of_days(struct desk *desk, day_number from, struct share *out,
			  size_t count) MUST_CHECK;

/* Orders that came from the online channel and were recorded on a business day. */
struct share_orders {
	int accepted, cancelled, refused;
};
enum status share_orders_of(struct desk *desk, day_number day, struct share_orders *out) MUST_CHECK;

#endif
