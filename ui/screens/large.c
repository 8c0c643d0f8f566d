#include "ui/screens/large.h"

#include "ui/term/page.h"

enum { DIGIT_COLUMNS = 5, POINT_COLUMNS = 2, GAP_COLUMNS = 1 };

static const char *const digits[10][LARGE_LINES] = {
	{ "#####", "#   #", "#   #", "#   #", "#####" },
	{ "  #  ", " ##  ", "  #  ", "  #  ", " ### " },
	{ "#####", "    #", "#####", "#    ", "#####" },
	{ "#####", "    #", " ####", "    #", "#####" },
	{ "#   #", "#   #", "#####", "    #", "    #" },
	{ "#####", "#    ", "#####", "    #", "#####" },
	{ "#####", "#    ", "#####", "#   #", "#####" },
	{ "#####", "    #", "   # ", "  #  ", "  #  " },
	{ "#####", "#   #", "#####", "#   #", "#####" },
	{ "#####", "#   #", "#####", "    #", "#####" },
};

static const char *const point[LARGE_LINES] = { "  ", "  ", "  ", "##", "##" };

/* As a bar that is full, or blank, column by column. */
static void draw_strokes(const struct canvas *canvas, int line, int column, const char *row)
{
	for (; *row; row++, column++) {
		if (*row == '#')
			draw_bar(canvas, line, column, 1, 1, 1);
	}
}

int large_draw(const struct canvas *canvas, int line, int column, const char *figure)
{
	const int start = column;
	struct canvas part;

	for (const char *at = figure; *at; at++) {
		bool digit = *at >= '0' && *at <= '9';
		const char *const *glyph = digit ? digits[*at - '0'] : point;
		int columns = digit ? DIGIT_COLUMNS : POINT_COLUMNS;

		for (int i = 0; i < LARGE_LINES; i++)
			draw_strokes(canvas, line + i, column, glyph[i]);
		column += columns + GAP_COLUMNS;
	}
	part = canvas_part(canvas, line, start, LARGE_LINES, column - start);
	for (int i = 0; i < part.lines; i++)
		page_item(&part, i, STYLE_NORMAL, "");
	return column - start;
}
