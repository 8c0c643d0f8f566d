#include "ui/term/page.h"

#include <stdlib.h>
#include <string.h>

#include "ui/term/linear.h"
#include "ui/term/surface.h"

static const struct {
	short foreground, background; /* -1: the terminal's own */
	attr_t colour, monochrome;    /* what goes with the colours, and what stands in for them */
} looks[STYLE_COUNT] = {
	[STYLE_NORMAL] = { -1, -1, A_NORMAL, A_NORMAL },
	[STYLE_TITLE] = { COLOR_CYAN, -1, A_BOLD, A_BOLD | A_UNDERLINE },
	[STYLE_BAR] = { COLOR_BLACK, COLOR_CYAN, A_NORMAL, A_REVERSE },
	[STYLE_KEY] = { -1, -1, A_BOLD, A_BOLD },
	[STYLE_SELECTED] = { -1, -1, A_REVERSE, A_REVERSE },
	[STYLE_FIELD] = { -1, -1, A_UNDERLINE, A_UNDERLINE },
	[STYLE_GOOD] = { COLOR_GREEN, -1, A_BOLD, A_BOLD },
	[STYLE_WARNING] = { COLOR_YELLOW, -1, A_BOLD, A_BOLD },
	[STYLE_ERROR] = { COLOR_WHITE, COLOR_RED, A_BOLD, A_BOLD | A_REVERSE },
	[STYLE_DIM] = { -1, -1, A_DIM, A_DIM },
};

void page_init(struct surface *surface)
{
	const char *no_color = getenv("NO_COLOR");
	bool coloured = has_colors() && !(no_color && *no_color) && start_color() == OK &&
			COLORS >= 8 && COLOR_PAIRS > STYLE_COUNT;
	bool own = coloured && use_default_colors() == OK;

	memset(surface, 0, sizeof(*surface));
	for (int style = 0; style < STYLE_COUNT; style++) {
		short foreground = looks[style].foreground, background = looks[style].background;

		surface->attributes[style] = looks[style].monochrome;
		if (!coloured)
			continue;
		if (foreground == -1 && !own)
			foreground = COLOR_WHITE;
		if (background == -1 && !own)
			background = COLOR_BLACK;
		if (init_pair((short)(style + 1), foreground, background) == ERR)
			continue;
		surface->attributes[style] = looks[style].colour;
		surface->pair[style] = (short)(style + 1);
	}
}

struct canvas page_begin(struct surface *surface)
{
	struct canvas canvas = { .surface = surface };

	getmaxyx(stdscr, canvas.lines, canvas.columns);
	erase();
	surface->window = stdscr;
	surface->cursor_shown = surface->cursor_fixed = false;
	surface->target_count = 0;
	if (surface->linear)
		linear_begin(surface, &canvas);
	return canvas;
}

void page_end(struct surface *surface)
{
	if (surface->linear)
		linear_end(surface);
	/* A terminal that cannot hide its cursor says ERR and keeps it in the corner. */
	curs_set(surface->cursor_shown ? 1 : 0);
	if (surface->cursor_shown)
		move(surface->cursor_line, surface->cursor_column);
	wnoutrefresh(stdscr);
	doupdate();
}

void page_add_target(const struct canvas *canvas, const struct target *target)
{
	struct surface *surface = canvas->surface;
	struct target *added = &surface->target[surface->target_count];
	struct canvas part = canvas_part(canvas, target->line, target->column, target->lines,
					 target->columns);

	if (surface->linear || surface->target_count == TARGETS_MAX || part.lines == 0)
		return;
	*added = *target;
	added->line = part.top;
	added->column = part.left;
	added->lines = part.lines;
	added->columns = part.columns;
	surface->target_count++;
}

const struct target *page_target(const struct surface *surface, int line, int column)
{
	for (int i = surface->target_count - 1; i >= 0; i--) {
		const struct target *target = &surface->target[i];

		if (line >= target->line && line < target->line + target->lines &&
		    column >= target->column && column < target->column + target->columns)
			return target;
	}
	return NULL;
}

void page_item(const struct canvas *canvas, int line, enum style style, const char *text)
{
	if (canvas->surface->linear && line >= 0 && line < canvas->lines && canvas->columns > 0)
		linear_item(canvas, line, style, text);
}
