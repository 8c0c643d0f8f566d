#ifndef SCREENS_CHOOSE_SESSION_H
#define SCREENS_CHOOSE_SESSION_H
/*
 * The sessions of a day for a patient: what is left per channel and when, and why a session
 * does not sell. Typing narrows the list; the arrows change row and day.
 * Opened with a struct session_choice; the session that is chosen is booked, too, or the booking is
 * moved there. Answers with the booking number in `id`.
 */
#include <stdint.h>

#include "ui/term/screen.h"

/* Who chooses, and what for. */
struct session_choice {
	int64_t patient_id;
	int64_t moves; /* the booking that is to be moved; 0: a new one is made */
};

extern const struct screen_ops choose_session_screen;

#endif
