/*
 * The real thing on a pseudo-terminal: what the terminal is given back as, however the program
 * ends. A child runs the desk, the test holds the other end, waits for what the child paints, and
 * looks at the mode of the line.
 */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include "base/memory.h"
#include "tests/screens/harness.h"

enum { OUTPUT_SIZE = 1 << 20, PATIENCE_MS = 20000, EXIT_OF_END = 40 };

struct line {
	int master;
	pid_t child;
	struct termios before;
	char output[OUTPUT_SIZE];
	size_t length, seen;
};

/* ---- the child ---- */

/* The top line and a blank one, the line for messages and that of the keys. */
enum { AROUND_LINES = 4 };

static void draw(struct screen *screen, const struct canvas *canvas)
{
	const char *typed = screen->state;

	draw_format(canvas, 0, 0, STYLE_NORMAL, "size %dx%d typed [%s]", canvas->columns,
		    canvas->lines + AROUND_LINES, typed);
}

static unsigned text(struct screen *screen, const char *given)
{
	text_copy(screen->state, 64, given);
	return SCREEN_DRAW;
}

static unsigned command(struct screen *screen, enum command given)
{
	(void)screen;
	switch (given) {
	case COMMAND_QUEUE_CALL: abort();
	case COMMAND_QUEUE_MISS: raise(SIGSEGV); return SCREEN_DONE;
	/* More than there can be: ends the program as running out of memory does. */
	case COMMAND_QUEUE_FINISH: free(memory_new(SIZE_MAX, 16)); return SCREEN_DONE;
	default: return SCREEN_PASS;
	}
}

static enum status open_screen(struct screen *screen, const void *argument, struct problem *problem)
{
	(void)argument;
	(void)problem;
	screen->typing = true;
	return STATUS_OK;
}

static const struct screen_ops screen = {
	.name = "line",
	.context = CONTEXT_QUEUE,
	.state_size = 64,
	.leaves_freely = true,
	.open = open_screen,
	.draw = draw,
	.command = command,
	.text = text,
};

static void run_desk(void)
{
	static const struct place place = { .command = COMMAND_QUEUE, .ops = &screen };
	static struct keymap keymap;
	struct terminal_host host = { .place = &place, .place_count = 1, .keymap = &keymap };
	struct problem problem;
	struct terminal *terminal;
	enum terminal_end end;

	setlocale(LC_ALL, "C.UTF-8");
	keymap_init(&keymap);
	if (terminal_start(&terminal, &host, &problem) != STATUS_OK) {
		printf("refused: %s\n", problem.message);
		fflush(stdout);
		_exit(2);
	}
	end = terminal_run(terminal);
	terminal_stop(terminal);
	_exit(EXIT_OF_END + (int)end);
}

static void run_out_of_time(void)
{
	/* Said by the kernel, not by a program: it does not come again by itself. */
	struct itimerval soon = { .it_value = { .tv_sec = 1 } };

	setitimer(ITIMER_REAL, &soon, NULL);
	run_desk();
}

static void run_on_console(void)
{
	setenv("TERM", "linux", 1);
	run_desk();
}

static void run_on_unknown_terminal(void)
{
	setenv("TERM", "teletype-9000", 1);
	run_desk();
}

static void run_on_unknown_kitty(void)
{
	setenv("TERM", "kitty-of-tomorrow", 1);
	run_desk();
}

static void run_on_vt100(void)
{
	setenv("TERM", "vt100", 1);
	run_desk();
}

static void run_with_exported_size(void)
{
	setenv("LINES", "50", 1);
	setenv("COLUMNS", "132", 1);
	run_desk();
}

/* As a shell does: the desk in a process group of its own, in front. Says "stopped" when it is, and
 * goes on at any key. */
static void run_shell(void)
{
	int status = 0;
	pid_t desk = fork();

	if (desk == 0) {
		setpgid(0, 0);
		signal(SIGTTOU, SIG_IGN);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		run_desk();
	}
	signal(SIGTTOU, SIG_IGN);
	while (waitpid(desk, &status, WUNTRACED) == desk && WIFSTOPPED(status)) {
		struct termios mode;
		char byte;

		tcsetpgrp(STDIN_FILENO, getpid());
		tcgetattr(STDIN_FILENO, &mode);
		printf("stopped %s\n", mode.c_lflag & ICANON ? "cooked" : "raw");
		fflush(stdout);
		if (read(STDIN_FILENO, &byte, 1) != 1)
			_exit(1);
		tcsetpgrp(STDIN_FILENO, desk);
		kill(-desk, SIGCONT);
	}
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
}

/* ---- the test's end ---- */

static struct line *open_line_of(struct winsize size, void (*run)(void))
{
	struct line *line = calloc(1, sizeof(*line));
	int slave;

	assert_non_null(line);
	assert_int_equal(openpty(&line->master, &slave, NULL, NULL, &size), 0);
	assert_int_equal(tcgetattr(slave, &line->before), 0);
	line->child = fork();
	assert_true(line->child >= 0);
	if (line->child == 0) {
		close(line->master);
		login_tty(slave);
		/* Whatever surrounds the tests, and cmocka itself, does with signals. */
		for (int number = 1; number <= SIGRTMAX; number++)
			signal(number, SIG_DFL);
		setenv("TERM", "xterm-256color", 1);
		run();
		_exit(99);
	}
	close(slave);
	return line;
}

static struct line *open_line(void (*run)(void))
{
	return open_line_of((struct winsize){ .ws_row = 24, .ws_col = 80 }, run);
}

/* Reads what the child writes, until its output shows `marker` behind what was waited for before.
 */
static void wait_for(struct line *line, const char *marker)
{
	for (;;) {
		struct pollfd ready = { .fd = line->master, .events = POLLIN };
		const char *found = strstr(line->output + line->seen, marker);
		ssize_t count;

		if (found) {
			line->seen = (size_t)(found - line->output) + strlen(marker);
			return;
		}
		if (poll(&ready, 1, PATIENCE_MS) <= 0)
			fail_msg("\"%s\" does not come", marker);
		count = read(line->master, line->output + line->length,
			     OUTPUT_SIZE - 1 - line->length);
		if (count <= 0)
			fail_msg("the line ended before \"%s\"", marker);
		line->length += (size_t)count;
		line->output[line->length] = '\0';
	}
}

static void type(const struct line *line, const char *bytes)
{
	assert_int_equal(write(line->master, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
}

/* Reads the rest, so that the child can end, and returns how it did. */
static int end_of(struct line *line)
{
	int status = 0;
	ssize_t count;

	while ((count = read(line->master, line->output + line->length,
			     OUTPUT_SIZE - 1 - line->length)) > 0 ||
	       (count < 0 && errno == EINTR))
		line->length += count > 0 ? (size_t)count : 0;
	line->output[line->length] = '\0';
	assert_int_equal(waitpid(line->child, &status, 0), line->child);
	return status;
}

static void assert_given_back(const struct line *line)
{
	struct termios after;

	assert_int_equal(tcgetattr(line->master, &after), 0);
	assert_int_equal(after.c_lflag, line->before.c_lflag);
	assert_int_equal(after.c_iflag, line->before.c_iflag);
	assert_int_equal(after.c_oflag, line->before.c_oflag);
	/* The other screen is left, keys and pastes are as before, the cursor shows. */
	assert_non_null(strstr(line->output + line->seen, "\033[?1049l"));
	assert_non_null(strstr(line->output + line->seen, "\033[?2004l"));
	assert_non_null(strstr(line->output + line->seen, "\033[?1l"));
	assert_non_null(strstr(line->output + line->seen, "25h"));
}

static void close_line(struct line *line)
{
	if (line->master >= 0)
		close(line->master);
	free(line);
}

static void quitting_gives_the_terminal_back(void **state)
{
	struct line *line = open_line(run_desk);
	struct termios during;
	int status;

	(void)state;
	wait_for(line, "size 80x24");
	assert_int_equal(tcgetattr(line->master, &during), 0);
	assert_false(during.c_lflag & (ICANON | ECHO | ISIG));
	type(line, "\x11");
	status = end_of(line);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), EXIT_OF_END + TERMINAL_LEFT);
	assert_given_back(line);
	close_line(line);
}

static void signals_that_ask_are_followed(void **state)
{
	static const struct {
		int number;
		enum terminal_end end;
	} signals[] = { { SIGTERM, TERMINAL_SIGNALLED },
			{ SIGINT, TERMINAL_SIGNALLED },
			{ SIGHUP, TERMINAL_HUNG_UP } };

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		struct line *line = open_line(run_desk);
		int status;

		wait_for(line, "size 80x24");
		kill(line->child, signals[i].number);
		status = end_of(line);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), EXIT_OF_END + (int)signals[i].end);
		assert_given_back(line);
		close_line(line);
	}
}

static void every_deadly_signal_gives_the_terminal_back(void **state)
{
	const int signals[] = { SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF,	SIGXCPU,
				SIGXFSZ, SIGIO,	  SIGPWR,  SIGSTKFLT, SIGPIPE,	SIGQUIT,
				SIGABRT, SIGTRAP, SIGSYS,  SIGILL,    SIGRTMIN, SIGRTMAX };

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		struct line *line = open_line(run_desk);
		int status;

		wait_for(line, "size 80x24");
		kill(line->child, signals[i]);
		status = end_of(line);
		if (!WIFSIGNALED(status) || WTERMSIG(status) != signals[i])
			fail_msg("signal %d: ended with status %x", signals[i], (unsigned)status);
		assert_given_back(line);
		close_line(line);
	}
}

static void one_that_comes_of_a_limit_does_so_too(void **state)
{
	struct line *line = open_line(run_out_of_time);
	int status;

	(void)state;
	/* Its clock runs while it waits for a key. */
	wait_for(line, "size 80x24");
	status = end_of(line);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGALRM);
	assert_given_back(line);
	close_line(line);
}

static void a_console_with_one_screen_shows_no_patients_afterwards(void **state)
{
	static const int signals[] = { 0, SIGTERM, SIGUSR1, SIGSEGV };

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		struct line *line = open_line(run_on_console);

		wait_for(line, "size 80x24");
		if (signals[i])
			kill(line->child, signals[i]);
		else
			type(line, "\x11");
		end_of(line);
		/* The last thing sent but for what the shell's line needs: the whole is blank. */
		if (!strstr(line->output + line->seen, "\033[H\033[J"))
			fail_msg("signal %d: not cleared", signals[i]);
		close_line(line);
	}
}

static void a_defect_gives_the_terminal_back_and_is_still_one(void **state)
{
	static const char *const keys[] = { "\033[17~", "\033[18~" }; /* F6, F7 */

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct line *line = open_line(run_desk);
		int status;

		wait_for(line, "size 80x24");
		type(line, keys[i]);
		status = end_of(line);
		/* By the signal, or by the sanitizer that is told of it next. */
		assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 1);
		assert_given_back(line);
		close_line(line);
	}
}

static void running_out_of_memory_gives_the_terminal_back_and_says_so(void **state)
{
	struct line *line = open_line(run_desk);
	int status;

	(void)state;
	wait_for(line, "size 80x24");
	type(line, "\033[19~");
	status = end_of(line);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 70);
	assert_given_back(line);
	assert_non_null(strstr(strstr(line->output, "\033[?1049l"), "memory"));
	close_line(line);
}

static void a_lost_line_ends_the_program(void **state)
{
	struct line *line = open_line(run_desk);
	int status = 0;

	(void)state;
	wait_for(line, "size 80x24");
	close(line->master);
	line->master = -1;
	assert_int_equal(waitpid(line->child, &status, 0), line->child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), EXIT_OF_END + TERMINAL_HUNG_UP);
	close_line(line);
}

static void a_new_window_size_is_followed(void **state)
{
	struct line *line = open_line(run_desk);
	struct winsize size = { .ws_row = 33, .ws_col = 101 };

	(void)state;
	wait_for(line, "size 80x24");
	assert_int_equal(ioctl(line->master, TIOCSWINSZ, &size), 0);
	wait_for(line, "size 101x33");
	size.ws_row = size.ws_col = 1;
	assert_int_equal(ioctl(line->master, TIOCSWINSZ, &size), 0);
	size.ws_row = 25;
	size.ws_col = 70;
	assert_int_equal(ioctl(line->master, TIOCSWINSZ, &size), 0);
	wait_for(line, "size 70x25");
	type(line, "\x11");
	end_of(line);
	assert_given_back(line);
	close_line(line);
}

/* The size that the desk says next. */
static void read_size(struct line *line, int *columns, int *lines)
{
	const char *at, *next = NULL;

	wait_for(line, " typed");
	for (at = line->output; (at = strstr(at, "size ")) && at < line->output + line->seen; at++)
		next = at;
	assert_non_null(next);
	assert_int_equal(sscanf(next, "size %dx%d", columns, lines), 2);
}

/* Some releases of curses stop at 512 by themselves. */
static void no_window_is_taken_for_larger_than_a_thousand_lines_or_columns(void **state)
{
	struct winsize size = { .ws_row = 40000, .ws_col = 65535 };
	struct line *line = open_line_of(size, run_desk);
	int columns, lines;

	(void)state;
	read_size(line, &columns, &lines);
	assert_in_range(columns, 512, 1000);
	assert_in_range(lines, 512, 1000);
	size.ws_col = 80;
	assert_int_equal(ioctl(line->master, TIOCSWINSZ, &size), 0);
	read_size(line, &columns, &lines);
	assert_int_equal(columns, 80);
	assert_in_range(lines, 512, 1000);
	size.ws_row = 24;
	assert_int_equal(ioctl(line->master, TIOCSWINSZ, &size), 0);
	wait_for(line, "size 80x24");
	type(line, "\x11");
	end_of(line);
	assert_given_back(line);
	close_line(line);
}

static void the_terminals_own_size_counts_whatever_is_exported(void **state)
{
	struct winsize size = { .ws_row = 33, .ws_col = 101 };
	struct line *line = open_line(run_with_exported_size);

	(void)state;
	wait_for(line, "size 80x24");
	assert_int_equal(ioctl(line->master, TIOCSWINSZ, &size), 0);
	wait_for(line, "size 101x33");
	type(line, "\x11");
	end_of(line);
	close_line(line);
	/* A line that does not know its size has what is said of it. */
	line = open_line_of((struct winsize){ .ws_row = 0 }, run_with_exported_size);
	wait_for(line, "size 132x50");
	type(line, "\x11");
	end_of(line);
	close_line(line);
}

static void frames_are_characters_and_not_letters_of_another_set(void **state)
{
	static void (*const runs[])(void) = { run_desk, run_on_console, run_on_vt100 };

	(void)state;
	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++) {
		struct line *line = open_line(runs[i]);

		wait_for(line, "size 80x24");
		type(line, "\033OP");
		wait_for(line, "─");
		type(line, "\033\x11");
		end_of(line);
		assert_null(strstr(line->output, "lqq"));
		close_line(line);
	}
}

/* What another program left on is off before anything is typed; what the desk asks for is given
 * back. */
static void the_terminal_is_asked_for_what_the_desk_needs(void **state)
{
	static const char *const asked[] = {
		"\033[?9;1000;1001;1002;1003;1004;1005;1006;1015;1016l",
		"\033[?1036;1039s\033[?1036;1039h", "\033[?2004h"
	};
	static const char *const given_back[] = { "\033[?2004l", "\033[?1036;1039r" };
	static const int signals[] = { SIGTERM, SIGUSR1 };

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		struct line *line = open_line(run_desk);

		wait_for(line, "size 80x24");
		for (size_t k = 0; k < sizeof(asked) / sizeof(asked[0]); k++)
			assert_non_null(strstr(line->output, asked[k]));
		kill(line->child, signals[i]);
		end_of(line);
		for (size_t k = 0; k < sizeof(given_back) / sizeof(given_back[0]); k++)
			assert_non_null(strstr(line->output + line->seen, given_back[k]));
		close_line(line);
	}
}

static void a_terminal_without_description_is_taken_for_one_that_nearly_all_understand(void **state)
{
	static const struct {
		void (*run)(void);
		const char *said;
	} cases[] = { { run_on_unknown_terminal, "\"teletype-9000\" (TERM) is not known here" },
		      { run_on_unknown_kitty, NULL } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct line *line = open_line(cases[i].run);
		int status;

		wait_for(line, "size 80x24");
		if (cases[i].said)
			wait_for(line, cases[i].said);
		type(line, "x\x11");
		status = end_of(line);
		assert_int_equal(WEXITSTATUS(status), EXIT_OF_END + TERMINAL_LEFT);
		assert_int_equal(strstr(line->output, "not known here") != NULL,
				 cases[i].said != NULL);
		assert_given_back(line);
		close_line(line);
	}
}

static void characters_come_through_whole_however_they_are_cut(void **state)
{
	struct line *line = open_line(run_desk);

	(void)state;
	wait_for(line, "size 80x24");
	type(line, "张");
	wait_for(line, "张");
	type(line, "\xF0\xA0");
	type(line, "\xAE\xB7");
	wait_for(line, "𠮷");
	type(line, "\x11");
	end_of(line);
	close_line(line);
}

static void what_the_terminal_sends_unasked_reaches_no_screen(void **state)
{
	static const char *const sent[] = { "\033]11;rgb:ffff/ffff/ffff\033\\",
					    "\033P>|xterm(379)\033\\",
					    "\033[24;80R",
					    "\033[?62;c",
					    "\033[M !!",
					    "\033[<0;1;1M",
					    "\033[I",
					    "\033_Gi=1;OK\033\\" };
	struct line *line = open_line(run_desk);

	(void)state;
	wait_for(line, "size 80x24");
	type(line, "a");
	for (size_t i = 0; i < sizeof(sent) / sizeof(sent[0]); i++) {
		char half[32];

		text_copy(half, sizeof(half), sent[i]);
		half[2] = '\0';
		type(line, half);
		type(line, sent[i] + 2);
	}
	type(line, "\xE5\xBC\xA0");
	wait_for(line, "张");
	type(line, "\x11");
	end_of(line);
	assert_null(strstr(line->output, "rgb"));
	assert_null(strstr(line->output, "24;80R"));
	assert_null(strstr(line->output, "xterm("));
	close_line(line);
}

static void suspending_gives_the_terminal_to_the_shell_and_takes_it_back(void **state)
{
	struct line *line = open_line(run_shell);
	int status;

	(void)state;
	wait_for(line, "size 80x24");
	type(line, "\x1A");
	wait_for(line, "\033[?1049l");
	wait_for(line, "stopped cooked");
	type(line, "\n");
	wait_for(line, "size 80x24");
	type(line, "\x1A");
	wait_for(line, "stopped cooked");
	type(line, "\n");
	wait_for(line, "size 80x24");
	type(line, "\x11");
	status = end_of(line);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), EXIT_OF_END + TERMINAL_LEFT);
	close_line(line);
}

static void run_without_keyboard(void)
{
	int nothing = open("/dev/null", O_RDONLY);

	dup2(nothing, STDIN_FILENO);
	run_desk();
}

static void run_on_paper(void)
{
	setenv("TERM", "dumb", 1);
	run_desk();
}

static void what_is_no_terminal_for_it_is_refused_with_a_sentence(void **state)
{
	static const struct {
		void (*run)(void);
		const char *sentence;
	} cases[] = { { run_without_keyboard, "needs a terminal" },
		      { run_on_paper, "too simple" } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct line *line = open_line(cases[i].run);
		int status;

		wait_for(line, cases[i].sentence);
		status = end_of(line);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 2);
		close_line(line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quitting_gives_the_terminal_back),
		cmocka_unit_test(signals_that_ask_are_followed),
		cmocka_unit_test(every_deadly_signal_gives_the_terminal_back),
		cmocka_unit_test(one_that_comes_of_a_limit_does_so_too),
		cmocka_unit_test(a_console_with_one_screen_shows_no_patients_afterwards),
		cmocka_unit_test(a_defect_gives_the_terminal_back_and_is_still_one),
		cmocka_unit_test(running_out_of_memory_gives_the_terminal_back_and_says_so),
		cmocka_unit_test(a_lost_line_ends_the_program),
		cmocka_unit_test(a_new_window_size_is_followed),
		cmocka_unit_test(no_window_is_taken_for_larger_than_a_thousand_lines_or_columns),
		cmocka_unit_test(the_terminals_own_size_counts_whatever_is_exported),
		cmocka_unit_test(frames_are_characters_and_not_letters_of_another_set),
		cmocka_unit_test(the_terminal_is_asked_for_what_the_desk_needs),
		cmocka_unit_test(
			a_terminal_without_description_is_taken_for_one_that_nearly_all_understand),
		cmocka_unit_test(characters_come_through_whole_however_they_are_cut),
		cmocka_unit_test(what_the_terminal_sends_unasked_reaches_no_screen),
		cmocka_unit_test(suspending_gives_the_terminal_to_the_shell_and_takes_it_back),
		cmocka_unit_test(what_is_no_terminal_for_it_is_refused_with_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
