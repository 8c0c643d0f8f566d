#ifndef SCREENS_DAY_H
#define SCREENS_DAY_H
/*
 * Day: the bookings whose people never checked in, cleared in one key each, and closing the
 * day.
 * A place of the desk.
 */
#include "ui/term/screen.h"

extern const struct screen_ops day_screen;

#endif
