#include "ui/term/theme.h"

#include <stdlib.h>
#include <string.h>

enum {
	SHADES_MOST = 4,
	TEXT_LEAST = THEME_CONTRAST_LEAST + 5, /* what luminance() rounds away */
	GROUND_LEAST = 115, /* a coloured ground stands out from the terminal's own */
	LINEAR_STEP = 16,
};

struct shade {
	short foreground, background;
};

/*
 * Most text is plain. Headings lead the eye, figures are what it looks for, and a colour beyond
 * that asks for attention. Shades stand in order of preference: a later one is taken where an
 * earlier one would be hard to read on the terminal's background.
 */
static const struct role {
	struct shade deep[THEME_COUNT][SHADES_MOST];
	attr_t with_deep;
	struct look few[THEME_COUNT];
	attr_t monochrome;
} roles[STYLE_COUNT] = {
	[STYLE_NORMAL] = {
		{ { { -1, -1 } }, { { -1, -1 } } }, A_NORMAL,
		{ { -1, -1, A_NORMAL }, { -1, -1, A_NORMAL } }, A_NORMAL,
	},
	[STYLE_HEADING] = {
		{ { { 110, -1 }, { 153, -1 }, { 231, -1 } },
		  { { 25, -1 }, { 18, -1 }, { 16, -1 } } }, A_BOLD,
		{ { COLOR_CYAN, -1, A_BOLD }, { COLOR_BLUE, -1, A_BOLD } }, A_BOLD | A_UNDERLINE,
	},
	[STYLE_FIGURE] = {
		{ { { 230, -1 }, { 231, -1 } }, { { 16, -1 } } }, A_BOLD,
		{ { -1, -1, A_BOLD }, { -1, -1, A_BOLD } }, A_BOLD,
	},
	[STYLE_BAR] = {
		{ { { 252, 237 }, { 255, 240 }, { 255, 234 } },
		  { { 237, 253 }, { 16, 250 }, { 16, 231 } } }, A_NORMAL,
		{ { COLOR_BLACK, COLOR_CYAN, A_NORMAL }, { COLOR_BLACK, COLOR_CYAN, A_NORMAL } },
		A_REVERSE,
	},
	[STYLE_KEY] = {
		{ { { 255, -1 }, { 231, -1 } }, { { 16, -1 } } }, A_BOLD,
		{ { -1, -1, A_BOLD }, { -1, -1, A_BOLD } }, A_BOLD,
	},
	/* Reversed, so that a program which reads the screen finds it. */
	[STYLE_FOCUS] = {
		{ { { 231, 25 }, { 16, 153 } }, { { 231, 25 }, { 16, 153 } } }, A_REVERSE,
		{ { -1, -1, A_REVERSE }, { -1, -1, A_REVERSE } }, A_REVERSE,
	},
	[STYLE_FIELD] = {
		{ { { 253, 237 }, { 255, 240 }, { 255, 234 } },
		  { { 236, 255 }, { 16, 250 }, { 16, 231 } } }, A_UNDERLINE,
		{ { -1, -1, A_UNDERLINE }, { -1, -1, A_UNDERLINE } }, A_UNDERLINE,
	},
	[STYLE_GOOD] = {
		{ { { 114, -1 }, { 157, -1 }, { 231, -1 } }, { { 22, -1 }, { 16, -1 } } }, A_NORMAL,
		{ { COLOR_GREEN, -1, A_BOLD }, { -1, -1, A_BOLD } }, A_BOLD,
	},
	[STYLE_WARNING] = {
		{ { { 221, -1 }, { 229, -1 }, { 231, -1 } }, { { 94, -1 }, { 52, -1 }, { 16, -1 } } },
		A_NORMAL,
		{ { COLOR_YELLOW, -1, A_BOLD }, { COLOR_MAGENTA, -1, A_NORMAL } }, A_BOLD,
	},
	[STYLE_DANGER] = {
		{ { { 231, 124 }, { 16, 217 } }, { { 231, 124 }, { 16, 217 } } }, A_BOLD,
		{ { COLOR_WHITE, COLOR_RED, A_BOLD }, { COLOR_WHITE, COLOR_RED, A_BOLD } },
		A_BOLD | A_REVERSE,
	},
	[STYLE_FAINT] = {
		{ { { 246, -1 }, { 250, -1 }, { 231, -1 } },
		  { { 241, -1 }, { 236, -1 }, { 16, -1 } } }, A_NORMAL,
		{ { -1, -1, A_DIM }, { -1, -1, A_DIM } }, A_DIM,
	},
	[STYLE_FULL] = {
		{ { { 16, 67 }, { 16, 117 }, { 231, 18 } }, { { 16, 67 }, { 231, 18 } } }, A_NORMAL,
		{ { COLOR_BLACK, COLOR_CYAN, A_NORMAL }, { COLOR_WHITE, COLOR_BLUE, A_NORMAL } },
		A_REVERSE,
	},
	[STYLE_EMPTY] = {
		{ { { 252, 237 }, { 255, 240 }, { 255, 234 } }, { { 237, 255 }, { 16, 250 }, { 16, 231 } } }, A_NORMAL,
		{ { COLOR_WHITE, COLOR_BLUE, A_NORMAL }, { COLOR_BLACK, COLOR_CYAN, A_NORMAL } },
		A_DIM,
	},
};

attr_t theme_monochrome(enum style style)
{
	return roles[style].monochrome;
}

struct look theme_few(enum style style, enum theme theme)
{
	return roles[style].few[theme];
}

struct look theme_ground(enum theme theme, bool deep)
{
	static const struct look fine[THEME_COUNT] = { { 252, 234, A_NORMAL },
						       { 235, 231, A_NORMAL } };
	static const struct look plain[THEME_COUNT] = { { COLOR_WHITE, COLOR_BLACK, A_NORMAL },
							{ COLOR_BLACK, COLOR_WHITE, A_NORMAL } };

	return deep ? fine[theme] : plain[theme];
}

/* ---- contrast ---- */

/* The light that a component of sRGB stands for, in hundred-thousandths: every sixteenth by the
 * formula of IEC 61966-2-1, and between them in proportion. */
static int linear(int component)
{
	static const int light[] = { 0,	    518,   1444,  2956,	 5127,	8022,  11697, 16203, 21586,
				     27889, 35153, 43415, 52712, 63076, 74540, 87137, 100895 };
	int below = component / LINEAR_STEP, over = component % LINEAR_STEP;

	return light[below] + (light[below + 1] - light[below]) * over / LINEAR_STEP;
}

static int luminance(uint32_t rgb)
{
	return (2126 * linear(rgb >> 16 & 0xFF) + 7152 * linear(rgb >> 8 & 0xFF) +
		722 * linear(rgb & 0xFF)) /
	       10000;
}

int theme_contrast(uint32_t one, uint32_t other)
{
	const int flare = 5000; /* 0.05 */
	int first = luminance(one) + flare, second = luminance(other) + flare;

	return first > second ? first * 100 / second : second * 100 / first;
}

uint32_t theme_rgb(short colour)
{
	static const uint32_t first[] = { 0x000000, 0xCD0000, 0x00CD00, 0xCDCD00,
					  0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
					  0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00,
					  0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF };
	static const uint32_t level[] = { 0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF };
	uint32_t number = (uint32_t)colour, grey;

	if (number < 16)
		return first[number];
	if (number < 232) {
		number -= 16;
		return level[number / 36] << 16 | level[number / 6 % 6] << 8 | level[number % 6];
	}
	grey = 8 + 10 * (number - 232);
	return grey << 16 | grey << 8 | grey;
}

enum theme theme_of(uint32_t background)
{
	return theme_contrast(0xFFFFFF, background) >= theme_contrast(0x000000, background)
		       ? THEME_DARK
		       : THEME_LIGHT;
}

/* Hexadecimal digits up to what ends them, as eight bits; false when they are no one to four. */
static bool read_component(const char **at, uint32_t *value)
{
	size_t digits = strspn(*at, "0123456789abcdefABCDEF");

	if (digits < 1 || digits > 4)
		return false;
	*value = (uint32_t)strtoul(*at, NULL, 16) * 0xFF / ((1U << 4 * digits) - 1);
	*at += digits;
	return true;
}

bool theme_read(const char *answer, uint32_t *background)
{
	uint32_t red, green, blue;

	if (strncmp(answer, "11;rgb", 6) != 0 || !(answer = strchr(answer, ':')))
		return false;
	answer++;
	if (!read_component(&answer, &red) || *answer++ != '/' ||
	    !read_component(&answer, &green) || *answer++ != '/' || !read_component(&answer, &blue))
		return false;
	*background = red << 16 | green << 8 | blue;
	return true;
}

uint32_t theme_background(enum theme theme)
{
	return theme == THEME_DARK ? 0x000000 : 0xFFFFFF;
}

static bool is_readable(const struct shade *shade, uint32_t background)
{
	uint32_t ground = background;

	if (shade->foreground == THEME_OWN)
		return true;
	if (shade->background != THEME_OWN) {
		ground = theme_rgb(shade->background);
		if (theme_contrast(ground, background) < GROUND_LEAST)
			return false;
	}
	return theme_contrast(theme_rgb(shade->foreground), ground) >= TEXT_LEAST;
}

struct look theme_deep(enum style style, enum theme theme, uint32_t background)
{
	const struct shade *shades = roles[style].deep[theme], *best = shades;

	/* The table's rows end in 0, 0: black on black, which nothing is. */
	for (int i = 0; i < SHADES_MOST && (shades[i].foreground || shades[i].background); i++) {
		best = &shades[i];
		if (is_readable(best, background))
			break;
	}
	return (struct look){ best->foreground, best->background, roles[style].with_deep };
}
