#ifndef SCREENS_ROSTER_SESSION_H
#define SCREENS_ROSTER_SESSION_H
/*
 * A session by hand: a new one, or the figures of one that is there. What could not be done as
 * asked is shown before anything is written.
 * A dialog, opened with a struct roster_session_request. It saves itself, and
 * answers then with nothing but `given`.
 */
#include "desk/roster/roster.h"
#include "ui/term/screen.h"

/* Which session. */
struct roster_session_request {
	int64_t session_id; /* 0: a new one, of what follows */
	char doctor_code[CODE_SIZE];
	day_number day;
	enum period period;
};

extern const struct screen_ops roster_session_screen;

#endif
