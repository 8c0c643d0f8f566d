/* The loop: stacks of screens, dialogs, messages, keys, pastes, scans, resizing, ends. */
#include <stdlib.h>
#include <string.h>

#include "base/monotonic.h"
#include "tests/screens/harness.h"
#include "tests/screens/sample.h"
#include "ui/term/engine.h"
#include "ui/term/progress.h"
#include "ui/term/stack.h"

struct stage {
	struct sample sample;
	struct harness harness;
};

static int start(void **state)
{
	static struct stage stage;
	struct terminal_host host;

	memset(&stage, 0, sizeof(stage));
	sample_init(&stage.sample, &host);
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

static void the_first_place_is_painted_at_the_start(void **state)
{
	struct stage *stage = *state;

	harness_golden(&stage->harness, "engine/queue");
	assert_int_equal(stage->sample.loads, 1);
	assert_int_equal(stage->sample.draws, 1);
}

static void no_byte_of_data_reaches_the_terminal_raw(void **state)
{
	struct stage *stage = *state;
	size_t length;
	char *output = harness_output(&stage->harness, &length);

	assert_non_null(strstr(output, "欧阳娜娜"));
	assert_non_null(strstr(output, "\xEF\xBF\xBD[2J"));
	assert_null(strstr(output, "\033]0;owned"));
	assert_null(strchr(output, '\007'));
	assert_null(strstr(output, "\xE2\x80\xAE"));
	assert_null(strchr(output, '\xFF'));
	free(output);
}

static void places_keep_their_state_while_another_is_shown(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F2 '王小明' F3");
	harness_shows(&stage->harness, "张伟");
	harness_keys(&stage->harness, "Alt-2");
	harness_shows(&stage->harness, "Name         王小明");
	/* A digit is text; with Alt it leads on. */
	harness_keys(&stage->harness, "3");
	harness_shows(&stage->harness, "王小明3");
	harness_keys(&stage->harness, "Alt-3");
	harness_hides(&stage->harness, "王小明");
}

static void each_key_paints_once_and_no_key_paints_nothing(void **state)
{
	struct stage *stage = *state;
	int before = stage->sample.draws;

	harness_keys(&stage->harness, "Down");
	assert_int_equal(stage->sample.draws, before + 1);
	/* Not a command here; the cursor at its end; nothing changed elsewhere. */
	harness_keys(&stage->harness, "Ins");
	harness_tick(&stage->harness);
	assert_int_equal(stage->sample.draws, before + 1);
	/* What comes in one piece is painted once. */
	harness_bytes(&stage->harness, "\033OB\033OB\033OB");
	assert_int_equal(stage->sample.draws, before + 2);
	harness_keys(&stage->harness, "End Down");
	assert_int_equal(stage->sample.draws, before + 3);
}

static void a_change_elsewhere_loads_again_and_keeps_the_selected_row(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "Down");
	harness_shows(&stage->harness, "cursor 4,0");
	memmove(stage->sample.row + 1, stage->sample.row, 6 * sizeof(stage->sample.row[0]));
	stage->sample.row[0] = (struct sample_row){ .id = 99, .name = "新来的" };
	stage->sample.count++;
	harness_hides(&stage->harness, "新来的");
	stage->sample.changed = true;
	/* An idle desk looks for others' changes more often than once a second. */
	assert_true(TERMINAL_TICK_MS < 1000);
	harness_tick(&stage->harness);
	harness_shows(&stage->harness, "新来的");
	harness_shows(&stage->harness, "cursor 5,0");
	assert_int_equal(stage->sample.loads, 2);
}

static void a_place_not_shown_is_loaded_when_it_is_shown_again(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F2");
	stage->sample.changed = true;
	harness_tick(&stage->harness);
	assert_int_equal(stage->sample.loads, 1);
	harness_keys(&stage->harness, "F3");
	assert_int_equal(stage->sample.loads, 2);
}

static void the_clock_is_painted_when_its_minute_changes(void **state)
{
	struct stage *stage = *state;
	int before = stage->sample.draws;

	harness_tick(&stage->harness);
	assert_int_equal(stage->sample.draws, before);
	stage->sample.clock = "2026-11-21 08:06";
	harness_tick(&stage->harness);
	assert_int_equal(stage->sample.draws, before + 1);
	harness_shows(&stage->harness, "08:06");
}

static void a_failed_load_says_why_until_the_next_key(void **state)
{
	struct stage *stage = *state;

	stage->sample.fails = STATUS_STORE_IO;
	stage->sample.changed = true;
	harness_tick(&stage->harness);
	harness_shows(&stage->harness, "The disk is on strike.");
	harness_tick(&stage->harness);
	harness_shows(&stage->harness, "The disk is on strike.");
	harness_keys(&stage->harness, "Up");
	harness_hides(&stage->harness, "The disk is on strike.");
}

static void an_error_is_not_pushed_away_by_an_info(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F9");
	harness_shows(&stage->harness, " No.");
	screen_say(stack_front(stage->harness.terminal), SAY_INFO, "Something else.");
	harness_hides(&stage->harness, "Something else.");
}

static void a_long_refusal_is_shown_whole(void **state)
{
	struct stage *stage = *state;
	struct screen *front = stack_front(stage->harness.terminal);

	screen_say(front, SAY_ERROR, "%s",
		   "No counter number is left in this session: 24 of 24 are sold. 6 online numbers "
		   "go over to the counter at 13:00; three extra numbers can be given with F11.");
	harness_tick(&stage->harness);
	harness_golden(&stage->harness, "engine/refusal");
	harness_keys(&stage->harness, "Ins");
	harness_hides(&stage->harness, "No counter number");
}

static void dialogs_answer_through_result(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F6");
	harness_golden(&stage->harness, "engine/ask");
	harness_keys(&stage->harness, "F9 F6 Enter F6 Esc F6 F9");
	assert_string_equal(stage->sample.log,
			    "result(1: given 1 0 '') result(1: given 0 0 '') "
			    "result(1: not given 0 0 '') result(1: given 1 0 '') ");
}

static void a_list_to_pick_from_marks_by_digits_and_takes_by_enter(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F11");
	harness_golden(&stage->harness, "engine/pick");
	harness_keys(&stage->harness, "Enter F11 '1' Enter F11 '9' Esc Esc");
	assert_string_equal(stage->sample.log,
			    "result(2: given 1 71 '韩梅梅') result(2: given 0 70 'Li Lei') "
			    "result(2: not given 0 0 '') ");
}

static void a_prompt_wants_text_and_trims_it(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F7 Enter");
	harness_golden(&stage->harness, "engine/prompt");
	harness_keys(&stage->harness, "'  went home ' Enter");
	assert_string_equal(stage->sample.log, "result(3: given 0 0 'went home') ");
}

static void a_text_to_read_closes_with_enter_and_asks_nothing(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F8");
	harness_shows(&stage->harness, "three");
	harness_keys(&stage->harness, "Enter");
	harness_hides(&stage->harness, "three");
	assert_string_equal(stage->sample.log, "");
}

static void a_digit_in_a_question_leads_nowhere(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F6 '2'");
	harness_shows(&stage->harness, "Call the next patient?");
	/* A named key does, and the question is still there on coming back. */
	harness_keys(&stage->harness, "F2");
	harness_hides(&stage->harness, "Call the next patient?");
	harness_keys(&stage->harness, "F3");
	harness_shows(&stage->harness, "Call the next patient?");
}

static void help_is_the_table_of_this_screen(void **state)
{
	struct stage *stage = *state;

	harness_resize(&stage->harness, 80, 50);
	harness_keys(&stage->harness, "F1");
	harness_golden(&stage->harness, "engine/help-queue");
	harness_keys(&stage->harness, "F1 F2 F1");
	/* Its own keys and the form's, not the list's. */
	harness_shows(&stage->harness, "Adds a patient.");
	harness_shows(&stage->harness, "Empties the field.");
	harness_hides(&stage->harness, "One row up.");
}

static void the_function_bar_gives_way_from_its_end(void **state)
{
	struct stage *stage = *state;

	harness_resize(&stage->harness, 60, 24);
	harness_golden(&stage->harness, "engine/bar-60");
	harness_resize(&stage->harness, 160, 24);
	harness_golden(&stage->harness, "engine/bar-160");
	/* What makes no sense now is not offered. */
	stage->sample.count = 0;
	stage->sample.changed = true;
	harness_tick(&stage->harness);
	harness_hides(&stage->harness, "Finish");
	harness_shows(&stage->harness, "Nobody is waiting.");
}

static void any_size_is_survived_and_the_state_kept(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F2 '张三'");
	harness_resize(&stage->harness, 1, 1);
	harness_keys(&stage->harness, "'不'");
	harness_resize(&stage->harness, 59, 15);
	harness_golden(&stage->harness, "engine/too-small");
	harness_resize(&stage->harness, 300, 100);
	harness_keys(&stage->harness, "'丰'");
	harness_shows(&stage->harness, "张三丰");
	for (int columns = 1; columns < 90; columns += 7) {
		harness_resize(&stage->harness, columns, 40);
		harness_resize(&stage->harness, 70, columns);
		harness_keys(&stage->harness, "F1 Esc Up Down F3 F6 Esc F11 Esc F7 Esc F8 Esc F2");
	}
	harness_resize(&stage->harness, 80, 24);
	harness_shows(&stage->harness, "张三丰");
}

static void a_paste_is_text_and_never_a_command(void **state)
{
	struct stage *stage = *state;

	harness_paste(&stage->harness, "c\ry\r");
	harness_shows(&stage->harness, "Nothing in this list has \"c y\".");
	harness_hides(&stage->harness, "Call the next patient?");
	harness_keys(&stage->harness, "Esc");
	harness_keys(&stage->harness, "F2");
	harness_paste(&stage->harness, " 李\r\n四\x01\x1b[A\xff\n");
	harness_shows(&stage->harness, "李 四[A");
	assert_string_equal(stage->sample.log, "");
}

static void a_paste_whose_end_is_lost_ends_by_itself(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F2");
	harness_bytes(&stage->harness, "\033[200~lost");
	harness_hides(&stage->harness, "lost");
	harness_tick(&stage->harness);
	harness_tick(&stage->harness);
	harness_shows(&stage->harness, "lost");
	harness_keys(&stage->harness, "'!'");
	harness_shows(&stage->harness, "lost!");
}

static void a_scan_presses_no_keys(void **state)
{
	struct stage *stage = *state;

	harness_scan(&stage->harness, "26112100012");
	assert_string_equal(stage->sample.log, "scan(26112100012) ");
	harness_shows(&stage->harness, "张伟");
	/* In front of a question a scan's Enter is no yes. */
	harness_keys(&stage->harness, "F6");
	harness_scan(&stage->harness, "26112100012");
	harness_shows(&stage->harness, "Call the next patient?");
	harness_shows(&stage->harness, "it cannot be used here");
	harness_keys(&stage->harness, "Esc");
	/* Letters and what stands on the number pad are held as well. */
	harness_keys(&stage->harness, "Esc");
	harness_scan(&stage->harness, "c1234567");
	harness_scan(&stage->harness, "https://example.org/?2=3&y");
	assert_string_equal(stage->sample.log,
			    "scan(26112100012) result(1: not given 0 0 '') scan(c1234567) "
			    "scan(https://example.org/?2=3&y) ");
	harness_hides(&stage->harness, "Call the next patient?");
}

static void a_scan_leaves_what_is_typed_as_it_was(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F2 '王'");
	harness_scan(&stage->harness, "11010519491231002X");
	harness_shows(&stage->harness, "it cannot be used here");
	harness_shows(&stage->harness, "Name         王\n");
	harness_shows(&stage->harness, "cursor 2,15");
	/* In a field that would not take its first character. */
	harness_keys(&stage->harness, "Tab '13'");
	harness_scan(&stage->harness, "A1234567");
	harness_shows(&stage->harness, "Phone        13\n");
	/* And in a choice. */
	harness_keys(&stage->harness, "Tab");
	harness_scan(&stage->harness, "A1234567");
	harness_shows(&stage->harness, "< Unknown >");
	harness_shows(&stage->harness, "cursor 4,");
	assert_string_equal(stage->sample.log, "");
}

/* Time goes by before the next key. */
static void pause(struct stage *stage)
{
	stage->harness.terminal->input.first_ms -= 10 * INPUT_SCAN_GAP_MS;
}

static void slow_typing_and_enter_are_text(void **state)
{
	static const char typed[] = "11010519491231002X";
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F2");
	for (size_t i = 0; typed[i]; i++) {
		char one[2] = { typed[i], '\0' };

		harness_bytes(&stage->harness, one);
		pause(stage);
	}
	harness_keys(&stage->harness, "Enter");
	harness_shows(&stage->harness, typed);
	harness_shows(&stage->harness, "cursor 3,");
}

static void characters_one_by_one_but_fast_are_a_scan(void **state)
{
	static const char scanned[] = "11010519491231002X\r\n";
	struct stage *stage = *state;
	int loads;

	harness_keys(&stage->harness, "F2");
	loads = stage->sample.draws;
	/* The first is painted at once; what comes behind it is not waited for by a clock here. */
	harness_bytes(&stage->harness, "1");
	harness_shows(&stage->harness, "Name         1");
	assert_int_equal(stage->sample.draws, loads + 1);
	/* However slow this machine is: the rest comes right behind. */
	stage->harness.terminal->input.first_ms = INT64_MAX;
	harness_bytes(&stage->harness, scanned + 1);
	harness_shows(&stage->harness, "it cannot be used here");
	harness_hides(&stage->harness, "Name         1");
	harness_shows(&stage->harness, "cursor 2,");
}

static void words_typed_ahead_are_no_scan(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F2");
	harness_bytes(&stage->harness, "zhangxiaoming\r13800001234");
	harness_shows(&stage->harness, "Name         zhangxiaoming");
	harness_shows(&stage->harness, "Phone        13800001234");
}

static void the_line_ends_of_a_scan_press_nothing(void **state)
{
	struct stage *stage = *state;

	/* Enter would choose a doctor. */
	harness_bytes(&stage->harness, "26112100012\r\n\t\r");
	assert_string_equal(stage->sample.log, "scan(26112100012) ");
	harness_keys(&stage->harness, "F11");
	harness_bytes(&stage->harness, "26112100012\n\r\n");
	harness_shows(&stage->harness, "Li Lei");
	assert_string_equal(stage->sample.log, "scan(26112100012) ");
}

static void a_change_of_a_field_is_taken_back_and_brought_back(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F2 '王小明' ^U");
	harness_hides(&stage->harness, "王小明");
	harness_keys(&stage->harness, "^X");
	harness_shows(&stage->harness, "Name         王小明");
	harness_keys(&stage->harness, "^X");
	harness_hides(&stage->harness, "王小明");
}

static void fewer_digits_are_typed_as_pressed(void **state)
{
	struct stage *stage = *state;

	harness_bytes(&stage->harness, "2");
	harness_shows(&stage->harness, "Only rows with \"2\"");
	harness_bytes(&stage->harness, "6112");
	harness_shows(&stage->harness, "Nothing in this list has \"26112\".");
}

static void unknown_sequences_and_broken_bytes_type_nothing(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F2");
	harness_bytes(&stage->harness, "a\033[1;9Z\033[?62;1c\033[999~b\xC3\x28\xFF\xE5\xBC");
	harness_shows(&stage->harness, "ab(");
	/* Half a character waits for its other half. */
	harness_bytes(&stage->harness, "\xE5\xBC");
	harness_bytes(&stage->harness, "\xA0");
	harness_shows(&stage->harness, "ab(张");
}

static void the_number_pad_types_numbers_in_either_mode(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "F2");
	harness_bytes(&stage->harness, "\033Oq\033Or\033Ow\033Oy\033Op\033Om\033On");
	harness_shows(&stage->harness, "Name         12790-.");
	harness_bytes(&stage->harness, "\033OM");
	harness_shows(&stage->harness, "cursor 3,");
}

static void an_input_method_may_be_on(void **state)
{
	struct stage *stage = *state;

	/* Full-width letters and locked capitals find what plain ones find. */
	harness_keys(&stage->harness, "'ＯＹｎｎ'");
	harness_shows(&stage->harness, "欧阳娜娜");
	harness_hides(&stage->harness, "张伟");
	/* In a field they are text as it is. */
	harness_keys(&stage->harness, "F2 'ａ１'");
	harness_shows(&stage->harness, "ａ１");
}

static void quit_asks_and_the_second_time_leaves(void **state)
{
	struct stage *stage = *state;

	harness_keys(&stage->harness, "^Q");
	harness_shows(&stage->harness, "Leave the desk?");
	harness_keys(&stage->harness, "Enter");
	assert_false(stage->harness.ended);
	harness_keys(&stage->harness, "F10 F9");
	assert_true(stage->harness.ended);
	assert_int_equal(stage->harness.end, TERMINAL_LEFT);
}

static void a_lost_line_ends_the_loop(void **state)
{
	struct stage *stage = *state;

	harness_hang_up(&stage->harness);
	assert_true(stage->harness.ended);
	assert_int_equal(stage->harness.end, TERMINAL_HUNG_UP);
}

static void nobody_passes_the_entry_before_it_closes(void **state)
{
	struct sample sample;
	struct harness harness;
	struct terminal_host host;

	(void)state;
	sample_init(&sample, &host);
	host.entry = &sample_entry;
	host.entry_first = true;
	harness_start(&harness, &host, 80, 24);
	harness_shows(&harness, "Who works here?");
	harness_keys(&harness, "F2 F3 Esc ^T");
	harness_shows(&harness, "Who works here?");
	harness_keys(&harness, "Enter");
	harness_shows(&harness, "张伟");
	/* And comes back on demand, leaving things as they are. */
	harness_keys(&harness, "F2 '王' Alt-t");
	harness_shows(&harness, "Who works here?");
	harness_keys(&harness, "Enter");
	harness_shows(&harness, "王");
	harness_keys(&harness, "^T ^Q");
	assert_true(harness.ended);
	harness_stop(&harness);
}

static void the_host_says_which_place_is_shown_first(void **state)
{
	struct sample sample;
	struct harness harness;
	struct terminal_host host;

	(void)state;
	sample_init(&sample, &host);
	host.home = COMMAND_REGISTER;
	host.entry = &sample_entry;
	host.entry_first = true;
	harness_start(&harness, &host, 80, 24);
	harness_keys(&harness, "Enter");
	harness_shows(&harness, "Phone");
	/* A place that closes gives way to it, too. */
	harness_keys(&harness, "F3");
	harness_shows(&harness, "张伟");
	harness_keys(&harness, "F2 ^T Enter");
	harness_shows(&harness, "Phone");
	harness_stop(&harness);
}

static void a_wide_terminal_names_every_place_with_its_number(void **state)
{
	/* Ten, as the desk has them; the names are any. */
	static const enum command commands[10] = {
		COMMAND_QUEUE,		 COMMAND_REGISTER,	COMMAND_BOOKINGS,
		COMMAND_REPORTS,	 COMMAND_REPORTS_WRITE, COMMAND_REPORTS_FILE,
		COMMAND_REPORTS_DAY,	 COMMAND_BOOKINGS_PAY,	COMMAND_BOOKINGS_FIND,
		COMMAND_BOOKINGS_CHECKIN
	};
	struct place places[10];
	struct sample sample;
	struct harness harness;
	struct terminal_host host;

	(void)state;
	sample_init(&sample, &host);
	for (int i = 0; i < 10; i++)
		places[i] = (struct place){ .command = commands[i],
					    .ops = i == 1 ? &sample_register : &sample_queue,
					    .number = (i + 3) % 10 };
	host.place = places;
	host.place_count = 10;
	harness_start(&harness, &host, 200, 24);
	harness_shows(&harness, "中心诊所  [3 Queue] 4 Register  5 Bookings  6 Reports ");
	harness_keys(&harness, "Alt-2");
	harness_shows(&harness, "中心诊所   3 Queue [4 Register] 5 Bookings  6 Reports ");
	/* Without the room for all of them there is the name of one. */
	harness_resize(&harness, 120, 24);
	harness_shows(&harness, "中心诊所  Register  ");
	harness_stop(&harness);
}

static enum status refuse(struct screen *screen, const void *argument, struct problem *problem)
{
	(void)screen;
	(void)argument;
	return problem_set(problem, STATUS_STORE_BUSY, "Another counter is in the way.");
}

static void a_desk_whose_first_screen_cannot_open_is_not_opened(void **state)
{
	struct screen_ops ops = sample_queue;
	struct place place = { .command = COMMAND_QUEUE, .ops = &ops };
	struct keymap keymap;
	struct terminal_host host = { .place = &place, .place_count = 1, .keymap = &keymap };
	struct problem problem = { .status = STATUS_OK };
	struct terminal *terminal = NULL;
	FILE *in = fopen("/dev/null", "r"), *out = fopen("/dev/null", "w");

	(void)state;
	ops.open = refuse;
	keymap_init(&keymap);
	assert_int_equal(terminal_start_on(&terminal, &host, in, out, 80, 24, &problem),
			 STATUS_STORE_BUSY);
	assert_string_equal(problem.message, "Another counter is in the way.");
	assert_null(terminal);
	fclose(in);
	fclose(out);
}

static void progress_paints_at_most_ten_times_a_second(void **state)
{
	struct stage *stage = *state;
	struct progress progress;
	int64_t before = monotonic_ms();
	int most;

	progress_start(&progress, stack_front(stage->harness.terminal), "Writing the workbook");
	for (int i = 0; i <= 200000; i++)
		progress_step(&progress, i, 200000);
	most = 2 + (int)((monotonic_ms() - before) / 100);
	assert_in_range(progress.painted, 1, most);
	/* A second paint is due when the time is up. */
	progress.painted_ms -= 100;
	progress_step(&progress, 50, 200);
	harness_golden(&stage->harness, "engine/progress");
	progress_end(&progress);
	harness_tick(&stage->harness);
	harness_hides(&stage->harness, "Writing the workbook");
}

/* A screen with ten pieces of work. */
struct labour {
	int done;
};

static void labour_draw(struct screen *screen, const struct canvas *canvas)
{
	const struct labour *state = screen->state;

	draw_format(canvas, 0, 0, STYLE_NORMAL, "%d done", state->done);
}

static unsigned labour_work(struct screen *screen)
{
	struct labour *state = screen->state;

	state->done++;
	screen->working = state->done < 10;
	return SCREEN_DRAW;
}

static enum status labour_open(struct screen *screen, const void *argument, struct problem *problem)
{
	(void)argument;
	(void)problem;
	screen->working = true;
	return STATUS_OK;
}

static const struct screen_ops labour_screen = { .name = "labour",
						 .context = CONTEXT_QUEUE,
						 .title = "Labour",
						 .state_size = sizeof(struct labour),
						 .open = labour_open,
						 .draw = labour_draw,
						 .work = labour_work };

static void work_is_done_between_keys_and_goes_on_behind_another_place(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = stage->harness.terminal;
	const struct labour *labour;
	struct screen *front = stack_front(terminal);

	assert_false(terminal_is_working(terminal));
	assert_true(screen_push(front, &labour_screen, NULL, 0));
	labour = stack_front(terminal)->state;
	assert_true(terminal_is_working(terminal));
	/* Keys come first: each of these is a round of its own. */
	harness_keys(&stage->harness, "F2");
	assert_in_range(labour->done, 0, 5);
	harness_shows(&stage->harness, "Register");
	harness_work(&stage->harness);
	assert_int_equal(labour->done, 10);
	assert_false(terminal_is_working(terminal));
	harness_keys(&stage->harness, "F3");
	harness_shows(&stage->harness, "10 done");
}

static void leaving_says_that_work_stops(void **state)
{
	struct stage *stage = *state;
	struct screen *front = stack_front(stage->harness.terminal);

	assert_true(screen_push(front, &labour_screen, NULL, 0));
	harness_keys(&stage->harness, "F10");
	harness_shows(&stage->harness, "Work in progress stops");
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, start, stop)
	const struct CMUnitTest tests[] = {
		STAGED(the_first_place_is_painted_at_the_start),
		STAGED(no_byte_of_data_reaches_the_terminal_raw),
		STAGED(places_keep_their_state_while_another_is_shown),
		STAGED(each_key_paints_once_and_no_key_paints_nothing),
		STAGED(a_change_elsewhere_loads_again_and_keeps_the_selected_row),
		STAGED(a_place_not_shown_is_loaded_when_it_is_shown_again),
		STAGED(the_clock_is_painted_when_its_minute_changes),
		STAGED(a_failed_load_says_why_until_the_next_key),
		STAGED(an_error_is_not_pushed_away_by_an_info),
		STAGED(a_long_refusal_is_shown_whole),
		STAGED(dialogs_answer_through_result),
		STAGED(a_list_to_pick_from_marks_by_digits_and_takes_by_enter),
		STAGED(a_prompt_wants_text_and_trims_it),
		STAGED(a_text_to_read_closes_with_enter_and_asks_nothing),
		STAGED(a_digit_in_a_question_leads_nowhere),
		STAGED(help_is_the_table_of_this_screen),
		STAGED(the_function_bar_gives_way_from_its_end),
		STAGED(any_size_is_survived_and_the_state_kept),
		STAGED(a_paste_is_text_and_never_a_command),
		STAGED(a_paste_whose_end_is_lost_ends_by_itself),
		STAGED(a_scan_presses_no_keys),
		STAGED(a_scan_leaves_what_is_typed_as_it_was),
		STAGED(slow_typing_and_enter_are_text),
		STAGED(characters_one_by_one_but_fast_are_a_scan),
		STAGED(words_typed_ahead_are_no_scan),
		STAGED(the_line_ends_of_a_scan_press_nothing),
		STAGED(a_change_of_a_field_is_taken_back_and_brought_back),
		STAGED(fewer_digits_are_typed_as_pressed),
		STAGED(unknown_sequences_and_broken_bytes_type_nothing),
		STAGED(the_number_pad_types_numbers_in_either_mode),
		STAGED(an_input_method_may_be_on),
		STAGED(quit_asks_and_the_second_time_leaves),
		STAGED(a_lost_line_ends_the_loop),
		STAGED(work_is_done_between_keys_and_goes_on_behind_another_place),
		STAGED(leaving_says_that_work_stops),
		cmocka_unit_test(nobody_passes_the_entry_before_it_closes),
		cmocka_unit_test(the_host_says_which_place_is_shown_first),
		cmocka_unit_test(a_wide_terminal_names_every_place_with_its_number),
		cmocka_unit_test(a_desk_whose_first_screen_cannot_open_is_not_opened),
		STAGED(progress_paints_at_most_ten_times_a_second),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
