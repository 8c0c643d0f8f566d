#ifndef TERM_LINEAR_H
#define TERM_LINEAR_H
/*
 * The linear way, for a screen reader or a braille line: what the screens draw goes to a page no
 * wider than LINEAR_COLUMNS_MOST, on which nothing stands side by side, and each thing on it
 * becomes a line of its own, in the order of reading, without frames. The message comes first.
 */
#include "ui/term/draw.h"
#include "ui/term/surface.h"

enum { LINEAR_COLUMNS_MOST = 80 };

/* Puts a page in the place of the terminal's window, and makes the canvas as wide as that. */
void linear_begin(struct surface *surface, struct canvas *canvas);

/* Notes that a line of the canvas is one thing; page_item says what `text` is. */
void linear_item(const struct canvas *canvas, int line, enum style style, const char *text);

/* Writes the page's things to the terminal's window, line by line, scrolled to the cursor; the page
 * is gone then. Nothing when none was begun. */
void linear_end(struct surface *surface);

#endif
