#ifndef SCREENS_SCREENS_H
#define SCREENS_SCREENS_H
/*
 * The full-screen desk: its table of places, and what it asks of the desk beside the screens.
 */
#include "base/child.h"
#include "desk/desk.h"
#include "ui/term/host.h"

struct practice;

/* What the desk's screens have in common while they run. */
struct screens {
	struct desk *desk;
	int64_t minute;		    /* since 1970, when everything was read last */
	bool asks_first;	    /* nobody works here before the sign-in */
	bool looked_over;	    /* the fast checks ran */
	bool damaged;		    /* and found something */
	enum status why_only_reads; /* store_only_reads, when it was asked last */
	enum status told;	    /* the last of these that was told; STATUS_OK: none */
	int unsaved_count;	    /* the desk's, when it was asked last */
	int64_t newest_ms;	    /* of the last entry, read once a tick */
	struct child reader;
	struct practice *practice; /* NULL: this is no practice */
	struct place dialog[4];	   /* of which the last is practice's */
};

/*
 * What the terminal needs to know of the desk, all but the keymap: the main screens, the top line,
 * whether the staff code is asked for first, and when to read again: after a change at another
 * counter and with each minute, for sessions open and end by the clock. `screens` must outlive the
 * terminal.
 */
void screens_host(struct screens *screens, struct desk *desk, struct terminal_host *host);

/* The same in a practice, after it: its banner and its tasks. */
void screens_practise(struct screens *screens, struct practice *practice,
		      struct terminal_host *host);

/* Ends what runs beside the desk. */
void screens_end(struct screens *screens);

/* Where the desk begins. All zero: at Register. */
struct screens_start {
	bool at_today;
	/* Today offers the first steps (ui/screens/today/first_steps.h); what was recorded after
	 * this row of the audit counts as tried. 0: it offers none. */
	int64_t first_steps_since;
	struct practice *practice; /* begun already; NULL: this is none */
};

/*
 * Opens the first screen on the terminal of stdin and stdout and runs until the clerk leaves, the
 * line is lost or a signal ends it; the terminal is then as it was found, and the answer STATUS_OK.
 * The staff code is asked for first when desk->settings.desk_staff is empty (--as puts its code
 * there). Otherwise desk->problem says why the desk could not be shown.
 */
enum status screens_run(struct desk *desk, const struct screens_start *start) MUST_CHECK;

#endif
