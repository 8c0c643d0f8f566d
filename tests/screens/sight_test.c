/* Whoever sees little, no colours or nothing: the cursor is where the work is, nothing is told by
 * colour alone, no character has a doubtful width, and the linear way shows one thing a line. The
 * mouse, for whom it is wanted; and what an input method makes of keys. */
#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/booking/suspension.h"
#include "tests/screens/ambiguous.h"
#include "tests/screens/clinic.h"
#include "ui/term/engine.h"
#include "ui/term/stack.h"

/* Where the keys lead from the first screen, once somebody is booked and waits. */
static const char *const ways_in[] = {
	"Alt-1",
	"Alt-1 Enter",
	"F2",
	"F2 'zw' Down",
	"F2 'oynn' Enter",
	"F2 'oynn' Enter Down",
	"F2 'oynn' Enter Down Enter",
	"F2 F6",
	"F2 'zzz' Enter",
	"F3",
	"F3 Tab",
	"F3 c",
	"F3 d",
	"F4",
	"F4 Tab",
	"F4 Tab Enter",
	"F4 Tab Enter F8",
	"F4 F11",
	"F5",
	"F5 F9",
	"Alt-6",
	"Alt-7",
	"Alt-7 n",
	"Alt-7 F8",
	"Alt-7 F11",
	"Alt-7 Enter",
	"Alt-7 x",
	"Alt-8",
	"Alt-8 Tab",
	"Alt-8 F6",
	"Alt-8 F7",
	"Alt-8 F8",
	"Alt-9",
	"Alt-9 F8",
	"Alt-0",
	"Alt-0 Down",
	"Alt-0 'thres' Enter",
	"F1",
	"F3 F1 PgDn",
	"F12",
	"F12 Down",
	"F12 'que'",
	"F10",
	"Alt-z",
	"^T",
};

enum { WAYS_IN = sizeof(ways_in) / sizeof(ways_in[0]) };

static struct clinic clinic;

/* Two wait. */
static void fill(void)
{
	struct session session = clinic_session(&clinic.desk, "1001", PERIOD_AM);
	const int64_t people[] = { clinic.zhang, clinic.aygul };

	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++) {
		struct booking booking = clinic_book(&clinic.desk, session.id, people[i]);

		clinic_must(&clinic.desk, queue_check_in(&clinic.desk, booking.id, &booking));
	}
}

static struct clinic_start start = { &clinic, 80, 24, fill, "^L" };
static struct clinic_start wide = { &clinic, 200, 60, fill, "^L" };
static struct clinic_start least = { &clinic, 60, 16, fill, "^L" };

static void for_each_way_in(struct clinic_start *from, void (*look)(const char *keys))
{
	for (int i = 0; i < WAYS_IN; i++) {
		void *own = from;

		clinic_set_up(&own);
		harness_keys(own, ways_in[i]);
		look(ways_in[i]);
		clinic_tear_down(&own);
	}
}

static attr_t attributes_at(int line, int column)
{
	cchar_t cell;
	wchar_t text[CCHARW_MAX + 1];
	attr_t attributes = A_NORMAL;
	short pair = 0;

	assert_int_not_equal(mvin_wch(line, column, &cell), ERR);
	getcchar(&cell, text, &attributes, &pair, NULL);
	return attributes;
}

/* Whether anything on the screen is marked as chosen, or it only stands there to be read. What lies
 * beneath a text or a question does not count. */
static bool marks_something(const struct harness *harness)
{
	const char *name = stack_front(harness->terminal)->ops->name;
	int lines, columns;

	if (strcmp(name, "dialog_read") == 0 || strcmp(name, "dialog_ask") == 0 ||
	    strcmp(name, "undo") == 0)
		return false;
	getmaxyx(stdscr, lines, columns);
	for (int line = 1; line < lines - 1; line++) {
		for (int column = 0; column < columns; column++) {
			if (attributes_at(line, column) & A_REVERSE)
				return true;
		}
	}
	return false;
}

static void is_where_the_work_is(const char *keys)
{
	const struct surface *surface = &clinic.harness.terminal->surface;
	bool marked;

	if (!surface->cursor_shown) {
		print_error("%s", harness_screen(&clinic.harness));
		fail_msg("%s: no cursor", keys);
	}
	marked = attributes_at(surface->cursor_line, surface->cursor_column) & A_REVERSE;
	if (!marked && marks_something(&clinic.harness)) {
		print_error("%s", harness_screen(&clinic.harness));
		fail_msg("%s: the cursor is not on what is chosen", keys);
	}
}

static void the_cursor_is_on_the_chosen_row_the_field_or_the_question(void **state)
{
	(void)state;
	for_each_way_in(&start, is_where_the_work_is);
	for_each_way_in(&wide, is_where_the_work_is);
}

static void the_cursor_follows_the_row_and_goes_back_to_the_text(void **state)
{
	struct harness *harness = *state;
	const struct surface *surface = &harness->terminal->surface;

	harness_keys(harness, "F2 'zw'");
	assert_int_equal(surface->cursor_line, 2);
	harness_keys(harness, "Down");
	assert_true(surface->cursor_line > 2);
	assert_true(attributes_at(surface->cursor_line, 10) & A_REVERSE);
	harness_keys(harness, "'x'");
	assert_int_equal(surface->cursor_line, 2);
}

/* ---- no doubtful widths ---- */

static void has_no_doubtful_width(const char *keys)
{
	char *screen = strdup(harness_screen(&clinic.harness)), *name;
	uint32_t found;

	/* A person's own name is as it is. */
	while ((name = strstr(screen, "阿依古丽·")) != NULL)
		memset(name, '?', strlen("阿依古丽·"));
	found = find_ambiguous(screen);
	free(screen);
	if (found) {
		print_error("%s", harness_screen(&clinic.harness));
		fail_msg("%s: U+%04X", keys, (unsigned)found);
	}
}

static void no_character_on_a_screen_is_one_column_here_and_two_there(void **state)
{
	(void)state;
	assert_true(find_ambiguous("a·b") && find_ambiguous("…") && find_ambiguous("—") &&
		    find_ambiguous("①") && find_ambiguous("‘"));
	assert_false(find_ambiguous("汉字 abc ，。"));
	for_each_way_in(&start, has_no_doubtful_width);
	for_each_way_in(&wide, has_no_doubtful_width);
}

/* The sentences in both languages, those too that no test brings to the screen. */
static void no_text_of_the_catalogue_has_one(void **state)
{
	char line[4096];
	int lines = 0;
	FILE *file = fopen("data/locale/zh_CN.po", "r");

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		lines++;
		if (line[0] != '#' && find_ambiguous(line))
			fail_msg("data/locale/zh_CN.po, line %d: U+%04X", lines,
				 (unsigned)find_ambiguous(line));
	}
	fclose(file);
	assert_true(lines > 1000);
}

/* ---- without colours ---- */

static void tells_without_colours(const char *keys)
{
	int lines, columns;

	is_where_the_work_is(keys);
	getmaxyx(stdscr, lines, columns);
	for (int line = 0; line < lines; line++) {
		for (int column = 0; column < columns; column++) {
			cchar_t cell;
			wchar_t text[CCHARW_MAX + 1];
			attr_t attributes;
			short pair = -1;

			if (mvin_wch(line, column, &cell) != ERR)
				getcchar(&cell, text, &attributes, &pair, NULL);
			if (pair != 0)
				fail_msg("%s: a colour in line %d", keys, line);
		}
	}
}

static void without_colours_what_is_chosen_is_reversed(void **state)
{
	(void)state;
	setenv("NO_COLOR", "1", 1);
	for_each_way_in(&start, tells_without_colours);
	unsetenv("NO_COLOR");
}

static void without_colours_the_styles_that_matter_differ(void **state)
{
	const attr_t *attributes;
	void *own = &start;

	(void)state;
	setenv("NO_COLOR", "1", 1);
	clinic_set_up(&own);
	attributes = clinic.harness.terminal->surface.attributes;
	assert_true(attributes[STYLE_FOCUS] & A_REVERSE);
	assert_true(attributes[STYLE_DANGER] & A_REVERSE);
	assert_true(attributes[STYLE_FIELD] & A_UNDERLINE);
	assert_int_not_equal(attributes[STYLE_WARNING], attributes[STYLE_NORMAL]);
	assert_int_not_equal(attributes[STYLE_DANGER], attributes[STYLE_FOCUS]);
	assert_int_not_equal(attributes[STYLE_HEADING], attributes[STYLE_FOCUS]);
	clinic_tear_down(&own);
	unsetenv("NO_COLOR");
}

static void a_suspended_session_is_told_by_a_word_where_its_state_has_no_room(void **state)
{
	struct suspension suspension;

	clinic_must(&clinic.desk,
		    session_suspend(&clinic.desk,
				    clinic_session(&clinic.desk, "1002", PERIOD_AM).id, "停电",
				    &suspension));
	harness_keys(*state, "Alt-1 ^L");
	harness_shows(*state, "suspended");
}

/* ---- the linear way ---- */

static void go_linear(void)
{
	text_copy(clinic.desk.settings.desk_linear, sizeof(clinic.desk.settings.desk_linear), "on");
	harness_keys(&clinic.harness, "^L");
}

static void is_one_thing_a_line(const char *keys)
{
	struct harness *harness = &clinic.harness;
	const char *screen;

	go_linear();
	screen = harness_screen(harness);
	if (strstr(screen, "--") || strstr(screen, "+-") || strstr(screen, " | ") ||
	    strstr(screen, "    ") || strstr(screen, "cursor hidden")) {
		print_error("%s", screen);
		fail_msg("%s: a frame, a gap or no cursor", keys);
	}
}

static void the_linear_way_has_no_frames_and_nothing_side_by_side(void **state)
{
	(void)state;
	for_each_way_in(&start, is_one_thing_a_line);
	for_each_way_in(&wide, is_one_thing_a_line);
}

static void the_linear_way_reads_as_it_is_read_aloud(void **state)
{
	struct harness *harness = *state;

	go_linear();
	harness_keys(harness, "F3");
	harness_golden(harness, "linear/queue-sessions");
	harness_keys(harness, "Enter F6");
	harness_golden(harness, "linear/queue-called");
	harness_keys(harness, "F2 'zw' Down");
	harness_golden(harness, "linear/register-found");
	harness_keys(harness, "F6 F9");
	harness_golden(harness, "linear/new-patient");
	harness_keys(harness, "F10");
	harness_golden(harness, "linear/question");
}

static void what_the_desk_says_comes_first_in_the_linear_way(void **state)
{
	struct harness *harness = *state;

	go_linear();
	harness_keys(harness, "F3 Enter F6");
	assert_int_equal(strncmp(harness_screen(harness), "Called: number 1", 16), 0);
}

static void the_linear_way_scrolls_to_the_cursor_in_the_least_window(void **state)
{
	struct harness *harness = *state;
	const struct surface *surface = &harness->terminal->surface;

	go_linear();
	for (int i = 0; i < WAYS_IN; i++) {
		harness_keys(harness, "Esc Esc Esc Esc");
		if (harness->ended)
			break;
		harness_keys(harness, ways_in[i]);
		assert_true(surface->cursor_shown);
		assert_in_range(surface->cursor_line, 0, 15);
		assert_in_range(surface->cursor_column, 0, 59);
	}
	harness_resize(harness, 40, 10);
	harness_shows(harness, "The window has");
}

/* ---- the mouse ---- */

static void mouse_on(void)
{
	text_copy(clinic.desk.settings.desk_mouse, sizeof(clinic.desk.settings.desk_mouse), "on");
	harness_keys(&clinic.harness, "^L");
}

/* As SGR mode sends it; button 0 is the left one, 64 and 65 the wheel. */
static void press(struct harness *harness, int button, int line, int column)
{
	char bytes[64];

	text_format(bytes, sizeof(bytes), "\033[<%d;%d;%dM\033[<%d;%d;%dm", button, column + 1,
		    line + 1, button, column + 1, line + 1);
	harness_bytes(harness, bytes);
}

/* Where a text stands on the screen. */
static void click_on(struct harness *harness, const char *text)
{
	const char *screen = harness_screen(harness), *found = strstr(screen, text), *line = found;
	int number = 0, column = 0;

	if (!found)
		fail_msg("the screen does not show: %s", text);
	while (line > screen && line[-1] != '\n')
		line--;
	for (const char *at = screen; at < line; at++)
		number += *at == '\n';
	while (line < found)
		column += text_character_columns(text_next(&line));
	press(harness, 0, number, column);
}

static bool output_has(struct harness *harness, const char *bytes)
{
	size_t length;
	char *output = harness_output(harness, &length);
	bool has = memmem(output, length, bytes, strlen(bytes)) != NULL;

	free(output);
	return has;
}

static void the_mouse_is_asked_for_only_by_its_setting(void **state)
{
	struct harness *harness = *state;

	assert_false(output_has(harness, "1000h"));
	mouse_on();
	assert_true(output_has(harness, "\033[?1006;1000h"));
	assert_false(output_has(harness, "1000l"));
	text_copy(clinic.desk.settings.desk_mouse, sizeof(clinic.desk.settings.desk_mouse), "off");
	harness_keys(harness, "^L");
	assert_true(output_has(harness, "\033[?1006;1000l"));
}

static void a_click_marks_a_row_and_on_the_marked_one_chooses_it(void **state)
{
	struct harness *harness = *state;
	const struct surface *surface = &harness->terminal->surface;

	mouse_on();
	harness_keys(harness, "F3");
	assert_int_equal(surface->cursor_line, 5);
	click_on(harness, "曾丽华");
	assert_int_equal(surface->cursor_line, 7);
	assert_true(attributes_at(7, 1) & A_REVERSE);
	press(harness, 65, 5, 5);
	assert_int_equal(surface->cursor_line, 8);
	press(harness, 64, 5, 5);
	assert_int_equal(surface->cursor_line, 5);
	press(harness, 0, 20, 5); /* below the last row: nothing */
	assert_int_equal(surface->cursor_line, 5);
	click_on(harness, "魏思齐");
	harness_shows(harness, "2 waiting, 0 called");
}

static void a_click_in_the_other_list_goes_there(void **state)
{
	struct harness *harness = *state;

	mouse_on();
	harness_keys(harness, "F3");
	click_on(harness, "阿依古丽");
	assert_true(harness->terminal->surface.cursor_column > 90);
	assert_int_equal(harness->terminal->surface.cursor_line, 8);
	harness_keys(harness, "F6");
}

static void a_click_on_the_line_of_keys_or_a_place_does_what_the_key_does(void **state)
{
	struct harness *harness = *state;

	mouse_on();
	click_on(harness, "3 Queue");
	harness_shows(harness, "[3 Queue]");
	click_on(harness, "Call next");
	harness_shows(harness, "Called: number 1");
	click_on(harness, "F10 Quit");
	harness_shows(harness, "Leave the desk?");
	/* What lies beneath a question is not touched. */
	click_on(harness, "曾丽华");
	harness_shows(harness, "Leave the desk?");
	click_on(harness, "Yes");
	assert_true(harness->ended);
}

static void a_click_is_no_text_while_the_mouse_is_off(void **state)
{
	struct harness *harness = *state;

	harness_keys(harness, "F2");
	press(harness, 0, 10, 10);
	harness_hides(harness, "11;11");
	harness_hides(harness, "0;11");
}

/* ---- what an input method makes of keys ---- */

static void a_wide_point_is_the_menus_key_where_nothing_is_typed(void **state)
{
	struct harness *harness = *state;

	harness_keys(harness, "F3 '．'");
	harness_shows(harness, "a word, pinyin or the number");
	harness_keys(harness, "'．'");
	harness_hides(harness, "a word, pinyin or the number");
}

static void wide_digits_are_understood_in_every_kind_of_field(void **state)
{
	struct harness *harness = *state;

	/* A search, by phone and by initials. */
	harness_keys(harness, "F2 '１２３４'");
	harness_shows(harness, "138****1234");
	harness_keys(harness, "^U 'ｏｙｎｎ'");
	harness_shows(harness, "欧阳娜娜");
	harness_keys(harness, "Enter '１００２'");
	harness_shows(harness, "王磊");
	harness_hides(harness, "曾丽华");
	/* A text that is a number, a date and a choice. */
	harness_keys(harness, "Esc Esc Esc F6 '司马相如' Enter Enter "
			      "'１１０１０５１９４９１２３１００２Ｘ' Enter");
	harness_shows(harness, "1949-12-31");
	/* The menu by its row, a list of few things by its digit, a number that is typed. */
	harness_keys(harness, "F12 '３'");
	harness_shows(harness, " 3 ");
	harness_keys(harness, "Esc Alt-0 'ｔｈｒｅｓ' Enter ^U '５' Enter");
	harness_shows(harness, "5");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(the_cursor_is_on_the_chosen_row_the_field_or_the_question),
	CLINIC_TEST(the_cursor_follows_the_row_and_goes_back_to_the_text, &start),
	cmocka_unit_test(no_character_on_a_screen_is_one_column_here_and_two_there),
	cmocka_unit_test(no_text_of_the_catalogue_has_one),
	cmocka_unit_test(without_colours_what_is_chosen_is_reversed),
	cmocka_unit_test(without_colours_the_styles_that_matter_differ),
	CLINIC_TEST(a_suspended_session_is_told_by_a_word_where_its_state_has_no_room, &start),
	cmocka_unit_test(the_linear_way_has_no_frames_and_nothing_side_by_side),
	CLINIC_TEST(the_linear_way_reads_as_it_is_read_aloud, &start),
	CLINIC_TEST(what_the_desk_says_comes_first_in_the_linear_way, &start),
	CLINIC_TEST(the_linear_way_scrolls_to_the_cursor_in_the_least_window, &least),
	CLINIC_TEST(the_mouse_is_asked_for_only_by_its_setting, &start),
	CLINIC_TEST(a_click_marks_a_row_and_on_the_marked_one_chooses_it, &start),
	CLINIC_TEST(a_click_in_the_other_list_goes_there, &wide),
	CLINIC_TEST(a_click_on_the_line_of_keys_or_a_place_does_what_the_key_does, &wide),
	CLINIC_TEST(a_click_is_no_text_while_the_mouse_is_off, &start),
	CLINIC_TEST(a_wide_point_is_the_menus_key_where_nothing_is_typed, &start),
	CLINIC_TEST(wide_digits_are_understood_in_every_kind_of_field, &start),
};

int main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
