#ifndef TERM_LIST_H
#define TERM_LIST_H
/*
 * A list with columns, a header row and a selected row. The screen owns the rows and hands them
 * over after each load; the list asks for the text of the cells it shows. Invariant: the selected
 * row is a row, and stays the same thing (by its id) over a reload.
 */
#include <stddef.h>
#include <stdint.h>

#include "ui/term/commands.h"
#include "ui/term/draw.h"

enum { LIST_CELL_SIZE = 512, LIST_COLUMNS_MAX = 16 };

struct list_column {
	const char *title; /* N_(); without any title there is no header row */
	int columns;	   /* its width; of a flexible column the least */
	bool flexible;	   /* takes a share of what is left over */
	int gives_way;	   /* 0: always shown; the highest goes first when the room is too narrow */
	enum text_side side; /* numbers stand right */
};

struct list_ops {
	/* Writes the text of a cell; `column` counts in the table given to list_init. */
	void (*cell)(const void *rows, size_t row, int column, char *out, size_t size);
	/* What makes a row the same row after a reload: its key in the store. */
	int64_t (*id)(const void *rows, size_t row);
	/* The row's style, NULL for normal; never the only bearer of a meaning. */
	enum style (*style)(const void *rows, size_t row);
};

struct list {
	const struct list_ops *ops;
	const struct list_column *column;
	int column_count;
	const char *empty; /* N_(): the sentence shown when there is no row: what to do now */
	const void *rows;
	size_t count, selected, top;
	int64_t selected_id;
	size_t page; /* rows shown by the last draw */
};

/* An empty list. All pointers stay the caller's and must outlive the list. */
void list_init(struct list *list, const struct list_ops *ops, const struct list_column *column,
	       int column_count, const char *empty);

/* Hands over the rows, which must stay until the next call. Selects what was selected; if it is
 * gone, the row in its place. */
void list_set(struct list *list, const void *rows, size_t count);

/* Selects by id; false when no row has it. */
bool list_select(struct list *list, int64_t id);

/* The selected row; false when there is none. */
bool list_selected(const struct list *list, size_t *row);

/* Moves by the COMMAND_LIST_UP.. LAST; a screen reply: SCREEN_DRAW when it moved, SCREEN_DONE when
 * it could not, SCREEN_PASS if not its command. */
unsigned list_command(struct list *list, enum command command);

/* Draws the header and as many rows as fit, scrolled to show the selected one. `focused` gives it
 * the cursor. */
void list_draw(struct list *list, const struct canvas *canvas, bool focused);

/* The same below a title, which shows the focus too. For parts of a screen. */
void list_draw_titled(struct list *list, const struct canvas *canvas, const char *title,
		      bool focused);

/* For a screen that draws its rows itself: there is room for `lines` of them, from list->top on.
 * Scrolls as little as needed to show the selected one. */
void list_scroll(struct list *list, int lines);

#endif
