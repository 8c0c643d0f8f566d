#ifndef SCREENS_CHECK_IN_H
#define SCREENS_CHECK_IN_H
/*
 * Checking somebody in by a key, wherever a booking is in front; a scanned ticket does it in
 * scans.h.
 */
#include "ui/term/screen.h"

/* Checks a booking's owner in and says so, or why not; the screen's reply. */
unsigned check_in_by_key(struct screen *screen, int64_t booking_id);

#endif
