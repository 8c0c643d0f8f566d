/* The program beside the desk: started without a shell, read line by line, started again, ended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/text.h"

enum { WAIT_MS = 20 * 1000 };

static char folder[64], script[128];

static int set_up(void **state)
{
	(void)state;
	text_copy(folder, sizeof(folder), "/tmp/child.XXXXXX");
	assert_non_null(mkdtemp(folder));
	text_format(script, sizeof(script), "%s/a reader", folder);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	unlink(script);
	assert_int_equal(rmdir(folder), 0);
	return 0;
}

static void write_script(const char *lines)
{
	FILE *file = fopen(script, "w");

	assert_non_null(file);
	fprintf(file, "#!/bin/sh\n%s", lines);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(script, 0700), 0);
}

/* Starts the script with these arguments. */
static void start(struct child *child, const char *arguments)
{
	char command[CHILD_COMMAND_SIZE];

	text_format(command, sizeof(command), "'%s' %s", script, arguments);
	child_init(child, command);
	assert_int_equal(child_tick(child, 1000), CHILD_NOTHING);
	assert_true(child->process.pid > 0);
}

/* Waits for the next line, or the end. */
static enum child_reading next(struct child *child, char line[CHILD_LINE_SIZE])
{
	for (;;) {
		struct pollfd fd = { .fd = child->process.fd, .events = POLLIN };
		enum child_reading reading = child_read(child, 2000, line);

		if (reading != CHILD_NOTHING)
			return reading;
		if (poll(&fd, 1, WAIT_MS) <= 0)
			fail_msg("nothing comes");
	}
}

static void lines_come_whole_and_one_by_one(void **state)
{
	char line[CHILD_LINE_SIZE];
	struct child child;

	(void)state;
	write_script("printf 'one\\ntw'; printf 'o\\n\\nthree\\n'; exec sleep 1000\n");
	start(&child, "");
	assert_int_equal(next(&child, line), CHILD_LINE);
	assert_string_equal(line, "one");
	assert_int_equal(next(&child, line), CHILD_LINE);
	assert_string_equal(line, "two");
	assert_int_equal(next(&child, line), CHILD_LINE);
	assert_string_equal(line, "");
	assert_int_equal(next(&child, line), CHILD_LINE);
	assert_string_equal(line, "three");
	assert_int_equal(child_read(&child, 2000, line), CHILD_NOTHING);
	child_stop(&child);
}

static void words_are_words_and_no_shell_sees_them(void **state)
{
	char line[CHILD_LINE_SIZE];
	struct child child;

	(void)state;
	write_script("for word; do printf '<%s>' \"$word\"; done; echo; exec sleep 1000\n");
	start(&child, "a  \"b c\" 'd \"e' $HOME `id` ; > x'y 'z \"\"");
	assert_int_equal(next(&child, line), CHILD_LINE);
	assert_string_equal(line, "<a><b c><d \"e><$HOME><`id`><;><>><xy z><>");
	child_stop(&child);
}

static void it_has_no_input_and_nothing_of_ours_open(void **state)
{
	char line[CHILD_LINE_SIZE];
	struct child child;
	int ours = dup(STDERR_FILENO);

	(void)state;
	assert_true(ours > 2);
	write_script("read x && echo input; echo complaint >&2\n"
		     "for fd in /proc/self/fd/*; do case $fd in */[0-2]|*/25[0-9]) ;; *) "
		     "[ -e \"$fd\" ] && readlink $fd | grep -v /proc; esac; done\n"
		     "cut -d' ' -f6 /proc/$$/stat; echo end; exec sleep 1000\n");
	start(&child, "");
	assert_int_equal(next(&child, line), CHILD_LINE);
	/* A group of its own. */
	assert_int_equal(atoi(line), child.process.pid);
	assert_int_equal(next(&child, line), CHILD_LINE);
	assert_string_equal(line, "end");
	child_stop(&child);
	close(ours);
}

static void a_line_without_end_is_passed_over(void **state)
{
	char line[CHILD_LINE_SIZE];
	struct child child;

	(void)state;
	write_script("head -c 100000 /dev/zero | tr '\\0' x; echo; echo after; exec sleep 1000\n");
	start(&child, "");
	assert_int_equal(next(&child, line), CHILD_TOO_LONG);
	assert_int_equal(next(&child, line), CHILD_LINE);
	assert_string_equal(line, "after");
	child_stop(&child);
}

/* Who reads it goes on to the keys all the same. */
static void what_never_ends_is_read_a_piece_at_a_time(void **state)
{
	char line[CHILD_LINE_SIZE];
	struct child child;
	struct pollfd fd;

	(void)state;
	write_script("exec tr '\\0' x </dev/zero\n");
	start(&child, "");
	fd = (struct pollfd){ .fd = child.process.fd, .events = POLLIN };
	for (int round = 0; round < 3; round++) {
		assert_int_equal(poll(&fd, 1, WAIT_MS), 1);
		assert_int_equal(child_read(&child, 2000, line), CHILD_NOTHING);
	}
	child_stop(&child);
}

/* A desk that is killed cannot stop it. */
static void it_ends_with_the_desk_however_that_ends(void **state)
{
	char line[CHILD_LINE_SIZE], fifo[160], byte;
	struct child child;
	pid_t desk;
	int end;

	(void)state;
	text_format(fifo, sizeof(fifo), "%s/fifo", folder);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	write_script("exec 3>\"$1\"; echo here; exec sleep 1000\n");
	desk = fork();
	if (desk == 0) {
		start(&child, fifo);
		while (child_read(&child, 2000, line) != CHILD_LINE)
			continue;
		raise(SIGKILL);
	}
	end = open(fifo, O_RDONLY);
	assert_true(end >= 0);
	/* Until nobody has the other end: the reader is gone. */
	assert_int_equal(read(end, &byte, 1), 0);
	close(end);
	assert_int_equal(waitpid(desk, NULL, 0), desk);
	assert_int_equal(unlink(fifo), 0);
}

static void who_ends_is_started_again_after_a_growing_pause(void **state)
{
	char line[CHILD_LINE_SIZE];
	struct child child;
	int64_t now_ms = 2000;

	(void)state;
	write_script("echo here\n");
	start(&child, "");
	for (int64_t pause = 2000; pause <= 32000; pause *= 2) {
		assert_int_equal(next(&child, line), CHILD_LINE);
		assert_int_equal(next(&child, line), CHILD_STOPPED);
		assert_int_equal(child.process.fd, -1);
		child.due_ms += now_ms - 2000;
		assert_int_equal(child_tick(&child, now_ms + pause - 1), CHILD_NOTHING);
		assert_int_equal(child.process.fd, -1);
		now_ms += pause;
		assert_int_equal(child_tick(&child, now_ms), CHILD_NOTHING);
		assert_true(child.process.fd >= 0);
	}
	child_stop(&child);
}

static void what_cannot_be_started_is_said_and_tried_again_later(void **state)
{
	struct child child;

	(void)state;
	child_init(&child, "/nowhere/reader --fast");
	assert_int_equal(child_tick(&child, 1000), CHILD_STOPPED);
	assert_int_equal(child_tick(&child, 1001), CHILD_NOTHING);
	assert_int_equal(child_tick(&child, 1000 + CHILD_PAUSE_LEAST_MS), CHILD_STOPPED);
	child_init(&child, "  ");
	assert_int_equal(child_tick(&child, 1000), CHILD_NOTHING);
	child_stop(&child);
}

static void all_of_it_ends_with_the_desk(void **state)
{
	char line[CHILD_LINE_SIZE];
	struct child child;
	pid_t grandchild;

	(void)state;
	/* It does not listen to TERM, and has started something itself. */
	write_script("trap '' TERM; sleep 1000 & echo $!; while :; do sleep 1; done\n");
	start(&child, "");
	assert_int_equal(next(&child, line), CHILD_LINE);
	grandchild = (pid_t)atoi(line);
	assert_int_equal(kill(grandchild, 0), 0);
	child_stop(&child);
	assert_int_equal(child.process.pid, 0);
	/* Nobody is left in its group but who waits to be reaped by init. */
	for (int i = 0; i < 1000 && kill(grandchild, 0) == 0; i++) {
		char path[64], text[256] = "";
		FILE *file;

		text_format(path, sizeof(path), "/proc/%d/stat", (int)grandchild);
		file = fopen(path, "r");
		if (!file || !fgets(text, sizeof(text), file) || strstr(text, ") Z")) {
			if (file)
				fclose(file);
			return;
		}
		fclose(file);
		usleep(1000);
	}
	assert_int_equal(kill(grandchild, 0), -1);
}

int main(void)
{
#define CHILD_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CHILD_TEST(lines_come_whole_and_one_by_one),
		CHILD_TEST(words_are_words_and_no_shell_sees_them),
		CHILD_TEST(it_has_no_input_and_nothing_of_ours_open),
		CHILD_TEST(a_line_without_end_is_passed_over),
		CHILD_TEST(what_never_ends_is_read_a_piece_at_a_time),
		CHILD_TEST(it_ends_with_the_desk_however_that_ends),
		CHILD_TEST(who_ends_is_started_again_after_a_growing_pause),
		CHILD_TEST(what_cannot_be_started_is_said_and_tried_again_later),
		CHILD_TEST(all_of_it_ends_with_the_desk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
