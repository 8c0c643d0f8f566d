#ifndef SCREENS_QUEUE_H
#define SCREENS_QUEUE_H
/*
 * Queue: today's sessions with who waits, and the chosen session's people in order. Calling is
 * safe from two counters at once: the desk refuses the second, and the lists are read again.
 * A place of the desk.
 */
#include "ui/term/screen.h"

extern const struct screen_ops queue_screen;

#endif
