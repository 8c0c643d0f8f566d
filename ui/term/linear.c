#include "ui/term/linear.h"

#include <stdlib.h>
#include <wchar.h>

#include "base/memory.h"

enum {
	GAP_LEAST = 3,	     /* blanks between two things on a line */
	BLANKS_MOST = 2,     /* inside one thing */
	TEXT_LINES_MOST = 8, /* of one thing */
	THINGS_MOST = 4	     /* on a line of the page, on the average */
};

/* What the page becomes. */
struct flow {
	const struct surface *surface;
	WINDOW *page, *out;
	int page_columns, columns;
	int lines, line;		/* those of `out`, and the next to be written */
	int cursor_line, cursor_column; /* -1: not met yet */
};

/* On the screen's ground. */
static WINDOW *new_page(int lines, int columns)
{
	WINDOW *page = memory_got(newpad(lines, columns));

	wbkgdset(page, getbkgd(stdscr));
	werase(page);
	return page;
}

void linear_begin(struct surface *surface, struct canvas *canvas)
{
	if (canvas->columns > LINEAR_COLUMNS_MOST)
		canvas->columns = LINEAR_COLUMNS_MOST;
	surface->said_lines = 0;
	surface->window = new_page(canvas->lines, canvas->columns);
}

void linear_item(const struct canvas *canvas, int line, enum style style, const char *text)
{
	struct surface *surface = canvas->surface;
	struct item *item = memory_append(&surface->items, &surface->item_count,
					  &surface->item_room, sizeof(*item));

	*item = (struct item){ .line = canvas->top + line,
			       .column = canvas->left,
			       .columns = canvas->columns,
			       .text = text ? memory_string(text) : NULL,
			       .style = style };
}

static void forget_items(struct surface *surface)
{
	struct item *item = surface->items;

	for (size_t i = 0; i < surface->item_count; i++)
		free(item[i].text);
	free(surface->items);
	surface->items = NULL;
	surface->item_count = surface->item_room = 0;
}

static const struct item *item_at(const struct flow *flow, int line, int column)
{
	const struct item *item = flow->surface->items;

	for (size_t i = 0; i < flow->surface->item_count; i++) {
		if (item[i].line == line && item[i].column == column && item[i].columns > 0)
			return &item[i];
	}
	return NULL;
}

static bool is_cursor(const struct flow *flow, int line, int column)
{
	return flow->surface->cursor_shown && flow->surface->cursor_line == line &&
	       flow->surface->cursor_column == column;
}

/* Reads a cell of the page; returns its columns, and whether there is anything to read: frames are
 * nothing, the place of the cursor is something. */
static int read_cell(const struct flow *flow, int line, int column, cchar_t *cell, bool *held)
{
	wchar_t text[CCHARW_MAX + 1] = { 0 };
	attr_t attributes = A_NORMAL;
	short pair = 0;
	int columns;

	mvwin_wch(flow->page, line, column, cell);
	getcchar(cell, text, &attributes, &pair, NULL);
	if (attributes & A_ALTCHARSET) {
		const wchar_t blank[] = L" ";

		text[0] = L' ';
		setcchar(cell, blank, A_NORMAL, 0, NULL);
	}
	*held = text[0] != L' ' || is_cursor(flow, line, column);
	columns = wcwidth(text[0]);
	return columns > 1 ? columns : 1;
}

static void put_cell(struct flow *flow, int *column, int columns, const cchar_t *cell)
{
	if (*column + columns > flow->columns) {
		flow->line++;
		*column = 0;
	}
	if (flow->line >= flow->lines)
		return;
	mvwadd_wch(flow->out, flow->line, *column, cell);
	*column += columns;
}

/* One thing becomes a line: the cells from `from` to before `to`, without the blanks around them
 * and with few inside. */
static void add_cells(struct flow *flow, int line, int from, int to)
{
	int column = 0, blanks = 0, width;
	bool any = false;

	for (int at = from; at < to; at += width) {
		cchar_t cell;
		bool held;

		width = read_cell(flow, line, at, &cell, &held);
		/* A cursor in an empty field is something, and as wide as a blank. */
		blanks = held && !is_cursor(flow, line, at) ? 0 : blanks + 1;
		if (!held && (!any || blanks > BLANKS_MOST))
			continue;
		any = true;
		if (is_cursor(flow, line, at)) {
			bool wraps = column + width > flow->columns;

			flow->cursor_line = flow->line + wraps;
			flow->cursor_column = wraps ? 0 : column;
		}
		put_cell(flow, &column, width, &cell);
	}
	if (any)
		flow->line++;
}

static void add_text(struct flow *flow, const struct item *item)
{
	struct surface surface = *flow->surface;
	const struct canvas out = { .surface = &surface,
				    .lines = flow->lines,
				    .columns = flow->columns };
	const struct canvas part = canvas_part(&out, flow->line, 0, TEXT_LINES_MOST, out.columns);
	int lines;

	if (item->text[0] == '\0')
		return;
	surface.window = flow->out;
	for (int at = item->column; at < item->column + item->columns; at++) {
		if (is_cursor(flow, item->line, at)) {
			flow->cursor_line = flow->line;
			flow->cursor_column = 0;
		}
	}
	lines = draw_paragraph(&part, 0, 0, part.columns, item->style, item->text);
	flow->line += lines < TEXT_LINES_MOST ? lines : TEXT_LINES_MOST;
}

/* Where the thing that starts at a column ends: at a gap, or where another begins. */
static int end_of_thing(const struct flow *flow, int line, int column)
{
	int end = column, blanks = 0;

	while (column < flow->page_columns && blanks < GAP_LEAST &&
	       (column == end || !item_at(flow, line, column))) {
		cchar_t cell;
		bool held;
		int width = read_cell(flow, line, column, &cell, &held);

		column += width;
		blanks = held ? 0 : blanks + 1;
		if (held)
			end = column;
	}
	return end;
}

static void add_line(struct flow *flow, int line)
{
	int column = 0;

	while (column < flow->page_columns) {
		const struct item *item = item_at(flow, line, column);
		cchar_t cell;
		bool held;
		int end;

		if (item) {
			end = item->column + item->columns;
			if (item->text)
				add_text(flow, item);
			else
				add_cells(flow, line, column, end);
		} else {
			end = column + read_cell(flow, line, column, &cell, &held);
			if (held) {
				end = end_of_thing(flow, line, column);
				add_cells(flow, line, column, end);
			}
		}
		column = end;
	}
}

/* The message stays; of the rest the part with the cursor is shown, moved as little as needed. */
static void show(struct surface *surface, const struct flow *flow, int said)
{
	int lines, columns, room, at = flow->cursor_line - said, last = flow->line - said;

	getmaxyx(stdscr, lines, columns);
	if (said > lines - 1)
		said = lines - 1;
	room = lines - said;
	if (at >= 0 && at < surface->scrolled)
		surface->scrolled = at;
	if (at >= surface->scrolled + room)
		surface->scrolled = at - room + 1;
	if (surface->scrolled > last - room)
		surface->scrolled = last > room ? last - room : 0;
	if (said > 0)
		copywin(flow->out, stdscr, 0, 0, 0, 0, said - 1, columns - 1, FALSE);
	copywin(flow->out, stdscr, said + surface->scrolled, 0, said, 0, lines - 1, columns - 1,
		FALSE);
	surface->cursor_shown = true;
	surface->cursor_line = at >= 0 ? said + at - surface->scrolled : 0;
	surface->cursor_column = flow->cursor_column > 0 ? flow->cursor_column : 0;
}

void linear_end(struct surface *surface)
{
	struct flow flow = { .surface = surface, .page = surface->window, .cursor_line = -1 };
	int lines, window_lines, said = 0;

	if (surface->window == stdscr)
		return;
	getmaxyx(flow.page, lines, flow.page_columns);
	getmaxyx(stdscr, window_lines, flow.columns);
	flow.lines = window_lines + lines * THINGS_MOST +
		     (int)surface->item_count * TEXT_LINES_MOST;
	flow.out = new_page(flow.lines, flow.columns);
	for (int line = 0; line < lines; line++) {
		if (line == surface->said_lines)
			said = flow.line;
		add_line(&flow, line);
	}
	show(surface, &flow, said);
	delwin(flow.out);
	delwin(flow.page);
	surface->window = stdscr;
	forget_items(surface);
}
