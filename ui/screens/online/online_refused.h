#ifndef SCREENS_ONLINE_REFUSED_H
#define SCREENS_ONLINE_REFUSED_H
/*
 * Online orders that were refused and are not settled: whom money is owed to, with the reason and
 * how to reach them, and those that can be tried again.
 * Opened without an argument. Answers with nothing.
 */
#include "ui/term/screen.h"

extern const struct screen_ops online_refused_screen;

#endif
