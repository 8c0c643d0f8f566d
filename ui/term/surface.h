#ifndef TERM_SURFACE_H
#define TERM_SURFACE_H
/*
 * The painting end of the terminal: the styles as this terminal can show them, and where the cursor
 * goes. Known to the engine alone.
 */
#include <curses.h>

#include "ui/term/draw.h"

struct surface {
	attr_t attributes[STYLE_COUNT];
	short pair[STYLE_COUNT];
	int cursor_line, cursor_column;
	bool cursor_shown;
};

/* Works out the styles; call after newterm. Without colours (or with NO_COLOR set) everything is
 * told by attributes. */
void surface_init(struct surface *surface);

/* Empties the screen and hides the cursor, before painting; the whole screen as a canvas. */
struct canvas surface_begin(struct surface *surface);

/* Puts the cursor where it was asked for and sends it all to the terminal at once. */
void surface_end(struct surface *surface);

#endif
