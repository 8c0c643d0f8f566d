#ifndef TERM_SURFACE_H
#define TERM_SURFACE_H
/*
 * The painting end of the terminal: the styles as this terminal can show them, where the cursor
 * goes, what can be pointed at, and the linear way of showing it all. Known to the engine alone.
 */
#include <curses.h>

#include "ui/term/commands.h"
#include "ui/term/theme.h"

enum { TARGETS_MAX = 64 };

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
	/* The theme in force; page_theme's. */
	bool coloured, deep; /* it has colours, 256 of them */
	bool has_own;	     /* it can draw in its own colours beside others */
	enum theme theme;
	uint32_t background;
	bool painted, taken;
	WINDOW *window; /* drawn on: the screen, or the page that becomes lines */
	int cursor_line, cursor_column;
	bool cursor_shown, cursor_fixed;
	bool moved; /* the last key moved the selected row */
	struct target target[TARGETS_MAX];
	int target_count;
	/* The linear way (linear.h). */
	bool linear;
	void *items; /* struct item */
	size_t item_count, item_room;
	int said_lines; /* of the page: the message, which stays in sight */
	int scrolled;	/* lines above the window, below the message */
};

#endif
