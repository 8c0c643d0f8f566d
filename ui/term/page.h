#ifndef TERM_PAGE_H
#define TERM_PAGE_H
/*
 * One painting of the whole terminal, from the empty screen to what is sent, and what lies on it
 * beside the text: what can be pointed at, and what belongs together. It is shown as it was drawn
 * or the linear way (linear.h).
 */
#include "ui/term/draw.h"

struct target;

/* Works out the styles, of the dark theme; call after newterm. Without colours (or with NO_COLOR
 * set) everything is told by attributes. */
void page_init(struct surface *surface);

/* Takes a theme, for a terminal whose background has this colour; `painted`: the theme's own ground
 * is painted over it. Does nothing without colours. */
void page_theme(struct surface *surface, enum theme theme, uint32_t background, bool painted);

/* Empties the screen and hides the cursor, before painting; the whole screen as a canvas. */
struct canvas page_begin(struct surface *surface);

/* Puts the cursor where it was asked for and sends it all to the terminal at once. */
void page_end(struct surface *surface);

/* Adds what can be pointed at, its place as on the canvas, clipped to it; of too many the last are
 * left out. */
void page_add_target(const struct canvas *canvas, const struct target *target);

/* What was painted there last, by the terminal's line and column; NULL for nothing. Good until the
 * next page_begin. */
const struct target *page_target(const struct surface *surface, int line, int column);

/* Says that what stands on this line of the canvas is one thing: the linear way, which shows one
 * thing a line, keeps it together. A text is shown there instead; NULL for none, "" to leave it
 * out. */
void page_item(const struct canvas *canvas, int line, enum style style, const char *text);

#endif
