/* The palette: every style can be read, in both themes, whatever the terminal's background is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screens/harness.h"
#include "ui/term/engine.h"
#include "ui/term/page.h"
#include "ui/term/theme.h"

/* ---- contrast, worked out a second time, from the formula of WCAG 2.2 ---- */

static double luminance(uint32_t rgb)
{
	static const double part[] = { 0.2126, 0.7152, 0.0722 };
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double value = (rgb >> (16 - 8 * i) & 0xFF) / 255.0;

		sum += part[i] *
		       (value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(uint32_t one, uint32_t other)
{
	double first = luminance(one) + 0.05, second = luminance(other) + 0.05;

	return first > second ? first / second : second / first;
}

static void contrast_is_counted_as_the_formula_has_it(void **state)
{
	(void)state;
	assert_int_equal(theme_contrast(0x000000, 0xFFFFFF), 2100);
	assert_int_equal(theme_contrast(0x123456, 0x123456), 100);
	for (uint32_t rgb = 0; rgb <= 0xFFFFFF; rgb += 0x30507) {
		double exact = contrast(rgb, 0xFFFFFF) * 100;

		assert_true(fabs(theme_contrast(rgb, 0xFFFFFF) - exact) < exact / 50);
	}
}

static void colours_have_the_values_that_xterm_gives_them(void **state)
{
	(void)state;
	assert_int_equal(theme_rgb(16), 0x000000);
	assert_int_equal(theme_rgb(25), 0x005FAF);
	assert_int_equal(theme_rgb(231), 0xFFFFFF);
	assert_int_equal(theme_rgb(232), 0x080808);
	assert_int_equal(theme_rgb(255), 0xEEEEEE);
}

static void a_terminals_answer_is_read_whatever_its_precision(void **state)
{
	uint32_t rgb = 0;

	(void)state;
	assert_true(theme_read("11;rgb:1e1e/2d2d/3c3c", &rgb));
	assert_int_equal(rgb, 0x1E2D3C);
	assert_true(theme_read("11;rgb:f/0/8", &rgb));
	assert_int_equal(rgb, 0xFF0088);
	assert_true(theme_read("11;rgba:ff/ff/ff/80", &rgb));
	assert_int_equal(rgb, 0xFFFFFF);
	assert_true(theme_read("11;rgb:FFF/000/800", &rgb));
	assert_int_equal(rgb, 0xFF007F);
	assert_false(theme_read("", &rgb));
	assert_false(theme_read("11;rgb", &rgb));
	assert_false(theme_read("11;?", &rgb));
	assert_false(theme_read("10;rgb:ff/ff/ff", &rgb));
	assert_false(theme_read("11;rgb:ff/ff", &rgb));
	assert_false(theme_read("11;rgb:fffff/0/0", &rgb));
	assert_false(theme_read("11;rgb:-1/0/0", &rgb));
}

/* ---- every style can be read ---- */

static void assert_readable(enum style style, struct look look, uint32_t background)
{
	uint32_t text, ground;
	double found;

	/* The terminal's own text on its own ground is its own. */
	if (look.foreground == THEME_OWN && look.background == THEME_OWN)
		return;
	assert_int_not_equal(look.foreground, THEME_OWN);
	text = theme_rgb(look.foreground);
	ground = look.background == THEME_OWN ? background : theme_rgb(look.background);
	found = contrast(text, ground);
	if (found < 4.5)
		fail_msg("style %d on %06X: %06X on %06X has a contrast of %.2f", (int)style,
			 (unsigned)background, (unsigned)text, (unsigned)ground, found);
}

static void every_style_can_be_read_on_whatever_background(void **state)
{
	(void)state;
	for (uint32_t rgb = 0; rgb <= 0xFFFFFF; rgb += 0x010305) {
		for (int style = 0; style < STYLE_COUNT; style++)
			assert_readable((enum style)style,
					theme_deep((enum style)style, theme_of(rgb), rgb), rgb);
	}
}

static void every_style_can_be_read_with_eight_colours(void **state)
{
	(void)state;
	for (int theme = 0; theme < THEME_COUNT; theme++) {
		for (int style = 0; style < STYLE_COUNT; style++) {
			struct look look = theme_few((enum style)style, (enum theme)theme);

			assert_readable((enum style)style, look, theme_background(theme));
			/* Where bold is shown as bright. */
			if (look.foreground >= 0 && look.foreground < 8 && look.attributes & A_BOLD)
				look.foreground = (short)(look.foreground + 8);
			assert_readable((enum style)style, look, theme_background(theme));
		}
	}
}

static void every_style_can_be_read_on_the_ground_that_is_painted(void **state)
{
	(void)state;
	for (int theme = 0; theme < THEME_COUNT; theme++) {
		struct look ground = theme_ground((enum theme)theme, true);

		assert_readable(STYLE_NORMAL, ground, 0);
		assert_int_equal(theme_of(theme_rgb(ground.background)), theme);
	}
}

static void what_has_a_ground_stands_out_and_so_does_the_filled_part_of_a_bar(void **state)
{
	(void)state;
	for (int theme = 0; theme < THEME_COUNT; theme++) {
		uint32_t background = theme_background((enum theme)theme);
		struct look full = theme_deep(STYLE_FULL, (enum theme)theme, background);
		struct look empty = theme_deep(STYLE_EMPTY, (enum theme)theme, background);
		struct look focus = theme_deep(STYLE_FOCUS, (enum theme)theme, background);

		/* Three to one is what WCAG 2.2 (1.4.11) asks of what is no text. */
		assert_true(contrast(theme_rgb(full.background), theme_rgb(empty.background)) >= 3);
		assert_true(contrast(theme_rgb(focus.background), background) >= 3);
	}
}

/* ---- which theme is shown ---- */

static unsigned shown;

static unsigned display(void *context)
{
	(void)context;
	return shown;
}

static void draw(struct screen *screen, const struct canvas *canvas)
{
	(void)screen;
	draw_text(canvas, 0, 0, canvas->columns, STYLE_NORMAL, "plain");
}

static void start(struct harness *harness, unsigned wanted)
{
	static const struct screen_ops screen = { .name = "theme", .draw = draw };
	static const struct place place = { COMMAND_REGISTER, &screen, 0 };
	const struct terminal_host host = { .place = &place, .place_count = 1, .display = display };

	shown = wanted;
	harness_start(harness, &host, 80, 24);
}

static void is_shown(const struct harness *harness, enum theme theme, bool painted)
{
	assert_int_equal(harness->terminal->surface.theme, theme);
	assert_int_equal(harness->terminal->surface.painted, painted);
}

static void the_terminal_is_asked_and_its_answer_chooses_the_theme(void **state)
{
	struct harness harness;
	size_t length;
	char *output;

	(void)state;
	start(&harness, 0);
	output = harness_output(&harness, &length);
	assert_non_null(memmem(output, length, "\033]11;?\033\\", 8));
	free(output);
	is_shown(&harness, THEME_DARK, false);
	harness_bytes(&harness, "\033]11;rgb:ffff/ffff/ffff\033\\");
	is_shown(&harness, THEME_LIGHT, false);
	harness_bytes(&harness, "\033]11;rgb:0000/2b2b/3636\a");
	is_shown(&harness, THEME_DARK, false);
	assert_int_equal(harness.terminal->surface.background, 0x002B36);
	harness_shows(&harness, "plain");
	harness_stop(&harness);
}

static void a_theme_that_is_chosen_holds_and_is_painted_over_a_background_of_the_other_kind(
	void **state)
{
	struct harness harness;

	(void)state;
	start(&harness, DISPLAY_LIGHT);
	/* Not contradicted: the clerk knows the terminal. */
	is_shown(&harness, THEME_LIGHT, false);
	harness_bytes(&harness, "\033]11;rgb:f0f0/f0f0/e0e0\a");
	is_shown(&harness, THEME_LIGHT, false);
	harness_bytes(&harness, "\033]11;rgb:1010/1010/1010\a");
	is_shown(&harness, THEME_LIGHT, true);
	shown = DISPLAY_DARK;
	harness_keys(&harness, "^L");
	is_shown(&harness, THEME_DARK, false);
	harness_stop(&harness);
}

static void without_colours_nothing_is_asked(void **state)
{
	struct harness harness;
	size_t length;
	char *output;

	(void)state;
	setenv("NO_COLOR", "1", 1);
	start(&harness, 0);
	output = harness_output(&harness, &length);
	assert_null(memmem(output, length, "\033]11", 4));
	free(output);
	harness_stop(&harness);
	unsetenv("NO_COLOR");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrast_is_counted_as_the_formula_has_it),
		cmocka_unit_test(colours_have_the_values_that_xterm_gives_them),
		cmocka_unit_test(a_terminals_answer_is_read_whatever_its_precision),
		cmocka_unit_test(every_style_can_be_read_on_whatever_background),
		cmocka_unit_test(every_style_can_be_read_with_eight_colours),
		cmocka_unit_test(every_style_can_be_read_on_the_ground_that_is_painted),
		cmocka_unit_test(what_has_a_ground_stands_out_and_so_does_the_filled_part_of_a_bar),
		cmocka_unit_test(the_terminal_is_asked_and_its_answer_chooses_the_theme),
		cmocka_unit_test(
			a_theme_that_is_chosen_holds_and_is_painted_over_a_background_of_the_other_kind),
		cmocka_unit_test(without_colours_nothing_is_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
