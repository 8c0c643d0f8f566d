#ifndef SCREENS_CLOSING_LINES_H
#define SCREENS_CLOSING_LINES_H
/*
 * What closing a day did, in lines of a screen; how a day was closed before is in closed_lines.h.
 */
#include "desk/day/closing.h"
#include "ui/term/draw.h"

/* How many lines a dialog has room for it in. */
int closing_lines_count(const struct closing *closing);

/* Draws what became of the day: closed or why not, no-shows, bans, sessions still open, cash. */
void closing_lines_draw(const struct closing *closing, const struct canvas *canvas);

#endif
