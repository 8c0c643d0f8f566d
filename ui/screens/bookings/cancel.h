#ifndef SCREENS_CANCEL_H
#define SCREENS_CANCEL_H
/*
 * Cancelling: the refund is shown before anything is done, worked out by the same function that
 * then decides.
 * A dialog, opened with the booking number (int64_t). It cancels itself, and answers then
 * with the booking number in `id`.
 */
#include "ui/term/screen.h"

extern const struct screen_ops cancel_screen;

#endif
