#include "ui/term/draw.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>
#include <wchar.h>

#include "ui/term/surface.h"

/* The widest line anybody draws at once, in bytes; longer texts are cut like too wide ones. */
enum { DRAW_BYTES_MAX = 2048 };

/* Characters given to curses at once: few, for a buffer is cleared each time. */
enum { PUT_MOST = 64 };

enum { PERCENT_COLUMNS = 5 };

static int limit(int value, int lowest, int highest)
{
	if (value > highest)
		value = highest;
	return value < lowest ? lowest : value;
}

struct canvas canvas_part(const struct canvas *canvas, int line, int column, int lines, int columns)
{
	struct canvas part = *canvas;
	int first_line = limit(line, 0, canvas->lines);
	int first_column = limit(column, 0, canvas->columns);

	part.top += first_line;
	part.left += first_column;
	part.lines = limit(lines, 0, canvas->lines - first_line);
	part.columns = limit(columns, 0, canvas->columns - first_column);
	return part;
}

/* How many of `columns` from `column` on lie on the canvas; 0 when the place itself does not. */
static int room(const struct canvas *canvas, int line, int column, int columns)
{
	if (line < 0 || line >= canvas->lines || column < 0 || column >= canvas->columns)
		return 0;
	return limit(columns, 0, canvas->columns - column);
}

static void set_style(const struct canvas *canvas, enum style style)
{
	assert(style < STYLE_COUNT);
	wattr_set(canvas->surface->window, canvas->surface->attributes[style],
		  canvas->surface->pair[style], NULL);
}

/* Puts a text that is visible already and fits. */
static void put(const struct canvas *canvas, int line, int column, enum style style,
		const char *text)
{
	WINDOW *window = canvas->surface->window;
	wchar_t wide[PUT_MOST];
	int length = 0;

	/* A mark without a base would be drawn over what stands left of this text. */
	while (*text) {
		const char *next = text;

		if (text_character_columns(text_next(&next)) != 0)
			break;
		text = next;
	}
	if (!*text || wmove(window, canvas->top + line, canvas->left + column) == ERR)
		return;
	set_style(canvas, style);
	while (*text) {
		wide[length++] = (wchar_t)text_next(&text);
		/* ERR is what curses says after the last cell of the screen, which it has drawn. */
		if (length == PUT_MOST || !*text) {
			waddnwstr(window, wide, length);
			length = 0;
		}
	}
	wattr_set(window, A_NORMAL, 0, NULL);
}

int draw_text(const struct canvas *canvas, int line, int column, int columns, enum style style,
	      const char *text)
{
	char shown[DRAW_BYTES_MAX];
	int space = room(canvas, line, column, columns);
	int used;

	if (space == 0)
		return 0;
	used = text_cut(shown, sizeof(shown), text, space);
	put(canvas, line, column, style, shown);
	return used;
}

void draw_fill(const struct canvas *canvas, int line, int column, int columns, enum style style)
{
	int space = room(canvas, line, column, columns);

	if (space == 0)
		return;
	set_style(canvas, style);
	mvwhline(canvas->surface->window, canvas->top + line, canvas->left + column, ' ', space);
	wattr_set(canvas->surface->window, A_NORMAL, 0, NULL);
}

void draw_cell(const struct canvas *canvas, int line, int column, int columns, enum style style,
	       enum text_side side, const char *text)
{
	char shown[DRAW_BYTES_MAX];
	int space = room(canvas, line, column, columns);
	int used, start;

	if (space == 0)
		return;
	used = text_cut(shown, sizeof(shown), text, space);
	start = side == TEXT_RIGHT ? column + space - used : column;
	draw_fill(canvas, line, column, start - column, style);
	put(canvas, line, start, style, shown);
	draw_fill(canvas, line, start + used, column + space - start - used, style);
}

int draw_format(const struct canvas *canvas, int line, int column, enum style style,
		const char *format, ...)
{
	char text[DRAW_BYTES_MAX];
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	return length < 0 ? 0 : draw_text(canvas, line, column, canvas->columns, style, text);
}

/* A line may not start with what closes, nor end with what opens: 避头尾. */
static bool closes(uint32_t character)
{
	return character != 0 &&
	       wcschr(L"、。，．；：？！）」』》〉】〕％ ,.;:?!)]%", (wchar_t)character) != NULL;
}

static bool opens(uint32_t character)
{
	return character != 0 && wcschr(L"（「『《〈【〔￥([", (wchar_t)character) != NULL;
}

/* Whether a line may end between two characters. */
static bool may_break(uint32_t before, uint32_t after)
{
	bool wide = text_character_columns(before) == 2 || text_character_columns(after) == 2;

	return wide && !closes(after) && !opens(before);
}

/* How many bytes of `text` stand on one line of `columns`; *next is where the next line starts. */
static size_t line_length(const char *text, int columns, const char **next)
{
	const char *at = text, *best = NULL, *best_next = NULL;
	uint32_t before = 0;
	int used = 0;

	while (*at && *at != '\n') {
		const char *start = at;
		uint32_t character = text_next(&at);

		if (character == ' ') {
			best = start;
			best_next = at;
		} else if (start > text && before != ' ' && may_break(before, character)) {
			best = best_next = start;
		}
		used += text_character_columns(character);
		if (used > columns) {
			/* A word longer than the line is cut where the line ends. */
			if (!best || best == text)
				best = best_next = start > text ? start : at;
			*next = best_next;
			return (size_t)(best - text);
		}
		before = character;
	}
	*next = *at == '\n' ? at + 1 : at;
	return (size_t)(at - text);
}

static void copy_bytes(char *out, size_t size, const char *text, size_t length)
{
	if (length >= size)
		length = size - 1;
	memcpy(out, text, length);
	out[length] = '\0';
}

int draw_paragraph(const struct canvas *canvas, int line, int column, int columns, enum style style,
		   const char *text)
{
	int lines = draw_paragraph_lines(columns, text);

	for (int i = 0; i < lines; i++) {
		char part[DRAW_BYTES_MAX];
		const char *next;
		size_t length = line_length(text, columns, &next);

		copy_bytes(part, sizeof(part), text, length);
		draw_text(canvas, line + i, column, columns, style, part);
		text = next;
	}
	return lines;
}

void draw_paragraph_line(int columns, const char *text, int line, char *out, size_t size)
{
	const char *next = text;
	size_t length = 0;

	for (int i = 0; i <= line; i++) {
		text = next;
		length = *text && columns > 0 ? line_length(text, columns, &next) : 0;
	}
	copy_bytes(out, size, text, length);
}

int draw_paragraph_lines(int columns, const char *text)
{
	int lines = 0;

	while (*text && columns > 0) {
		line_length(text, columns, &text);
		lines++;
	}
	return lines;
}

int draw_keys(const struct canvas *canvas, int line, int column, int columns, const char *text)
{
	if (canvas->surface->linear)
		return 0;
	return draw_paragraph(canvas, line, column, columns, STYLE_FAINT, text);
}

void draw_rule(const struct canvas *canvas, int line)
{
	int space = room(canvas, line, 0, canvas->columns);

	if (space > 0)
		mvwhline(canvas->surface->window, canvas->top + line, canvas->left, ACS_HLINE,
			 space);
}

static void draw_corner(const struct canvas *canvas, int line, int column, chtype corner)
{
	if (room(canvas, line, column, 1) > 0)
		mvwaddch(canvas->surface->window, canvas->top + line, canvas->left + column,
			 corner);
}

struct canvas draw_box(const struct canvas *canvas, const char *title)
{
	WINDOW *window = canvas->surface->window;
	int right = canvas->columns - 1, bottom = canvas->lines - 1;

	for (int line = 0; line < canvas->lines; line++)
		draw_fill(canvas, line, 0, canvas->columns, STYLE_NORMAL);
	draw_rule(canvas, 0);
	draw_rule(canvas, bottom);
	/* Through the terminal's own line drawing: the box characters of Unicode are two columns
	 * wide on some terminals. */
	if (canvas->columns > 0 && canvas->lines > 2) {
		mvwvline(window, canvas->top + 1, canvas->left, ACS_VLINE, canvas->lines - 2);
		mvwvline(window, canvas->top + 1, canvas->left + right, ACS_VLINE,
			 canvas->lines - 2);
	}
	draw_corner(canvas, 0, 0, ACS_ULCORNER);
	draw_corner(canvas, 0, right, ACS_URCORNER);
	draw_corner(canvas, bottom, 0, ACS_LLCORNER);
	draw_corner(canvas, bottom, right, ACS_LRCORNER);
	if (*title && right > 4) {
		char framed[DRAW_BYTES_MAX];

		text_format(framed, sizeof(framed), " %s ", title);
		draw_text(canvas, 0, 2, right - 3, STYLE_HEADING, framed);
	}
	return canvas_part(canvas, 1, 2, bottom - 1, right - 3);
}

/* How much of `whole` done / total is, rounded down; done is less than total. */
static int64_t part_of(int whole, int64_t done, int64_t total)
{
	/* Dividing first where the product could overflow; what is shown is coarse anyway. */
	if (total > INT32_MAX) {
		done /= INT32_MAX;
		total = total / INT32_MAX + 1;
	}
	return done * whole / total;
}

/* How many of `columns` are filled: none and all only when that is true. */
static int filled_columns(int columns, int64_t done, int64_t total)
{
	if (total <= 0 || done <= 0)
		return 0;
	return done >= total ? columns : limit((int)part_of(columns, done, total), 1, columns - 1);
}

void draw_bar(const struct canvas *canvas, int line, int column, int columns, int64_t done,
	      int64_t total)
{
	int space = room(canvas, line, column, columns);
	int filled = filled_columns(space, done, total);

	if (canvas->surface->coloured) {
		draw_fill(canvas, line, column, filled, STYLE_FULL);
		draw_fill(canvas, line, column + filled, space - filled, STYLE_EMPTY);
		return;
	}
	for (int i = 0; i < space; i++)
		draw_text(canvas, line, column + i, 1, STYLE_NORMAL, i < filled ? "#" : ".");
}

void draw_gauge(const struct canvas *canvas, int line, int column, int columns, int64_t done,
		int64_t total)
{
	int inside = room(canvas, line, column, columns) - PERCENT_COLUMNS;
	int64_t percent = 0;

	if (inside < 1)
		return;
	if (total > 0 && done > 0)
		percent = done >= total ? 100 : part_of(100, done, total);
	if (canvas->surface->linear) {
		draw_format(canvas, line, column, STYLE_NORMAL, "%d%%", (int)percent);
		return;
	}
	draw_bar(canvas, line, column, inside, done, total);
	draw_format(canvas, line, column + inside, STYLE_NORMAL, "%4d%%", (int)percent);
}

void canvas_cursor(const struct canvas *canvas, int line, int column)
{
	if (canvas->surface->cursor_fixed)
		return;
	canvas->surface->cursor_shown = room(canvas, line, column, 1) > 0;
	if (!canvas->surface->cursor_shown)
		return;
	canvas->surface->cursor_line = canvas->top + line;
	canvas->surface->cursor_column = canvas->left + column;
}

void canvas_cursor_on_row(const struct canvas *canvas, int line, int column)
{
	canvas_cursor(canvas, line, column);
	canvas->surface->cursor_fixed = canvas->surface->moved && canvas->surface->cursor_shown;
}
