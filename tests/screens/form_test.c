/* Editing a line and filling in a form: whole characters, columns, what each kind of field takes.
 */
#include <locale.h>
#include <string.h>

#include "tests/screens/harness.h"
#include "ui/term/form.h"

static void editing_never_cuts_a_character(void **state)
{
	struct edit edit;

	(void)state;
	edit_init(&edit, 97);
	edit_set(&edit, "𠮷野·é家");
	edit_command(&edit, COMMAND_FORM_BACKSPACE);
	assert_string_equal(edit.text, "𠮷野·é");
	/* A base and its mark are one. */
	edit_command(&edit, COMMAND_FORM_LEFT);
	assert_int_equal(edit.at, strlen("𠮷野·"));
	edit_command(&edit, COMMAND_FORM_DELETE);
	assert_string_equal(edit.text, "𠮷野·");
	edit_command(&edit, COMMAND_FORM_START);
	edit_command(&edit, COMMAND_FORM_DELETE);
	assert_string_equal(edit.text, "野·");
	edit_command(&edit, COMMAND_FORM_RIGHT);
	assert_true(edit_insert(&edit, "口"));
	assert_string_equal(edit.text, "野口·");
	edit_command(&edit, COMMAND_FORM_END);
	edit_command(&edit, COMMAND_FORM_RIGHT);
	assert_int_equal(edit.at, strlen(edit.text));
}

static void at_its_borders_the_cursor_stays(void **state)
{
	struct edit edit;

	(void)state;
	edit_init(&edit, 10);
	edit_command(&edit, COMMAND_FORM_LEFT);
	edit_command(&edit, COMMAND_FORM_BACKSPACE);
	edit_command(&edit, COMMAND_FORM_DELETE);
	edit_command(&edit, COMMAND_FORM_DELETE_WORD);
	assert_string_equal(edit.text, "");
	assert_int_equal(edit.at, 0);
	assert_false(edit_command(&edit, COMMAND_FORM_NEXT));
}

static void words_and_lines_are_deleted_backwards(void **state)
{
	struct edit edit;

	(void)state;
	edit_init(&edit, 97);
	edit_set(&edit, "one two  ");
	edit_command(&edit, COMMAND_FORM_DELETE_WORD);
	assert_string_equal(edit.text, "one ");
	edit_command(&edit, COMMAND_FORM_CLEAR);
	assert_string_equal(edit.text, "");
}

static void a_text_ends_before_its_limit_at_a_whole_character(void **state)
{
	struct edit edit;

	(void)state;
	edit_init(&edit, 8); /* seven bytes: two characters of three */
	assert_false(edit_insert(&edit, "中心诊所"));
	assert_string_equal(edit.text, "中心");
	assert_true(edit_insert(&edit, "x"));
	assert_false(edit_insert(&edit, "y"));
	assert_string_equal(edit.text, "中心x");
}

static void only_clean_text_comes_in(void **state)
{
	struct edit edit;

	(void)state;
	edit_init(&edit, 97);
	assert_true(edit_insert(&edit, "\na\x1b[1m\xE2\x80\xAE"
				       "b\xFF\r\n\tc\n"));
	assert_string_equal(edit.text, "a[1mb c");
	assert_true(text_is_clean(edit.text));
}

static const char *const methods[] = { "Cash", "WeChat", "Card", NULL };

enum { NAME, PHONE, BORN, FEE, METHOD, CODE, NUMBER, COUNT };

static void fill(struct form *form, struct field field[COUNT])
{
	static const struct field blank[COUNT] = {
		[NAME] = { .label = "Name", .limit = 97 },
		[PHONE] = { .label = "Phone", .kind = FIELD_DIGITS, .limit = 12 },
		[BORN] = { .label = "Born", .kind = FIELD_DATE, .limit = 11 },
		[FEE] = { .label = "Fee", .kind = FIELD_MONEY, .limit = 12 },
		[METHOD] = { .label = "Method", .kind = FIELD_CHOICE, .choices = methods },
		[CODE] = { .label = "ID", .kind = FIELD_CODE, .limit = 19 },
		[NUMBER] = { .label = "Number", .kind = FIELD_SHOWN },
	};

	memcpy(field, blank, sizeof(blank));
	form_init(form, field, COUNT);
}

static void each_kind_takes_what_it_can_use(void **state)
{
	static const struct {
		int field;
		const char *typed, *value;
		enum form_reply reply;
	} cases[] = {
		{ PHONE, "１３８", "138", FORM_CHANGED },    /* an input method left on */
		{ PHONE, "138-1234", "1381234", FORM_FULL }, /* the hyphen is left out */
		{ PHONE, "中", "", FORM_FULL },
		{ PHONE, "123456789012", "12345678901", FORM_FULL },
		{ BORN, "２０２６-11.2/1", "2026-11.2/", FORM_FULL }, /* eleven are too many */
		{ BORN, "2026/1/5", "2026/1/5", FORM_CHANGED },
		{ FEE, "15．5", "15.5", FORM_CHANGED },
		{ FEE, "15元", "15", FORM_FULL },
		{ CODE, "　11010519491231002ｘ\t", "11010519491231002x", FORM_CHANGED },
		{ NAME, "李　雷", "李　雷", FORM_CHANGED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct field field[COUNT];
		struct form form;
		enum form_reply reply;

		fill(&form, field);
		form_focus(&form, cases[i].field);
		reply = form_text(&form, cases[i].typed);
		assert_string_equal(form_value(&form, cases[i].field), cases[i].value);
		assert_int_equal(reply, cases[i].reply);
	}
}

static void a_choice_is_turned_and_not_typed(void **state)
{
	struct field field[COUNT];
	struct form form;

	(void)state;
	fill(&form, field);
	form_focus(&form, METHOD);
	assert_int_equal(form_command(&form, COMMAND_FORM_LEFT), FORM_CHANGED);
	assert_int_equal(field[METHOD].choice, 2);
	assert_int_equal(form_text(&form, " "), FORM_CHANGED);
	assert_int_equal(field[METHOD].choice, 0);
	assert_int_equal(form_text(&form, "x"), FORM_FULL);
	assert_int_equal(form_command(&form, COMMAND_FORM_CLEAR), FORM_MOVED);
	assert_int_equal(field[METHOD].choice, 0);
}

static void enter_goes_through_the_fields_and_confirms_on_the_last(void **state)
{
	struct field field[COUNT];
	struct form form;

	(void)state;
	fill(&form, field);
	for (int i = NAME; i < CODE; i++) {
		assert_int_equal(form.focus, i);
		assert_int_equal(form_command(&form, COMMAND_FORM_ENTER), FORM_MOVED);
	}
	/* What is only shown is passed over, so this is the last. */
	assert_int_equal(form.focus, CODE);
	assert_int_equal(form_command(&form, COMMAND_FORM_ENTER), FORM_CONFIRMED);
	assert_int_equal(form_command(&form, COMMAND_FORM_NEXT), FORM_MOVED);
	assert_int_equal(form.focus, NAME);
	assert_int_equal(form_command(&form, COMMAND_FORM_PREVIOUS), FORM_MOVED);
	assert_int_equal(form.focus, CODE);
	assert_int_equal(form_command(&form, COMMAND_HELP), FORM_PASS);
}

static void the_first_problem_gets_the_focus_and_goes_with_the_next_change(void **state)
{
	struct field field[COUNT];
	struct form form;

	(void)state;
	fill(&form, field);
	form_problem(&form, PHONE, "This phone number is not valid.");
	form_problem(&form, FEE, "This is not an amount of money.");
	assert_int_equal(form.focus, PHONE);
	assert_int_equal(form_lines(&form), COUNT + 2);
	form_command(&form, COMMAND_FORM_LEFT);
	assert_true(*field[PHONE].problem);
	form_text(&form, "1");
	assert_false(*field[PHONE].problem);
	assert_true(form_has_problem(&form));
	form_forget_problems(&form);
	assert_false(form_has_problem(&form));
}

static void clearing_starts_over(void **state)
{
	struct field field[COUNT];
	struct form form;

	(void)state;
	fill(&form, field);
	form_text(&form, "张三");
	form_focus(&form, METHOD);
	form_text(&form, " ");
	form_clear(&form);
	assert_string_equal(form_value(&form, NAME), "");
	assert_int_equal(field[METHOD].choice, 0);
	assert_int_equal(form.focus, NAME);
}

/* ---- on the screen ---- */

struct shown {
	struct field field[COUNT];
	struct form form;
	int columns, lines;
};

static void draw(struct screen *screen, const struct canvas *canvas)
{
	struct shown *shown = (struct shown *)(void *)screen->desk;
	struct canvas part = canvas_part(canvas, 0, 0, shown->lines, shown->columns);

	form_draw(&shown->form, &part, true);
}

static const struct screen_ops screen = { .name = "form", .draw = draw };

static void show(struct harness *harness, struct shown *shown, int columns, int lines)
{
	static const struct place place = { .command = COMMAND_REGISTER, .ops = &screen };
	struct terminal_host host = { .desk = (struct desk *)(void *)shown,
				      .place = &place,
				      .place_count = 1 };

	shown->columns = columns;
	shown->lines = lines;
	harness_start(harness, &host, 80, 24);
}

static void a_form_shows_labels_hints_problems_and_the_cursor(void **state)
{
	struct shown shown;
	struct harness harness;

	(void)state;
	fill(&shown.form, shown.field);
	for (int i = 0; i < COUNT; i++)
		shown.field[i].columns = 12;
	shown.field[BORN].hint = "2026-11-21";
	form_text(&shown.form, "欧阳娜娜");
	form_set(&shown.form, NUMBER, "17");
	form_problem(&shown.form, PHONE, "A phone number is needed.");
	form_focus(&shown.form, NAME);
	show(&harness, &shown, 60, 20);
	harness_golden(&harness, "form/80");
	harness_stop(&harness);
}

static void a_long_problem_is_shown_whole(void **state)
{
	struct shown shown;
	struct harness harness;

	(void)state;
	fill(&shown.form, shown.field);
	form_problem(&shown.form, CODE,
		     "The check character of this ID number does not fit: with these digits it "
		     "would be X. Look at the card again.");
	show(&harness, &shown, 60, 9);
	harness_shows(&harness, "be X. Look at\n");
	harness_shows(&harness, "             the card again.\n");
	harness_stop(&harness);
}

static void a_long_text_scrolls_by_whole_wide_characters(void **state)
{
	struct shown shown;
	struct harness harness;

	(void)state;
	fill(&shown.form, shown.field);
	shown.field[NAME].columns = 7;
	form_text(&shown.form, "一二三四五六");
	show(&harness, &shown, 60, 20);
	/* Seven columns: three characters and the cursor. */
	harness_shows(&harness, "Name         四五六\n");
	harness_shows(&harness, "cursor 2,19");
	harness_stop(&harness);
	form_command(&shown.form, COMMAND_FORM_START);
	show(&harness, &shown, 60, 20);
	harness_shows(&harness, "Name         一二三\n");
	harness_shows(&harness, "cursor 2,13");
	harness_stop(&harness);
}

static void a_form_higher_than_its_room_scrolls_to_the_focus(void **state)
{
	struct shown shown;
	struct harness harness;

	(void)state;
	fill(&shown.form, shown.field);
	form_focus(&shown.form, CODE);
	show(&harness, &shown, 60, 3);
	harness_hides(&harness, "Name");
	harness_shows(&harness, "ID");
	harness_stop(&harness);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(editing_never_cuts_a_character),
		cmocka_unit_test(at_its_borders_the_cursor_stays),
		cmocka_unit_test(words_and_lines_are_deleted_backwards),
		cmocka_unit_test(a_text_ends_before_its_limit_at_a_whole_character),
		cmocka_unit_test(only_clean_text_comes_in),
		cmocka_unit_test(each_kind_takes_what_it_can_use),
		cmocka_unit_test(a_choice_is_turned_and_not_typed),
		cmocka_unit_test(enter_goes_through_the_fields_and_confirms_on_the_last),
		cmocka_unit_test(the_first_problem_gets_the_focus_and_goes_with_the_next_change),
		cmocka_unit_test(clearing_starts_over),
		cmocka_unit_test(a_form_shows_labels_hints_problems_and_the_cursor),
		cmocka_unit_test(a_long_problem_is_shown_whole),
		cmocka_unit_test(a_long_text_scrolls_by_whole_wide_characters),
		cmocka_unit_test(a_form_higher_than_its_room_scrolls_to_the_focus),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
