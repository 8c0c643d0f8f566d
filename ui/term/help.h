#ifndef TERM_HELP_H
#define TERM_HELP_H
/* The help: a dialog with the keys that work on the screen that asks, each with its sentence. */
#include "ui/term/screen.h"

/* Opens it, as screen_push does. */
bool help_open(struct screen *screen);

#endif
