#ifndef SCREENS_ONLINE_REFUSED_H
#define SCREENS_ONLINE_REFUSED_H
/*
 * Online orders that were refused and are not settled: whom money is owed to, with the reason and
 * how to reach them, and those that can be tried again; or those that touch a closed day and wait
 * for a decision (order_look.h). A key leads from the one list to the other.
 * Opened with which of the lists, NULL for the first. Answers with nothing.
 */
#include "ui/term/screen.h"

enum orders_list { ORDERS_REFUSED, ORDERS_TO_LOOK_AT };

extern const struct screen_ops online_refused_screen;

#endif
