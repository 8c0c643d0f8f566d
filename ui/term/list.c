#include "ui/term/list.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/pinyin.h"
#include "ui/term/page.h"
#include "ui/term/screen.h"
#include "ui/term/surface.h"

enum { GAP_COLUMNS = 1, LINES_FOR_MORE = 3 };

void list_init(struct list *list, const struct list_ops *ops, const struct list_column *column,
	       int column_count, const char *empty)
{
	assert(column_count > 0 && column_count <= LIST_COLUMNS_MAX);
	*list = (struct list){ .ops = ops,
			       .column = column,
			       .column_count = column_count,
			       .empty = empty,
			       .page = 1 };
}

/* The owner's row behind one that is shown. */
static size_t row_of(const struct list *list, size_t at)
{
	return list->shown ? list->shown[at] : at;
}

/* The words of a row that is shown, when it is a heading. */
static const char *heading_of(const struct list *list, size_t at)
{
	return list->ops->heading ? list->ops->heading(list->rows, row_of(list, at)) : NULL;
}

bool list_has_heading_at(const struct list *list, size_t at)
{
	return heading_of(list, at) != NULL;
}

/* To that row, or, where it is a heading, to the next one below it, or above when `up`. */
static void move_towards(struct list *list, size_t at, bool up)
{
	size_t last = list->count > 0 ? list->count - 1 : 0, to;

	list->unmarked = list->count == 0 && list->unmarked;
	if (list->count == 0) {
		list->selected = 0;
		return;
	}
	to = at < last ? at : last;
	while (heading_of(list, to) && (up ? to > 0 : to < last))
		to += up ? (size_t)-1 : 1;
	/* Nothing but headings on that side. */
	while (heading_of(list, to) && (up ? to < last : to > 0))
		to += up ? 1 : (size_t)-1;
	list->selected = to;
	list->selected_id = list->ops->id(list->rows, row_of(list, to));
}

static void move_to(struct list *list, size_t at)
{
	move_towards(list, at, false);
}

void list_unmark(struct list *list)
{
	move_to(list, 0);
	list->unmarked = true;
}

static size_t things_between(const struct list *list, size_t from, size_t to)
{
	size_t things = to - from;

	for (size_t at = from; list->ops->heading && at < to; at++)
		things -= heading_of(list, at) != NULL;
	return things;
}

size_t list_things(const struct list *list)
{
	return things_between(list, 0, list->count);
}

static bool select_shown(struct list *list, int64_t id)
{
	for (size_t at = 0; at < list->count; at++) {
		if (list->ops->id(list->rows, row_of(list, at)) == id) {
			move_to(list, at);
			return true;
		}
	}
	return false;
}

bool list_select(struct list *list, int64_t id)
{
	if (select_shown(list, id))
		return true;
	if (!list->shown)
		return false;
	list_narrow(list, "");
	return select_shown(list, id);
}

/* ---- narrowing ---- */

static bool has_word(const struct list *list, size_t row, const char *word)
{
	for (int i = 0; i < list->column_count; i++) {
		char cell[LIST_CELL_SIZE] = "", lower[LIST_CELL_SIZE];

		list->ops->cell(list->rows, row, i, cell, sizeof(cell));
		text_copy(lower, sizeof(lower), cell);
		if (strstr(text_lower(lower), word) || pinyin_has(cell, word))
			return true;
	}
	return false;
}

static bool fits(const struct list *list, size_t row)
{
	char copy[LIST_SOUGHT_SIZE], *rest = copy, *word;

	text_copy(copy, sizeof(copy), list->sought);
	text_lower(text_narrow(copy));
	while ((word = strsep(&rest, " ")) != NULL) {
		if (*word && !has_word(list, row, word))
			return false;
	}
	return true;
}

static bool is_heading(const struct list *list, size_t row)
{
	return list->ops->heading && list->ops->heading(list->rows, row);
}

/* A heading is shown with the first row below it that fits. */
static void find_shown(struct list *list)
{
	size_t heading = list->row_count;

	free(list->shown);
	list->shown = NULL;
	list->count = list->row_count;
	if (!list->sought[0])
		return;
	list->shown = memory_new(list->row_count + 1, sizeof(*list->shown));
	list->count = 0;
	for (size_t row = 0; row < list->row_count; row++) {
		if (is_heading(list, row)) {
			heading = row;
		} else if (fits(list, row)) {
			if (heading < row)
				list->shown[list->count++] = heading;
			heading = list->row_count;
			list->shown[list->count++] = row;
		}
	}
}

void list_narrow(struct list *list, const char *text)
{
	text_copy(list->sought, sizeof(list->sought), text);
	find_shown(list);
	if (list->unmarked)
		list_unmark(list);
	else if (!select_shown(list, list->selected_id))
		move_to(list, 0);
}

void list_type(struct list *list, const char *text)
{
	char sought[2 * LIST_SOUGHT_SIZE];

	text_format(sought, sizeof(sought), "%s%s", list->sought, text);
	list_narrow(list, sought);
}

bool list_rub_out(struct list *list)
{
	const size_t length = text_before(list->sought, strlen(list->sought));
	char sought[LIST_SOUGHT_SIZE];

	if (!list->sought[0])
		return false;
	text_format(sought, sizeof(sought), "%.*s", (int)length, list->sought);
	list_narrow(list, sought);
	return true;
}

void list_release(struct list *list)
{
	list->sought[0] = '\0';
	find_shown(list);
}

void list_set(struct list *list, const void *rows, size_t count)
{
	bool had_rows = list->count > 0;
	size_t place = list->selected;

	list->rows = rows;
	list->row_count = count;
	find_shown(list);
	if (list->unmarked)
		list_unmark(list);
	else if (!had_rows || !select_shown(list, list->selected_id))
		move_to(list, had_rows ? place : 0);
}

bool list_selected(const struct list *list, size_t *row)
{
	if (list->count == 0 || list->unmarked || heading_of(list, list->selected))
		return false;
	*row = row_of(list, list->selected);
	return true;
}

/* The first key marks a row where none is: from the side that it points away from. */
static unsigned mark_first(struct list *list, enum command command)
{
	bool from_end = command == COMMAND_LIST_UP || command == COMMAND_LIST_LAST ||
			command == COMMAND_LIST_PAGE_UP;

	switch (command) {
	case COMMAND_LIST_UP:
	case COMMAND_LIST_DOWN:
	case COMMAND_LIST_PAGE_UP:
	case COMMAND_LIST_PAGE_DOWN:
	case COMMAND_LIST_FIRST:
	case COMMAND_LIST_LAST:
		if (from_end)
			move_towards(list, list->count, true);
		else
			move_to(list, 0);
		return list->count > 0 ? SCREEN_DRAW : SCREEN_DONE;
	default: return SCREEN_PASS;
	}
}

unsigned list_command(struct list *list, enum command command)
{
	size_t before = list->selected, page = list->page;

	if (list->unmarked)
		return mark_first(list, command);
	switch (command) {
	case COMMAND_LIST_UP: move_towards(list, before > 0 ? before - 1 : 0, true); break;
	case COMMAND_LIST_DOWN: move_to(list, before + 1); break;
	case COMMAND_LIST_PAGE_UP:
		move_towards(list, before > page ? before - page : 0, true);
		break;
	case COMMAND_LIST_PAGE_DOWN: move_to(list, before + page); break;
	case COMMAND_LIST_FIRST: move_to(list, 0); break;
	case COMMAND_LIST_LAST: move_towards(list, list->count, true); break;
	default: return SCREEN_PASS;
	}
	return list->selected == before ? SCREEN_DONE : SCREEN_DRAW;
}

/* The room that the columns need at least, of those that give way no later than `keep`. */
static int columns_needed(const struct list *list, int keep)
{
	int needed = 0;

	for (int i = 0; i < list->column_count; i++) {
		if (list->column[i].gives_way <= keep)
			needed += list->column[i].columns + (needed > 0 ? GAP_COLUMNS : 0);
	}
	return needed;
}

/* Works out each column's width, 0 for one that gives way. */
static void lay_out(const struct list *list, int columns, int width[LIST_COLUMNS_MAX])
{
	int keep = 0, flexible = 0, left;

	for (int i = 0; i < list->column_count; i++) {
		if (list->column[i].gives_way > keep)
			keep = list->column[i].gives_way;
	}
	while (keep > 0 && columns_needed(list, keep) > columns)
		keep--;
	for (int i = 0; i < list->column_count; i++) {
		width[i] = list->column[i].gives_way <= keep ? list->column[i].columns : 0;
		flexible += width[i] > 0 && list->column[i].flexible;
	}
	left = columns - columns_needed(list, keep);
	for (int i = 0; i < list->column_count && left > 0 && flexible > 0; i++) {
		if (width[i] > 0 && list->column[i].flexible) {
			int share = left / flexible--;

			width[i] += share;
			left -= share;
		}
	}
}

static void draw_header(const struct list *list, const struct canvas *canvas, const int *width)
{
	int column = 0;

	draw_fill(canvas, 0, 0, canvas->columns, STYLE_HEADING);
	for (int i = 0; i < list->column_count; i++) {
		const char *title = list->column[i].title;

		if (width[i] == 0)
			continue;
		draw_cell(canvas, 0, column, width[i], STYLE_HEADING, list->column[i].side,
			  *title ? _(title) : "");
		column += width[i] + GAP_COLUMNS;
	}
}

/* Draws the bar of a cell, if it has one; returns the columns that it took. */
static int draw_share(const struct list *list, const struct canvas *canvas, int line, int at,
		      size_t row, int column)
{
	int columns = list->column[column].bar;
	int64_t done, total;

	if (columns == 0 || !list->ops->share(list->rows, row, column, &done, &total))
		return 0;
	draw_bar(canvas, line, at, columns, done, total);
	return columns + GAP_COLUMNS;
}

static void draw_row(const struct list *list, const struct canvas *canvas, int line, size_t row,
		     bool selected, const int *width)
{
	enum style style = list->ops->style ? list->ops->style(list->rows, row) : STYLE_NORMAL;
	int column = 0;

	if (selected)
		style = STYLE_FOCUS;
	draw_fill(canvas, line, 0, canvas->columns, style);
	for (int i = 0; i < list->column_count; i++) {
		char cell[LIST_CELL_SIZE] = "";
		int bar;

		if (width[i] == 0)
			continue;
		list->ops->cell(list->rows, row, i, cell, sizeof(cell));
		bar = draw_share(list, canvas, line, column, row, i);
		draw_cell(canvas, line, column + bar, width[i] - bar, style, list->column[i].side,
			  cell);
		column += width[i] + GAP_COLUMNS;
	}
}

/* The row as a sentence: each value behind its column's title, nothing cut. */
static void tell_row(const struct list *list, const struct canvas *canvas, int line, size_t row,
		     enum style style)
{
	char sentence[LIST_CELL_SIZE * 2] = "";
	size_t length = 0;

	for (int i = 0; i < list->column_count; i++) {
		const char *title = list->column[i].title;
		char cell[LIST_CELL_SIZE] = "";

		if (list->ops->spoken)
			list->ops->spoken(list->rows, row, i, cell, sizeof(cell));
		else
			list->ops->cell(list->rows, row, i, cell, sizeof(cell));
		if (*text_trim(cell) == '\0')
			continue;
		text_format(sentence + length, sizeof(sentence) - length, "%s%s%s%s",
			    length > 0 ? ", " : "", *title ? _(title) : "", *title ? " " : "",
			    cell);
		length += strlen(sentence + length);
	}
	page_item(canvas, line, style, length > 0 ? sentence : "-");
}

/* A list whose columns have no titles needs no line for them. */
static bool has_header(const struct list *list)
{
	for (int i = 0; i < list->column_count; i++) {
		if (*list->column[i].title)
			return true;
	}
	return false;
}

void list_scroll(struct list *list, int lines)
{
	if (lines >= LINES_FOR_MORE && list->count > (size_t)lines)
		lines--;
	list->page = lines > 1 ? (size_t)lines : 1;
	if (list->selected < list->top)
		list->top = list->selected;
	/* With its heading, which no key goes to. */
	while (list->top > 0 && list->top == list->selected && heading_of(list, list->top - 1))
		list->top--;
	if (list->selected >= list->top + list->page)
		list->top = list->selected - list->page + 1;
	if (list->count <= list->page)
		list->top = 0;
	else if (list->top > list->count - list->page)
		list->top = list->count - list->page;
}

static void draw_empty(const struct list *list, const struct canvas *canvas, int line)
{
	char text[LIST_CELL_SIZE];

	if (list->sought[0] && list->row_count > 0)
		text_format(text, sizeof(text),
			    _("Nothing in this list has \"%s\". Backspace takes a letter away, Esc "
			      "shows all."),
			    list->sought);
	else
		text_copy(text, sizeof(text), _(list->empty));
	draw_paragraph(canvas, line, 0, canvas->columns, STYLE_FAINT, text);
}

void list_draw_more(const struct list *list, const struct canvas *canvas, int line)
{
	size_t end = list->top + list->page < list->count ? list->top + list->page : list->count;
	int above = (int)things_between(list, 0, list->top);
	int below = (int)things_between(list, end, list->count);

	if (above > 0 && below > 0)
		draw_format(canvas, line, 0, STYLE_FAINT, _("%d more above, %d more below"), above,
			    below);
	else if (above > 0)
		draw_format(canvas, line, 0, STYLE_FAINT, _("%d more above"), above);
	else if (below > 0)
		draw_format(canvas, line, 0, STYLE_FAINT, _("%d more below"), below);
}

static void draw_rows(const struct list *list, const struct canvas *canvas, int first,
		      const int *width, bool focused)
{
	for (size_t i = 0; i < list->page && list->top + i < list->count; i++) {
		size_t at = list->top + i, row = row_of(list, at);
		bool selected = focused && at == list->selected && !list->unmarked;
		const char *heading = heading_of(list, at);
		int line = (int)i + first;

		if (heading) {
			page_item(canvas, line, STYLE_HEADING, heading);
			draw_text(canvas, line, 0, canvas->columns, STYLE_HEADING, heading);
			continue;
		}
		draw_row(list, canvas, line, row, selected, width);
		if (canvas->surface->linear)
			tell_row(list, canvas, line, row, selected ? STYLE_FOCUS : STYLE_NORMAL);
	}
}

void list_draw(struct list *list, const struct canvas *canvas, bool focused)
{
	int width[LIST_COLUMNS_MAX];
	int first = has_header(list) ? 1 : 0;

	if (canvas->lines < 1 || canvas->columns < 1)
		return;
	lay_out(list, canvas->columns, width);
	if (first > 0)
		draw_header(list, canvas, width);
	list_scroll(list, canvas->lines - first);
	if (first > 0)
		page_item(canvas, 0, STYLE_HEADING, "");
	if (list->count == 0) {
		draw_empty(list, canvas, first);
		if (focused)
			canvas_cursor(canvas, first, 0);
		return;
	}
	draw_rows(list, canvas, first, width, focused);
	list_draw_more(list, canvas, first + (int)list->page);
	page_add_target(canvas, &(struct target){ .line = first,
						  .lines = (int)list->page,
						  .columns = canvas->columns,
						  .list = list,
						  .focused = focused });
	if (focused)
		canvas_cursor_on_row(canvas, (int)(list->selected - list->top) + first, 0);
}

void list_draw_titled(struct list *list, const struct canvas *canvas, const char *title,
		      bool focused)
{
	struct canvas rows = canvas_part(canvas, 1, 0, canvas->lines - 1, canvas->columns);

	draw_text(canvas, 0, 0, canvas->columns, focused ? STYLE_KEY : STYLE_NORMAL, title);
	list_draw(list, &rows, focused);
}
