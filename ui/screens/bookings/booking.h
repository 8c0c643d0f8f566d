#ifndef SCREENS_BOOKING_H
#define SCREENS_BOOKING_H
/*
 * One booking: everything about it, and who did what and when. The keys of a list of bookings work
 * here, too.
 */
#include <stddef.h>

#include "desk/booking/booking.h"
#include "ui/term/screen.h"

/* Opened with the booking number (int64_t). Answers with nothing. */
extern const struct screen_ops booking_screen;

/* A booking of a list; `rows` is the list, read while it opens. */
struct booking_listed {
	int64_t id;
	const struct booking *rows;
	size_t count;
};

/* The same opened with one of those: it goes on to the next and the previous one. Answers with the
 * booking that was shown last in `id`. */
extern const struct screen_ops booking_listed_screen;

#endif
