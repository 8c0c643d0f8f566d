/* Drawing: columns and not bytes, nothing outside of its canvas, nothing raw. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screens/harness.h"
#include "ui/term/engine.h"

enum { BODY_LINE = 2 }; /* of the terminal, where the body begins */

/* What the one screen of these tests draws. */
struct drawing {
	void (*draw)(const struct canvas *canvas);
};

static void draw(struct screen *screen, const struct canvas *canvas)
{
	const struct drawing *drawing = (const struct drawing *)(void *)screen->desk;

	drawing->draw(canvas);
}

static const struct screen_ops screen = { .name = "drawing", .draw = draw };

/* Draws once on a body of `columns` by 20 lines (24 with what stands around it). */
static void show(struct harness *harness, void (*with)(const struct canvas *), int columns)
{
	static const struct place place = { .command = COMMAND_REGISTER, .ops = &screen };
	struct drawing drawing = { with };
	struct terminal_host host = { .desk = (struct desk *)(void *)&drawing,
				      .place = &place,
				      .place_count = 1 };

	harness_start(harness, &host, columns, 24);
	harness_screen(harness);
}

/* One line of the body. */
static void assert_line(const struct harness *harness, int line, const char *expected)
{
	const char *at = harness->screen;
	char text[512];
	size_t length;

	for (int i = 0; i < line + BODY_LINE; i++)
		at = strchr(at, '\n') + 1;
	length = strcspn(at, "\n");
	assert_true(length < sizeof(text));
	memcpy(text, at, length);
	text[length] = '\0';
	assert_string_equal(text, expected);
}

static void draw_wide(const struct canvas *canvas)
{
	/* The last column of the screen is left free rather than half a character shown. */
	assert_int_equal(draw_text(canvas, 0, canvas->columns - 3, 99, STYLE_NORMAL, "张伟"), 3);
	assert_int_equal(draw_text(canvas, 1, canvas->columns - 4, 99, STYLE_NORMAL, "张伟"), 4);
	assert_int_equal(draw_text(canvas, 2, 0, 5, STYLE_NORMAL, "中心诊所"), 5);
	assert_int_equal(draw_text(canvas, 3, canvas->columns - 1, 99, STYLE_NORMAL, "张"), 1);
	assert_int_equal(draw_text(canvas, 4, 0, 1, STYLE_NORMAL, "张"), 1);
	for (int i = 0; i < 3; i++) {
		static const char *const names[] = { "李雷", "Li Lei", "欧阳娜娜" };

		draw_cell(canvas, 5 + i, 0, 9, STYLE_NORMAL, TEXT_LEFT, names[i]);
		draw_cell(canvas, 5 + i, 10, 9, STYLE_NORMAL, TEXT_RIGHT, names[i]);
		draw_text(canvas, 5 + i, 19, 1, STYLE_NORMAL, "|");
	}
}

static void wide_characters_are_never_cut_in_two(void **state)
{
	struct harness harness;
	char expected[128];

	(void)state;
	show(&harness, draw_wide, 60);
	text_format(expected, sizeof(expected), "%57s张~", "");
	assert_line(&harness, 0, expected);
	text_format(expected, sizeof(expected), "%56s张伟", "");
	assert_line(&harness, 1, expected);
	assert_line(&harness, 2, "中心~");
	text_format(expected, sizeof(expected), "%59s~", "");
	assert_line(&harness, 3, expected);
	assert_line(&harness, 4, "~");
	assert_line(&harness, 5, "李雷           李雷|");
	assert_line(&harness, 6, "Li Lei       Li Lei|");
	assert_line(&harness, 7, "欧阳娜娜   欧阳娜娜|");
	harness_stop(&harness);
}

static void draw_hostile(const struct canvas *canvas)
{
	static const char *const texts[] = {
		"\033[31mred",
		"bell\007 back\b tab\t line\n",
		"\xC2\x9B"
		"31m c1",
		"\xE2\x80\xAE"
		"bidi\xE2\x81\xA6",
		"zero\xE2\x80\x8B"
		"width\xEF\xBB\xBF",
		"broken \xFF \xC0\xAF \xED\xA0\x80",
		"\xCC\x81"
		"a mark first",
		"e\xCC\x81 a mark in its place",
		"%s%n%d",
	};

	for (int i = 0; i < (int)(sizeof(texts) / sizeof(texts[0])); i++)
		draw_text(canvas, i, 2, 50, STYLE_NORMAL, texts[i]);
	/* Still where it should be: nothing moved the cursor. */
	draw_text(canvas, 0, 0, 1, STYLE_NORMAL, ">");
}

static void what_cannot_be_shown_is_shown_as_a_sign(void **state)
{
	struct harness harness;
	size_t length;
	char *output;

	(void)state;
	show(&harness, draw_hostile, 60);
	assert_line(&harness, 0, "> \uFFFD[31mred");
	assert_line(&harness, 1, "  bell\uFFFD back\uFFFD tab\uFFFD line\uFFFD");
	assert_line(&harness, 2, "  \uFFFD31m c1");
	assert_line(&harness, 3, "  \uFFFDbidi\uFFFD");
	assert_line(&harness, 4, "  zero\uFFFDwidth\uFFFD");
	assert_line(&harness, 5, "  broken \uFFFD \uFFFD\uFFFD \uFFFD\uFFFD\uFFFD");
	assert_line(&harness, 6, "  a mark first");
	assert_line(&harness, 7, "  e\xCC\x81 a mark in its place");
	assert_line(&harness, 8, "  %s%n%d");
	output = harness_output(&harness, &length);
	assert_null(memmem(output, length, "\xC2\x9B", 2));
	assert_null(memmem(output, length, "\033[31mred", 8));
	free(output);
	harness_stop(&harness);
}

static void draw_outside(const struct canvas *canvas)
{
	struct canvas part = canvas_part(canvas, 2, 10, 3, 10);
	struct canvas inner = canvas_part(&part, 1, 5, 99, 99);
	struct canvas nothing = canvas_part(&part, 5, 0, 1, 10);

	assert_int_equal(inner.lines, 2);
	assert_int_equal(inner.columns, 5);
	assert_int_equal(nothing.lines, 0);
	for (int line = -2; line < 30; line++)
		draw_text(&part, line, 0, 99, STYLE_NORMAL, "................");
	draw_text(&inner, 0, 0, 99, STYLE_NORMAL, "abcdefgh");
	assert_int_equal(draw_text(&part, 0, -1, 5, STYLE_NORMAL, "x"), 0);
	assert_int_equal(draw_text(&part, 0, 10, 5, STYLE_NORMAL, "x"), 0);
	assert_int_equal(draw_text(&nothing, 0, 0, 5, STYLE_NORMAL, "x"), 0);
	draw_fill(&nothing, 0, 0, 5, STYLE_BAR);
	draw_cell(&nothing, 0, 0, 5, STYLE_BAR, TEXT_LEFT, "x");
	draw_rule(&nothing, 0);
	draw_gauge(&nothing, 0, 0, 40, 1, 2);
	draw_box(&nothing, "x");
	canvas_cursor(&nothing, 0, 0);
}

static void nothing_is_drawn_outside_of_its_canvas(void **state)
{
	struct harness harness;

	(void)state;
	show(&harness, draw_outside, 60);
	assert_line(&harness, 1, "");
	assert_line(&harness, 2, "          .........~");
	assert_line(&harness, 3, "          .....abcd~");
	assert_line(&harness, 4, "          .........~");
	assert_line(&harness, 5, "");
	harness_shows(&harness, "cursor hidden");
	harness_stop(&harness);
}

static void draw_paragraphs(const struct canvas *canvas)
{
	static const char both[] = "Refused: 中心诊所今天上午的号已经全部售完 (quota_full)";

	assert_int_equal(draw_paragraph(canvas, 0, 0, 10, STYLE_NORMAL, "one two three"), 2);
	assert_int_equal(draw_paragraph(canvas, 3, 0, 5, STYLE_NORMAL, "abcdefghijkl"), 3);
	assert_int_equal(draw_paragraph(canvas, 7, 0, 11, STYLE_NORMAL, both),
			 draw_paragraph_lines(11, both));
	assert_int_equal(draw_paragraph(canvas, 14, 0, 10, STYLE_NORMAL, "a\n\nb"), 3);
	assert_int_equal(draw_paragraph_lines(10, ""), 0);
	assert_int_equal(draw_paragraph_lines(0, "a"), 0);
	/* A character wider than the room is left out, not looped over. */
	assert_int_equal(draw_paragraph_lines(1, "张三"), 2);
}

static void paragraphs_break_at_spaces_and_between_wide_characters(void **state)
{
	struct harness harness;

	(void)state;
	show(&harness, draw_paragraphs, 60);
	assert_line(&harness, 0, "one two");
	assert_line(&harness, 1, "three");
	assert_line(&harness, 3, "abcde");
	assert_line(&harness, 5, "kl");
	assert_line(&harness, 7, "Refused: 中");
	assert_line(&harness, 8, "心诊所今天");
	assert_line(&harness, 9, "上午的号已");
	assert_line(&harness, 14, "a");
	assert_line(&harness, 15, "");
	assert_line(&harness, 16, "b");
	harness_stop(&harness);
}

static void draw_gauges(const struct canvas *canvas)
{
	draw_gauge(canvas, 0, 0, 17, 0, 0);
	draw_gauge(canvas, 1, 0, 17, 5, 10);
	draw_gauge(canvas, 2, 0, 17, 11, 10);
	draw_gauge(canvas, 3, 0, 17, INT64_MAX / 2, INT64_MAX);
	draw_gauge(canvas, 4, 0, 7, 1, 2);
	draw_gauge(canvas, 5, 0, 17, 1, 1000);
	draw_gauge(canvas, 6, 0, 17, 999, 1000);
}

static void a_gauge_is_filled_as_far_as_it_is_done(void **state)
{
	struct harness harness;

	(void)state;
	show(&harness, draw_gauges, 60);
	assert_line(&harness, 0, "............   0%");
	assert_line(&harness, 1, "######......  50%");
	assert_line(&harness, 2, "############ 100%");
	assert_line(&harness, 3, "#####.......  49%");
	assert_line(&harness, 4, "#.  50%");
	assert_line(&harness, 5, "#...........   0%");
	assert_line(&harness, 6, "###########.  99%");
	harness_stop(&harness);
}

static void draw_styles(const struct canvas *canvas)
{
	for (int style = 0; style < STYLE_COUNT; style++)
		draw_text(canvas, style, 0, 9, (enum style)style, "text");
}

/* Whether any of the bytes sent chooses a colour. */
static bool has_colour(struct harness *harness)
{
	size_t length;
	char *output = harness_output(harness, &length);
	bool found = memmem(output, length, "38;5;", 5) || memmem(output, length, "48;5;", 5);

	free(output);
	return found;
}

static void colours_are_left_out_when_nobody_wants_them(void **state)
{
	struct harness harness;

	(void)state;
	unsetenv("NO_COLOR");
	show(&harness, draw_styles, 60);
	assert_true(has_colour(&harness));
	harness_stop(&harness);
	setenv("NO_COLOR", "1", 1);
	show(&harness, draw_styles, 60);
	assert_false(has_colour(&harness));
	for (int style = STYLE_HEADING; style < STYLE_COUNT; style++) {
		/* Each is still told from plain text. */
		assert_true(harness.terminal->surface.attributes[style] != A_NORMAL);
	}
	harness_stop(&harness);
	unsetenv("NO_COLOR");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wide_characters_are_never_cut_in_two),
		cmocka_unit_test(what_cannot_be_shown_is_shown_as_a_sign),
		cmocka_unit_test(nothing_is_drawn_outside_of_its_canvas),
		cmocka_unit_test(paragraphs_break_at_spaces_and_between_wide_characters),
		cmocka_unit_test(a_gauge_is_filled_as_far_as_it_is_done),
		cmocka_unit_test(colours_are_left_out_when_nobody_wants_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
