#ifndef SCREENS_TODAY_H
#define SCREENS_TODAY_H
/*
 * Today: the day's sessions at a glance - what is sold at the counter and online, who waits and
 * for how long - and what waits for somebody to deal with.
 * A place of the desk. Opened with an argument, an int64_t, it offers the first steps of
 * first_steps.h that the audit does not show after that row.
 */
#include "ui/term/screen.h"

extern const struct screen_ops today_screen;

#endif
