#ifndef SCREENS_REPORTS_H
#define SCREENS_REPORTS_H
/*
 * Reports: which, of which day, into which file.
 * A place of the desk.
 */
#include "ui/term/screen.h"

extern const struct screen_ops reports_screen;

#endif
