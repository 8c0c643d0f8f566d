#ifndef SCREENS_PENDING_LINES_H
#define SCREENS_PENDING_LINES_H
/*
 * What a day leaves open, in lines of a screen: one a kind, with how many, the first names and the
 * money.
 */
#include "desk/day/pending.h"
#include "ui/term/draw.h"

/* How many lines pending_lines takes. */
int pending_lines_count(const struct pending_list *list);

/* Draws them from `line` on; returns the next line. */
int pending_lines(const struct pending_list *list, const struct canvas *canvas, int line);

#endif
