#ifndef SCREENS_MOVE_H
#define SCREENS_MOVE_H
/*
 * One look at everything before a booking is moved: where from, where to, which number, what goes
 * along, what goes back and what is still to be paid. A refusal shows its sentence here; when the
 * store failed, the same move can be tried again.
 * A dialog, opened with a struct move_request. Answers with the new booking's number in `id`.
 */
#include <stdint.h>

#include "ui/term/screen.h"

/* What is to be moved, and where to. */
struct move_request {
	int64_t booking_id, session_id;
};

extern const struct screen_ops move_screen;

#endif
