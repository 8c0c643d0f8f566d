#ifndef TERM_LIST_H
#define TERM_LIST_H
/*
 * A list with columns, a header row and a selected row. The screen owns the rows and hands them
 * over after each load; the list asks for the text of the cells it shows. What is typed narrows it
 * to the rows that have it in a cell (list_narrow), so that rows are counted in two ways: the
 * owner's, from 0 to row_count, which the cells and list_selected speak of; and those that are
 * shown, from 0 to count. Some may only be headings of those below them. Invariant: the selected
 * row is a row that is shown and no heading, and stays the same thing (by its id) over a reload; or
 * none is, when the screen has asked for that, until a key marks one.
 */
#include <stddef.h>
#include <stdint.h>

#include "ui/term/commands.h"
#include "ui/term/draw.h"

enum { LIST_CELL_SIZE = 512, LIST_COLUMNS_MAX = 16, LIST_SOUGHT_SIZE = 64 };

struct list_column {
	const char *title; /* N_(); without any title there is no header row */
	int columns;	   /* its width; of a flexible column the least */
	bool flexible;	   /* takes a share of what is left over */
	int gives_way;	   /* 0: always shown; the highest goes first when the room is too narrow */
	enum text_side side; /* numbers stand right */
	int bar;	     /* columns of a bar in front of its text (list_ops.share); 0: none */
};

struct list_ops {
	/* Writes the text of a cell; `column` counts in the table given to list_init. */
	void (*cell)(const void *rows, size_t row, int column, char *out, size_t size);
	/* The same for whoever hears it: without a picture, and in words where the cell has only
	 * figures ("3 of 8 sold, 5 free"). NULL: the cell is good for that. */
	void (*spoken)(const void *rows, size_t row, int column, char *out, size_t size);
	/* How far the bar in a cell is filled (draw_bar); false for a cell that has none. Its
	 * figures are in the cell's text, too. Wanted where a column has a bar. */
	bool (*share)(const void *rows, size_t row, int column, int64_t *done, int64_t *total);
	/* What makes a row the same row after a reload: its key in the store. */
	int64_t (*id)(const void *rows, size_t row);
	/* The row's style, NULL for normal; never the only bearer of a meaning. */
	enum style (*style)(const void *rows, size_t row);
	/* The words, translated, of a row that is no thing but the heading of those below it; NULL
	 * for any other. Optional: none is. */
	const char *(*heading)(const void *rows, size_t row);
};

struct list {
	const struct list_ops *ops;
	const struct list_column *column;
	int column_count;
	const char *empty; /* N_(): the sentence shown when there is no row: what to do now */
	const void *rows;
	size_t row_count;	       /* the owner's */
	size_t count, selected, top;   /* of those that are shown */
	char sought[LIST_SOUGHT_SIZE]; /* what it is narrowed to; "": all are shown */
	size_t *shown;		       /* the owner's rows, when it is narrowed; the list's own */
	int64_t selected_id;
	bool unmarked; /* none is selected: `selected` is only where the list shows */
	size_t page;   /* rows shown by the last draw */
};

/* An empty list. All pointers stay the caller's and must outlive the list. */
void list_init(struct list *list, const struct list_ops *ops, const struct list_column *column,
	       int column_count, const char *empty);

/* Hands over the rows, which must stay until the next call. Selects what was selected; if it is
 * gone, the row in its place. */
void list_set(struct list *list, const void *rows, size_t count);

/* Selects by id; false when no row has it. A row that narrowing hides is shown again with all. */
bool list_select(struct list *list, int64_t id);

/* The selected row, as the owner counts; false when there is none. */
bool list_selected(const struct list *list, size_t *row);

/* Selects none, until a key or list_select does: where the first row must not be taken by an Enter
 * that nobody has thought about. */
void list_unmark(struct list *list);

/* Whether the row that is shown there is a heading. */
bool list_has_heading_at(const struct list *list, size_t at);

/* How many things are shown, without the headings. */
size_t list_things(const struct list *list);

/*
 * Shows only the rows in which each word of the text stands in some cell, in any case, or in the
 * pinyin of a Chinese cell, whole or by initials; "" shows all. What does not fit LIST_SOUGHT_SIZE
 * is cut. The first that fits is selected, unless the selected one does. list_release, or narrowing
 * to "", gives its memory back.
 */
void list_narrow(struct list *list, const char *text);
void list_release(struct list *list);

/* Narrows further by what is typed, and by one character less; false when there is none. */
void list_type(struct list *list, const char *text);
bool list_rub_out(struct list *list);

/* Moves by the COMMAND_LIST_UP.. LAST; a screen reply: SCREEN_DRAW when it moved, SCREEN_DONE when
 * it could not, SCREEN_PASS if not its command. */
unsigned list_command(struct list *list, enum command command);

/* Draws the header and as many rows as fit, scrolled to show the selected one; where not all fit,
 * the last line says how many are above and below. `focused` gives it the cursor. */
void list_draw(struct list *list, const struct canvas *canvas, bool focused);

/* The same below a title, which shows the focus too. For parts of a screen. */
void list_draw_titled(struct list *list, const struct canvas *canvas, const char *title,
		      bool focused);

/* For a screen that draws its rows itself: there is room for `lines` of them, from list->top on, of
 * which it shows list->page; where not all fit, a line is kept for list_draw_more. Scrolls as
 * little as needed to show the selected one. */
void list_scroll(struct list *list, int lines);

/* Says in a line how many things are above and below those that are shown, if any. */
void list_draw_more(const struct list *list, const struct canvas *canvas, int line);

#endif
