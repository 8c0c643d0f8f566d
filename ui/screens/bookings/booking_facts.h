#ifndef SCREENS_BOOKING_FACTS_H
#define SCREENS_BOOKING_FACTS_H
/*
 * One booking in lines of a screen. Identity number and phone are masked.
 */
#include "desk/booking/booking.h"
#include "ui/term/draw.h"

/* Draws whose, when, with whom, what was paid and given back; returns the next line. */
int booking_facts_draw(const struct booking *booking, const struct canvas *canvas);

/* The same in two lines, for a dialog about it: whose and with whom, when. */
int booking_facts_draw_short(const struct booking *booking, const struct canvas *canvas);

#endif
