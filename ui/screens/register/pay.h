#ifndef SCREENS_PAY_H
#define SCREENS_PAY_H
/*
 * Taking the fee of a booking that was made without payment.
 * A dialog, opened with the booking number (int64_t). It takes the
 * payment itself, and answers then with the booking number in `id`.
 */
#include "ui/term/screen.h"

extern const struct screen_ops pay_screen;

#endif
