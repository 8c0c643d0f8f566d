#ifndef TERM_PALETTE_H
#define TERM_PALETTE_H
/* The menu of all commands that can be done from a screen, to be found by typing. */
#include "ui/term/screen.h"

/* Opens it, as screen_push does. Its answer, with the number QUESTION_PALETTE, has the command as
 * its id. */
bool palette_open(struct screen *screen);

#endif
