#ifndef SCREENS_CHOOSE_SESSION_H
#define SCREENS_CHOOSE_SESSION_H
/*
 * The sessions of a day for a patient: what is left per channel and when, and why a session
 * does not sell. Typing narrows the list; the arrows change row and day.
 * Opened with the patient's number (int64_t); the session that is chosen is booked, too.
 * Answers with the booking number in `id`.
 */
#include "ui/term/screen.h"

extern const struct screen_ops choose_session_screen;

#endif
