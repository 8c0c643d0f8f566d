#ifndef SCREENS_ROSTER_PAY_BACK_H
#define SCREENS_ROSTER_PAY_BACK_H
/*
 * Paying back somebody whose session was suspended: the amount and the way are shown before
 * anything is done, worked out by the same function that then decides.
 * A dialog, opened with the booking number (int64_t). It pays back itself, and answers then with
 * the booking number in `id`.
 */
#include "ui/term/screen.h"

extern const struct screen_ops roster_pay_back_screen;

#endif
