#ifndef SCREENS_BOOKING_KEYS_H
#define SCREENS_BOOKING_KEYS_H
/*
 * What the keys do with one booking: the marked one of a list as the one that is opened. A screen
 * gives them its booking and later the answers of what they asked; they count their questions from
 * BOOKING_KEYS_FIRST on, the screen its own from 0.
 */
#include "desk/booking/booking.h"
#include "ui/term/screen.h"

enum { BOOKING_KEYS_FIRST = 100 };

struct booking_keys {
	int64_t about;	    /* the booking that the last question was about */
	struct idem refund; /* of a refund that was asked for, kept until an answer is known */
};

void booking_keys_init(struct booking_keys *keys);

/* Checks in, cancels, takes the payment, moves, refunds, excuses; SCREEN_PASS for every other
 * command. */
unsigned booking_keys_command(struct screen *screen, struct booking_keys *keys,
			      const struct booking *booking, enum command command);

/* What was answered; SCREEN_PASS when the question was not asked here. */
unsigned booking_keys_result(struct screen *screen, struct booking_keys *keys, int question,
			     const struct answer *answer);

/* Whether such a command has a sense for a booking: others leave the function bar. */
bool booking_keys_apply(const struct booking *booking, enum command command);

#endif
