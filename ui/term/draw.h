#ifndef TERM_DRAW_H
#define TERM_DRAW_H
/*
 * Painting. A canvas is a rectangle of the screen; everything drawn on it is clipped to it, so a
 * screen never asks how large the terminal is before it draws. Lines and columns count from 0
 * inside the canvas. Invariant: every text reaches the terminal through draw_text's way:
 * width-aware, and with control, bidi and invalid bytes shown as U+FFFD.
 */
#include <stdbool.h>

#include "base/status.h"
#include "base/text.h"
#include "ui/term/style.h"

/* What a label takes, where labels stand below each other with values or fields behind them: one
 * column for all of a screen. */
enum { DRAW_LABEL_COLUMNS = 12 };

struct surface; /* the terminal behind the canvas; the engine's */

struct canvas {
	struct surface *surface;
	int top, left;	    /* on the terminal */
	int lines, columns; /* never negative */
};

/* A part of a canvas, clipped to it: what lies outside is cut off, and may be nothing at all. */
struct canvas canvas_part(const struct canvas *canvas, int line, int column, int lines,
			  int columns);

/* Draws as much of `text` as fits into `columns` (and the canvas); a cut text ends in "~". Returns
 * the columns used. */
int draw_text(const struct canvas *canvas, int line, int column, int columns, enum style style,
	      const char *text);

/* The same, padded to exactly `columns`. */
void draw_cell(const struct canvas *canvas, int line, int column, int columns, enum style style,
	       enum text_side side, const char *text);

/* printf, up to the canvas's right border. Returns the columns used. */
int draw_format(const struct canvas *canvas, int line, int column, enum style style,
		const char *format, ...) PRINTF_LIKE(5, 6);

/* Breaks a text at spaces (and between wide characters) into lines of `columns`. Returns how many
 * lines it took. */
int draw_paragraph(const struct canvas *canvas, int line, int column, int columns, enum style style,
		   const char *text);

/* How many lines draw_paragraph would take. */
int draw_paragraph_lines(int columns, const char *text);

/* Copies one of those lines, counted from 0; "" behind the last. */
void draw_paragraph_line(int columns, const char *text, int line, char *out, size_t size);

/* Says which keys do what here, dim, broken like a paragraph; returns its lines. Whoever hears the
 * screen is not told on each of them: in the linear way nothing is drawn, and F1 reads the keys. */
int draw_keys(const struct canvas *canvas, int line, int column, int columns, const char *text);

/* Spaces in a style. */
void draw_fill(const struct canvas *canvas, int line, int column, int columns, enum style style);

/* A horizontal line across the canvas. */
void draw_rule(const struct canvas *canvas, int line);

/* Empties the canvas, draws a frame around it with a title in its top line ("" for none), and
 * returns the room inside. */
struct canvas draw_box(const struct canvas *canvas, const char *title);

/* A bar of `columns` that is filled as far as done / total, empty and full only when that is so: of
 * coloured blanks, and of "#" and "." only where there are no colours. The figures stand beside it
 * in words. */
void draw_bar(const struct canvas *canvas, int line, int column, int columns, int64_t done,
	      int64_t total);

/* The same with the percentage behind it, `columns` in all. */
void draw_gauge(const struct canvas *canvas, int line, int column, int columns, int64_t done,
		int64_t total);

/* Where the terminal's cursor stands after drawing; the last call counts. Outside of the canvas:
 * nowhere. */
void canvas_cursor(const struct canvas *canvas, int line, int column);

/* The same for the selected row of a list. Where text is typed beside a list, the cursor stays on
 * the row after it was moved, and is back in the text with the next character. */
void canvas_cursor_on_row(const struct canvas *canvas, int line, int column);

#endif
