#include "ui/term/page.h"

#include <stdlib.h>
#include <string.h>

#include "ui/term/linear.h"
#include "ui/term/surface.h"

static struct look look_of(const struct surface *surface, enum style style)
{
	struct look look = surface->deep ? theme_deep(style, surface->theme, surface->background)
					 : theme_few(style, surface->theme);
	struct look ground = theme_ground(surface->theme, surface->deep);
	bool reversed = surface->deep && look.attributes & A_REVERSE;

	/* What stands reversed is the other way round in its pair. */
	if (reversed)
		return (struct look){ look.background, look.foreground, look.attributes };
	if (surface->painted && look.foreground == THEME_OWN)
		look.foreground = ground.foreground;
	if (surface->painted && look.background == THEME_OWN)
		look.background = ground.background;
	return look;
}

/* Puts the theme in force; what is on the screen changes with the next page_end. */
static void take_theme(struct surface *surface)
{
	for (int style = 0; style < STYLE_COUNT; style++) {
		struct look look = look_of(surface, (enum style)style);

		if (init_pair((short)(style + 1), look.foreground, look.background) == ERR)
			continue;
		surface->attributes[style] = look.attributes;
		surface->pair[style] = (short)(style + 1);
	}
	/* Where nothing is painted plain text is the terminal's own affair. */
	if (!surface->painted)
		surface->pair[STYLE_NORMAL] = 0;
}

void page_theme(struct surface *surface, enum theme theme, uint32_t background, bool painted)
{
	if (!surface->coloured)
		return;
	/* A terminal that cannot go back to its own colours has black behind them. */
	painted = painted || !surface->has_own;
	if (painted)
		background = theme_rgb(theme_ground(theme, surface->deep).background);
	if (surface->taken && surface->theme == theme && surface->painted == painted &&
	    surface->background == background)
		return;
	surface->theme = theme;
	surface->painted = painted;
	surface->background = background;
	surface->taken = true;
	take_theme(surface);
}

void page_init(struct surface *surface)
{
	const char *no_color = getenv("NO_COLOR");

	memset(surface, 0, sizeof(*surface));
	for (int style = 0; style < STYLE_COUNT; style++)
		surface->attributes[style] = theme_monochrome((enum style)style);
	surface->coloured = has_colors() && !(no_color && *no_color) && start_color() == OK &&
			    COLORS >= 8 && COLOR_PAIRS > STYLE_COUNT;
	surface->deep = surface->coloured && COLORS >= THEME_DEEP;
	surface->has_own = surface->coloured && use_default_colors() == OK;
	page_theme(surface, THEME_DARK, theme_background(THEME_DARK), false);
}

struct canvas page_begin(struct surface *surface)
{
	struct canvas canvas = { .surface = surface };

	getmaxyx(stdscr, canvas.lines, canvas.columns);
	bkgdset(' ' | COLOR_PAIR(surface->pair[STYLE_NORMAL]));
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
