#ifndef SCREENS_CHECK_IN_H
#define SCREENS_CHECK_IN_H
/*
 * Checking somebody in by a key, wherever a booking is in front; a scanned ticket does it in
 * scans.h. Who has not paid is asked about before (check_in_unpaid.h). Nothing is printed yet: a
 * slip for whoever is checked in by a key hangs here.
 */
#include "ui/term/screen.h"

/* Checks a booking's owner in and says so, or why not; the screen's reply. */
unsigned check_in_by_key(struct screen *screen, int64_t booking_id);

/* Asks about somebody who could check in but for the fee; false when there is nothing to ask. */
bool check_in_asks(struct screen *screen, int64_t booking_id);

#endif
