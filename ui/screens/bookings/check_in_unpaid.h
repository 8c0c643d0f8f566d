#ifndef SCREENS_CHECK_IN_UNPAID_H
#define SCREENS_CHECK_IN_UNPAID_H
/*
 * Somebody who has not paid is here: says how much is owed; one key takes it and checks them in,
 * another checks them in all the same, where queue.unpaid allows it. Enter does neither.
 * A dialog, opened with the booking number (int64_t). It does both itself and answers with nothing.
 */
#include "ui/term/screen.h"

extern const struct screen_ops check_in_unpaid_screen;

#endif
