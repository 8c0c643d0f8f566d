#ifndef DESK_LEAVING_H
#define DESK_LEAVING_H
/* What is still open today, for whoever leaves the desk. */
#include "desk/desk.h"

struct leaving {
	int called;	/* patients who were called and whose visit nobody ended */
	int unresolved; /* bookings of sessions that are over, without an outcome */
	bool unclosed;	/* every session of today is over, and the day is not closed */
};

/* All as of now, in one moment. */
enum status leaving_look(struct desk *desk, struct leaving *out) MUST_CHECK;

#endif
