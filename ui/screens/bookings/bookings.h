#ifndef SCREENS_BOOKINGS_H
#define SCREENS_BOOKINGS_H
/*
 * Bookings: today's, or those that a search finds; and what can be done with the marked one.
 * A place of the desk.
 */
#include "ui/term/screen.h"

extern const struct screen_ops bookings_screen;

#endif
