#ifndef SCREENS_ROSTER_EXTRA_H
#define SCREENS_ROSTER_EXTRA_H
/*
 * An extra number of a session: who gets it, then the booking, which asks who wanted it.
 * A dialog, opened with the session's id (int64_t). Answers with the booking number in `id`.
 */
#include "ui/term/screen.h"

extern const struct screen_ops roster_extra_screen;

#endif
