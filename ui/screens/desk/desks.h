#ifndef SCREENS_DESKS_H
#define SCREENS_DESKS_H
/* The desks at work (src/desk/presence.h), in front of whatever is shown. */
#include "ui/term/screen.h"

extern const struct screen_ops desks_screen;

#endif
