#ifndef SCREENS_LARGE_H
#define SCREENS_LARGE_H
/*
 * Figures that are read from a step away: a patient's number, an amount. What they say must stand
 * in small beside them: to whoever hears the screen they are nothing.
 */
#include "ui/term/draw.h"

enum { LARGE_LINES = 5 };

/* Draws digits and points, of what bars are made of; returns the columns that it took. */
int large_draw(const struct canvas *canvas, int line, int column, const char *figure);

#endif
