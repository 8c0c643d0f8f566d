/* No letter and no digit is ever a command: what is typed narrows a list or begins a search, and no
 * key that was typed ahead answers a question. */
#include <string.h>
#include <time.h>

#include "tests/screens/harness.h"
#include "tests/screens/sample.h"
#include "ui/term/engine.h"

struct stage {
	struct sample sample;
	struct harness harness;
	char sought[128];
	bool whole;
};

static unsigned search(void *context, struct screen *front, const char *text, bool whole)
{
	struct stage *stage = (struct stage *)context;

	(void)front;
	text_copy(stage->sought, sizeof(stage->sought), text);
	stage->whole = whole;
	return SCREEN_DRAW;
}

static int start(void **state)
{
	static struct stage stage;
	struct terminal_host host;

	memset(&stage, 0, sizeof(stage));
	sample_init(&stage.sample, &host);
	/* The sample is the stage's first. */
	host.context = &stage;
	host.search = search;
	harness_start(&stage.harness, &host, 80, 24);
	*state = &stage;
	return 0;
}

static int stop(void **state)
{
	struct stage *stage = *state;

	harness_stop(&stage->harness);
	return 0;
}

static void wait_ms(int ms)
{
	const struct timespec time = { .tv_nsec = ms * 1000000L };

	nanosleep(&time, NULL);
}

static void no_command_has_a_letter_or_a_digit(void **state)
{
	struct keymap keymap;

	(void)state;
	keymap_init(&keymap);
	for (int command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
		for (int i = 0; i < keymap.count[command]; i++) {
			uint32_t stroke = keymap.stroke[command][i];

			if (stroke_is_text(stroke) && !strchr(".+-*", (int)stroke))
				fail_msg("%s has the key %c", command_name((enum command)command),
					 (int)stroke);
		}
	}
}

static void what_is_typed_narrows_a_list(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "'bid'");
	harness_shows(&stage->harness, "a bidi override");
	harness_shows(&stage->harness, "Only rows with \"bid\": 1 of 6.");
	harness_hides(&stage->harness, "张伟");
	harness_keys(&stage->harness, "Backspace Backspace Backspace");
	harness_shows(&stage->harness, "张伟");
	harness_hides(&stage->harness, "Only rows");
	/* By pinyin, in full or by initials, and by each of several words. */
	harness_keys(&stage->harness, "'oynn'");
	harness_shows(&stage->harness, "欧阳娜娜");
	harness_hides(&stage->harness, "张伟");
	harness_keys(&stage->harness, "Esc 'FIRST zhang'");
	harness_shows(&stage->harness, "张伟");
	harness_hides(&stage->harness, "欧阳娜娜");
	assert_string_equal(stage->sample.log, "");
}

static void the_marked_row_stays_marked_while_it_fits(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "Down Down Down 'o'");
	harness_keys(&stage->harness, "Esc Enter");
	harness_shows(&stage->harness, "cursor 6,0");
}

static void enter_searches_everywhere_for_what_is_not_in_the_list(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "'0421'");
	harness_shows(&stage->harness, "Nothing in this list has \"0421\".");
	harness_shows(&stage->harness, "Enter searches everywhere for \"0421\".");
	assert_string_equal(stage->sought, "");
	harness_keys(&stage->harness, "Enter");
	assert_string_equal(stage->sought, "0421");
	assert_true(stage->whole);
	harness_shows(&stage->harness, "张伟");
}

static void coming_back_to_a_place_shows_all_of_it(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "'oynn' F2 F3");
	harness_shows(&stage->harness, "张伟");
	harness_hides(&stage->harness, "Only rows");
}

static void letters_answer_no_question(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F6 'yYnc90. +-'");
	harness_shows(&stage->harness, "Call the next patient?");
	harness_keys(&stage->harness, "Enter");
	harness_hides(&stage->harness, "Call the next patient?");
	assert_string_equal(stage->sample.log, "result(1: given 0 0 '') ");
	assert_string_equal(stage->sought, "");
}

static void no_key_that_was_typed_ahead_answers_a_question(void **state)
{
	struct stage *stage = *state;

	stage->harness.terminal->seen_ms = SCREEN_SEEN_MS;
	/* F6, and what a hurried hand types behind it. */
	harness_bytes(&stage->harness, "\033[17~\033[20~\r\033[20~y");
	harness_keys(&stage->harness, "F9 Enter Esc");
	harness_shows(&stage->harness, "Call the next patient?");
	/* Its keys are not shown before they work. */
	harness_hides(&stage->harness, "F9 Yes");
	wait_ms(SCREEN_SEEN_MS + 20);
	harness_tick(&stage->harness);
	harness_keys(&stage->harness, "F9");
	assert_string_equal(stage->sample.log, "result(1: given 1 0 '') ");
}

static void a_question_shows_its_keys_as_soon_as_they_work(void **state)
{
	struct stage *stage = *state;
	enum terminal_end end;

	stage->harness.terminal->seen_ms = SCREEN_SEEN_MS;
	harness_keys(&stage->harness, "F6");
	harness_hides(&stage->harness, "F9 Yes");
	/* The loop wakes up by itself. */
	for (int i = 0; i < 100 && !strstr(harness_screen(&stage->harness), "F9 Yes"); i++)
		assert_true(terminal_round(stage->harness.terminal, 1000, &end));
	harness_shows(&stage->harness, "F9 Yes");
}

static void a_refusal_outlives_the_keys_that_were_typed_ahead(void **state)
{
	struct stage *stage = *state;

	stage->harness.terminal->seen_ms = SCREEN_SEEN_MS;
	harness_bytes(&stage->harness, "\033[20~\033OB\033OB");
	harness_shows(&stage->harness, "\n No.\n");
	wait_ms(SCREEN_SEEN_MS + 20);
	harness_keys(&stage->harness, "Down");
	harness_hides(&stage->harness, "\n No.\n");
}

static void no_key_acts_in_a_window_too_small_to_show_anything(void **state)
{
	struct stage *stage = *state;

	harness_resize(&stage->harness, 40, 10);
	harness_keys(&stage->harness, "F6 F9 F2 'x' Enter F10 F9");
	harness_paste(&stage->harness, "x");
	harness_scan(&stage->harness, "26112100012");
	harness_resize(&stage->harness, 80, 24);
	harness_shows(&stage->harness, "张伟");
	harness_hides(&stage->harness, "Only rows");
	assert_string_equal(stage->sample.log, "");
	assert_false(stage->harness.ended);
}

static void the_rest_of_a_split_sequence_is_no_text(void **state)
{
	struct stage *stage = *state;

	/* An arrow whose Esc came alone over a slow line. */
	harness_keys(&stage->harness, "F2");
	harness_bytes(&stage->harness, "\033");
	wait_ms(40);
	harness_bytes(&stage->harness, "[A");
	harness_bytes(&stage->harness, "\033");
	wait_ms(40);
	harness_bytes(&stage->harness, "OP");
	harness_shows(&stage->harness, "Name\n");
	/* Whoever types O after Esc does not do it that fast. */
	harness_bytes(&stage->harness, "\033");
	wait_ms(INPUT_SPLIT_MS + 20);
	harness_keys(&stage->harness, "'O'");
	harness_shows(&stage->harness, "Name         O\n");
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, start, stop)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_command_has_a_letter_or_a_digit),
		STAGED(what_is_typed_narrows_a_list),
		STAGED(the_marked_row_stays_marked_while_it_fits),
		STAGED(enter_searches_everywhere_for_what_is_not_in_the_list),
		STAGED(coming_back_to_a_place_shows_all_of_it),
		STAGED(letters_answer_no_question),
		STAGED(no_key_that_was_typed_ahead_answers_a_question),
		STAGED(a_question_shows_its_keys_as_soon_as_they_work),
		STAGED(a_refusal_outlives_the_keys_that_were_typed_ahead),
		STAGED(no_key_acts_in_a_window_too_small_to_show_anything),
		STAGED(the_rest_of_a_split_sequence_is_no_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
