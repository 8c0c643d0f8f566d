#ifndef SCREENS_ROSTER_H
#define SCREENS_ROSTER_H
/*
 * Roster: a week of sessions, doctor by doctor; the way to a session's numbers, to adding,
 * changing and suspending one, to loading a file, and to the people of suspended sessions.
 * A place of the desk.
 */
#include "ui/term/screen.h"

extern const struct screen_ops roster_screen;

#endif
