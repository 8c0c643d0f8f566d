#ifndef SCREENS_BOOKED_H
#define SCREENS_BOOKED_H
/*
 * The number, large: what the clerk reads out and writes down. One key checks the patient in on the
 * spot, one takes a fee that is still owed; what is typed finds the next patient.
 * Opened with the booking number (int64_t). Answers with nothing.
 */
#include "ui/term/screen.h"

extern const struct screen_ops booked_screen;

#endif
