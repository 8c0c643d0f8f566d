#ifndef SCREENS_ROSTER_AFFECTED_H
#define SCREENS_ROSTER_AFFECTED_H
/*
 * The worksheet of a suspended session, or of all of them: whom to call, and what became of
 * each.
 * Opened with the session's id (int64_t), 0 for all who are still to be told. Answers with
 * nothing.
 */
#include "ui/term/screen.h"

extern const struct screen_ops roster_affected_screen;

#endif
