#ifndef SCREENS_CLOSED_LINES_H
#define SCREENS_CLOSED_LINES_H
/*
 * How a day was closed, in lines of a screen.
 */
#include "desk/day/close_record.h"
#include "ui/term/draw.h"

/* Draws when and by whom the day was closed, and its cash; NULL is a day that is not closed yet.
 * Returns the next line. */
int closed_lines(const struct canvas *canvas, int line, const struct close_record *record);

#endif
