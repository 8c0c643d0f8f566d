#ifndef TERM_EDIT_H
#define TERM_EDIT_H
/*
 * A line of text being edited. Invariant: `text` is clean UTF-8 of at most `limit` bytes (with the
 * NUL) and the cursor stands between whole characters; a base and its combining marks are one.
 */
#include <stdbool.h>
#include <stddef.h>

#include "ui/term/commands.h"
#include "ui/term/draw.h"

enum { EDIT_SIZE = 512 };

struct edit {
	char text[EDIT_SIZE];
	size_t limit;
	size_t at;	     /* the cursor, in bytes */
	size_t from;	     /* the first byte shown */
	char was[EDIT_SIZE]; /* before the last change: COMMAND_FORM_UNDO brings it back */
	size_t was_at;
	bool old, was_old; /* it is from before: what is typed next takes its place */
};

/* Empty; `limit` is the size of the buffer it will be copied to, at most EDIT_SIZE. */
void edit_init(struct edit *edit, size_t limit);

/* Replaces the text (cleaned, cut to the limit); the cursor goes to its end. */
void edit_set(struct edit *edit, const char *text);

/*
 * Inserts at the cursor what is clean in `text`: broken UTF-8, controls and bidi characters are
 * left out; line ends and tabs become one space, none at the end. Returns false when something did
 * not fit; what fits is inserted.
 */
bool edit_insert(struct edit *edit, const char *text);

/* The text is what was sought before: the next thing inserted replaces it, unless it is edited. */
void edit_grow_old(struct edit *edit);

/* Remembers the text as what COMMAND_FORM_UNDO brings back; edit_insert and edit_command do so
 * themselves. */
void edit_remember(struct edit *edit);

/* Moves and deletes by COMMAND_FORM_LEFT, RIGHT, START, END, BACKSPACE, DELETE, DELETE_WORD, CLEAR,
 * and brings back by UNDO. False for any other command. */
bool edit_command(struct edit *edit, enum command command);

/* Draws the line in `columns`, scrolled so that the cursor shows; puts the terminal's cursor there
 * when `focused`. */
void edit_draw(struct edit *edit, const struct canvas *canvas, int line, int column, int columns,
	       bool focused);

#endif
