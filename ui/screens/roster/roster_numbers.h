#ifndef SCREENS_ROSTER_NUMBERS_H
#define SCREENS_ROSTER_NUMBERS_H
/*
 * A session's numbers, free and booked, and the way to give an extra one. Opened with the session's
 * id (int64_t). Answers with nothing.
 */
#include "ui/term/screen.h"

extern const struct screen_ops roster_numbers_screen;

#endif
