/*
 * From the bytes of a line to events: what terminals send unasked is swallowed whole, however it is
 * cut, and keys are keys in whatever way they are spelt. Time goes by without waiting.
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "ui/term/input.h"

enum { LOG_SIZE = 1024 };

static struct {
	struct input input;
	SCREEN *curses;
	FILE *in, *out;
	int keys;
	bool text;
	char log[LOG_SIZE];
} line;

/* False when this system has no description of that type. */
static bool open_line(const char *type)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	line.keys = ends[1];
	line.in = fdopen(ends[0], "r");
	line.out = tmpfile();
	assert_non_null(line.in);
	assert_non_null(line.out);
	line.curses = newterm(type, line.out, line.in);
	if (!line.curses) {
		close(line.keys);
		fclose(line.in);
		fclose(line.out);
		return false;
	}
	raw();
	line.text = true;
	input_start(&line.input, ends[0]);
	return true;
}

static void close_line(void)
{
	input_stop(&line.input);
	endwin();
	delscreen(line.curses);
	close(line.keys);
	fclose(line.in);
	fclose(line.out);
}

static int start(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	line.log[0] = '\0';
	return open_line("xterm-256color") ? 0 : -1;
}

static int stop(void **state)
{
	(void)state;
	close_line();
	return 0;
}

static void write_down(const struct input_event *event)
{
	static const char *const names[] = {
		[INPUT_PASTE] = "paste",	  [INPUT_SCAN] = "scan",
		[INPUT_RESIZE] = "resize",	  [INPUT_CLICK] = "click",
		[INPUT_WHEEL_UP] = "wheel up",	  [INPUT_REPORT] = "report",
		[INPUT_WHEEL_DOWN] = "wheel down"
	};
	char one[INPUT_PASTE_BYTES_MAX + 64], name[STROKE_NAME_SIZE];
	size_t length = strlen(line.log);

	if (event->kind == INPUT_STROKE)
		text_format(one, sizeof(one), "%s", stroke_name(event->stroke, name));
	else if (event->kind == INPUT_CLICK)
		text_format(one, sizeof(one), "click %d,%d", event->line, event->column);
	else if (event->kind == INPUT_REPORT || event->kind == INPUT_SCAN ||
		 event->kind == INPUT_PASTE)
		text_format(one, sizeof(one), "%s(%s)", names[event->kind], event->text);
	else
		text_format(one, sizeof(one), "%s", names[event->kind]);
	text_format(line.log + length, sizeof(line.log) - length, "%s%s", length ? " " : "", one);
}

static void take_events(void)
{
	struct input_event event;

	for (input_next(&line.input, line.text, &event); event.kind != INPUT_NONE;
	     input_next(&line.input, line.text, &event))
		write_down(&event);
}

static void send_some(const char *bytes, size_t count)
{
	assert_int_equal(write(line.keys, bytes, count), (ssize_t)count);
	take_events();
}

static void send(const char *bytes)
{
	send_some(bytes, strlen(bytes));
}

static void later(int ms)
{
	line.input.came_ms -= ms;
	line.input.first_ms -= ms;
	line.input.scanned_ms -= ms;
	if (line.input.escaped_ms)
		line.input.escaped_ms -= ms;
	take_events();
}

/* What came since the last time, after everything that hangs on time has been given its time. */
static void came(const char *expected, const char *of)
{
	while (input_wait_ms(&line.input) >= 0)
		later(INPUT_LOST_MS);
	if (strcmp(line.log, expected) != 0) {
		print_error("sent: ");
		for (const char *at = of; *at; at++)
			print_error(*at > ' ' ? "%c" : "<%02X>", *at);
		fail_msg("came: [%s], not [%s]", line.log, expected);
	}
	line.log[0] = '\0';
	later(INPUT_LOST_MS);
}

static const char *const unasked[] = {
	/* Reports of the cursor, the device, its colours, modes and state. */
	"\033[24;80R",
	"\033[1;1R",
	"\033[1;3R",
	"\033[1;129R",
	"\033[?1;1R",
	"\033[?1;2c",
	"\033[>41;379;0c",
	"\033[0n",
	"\033[?2026;2$y",
	"\033[8;24;80t",
	"\033[?62;1;6;9;15;22c",
	"\033[1;1;1;128;128;1;0x",
	"\033[?997;1n",
	"\033]10;rgb:ffff/ffff/ffff\033\\",
	"\033]4;1;rgb:cdcd/0000/0000\007",
	"\033]52;c;5byg5LiJ\033\\",
	"\033]l本 窗口\033\\",
	"\033]L\007",
	"\033P>|xterm(379)\033\\",
	"\033P1+r544e=787465726d\033\\",
	"\033P1$r0m\033\\",
	"\033_Gi=31;OK\033\\",
	"\033^private\033\\",
	"\033Xstart of string\033\\",
	/* The mouse and the focus that another program has left on. */
	"\033[M !!",
	"\033[M#\xFE\xFE",
	"\033[M \xC3\x9B\xC2\x9D",
	"\033[<0;10;5M",
	"\033[<0;10;5m",
	"\033[32;10;5M",
	"\033[I",
	"\033[O",
	/* Keys with Shift or Control, and in ways that nobody has asked for. */
	"\033[1;2A",
	"\033[1;5P",
	"\033[15;2~",
	"\033[3;5~",
	"\033O5C",
	"\033[23$",
	"\033[2^",
	"\033[8@",
	"\033[a",
	"\033Oa",
	"\033[27;6;97~",
	"\033[97;6u",
	"\033[?0u",
	"\033[25~",
	"\033[34~",
	"\033[[F",
	"\033[E",
	"\033OE",
	/* In eight bits, as they are and in UTF-8. */
	"\x9B"
	"24;80R",
	"\xC2\x9B"
	"24;80R",
	"\x8F"
	"E",
	"\x90"
	">|x\x9C",
	"\x9D"
	"0;x\xC2\x9C",
	"\xC2\x9D"
	"0;x\007",
	/* Longer than anything. */
	"\033]52;c;QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVpBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWkFCQ0RFRkdI"
	"SUpLTE1OT1BRUlNUVVZXWFlaQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\033\\",
	"\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;"
	"1;1;1"
	";1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1m",
};

enum { UNASKED = sizeof(unasked) / sizeof(unasked[0]) };

static void what_is_sent_unasked_is_neither_text_nor_key_wherever_it_is_cut(void **state)
{
	(void)state;
	for (size_t i = 0; i < UNASKED; i++) {
		size_t length = strlen(unasked[i]);

		for (size_t cut = 0; cut < length; cut++) {
			/* Behind an Esc that has come alone nothing is left but that it is one. */
			bool escaped = cut == 1 && unasked[i][0] == '\033';

			send_some(unasked[i], cut);
			later(INPUT_ESCAPE_MS + 15);
			send(unasked[i] + cut);
			send("z");
			came(escaped ? "Esc z" : "z", unasked[i]);
		}
	}
}

static void it_is_nothing_over_the_slowest_line_either(void **state)
{
	(void)state;
	for (size_t i = 0; i < UNASKED; i++) {
		send_some(unasked[i], 2);
		for (const char *at = unasked[i] + 2; *at; at++) {
			later(INPUT_SPLIT_MS - 10);
			send_some(at, 1);
		}
		send("z");
		came("z", unasked[i]);
	}
}

static void between_two_keys_it_takes_nothing_away(void **state)
{
	(void)state;
	for (size_t i = 0; i < UNASKED; i++) {
		char bytes[512];

		text_format(bytes, sizeof(bytes), "a%s\033[A%s\xE5\xBC\xA0%s\r", unasked[i],
			    unasked[i], unasked[i]);
		send(bytes);
		came("a Up 张 Enter", bytes);
	}
}

static void what_never_ends_takes_no_more_than_a_moment(void **state)
{
	static const char *const begun[] = { "\033]0;title", "\033P",  "\033[",
					     "\033[12;",     "\033O",  "\033[M ",
					     "\033_G",	     "\033[[", "\033]11;rgb:" };

	(void)state;
	for (size_t i = 0; i < sizeof(begun) / sizeof(begun[0]); i++) {
		send(begun[i]);
		later(INPUT_LOST_MS);
		line.log[0] = '\0';
		send("z");
		came("z", begun[i]);
		/* A key that is a sequence ends it at once; so does Enter, which then does nothing.
		 */
		send(begun[i]);
		send("\033[20~");
		came("F9", begun[i]);
	}
	send("\033]0;title");
	send("zs\r");
	came("", "Enter in a string");
	send("z");
	came("z", "z");
}

static void the_colour_of_the_ground_is_reported_however_it_comes(void **state)
{
	static const char *const answers[] = { "\033]11;rgb:1e1e/2020/2828\033\\",
					       "\033]11;rgb:1e1e/2020/2828\007",
					       "\x9D"
					       "11;rgb:1e1e/2020/2828\x9C",
					       "\xC2\x9D"
					       "11;rgb:1e1e/2020/2828\xC2\x9C" };
	static const char report[] = "report(11;rgb:1e1e/2020/2828)";

	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		for (size_t cut = 0; cut < strlen(answers[i]); cut++) {
			char expected[64] = "";

			if (cut == 1 && answers[i][0] == '\033')
				text_copy(expected, sizeof(expected), "Esc ");
			text_format(expected + strlen(expected), 50, "%s", report);
			send_some(answers[i], cut);
			later(INPUT_ESCAPE_MS + 15);
			send(answers[i] + cut);
			came(expected, answers[i]);
		}
	}
	/* In the middle of typing, and of a scan, it takes nothing away. */
	send("1234");
	send(answers[0]);
	send("5678\r");
	came("1 report(11;rgb:1e1e/2020/2828) scan(12345678)", answers[0]);
}

static void the_rest_of_a_split_sequence_is_no_text_for_a_moment(void **state)
{
	static const char *const keys[] = { "[A", "OP", "[15~", "[[A", "[M !!", "]0;x\007" };

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		send("\033");
		later(INPUT_ESCAPE_MS);
		later(INPUT_SPLIT_MS - 20);
		send(keys[i]);
		came("Esc", keys[i]);
	}
	send("\033");
	later(INPUT_ESCAPE_MS);
	later(INPUT_SPLIT_MS + 20);
	send("O");
	came("Esc O", "Esc O");
	/* Other letters behind an Esc are typed, however soon. */
	send("\033");
	later(INPUT_ESCAPE_MS);
	send("z");
	came("Esc z", "Esc z");
}

static void escdelay_says_how_long_an_esc_is_waited_for(void **state)
{
	(void)state;
	close_line();
	setenv("ESCDELAY", "300", 1);
	assert_true(open_line("xterm-256color"));
	send("\033");
	later(280);
	send("[A");
	came("Up", "\033[A");
	send("\033");
	assert_in_range(input_wait_ms(&line.input), 200, 300);
	later(300);
	came("Esc", "\033");
	unsetenv("ESCDELAY");
}

static void an_esc_before_another_key_is_a_key(void **state)
{
	(void)state;
	send("\033\033[A\033\r\033\t\033\033");
	came("Esc Up Esc Enter Esc Tab Esc Esc", "\033\033[A");
}

static void alt_is_an_esc_in_front_with_the_capitals_locked_too(void **state)
{
	(void)state;
	send("\0331\033x\033W\033\xE5\xBC\xA0\033.");
	came("Alt-1 Alt-x Alt-w Alt-张 Alt-.", "Alt");
	for (const char *letter = "OPX"; *letter; letter++) {
		char bytes[3] = { '\033', *letter, '\0' }, expected[8];

		text_format(expected, sizeof(expected), "Alt-%c", *letter + 'a' - 'A');
		send(bytes);
		assert_string_equal(line.log, "");
		came(expected, bytes);
	}
}

static void a_terminal_that_was_left_spelling_all_its_keys_is_understood(void **state)
{
	static const struct {
		const char *key, *sent;
	} keys[] = {
		{ "Esc", "\033[27u" },
		{ "Enter", "\033[13u" },
		{ "Tab", "\033[9;1u" },
		{ "Backtab", "\033[9;2u" },
		{ "Backspace", "\033[127u" },
		{ "^Q", "\033[113;5u" },
		{ "Alt-x", "\033[120;3u" },
		{ "Alt-x", "\033[88;4u" },
		{ "a", "\033[97u" },
		{ "^Q", "\033[27;5;113~" },
		{ "Alt-3", "\033[27;3;51~" },
		{ "Up", "\033[1;129A" },
		{ "F1", "\033[1;129P" },
		{ "F5", "\033[15;129~" },
		{ "Esc", "\033[27;129u" },
		{ "Alt-F4", "\033[1;3S" },
		{ "Alt-F5", "\033[15;3~" },
		{ "Up", "\033[1;1:2A" },
		{ "", "\033[27;1:3u" },
		{ "", "\033[1;1:3A" },
		{ "", "\033[57399u" },
		{ "", "\033[97;6u" },
		{ "", "\033[13;2u" },
		{ "Enter", "\033[109;5u" },
		{ "", "\033[1;3A" },
		{ "", "\033[99999999999u" },
		{ "", "\033[;u" },
		{ "", "\033[27;5~" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		send(keys[i].sent);
		came(keys[i].key, keys[i].sent);
	}
}

struct spelling {
	const char *key, *sent;
};

static const struct spelling spellings[] = {
	{ "F1", "\033OP" },
	{ "F1", "\033[11~" },
	{ "F1", "\033[[A" },
	{ "F2", "\033OQ" },
	{ "F2", "\033[12~" },
	{ "F2", "\033[[B" },
	{ "F3", "\033OR" },
	{ "F3", "\033[13~" },
	{ "F3", "\033[[C" },
	{ "F4", "\033OS" },
	{ "F4", "\033[14~" },
	{ "F4", "\033[[D" },
	{ "F5", "\033[15~" },
	{ "F5", "\033[[E" },
	{ "F6", "\033[17~" },
	{ "F7", "\033[18~" },
	{ "F8", "\033[19~" },
	{ "F9", "\033[20~" },
	{ "F10", "\033[21~" },
	{ "F11", "\033[23~" },
	{ "F12", "\033[24~" },
	{ "F5", "\033OT" },
	{ "F9", "\033OX" },
	{ "F12", "\033O[" },
	{ "Home", "\033[H" },
	{ "Home", "\033OH" },
	{ "Home", "\033[1~" },
	{ "Home", "\033[7~" },
	{ "End", "\033[F" },
	{ "End", "\033OF" },
	{ "End", "\033[4~" },
	{ "End", "\033[8~" },
	{ "Ins", "\033[2~" },
	{ "Del", "\033[3~" },
	{ "PgUp", "\033[5~" },
	{ "PgDn", "\033[6~" },
	{ "Up", "\033[A" },
	{ "Up", "\033OA" },
	{ "Down", "\033[B" },
	{ "Down", "\033OB" },
	{ "Right", "\033[C" },
	{ "Right", "\033OC" },
	{ "Left", "\033[D" },
	{ "Left", "\033OD" },
	{ "Backtab", "\033[Z" },
	{ "Backspace", "\x7F" },
	{ "Backspace", "\b" },
	{ "Enter", "\033OM" },
	{ "Up", "\x9B"
		"A" },
	{ "F1", "\x8F"
		"P" },
};

static void a_key_is_that_key_whatever_term_says(void **state)
{
	static const char *const types[] = { "xterm-256color", "xterm", "screen", "linux",
					     "vt100",	       "rxvt",	"ansi" };

	(void)state;
	for (size_t t = 0; t < sizeof(types) / sizeof(types[0]); t++) {
		close_line();
		if (!open_line(types[t])) {
			assert_true(open_line("xterm-256color"));
			continue;
		}
		for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
			send(spellings[i].sent);
			came(spellings[i].key, spellings[i].sent);
		}
	}
}

static void the_mouse_acts_only_where_it_was_asked_for(void **state)
{
	(void)state;
	input_use_mouse(&line.input, true);
	send("\033[<0;10;5M\033[<0;10;5m\033[<64;1;1M\033[<65;1;1M\033[<2;3;3M\033[<35;3;3M\033[<;"
	     "M");
	came("click 4,9 wheel up wheel down", "SGR");
	send("\033[M *%\033[M#*%\033[M`!!\033[Ma!!\033[M \xC3\x9B!");
	came("click 4,9 wheel up wheel down click 0,186", "X10");
	input_use_mouse(&line.input, false);
	send("\033[<0;10;5M\033[M *%");
	came("", "off");
}

static void the_next_key_settles_what_may_be_a_scan(void **state)
{
	(void)state;
	/* Where text is typed nobody waits for the first character, */
	send("z");
	assert_string_equal(line.log, "z");
	assert_int_equal(input_wait_ms(&line.input), -1);
	/* and what came as fast behind it waits for the next key, not for the clock. */
	line.input.first_ms = INT64_MAX;
	send("s");
	assert_string_equal(line.log, "z");
	assert_in_range(input_wait_ms(&line.input), 0, INPUT_SCAN_GAP_MS);
	send("\033[B");
	came("z s Down", "z s Down");
	line.text = false;
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
		char expected[32];

		send("z");
		assert_string_equal(line.log, "");
		send(spellings[i].sent);
		text_format(expected, sizeof(expected), "z %s", spellings[i].key);
		assert_string_equal(line.log, expected);
		assert_int_equal(input_wait_ms(&line.input), -1);
		came(expected, spellings[i].sent);
	}
	/* With nothing behind it, the clock. */
	send("z");
	came("z", "z");
}

static void a_scan_acts_at_once_and_the_rest_of_its_end_on_nothing(void **state)
{
	(void)state;
	for (int text = 0; text < 2; text++) {
		const char *expected = text ? "2 scan(26112100012)" : "scan(26112100012)";

		line.text = text;
		send("26112100012\r");
		assert_string_equal(line.log, expected);
		send("\n");
		later(INPUT_SCAN_GAP_MS / 2);
		send("\t");
		came(expected, "scan");
		send("\r");
		came("Enter", "Enter");
	}
}

static void a_paste_is_text_up_to_its_end_alone(void **state)
{
	static const char paste[] = "\033[200~a\033[A\033]0;x\033[20\033\033[201~z";

	(void)state;
	for (size_t cut = 0; cut < sizeof(paste) - 1; cut++) {
		if (cut == 1)
			continue;
		send_some(paste, cut);
		later(INPUT_SPLIT_MS - 20);
		send(paste + cut);
		came("paste(a[A]0;x[20) z", paste);
	}
}

int main(void)
{
#define ON_LINE(test) cmocka_unit_test_setup_teardown(test, start, stop)
	const struct CMUnitTest tests[] = {
		ON_LINE(what_is_sent_unasked_is_neither_text_nor_key_wherever_it_is_cut),
		ON_LINE(it_is_nothing_over_the_slowest_line_either),
		ON_LINE(between_two_keys_it_takes_nothing_away),
		ON_LINE(what_never_ends_takes_no_more_than_a_moment),
		ON_LINE(the_colour_of_the_ground_is_reported_however_it_comes),
		ON_LINE(the_rest_of_a_split_sequence_is_no_text_for_a_moment),
		ON_LINE(escdelay_says_how_long_an_esc_is_waited_for),
		ON_LINE(an_esc_before_another_key_is_a_key),
		ON_LINE(alt_is_an_esc_in_front_with_the_capitals_locked_too),
		ON_LINE(a_key_is_that_key_whatever_term_says),
		ON_LINE(a_terminal_that_was_left_spelling_all_its_keys_is_understood),
		ON_LINE(the_mouse_acts_only_where_it_was_asked_for),
		ON_LINE(the_next_key_settles_what_may_be_a_scan),
		ON_LINE(a_scan_acts_at_once_and_the_rest_of_its_end_on_nothing),
		ON_LINE(a_paste_is_text_up_to_its_end_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
