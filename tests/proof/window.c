#include "window.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include "base/text.h"

enum { QUIET_MS = 4, ASK_AGAIN_MS = 600 };

static int now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int)(now.tv_sec % 1000000 * 1000 + now.tv_nsec / 1000000);
}

/* How many processes want a processor at this moment. */
static long running_now(void)
{
	FILE *file = fopen("/proc/loadavg", "re");
	long running = 0;

	if (!file)
		return 0;
	if (fscanf(file, "%*s %*s %*s %ld", &running) != 1)
		running = 0;
	fclose(file);
	return running;
}

/*
 * How long something takes, as far as the program had a processor: beside other load a millisecond
 * counts for its share only, by what runs at that moment. An average of the last minute, as
 * getloadavg has it, comes too late when the load has just begun.
 */
struct patience {
	int looked_ms;
	long spent_us;
};

static struct patience patience_start(void)
{
	return (struct patience){ .looked_ms = now_ms() };
}

static bool patience_is_over(struct patience *patience, int limit_ms)
{
	const long processors = sysconf(_SC_NPROCESSORS_ONLN), running = running_now();
	const int looked_ms = now_ms();
	const long passed_us = (looked_ms - patience->looked_ms) * 1000L;

	patience->looked_ms = looked_ms;
	patience->spent_us += running > processors ? passed_us * processors / running : passed_us;
	return patience->spent_us > limit_ms * 1000L;
}

/* A sanitizer keeps what was freed; here memory is measured, so it shall not keep much. */
static void limit_sanitizer(void)
{
	const char *options = getenv("ASAN_OPTIONS");
	char more[1024];

	text_format(more, sizeof(more), "%s:quarantine_size_mb=4", options ? options : "");
	setenv("ASAN_OPTIONS", more, 1);
}

static void run_program(const char *folder, const char *program, const char *const arguments[])
{
	char *argv[16] = { NULL };
	size_t count = 0;

	argv[count++] = strdup(program);
	for (size_t i = 0; arguments[i] && count < 15; i++)
		argv[count++] = strdup(arguments[i]);
	limit_sanitizer();
	if (chdir(folder) == 0)
		execv(program, argv);
	perror(program);
	_exit(127);
}

/* Waits for the end, at most so long. */
static bool wait_for_end(struct window *window, int limit_ms)
{
	struct patience patience = patience_start();
	const struct timespec pause = { 0, 2000000 };
	pid_t ended;

	do {
		ended = waitpid(window->pid, &window->exit_status, WNOHANG);
		if (ended == 0)
			nanosleep(&pause, NULL);
	} while (ended == 0 && !patience_is_over(&patience, limit_ms));
	if (ended == 0) {
		kill(window->pid, SIGKILL);
		waitpid(window->pid, &window->exit_status, 0);
	}
	window->pid = 0;
	tcgetattr(window->line, &window->after);
	return ended != 0;
}

static void add_text(struct window *window, char byte)
{
	if (window->length + 1 < sizeof(window->text))
		window->text[window->length++] = byte;
	window->text[window->length] = '\0';
}

/* The commands that matter here: the screen emptied, the last character again, the terminal given
 * back; any other ends a piece of text. */
static void obey(struct window *window)
{
	char last = window->sequence[window->sequence_length - 1];

	window->sequence[window->sequence_length] = '\0';
	if (last == 'J' && strncmp(window->sequence, "\033[2", 3) == 0) {
		window->paints++;
		window->length = 0;
	} else if (last == 'b' && window->length > 0) {
		for (int i = atoi(window->sequence + 2); i > 0; i--)
			add_text(window, window->text[window->length - 1]);
	} else if (last != 'm') {
		window->left |= strcmp(window->sequence, "\033[?1049l") == 0;
		add_text(window, '\n');
	}
	window->sequence_length = 0;
}

static void watch(struct window *window, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		size_t length = window->sequence_length;

		if (length == 0 && bytes[i] != '\033') {
			add_text(window, bytes[i]);
			continue;
		}
		if (length + 2 < sizeof(window->sequence))
			window->sequence[window->sequence_length++] = bytes[i];
		/* ESC [ ... letter, ESC ( B, or ESC and one character. */
		if ((length == 1 && bytes[i] != '[' && bytes[i] != '(') ||
		    (length == 2 && window->sequence[1] == '(') || (length >= 2 && bytes[i] >= '@'))
			obey(window);
	}
}

/* Takes what was painted, waiting so long for it. False when nothing came. */
static bool take(struct window *window, int wait_ms)
{
	struct pollfd line = { .fd = window->line, .events = POLLIN };
	char bytes[16384];
	ssize_t count;

	if (!window->pid || poll(&line, 1, wait_ms) <= 0)
		return false;
	count = read(window->line, bytes, sizeof(bytes));
	if (count > 0) {
		watch(window, bytes, (size_t)count);
		return true;
	}
	if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
		wait_for_end(window, WINDOW_SLOW_MS);
		close(window->line);
	}
	return false;
}

bool window_open(struct window *window, const char *folder, const char *const arguments[])
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct patience patience = patience_start();
	long before = window->paints;
	int slave;
	const char *named = getenv("FRONTDESK");
	char *program = realpath(named ? named : "build/frontdesk", NULL);

	if (!program) {
		fprintf(stderr, "there is no %s\n", named ? named : "build/frontdesk");
		abort();
	}
	window->sequence_length = window->length = 0;
	window->left = false;
	if (openpty(&window->line, &slave, NULL, NULL, &size) != 0 ||
	    tcgetattr(slave, &window->before) != 0)
		abort();
	window->after = window->before;
	window->pid = fork();
	if (window->pid == 0) {
		close(window->line);
		if (login_tty(slave) == 0)
			run_program(folder, program, arguments);
		_exit(127);
	}
	close(slave);
	free(program);
	if (window->pid < 0)
		abort();
	fcntl(window->line, F_SETFL, O_NONBLOCK);
	fcntl(window->line, F_SETFD, FD_CLOEXEC);
	/* Until it has taken the terminal over, ^C is the terminal's. */
	while (window->pid && window->paints == before &&
	       !patience_is_over(&patience, WINDOW_SLOW_MS))
		take(window, 10);
	return window->paints != before;
}

bool window_send(struct window *window, const void *bytes, size_t size)
{
	const char *at = bytes;
	struct patience patience = patience_start();

	while (size > 0 && window->pid) {
		ssize_t count = write(window->line, at, size);

		if (count > 0) {
			at += count;
			size -= (size_t)count;
			patience = patience_start();
		} else if (patience_is_over(&patience, WINDOW_SLOW_MS)) {
			return false;
		}
		take(window, count > 0 ? 0 : 1);
	}
	return true;
}

void window_resize(struct window *window, int columns, int lines)
{
	struct winsize size = { .ws_row = (unsigned short)lines,
				.ws_col = (unsigned short)columns };

	if (window->pid)
		ioctl(window->line, TIOCSWINSZ, &size);
}

/* The end of a paste, of a sequence and of a character; then Refresh. */
static bool ask(struct window *window)
{
	static const char all[] = "\033[201~\014";

	return window_send(window, all, sizeof(all) - 1);
}

/* Asks, and waits for a whole paint that comes after it. */
static bool answered(struct window *window)
{
	struct patience patience = patience_start();
	long before = window->paints;
	int asked_ms = now_ms(), waited_ms;
	bool taken = ask(window), slow = false;

	while (taken && window->pid && window->paints == before && !slow) {
		take(window, 10);
		/* What was typed before may have swallowed the question. */
		if (now_ms() - asked_ms > ASK_AGAIN_MS) {
			asked_ms = now_ms();
			taken = ask(window);
		}
		slow = patience_is_over(&patience, WINDOW_SLOW_MS);
	}
	waited_ms = (int)(patience.spent_us / 1000);
	if (waited_ms > window->slowest_ms)
		window->slowest_ms = waited_ms;
	while (take(window, QUIET_MS))
		;
	return taken && !slow;
}

bool window_settle(struct window *window)
{
	/* The first paint may be of what was typed, or a late answer to a question that was asked
	 * twice; the second one follows the first question. */
	return answered(window) && answered(window);
}

bool window_hang_up(struct window *window)
{
	if (!window->pid)
		return true;
	close(window->line);
	return wait_for_end(window, WINDOW_SLOW_MS);
}

bool window_signal(struct window *window, int signal)
{
	if (!window->pid)
		return true;
	kill(window->pid, signal);
	return window_end(window);
}

bool window_end(struct window *window)
{
	struct patience patience = patience_start();

	/* Its farewell has to be read, or it waits for that. */
	while (window->pid && !patience_is_over(&patience, WINDOW_SLOW_MS))
		take(window, 1);
	if (!window->pid)
		return true;
	wait_for_end(window, 0);
	close(window->line);
	return false;
}

bool window_is_given_back(const struct window *window)
{
	return window->after.c_lflag == window->before.c_lflag &&
	       window->after.c_iflag == window->before.c_iflag &&
	       window->after.c_oflag == window->before.c_oflag;
}

long window_memory_kib(const struct window *window)
{
	char path[64], line[128];
	long kib = 0;
	FILE *file;

	text_format(path, sizeof(path), "/proc/%d/status", (int)window->pid);
	file = fopen(path, "re");
	while (file && fgets(line, sizeof(line), file)) {
		if (strncmp(line, "VmRSS:", 6) == 0)
			kib = strtol(line + 6, NULL, 10);
	}
	if (file)
		fclose(file);
	return kib;
}

int window_files(const struct window *window)
{
	char path[64];
	DIR *directory;
	int count = 0;

	text_format(path, sizeof(path), "/proc/%d/fd", (int)window->pid);
	directory = opendir(path);
	while (directory && readdir(directory))
		count++;
	if (directory)
		closedir(directory);
	return count;
}
