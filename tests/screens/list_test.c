/* The list: what is selected stays selected, columns give way, pages are pages. */
#include <string.h>

#include "tests/screens/harness.h"
#include "ui/term/list.h"
#include "ui/term/screen.h"

enum { ROWS = 100 };

struct rows {
	int64_t id[ROWS];
	struct list list;
	size_t count;
	int columns, lines;
};

static void cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct rows *this = rows;

	switch (column) {
	case 0: text_format(out, size, "%d", (int)this->id[row]); break;
	case 1: text_format(out, size, "病人%d", (int)this->id[row]); break;
	case 2: text_copy(out, size, "a phone number"); break;
	default: text_copy(out, size, "a note"); break;
	}
}

static int64_t id(const void *rows, size_t row)
{
	return ((const struct rows *)rows)->id[row];
}

/* Every fourth row from the first, where a test has headings. */
static const char *heading(const void *rows, size_t row)
{
	(void)rows;
	return row % 4 == 0 ? "A part of them" : NULL;
}

static const struct list_ops ops = { .cell = cell, .id = id };
static const struct list_ops ops_with_headings = { .cell = cell, .id = id, .heading = heading };

static const struct list_column columns[] = {
	{ .title = "No.", .columns = 4, .side = TEXT_RIGHT },
	{ .title = "Name", .columns = 10, .flexible = true },
	{ .title = "Phone", .columns = 14, .gives_way = 1 },
	{ .title = "Note", .columns = 8, .gives_way = 2 },
};

static void fill(struct rows *rows, size_t count)
{
	memset(rows, 0, sizeof(*rows));
	for (size_t i = 0; i < count; i++)
		rows->id[i] = (int64_t)(i + 1);
	rows->count = count;
	list_init(&rows->list, &ops, columns, 4, "Nobody is here yet.");
	list_set(&rows->list, rows, count);
}

static size_t selected(const struct rows *rows)
{
	size_t row = 999;

	assert_true(list_selected(&rows->list, &row));
	return row;
}

static void moving_stops_at_the_ends(void **state)
{
	struct rows rows;

	(void)state;
	fill(&rows, 3);
	assert_int_equal(list_command(&rows.list, COMMAND_LIST_UP), SCREEN_DONE);
	assert_int_equal(list_command(&rows.list, COMMAND_LIST_DOWN), SCREEN_DRAW);
	assert_int_equal(list_command(&rows.list, COMMAND_LIST_LAST), SCREEN_DRAW);
	assert_int_equal(selected(&rows), 2);
	assert_int_equal(list_command(&rows.list, COMMAND_LIST_DOWN), SCREEN_DONE);
	assert_int_equal(list_command(&rows.list, COMMAND_LIST_PAGE_DOWN), SCREEN_DONE);
	assert_int_equal(list_command(&rows.list, COMMAND_LIST_FIRST), SCREEN_DRAW);
	assert_int_equal(list_command(&rows.list, COMMAND_LIST_PAGE_UP), SCREEN_DONE);
	assert_int_equal(list_command(&rows.list, COMMAND_QUIT), SCREEN_PASS);
}

static void an_empty_list_has_no_selected_row_and_takes_every_key(void **state)
{
	static const enum command moves[] = { COMMAND_LIST_UP,	    COMMAND_LIST_DOWN,
					      COMMAND_LIST_PAGE_UP, COMMAND_LIST_PAGE_DOWN,
					      COMMAND_LIST_FIRST,   COMMAND_LIST_LAST };
	struct rows rows;
	size_t row;

	(void)state;
	fill(&rows, 0);
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		assert_int_equal(list_command(&rows.list, moves[i]), SCREEN_DONE);
	assert_false(list_selected(&rows.list, &row));
}

static void the_same_thing_stays_selected_over_a_reload(void **state)
{
	struct rows rows;

	(void)state;
	fill(&rows, 10);
	assert_true(list_select(&rows.list, 5));
	/* Two came in front of it. */
	memmove(rows.id + 2, rows.id, 10 * sizeof(rows.id[0]));
	rows.id[0] = 98;
	rows.id[1] = 99;
	list_set(&rows.list, &rows, 12);
	assert_int_equal(rows.id[selected(&rows)], 5);
	assert_false(list_select(&rows.list, 1234));
	assert_int_equal(rows.id[selected(&rows)], 5);
}

static void when_it_is_gone_the_row_in_its_place_is_selected(void **state)
{
	struct rows rows;

	(void)state;
	fill(&rows, 10);
	list_select(&rows.list, 10);
	list_set(&rows.list, &rows, 9);
	assert_int_equal(rows.id[selected(&rows)], 9);
	list_select(&rows.list, 3);
	rows.id[2] = 77;
	list_set(&rows.list, &rows, 9);
	assert_int_equal(rows.id[selected(&rows)], 77);
	/* An empty list forgets. */
	list_set(&rows.list, &rows, 0);
	list_set(&rows.list, &rows, 9);
	assert_int_equal(selected(&rows), 0);
}

/* ---- on the screen ---- */

static void draw(struct screen *screen, const struct canvas *canvas)
{
	struct rows *rows = (struct rows *)(void *)screen->desk;
	struct canvas part = canvas_part(canvas, 0, 0, rows->lines, rows->columns);

	list_draw(&rows->list, &part, true);
}

static unsigned command(struct screen *screen, enum command given)
{
	struct rows *rows = (struct rows *)(void *)screen->desk;

	return list_command(&rows->list, given);
}

static enum status open(struct screen *screen, const void *argument, struct problem *problem)
{
	(void)argument;
	(void)problem;
	screen->widget = CONTEXT_LIST;
	return STATUS_OK;
}

static const struct screen_ops screen = {
	.name = "list", .open = open, .draw = draw, .command = command
};

static void show(struct harness *harness, struct rows *rows, int width, int height)
{
	static const struct place place = { .command = COMMAND_REGISTER, .ops = &screen };
	struct terminal_host host = { .desk = (struct desk *)(void *)rows,
				      .place = &place,
				      .place_count = 1 };

	rows->columns = width;
	rows->lines = height;
	harness_start(harness, &host, 80, 24);
}

static void columns_give_way_in_their_order(void **state)
{
	struct rows rows;
	struct harness harness;

	(void)state;
	fill(&rows, 2);
	show(&harness, &rows, 60, 5);
	harness_shows(&harness, " No. Name                            Phone          Note\n");
	harness_shows(&harness, "   1 病人1                           a phone number a note\n");
	harness_stop(&harness);
	show(&harness, &rows, 38, 5);
	harness_shows(&harness, " No. Name               Phone\n");
	harness_stop(&harness);
	show(&harness, &rows, 20, 5);
	harness_shows(&harness, "   1 病人1\n");
	harness_hides(&harness, "Phone");
	harness_stop(&harness);
	/* Narrower than what never gives way: cut at the border. */
	show(&harness, &rows, 9, 5);
	harness_shows(&harness, "   2 病~\n");
	harness_stop(&harness);
}

static void the_selected_row_is_scrolled_into_sight(void **state)
{
	struct rows rows;
	struct harness harness;

	(void)state;
	fill(&rows, ROWS);
	show(&harness, &rows, 40, 7);
	harness_keys(&harness, "Down Down Down Down");
	harness_shows(&harness, "cursor 7,0");
	harness_keys(&harness, "Down");
	harness_shows(&harness, "   6 病人6");
	harness_hides(&harness, "   1 病人1\n");
	harness_shows(&harness, "cursor 7,0");
	harness_keys(&harness, "PgDn");
	assert_int_equal(selected(&rows), 10);
	harness_keys(&harness, "End");
	harness_shows(&harness, " 100 病人100");
	harness_shows(&harness, "  96 病人96");
	/* Rows that vanish leave no hole at the end. */
	list_set(&rows.list, &rows, 7);
	harness_keys(&harness, "^L");
	harness_shows(&harness, "   3 病人3");
	harness_shows(&harness, "   7 病人7");
	harness_stop(&harness);
}

static void how_many_are_above_and_below_is_said(void **state)
{
	struct rows rows;
	struct harness harness;

	(void)state;
	fill(&rows, 20);
	show(&harness, &rows, 40, 7);
	harness_shows(&harness, "\n15 more below\n");
	harness_hides(&harness, "above");
	harness_keys(&harness, "PgDn Down Down");
	harness_shows(&harness, "\n3 more above, 12 more below\n");
	harness_keys(&harness, "End");
	harness_shows(&harness, "\n15 more above\n");
	harness_stop(&harness);
	/* All fit: nothing is said, and no line is lost. */
	fill(&rows, 6);
	show(&harness, &rows, 40, 7);
	harness_shows(&harness, "   6 病人6");
	harness_hides(&harness, "more");
	harness_stop(&harness);
}

static void where_none_is_marked_a_key_marks_the_first_or_the_last(void **state)
{
	struct rows rows;
	size_t row;

	(void)state;
	fill(&rows, 5);
	list_unmark(&rows.list);
	assert_false(list_selected(&rows.list, &row));
	/* It stays so over a reload and over narrowing. */
	list_set(&rows.list, &rows, 4);
	list_narrow(&rows.list, "病人");
	assert_false(list_selected(&rows.list, &row));
	assert_int_equal(list_command(&rows.list, COMMAND_LIST_DOWN), SCREEN_DRAW);
	assert_int_equal(selected(&rows), 0);
	list_unmark(&rows.list);
	list_command(&rows.list, COMMAND_LIST_UP);
	assert_int_equal(selected(&rows), 3);
	list_unmark(&rows.list);
	assert_true(list_select(&rows.list, 2));
	assert_int_equal(selected(&rows), 1);
	list_release(&rows.list);
	fill(&rows, 0);
	list_unmark(&rows.list);
	assert_int_equal(list_command(&rows.list, COMMAND_LIST_DOWN), SCREEN_DONE);
}

static void no_key_marks_a_heading(void **state)
{
	struct rows rows;

	(void)state;
	fill(&rows, 12);
	list_init(&rows.list, &ops_with_headings, columns, 4, "");
	list_set(&rows.list, &rows, 12);
	assert_int_equal(list_things(&rows.list), 9);
	assert_int_equal(selected(&rows), 1);
	assert_int_equal(list_command(&rows.list, COMMAND_LIST_UP), SCREEN_DONE);
	list_command(&rows.list, COMMAND_LIST_DOWN);
	list_command(&rows.list, COMMAND_LIST_DOWN);
	list_command(&rows.list, COMMAND_LIST_DOWN);
	assert_int_equal(selected(&rows), 5);
	list_command(&rows.list, COMMAND_LIST_UP);
	assert_int_equal(selected(&rows), 3);
	list_command(&rows.list, COMMAND_LIST_LAST);
	assert_int_equal(selected(&rows), 11);
	list_command(&rows.list, COMMAND_LIST_FIRST);
	assert_int_equal(selected(&rows), 1);
	/* A heading is shown with what fits below it, and not without. */
	list_narrow(&rows.list, "7");
	assert_int_equal(rows.list.count, 2);
	assert_int_equal(list_things(&rows.list), 1);
	assert_int_equal(selected(&rows), 6);
	list_release(&rows.list);
}

static void an_empty_list_says_what_it_means(void **state)
{
	struct rows rows;
	struct harness harness;

	(void)state;
	fill(&rows, 0);
	show(&harness, &rows, 40, 6);
	harness_shows(&harness, "Nobody is here yet.");
	harness_shows(&harness, "cursor 3,0");
	harness_stop(&harness);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moving_stops_at_the_ends),
		cmocka_unit_test(an_empty_list_has_no_selected_row_and_takes_every_key),
		cmocka_unit_test(the_same_thing_stays_selected_over_a_reload),
		cmocka_unit_test(when_it_is_gone_the_row_in_its_place_is_selected),
		cmocka_unit_test(columns_give_way_in_their_order),
		cmocka_unit_test(the_selected_row_is_scrolled_into_sight),
		cmocka_unit_test(how_many_are_above_and_below_is_said),
		cmocka_unit_test(where_none_is_marked_a_key_marks_the_first_or_the_last),
		cmocka_unit_test(no_key_marks_a_heading),
		cmocka_unit_test(an_empty_list_says_what_it_means),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
