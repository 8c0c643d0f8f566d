#ifndef SCREENS_CALLING_H
#define SCREENS_CALLING_H
/*
 * Somebody is called already, and the next is to be: asks whether that visit is finished, both are
 * called, or the next waits. Enter waits.
 * A dialog, opened with a struct calling. Answers with the enum call_way in `choice`; waiting gives
 * no answer.
 */
#include "desk/queue/queue.h"
#include "desk/queue/queue_list.h"
#include "ui/term/screen.h"

struct calling {
	struct ticket called[CALLED_SEEN_MAX]; /* as they were when it was asked */
	size_t count;
	struct ticket next;
};

extern const struct screen_ops calling_screen;

#endif
