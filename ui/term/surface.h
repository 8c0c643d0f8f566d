#ifndef TERM_SURFACE_H
#define TERM_SURFACE_H
/*
 * The painting end of the terminal: the styles as this terminal can show them, where the cursor
 * goes, what can be pointed at, and the linear way of showing it all. Known to the engine alone.
 */
#include <curses.h>

#include "ui/term/commands.h"
#include "ui/term/draw.h"

enum { TARGETS_MAX = 64, LINEAR_COLUMNS_MOST = 80 };

struct list;

/* What was painted somewhere: the rows of a list, or a command that is done there. */
struct target {
	int line, column, lines, columns;
	struct list *list; /* NULL: a command */
	bool focused;
	enum command command;
};

/* What is one thing on a line, for the linear way. */
struct item {
	int line, column, columns;
	char *text; /* instead of what is drawn there; NULL for none */
	enum style style;
};

struct surface {
	attr_t attributes[STYLE_COUNT];
	short pair[STYLE_COUNT];
	WINDOW *window; /* drawn on: the screen, or the page that becomes lines */
	int cursor_line, cursor_column;
	bool cursor_shown, cursor_fixed;
	bool moved; /* the last key moved the selected row */
	struct target target[TARGETS_MAX];
	int target_count;
	/* The linear way (linear.c). */
	bool linear;
	void *items; /* struct item */
	size_t item_count, item_room;
	int said_lines; /* of the page: the message, which stays in sight */
	int scrolled;	/* lines above the window, below the message */
};

/* Works out the styles; call after newterm. Without colours (or with NO_COLOR set) everything is
 * told by attributes. */
void surface_init(struct surface *surface);

/* Empties the screen and hides the cursor, before painting; the whole screen as a canvas. */
struct canvas surface_begin(struct surface *surface);

/* Puts the cursor where it was asked for and sends it all to the terminal at once. */
void surface_end(struct surface *surface);

/* Adds what can be pointed at, clipped to the canvas; of too many the last are left out. */
void canvas_target(const struct canvas *canvas, const struct target *target);

/* What was painted there last; NULL for nothing. */
const struct target *surface_target(const struct surface *surface, int line, int column);

/*
 * The linear way, for a screen reader or a braille line: what the screens draw goes to a page no
 * wider than LINEAR_COLUMNS_MOST, on which nothing stands side by side, and each thing on it
 * becomes a line of its own, in the order of reading, without frames. The message comes first.
 */
void linear_begin(struct surface *surface, struct canvas *canvas);
void linear_item(const struct canvas *canvas, int line, enum style style, const char *text);
void linear_end(struct surface *surface);

#endif
