#ifndef DESK_ONLINE_SHARE_H
#define DESK_ONLINE_SHARE_H
/*
 * How the online share of coming days sells: of each session's numbers online_percent are for
 * online; what is not sold release_minutes before the start goes over to the counter. A suspended
 * session has nothing to sell and is not in the sums.
 */
#include "desk/roster/roster.h"

struct online_share {
	day_number day;
	int sessions, suspended;
	int online, sold; /* online's numbers, as in struct quota; those of them that are sold */
	int free;	  /* still for sale online */
	int gone_over;	  /* the counter's since the release, and so none of online's any more */
};

/* Adds a session of session_list. */
void online_share_add(struct online_share *share, const struct session *session);

/* The shares of `count` days from `from` on. */
enum status online_share_of_days(struct desk *desk, day_number from, struct online_share *out,
				 size_t count) MUST_CHECK;

#endif
