#ifndef SCREENS_BOOKING_H
#define SCREENS_BOOKING_H
/*
 * One booking: everything about it, and who did what and when.
 * Opened with the booking number (int64_t). Answers with nothing.
 */
#include "ui/term/screen.h"

extern const struct screen_ops booking_screen;

#endif
