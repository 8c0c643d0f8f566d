#include "pty.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "bench.h"

void pty_beside(const char *name, char path[BENCH_FOLDER_SIZE])
{
	char self[BENCH_FOLDER_SIZE - 64];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (length <= 0)
		die("where this program lies is not known");
	self[length] = '\0';
	*strrchr(self, '/') = '\0';
	text_format(path, BENCH_FOLDER_SIZE, "%s/%s", self, name);
	if (access(path, X_OK) != 0)
		die("%s is not built", path);
}

static _Noreturn void become(const char *const arguments[])
{
	union {
		const char *const *given;
		char *const *taken;
	} list = { .given = arguments };

	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("LANGUAGE", "en", 1);
	unsetenv("COLUMNS");
	unsetenv("LINES");
	execvp(arguments[0], list.taken);
	_exit(127);
}

void pty_start(struct pty *pty, int lines, int columns, const char *const arguments[])
{
	const struct winsize size = { .ws_row = (unsigned short)lines,
				      .ws_col = (unsigned short)columns };

	pty->started = seconds_now();
	pty->pid = forkpty(&pty->line, NULL, NULL, &size);
	if (pty->pid < 0)
		die("no terminal: %s", strerror(errno));
	if (pty->pid == 0)
		become(arguments);
}

struct burst pty_read(const struct pty *pty, double quiet, double limit)
{
	double until = seconds_now() + limit;
	struct burst burst = { .bytes = 0 };
	char bytes[65536];

	for (;;) {
		struct pollfd poll_for = { .fd = pty->line, .events = POLLIN };
		double now = seconds_now();
		double left = burst.bytes ? burst.last + quiet - now : until - now;
		struct timespec wait;
		ssize_t got;

		if (left > until - now)
			left = until - now;
		if (left <= 0)
			return burst;
		wait.tv_sec = (time_t)left;
		wait.tv_nsec = (long)((left - (double)wait.tv_sec) * 1e9);
		if (ppoll(&poll_for, 1, &wait, NULL) <= 0)
			continue;
		got = read(pty->line, bytes, sizeof(bytes));
		if (got <= 0)
			return burst;
		burst.last = seconds_now();
		if (!burst.bytes)
			burst.first = burst.last;
		burst.bytes += got;
	}
}

void pty_type(const struct pty *pty, const char *keys)
{
	if (write(pty->line, keys, strlen(keys)) < 0)
		die("the program on the terminal has gone");
}

static long status_of(const struct pty *pty, const char *name)
{
	char path[64], line[256];
	long value = 0;
	FILE *file;

	text_format(path, sizeof(path), "/proc/%d/status", (int)pty->pid);
	file = fopen(path, "r");
	if (!file)
		die("%s cannot be read", path);
	while (fgets(line, sizeof(line), file)) {
		if (strncmp(line, name, strlen(name)) == 0)
			value = strtol(line + strlen(name), NULL, 10);
	}
	fclose(file);
	return value;
}

long pty_waits(const struct pty *pty)
{
	return status_of(pty, "voluntary_ctxt_switches:");
}

double pty_memory(const struct pty *pty)
{
	return (double)status_of(pty, "VmRSS:") * 1024 / 1e6;
}

void pty_stop(struct pty *pty)
{
	kill(pty->pid, SIGHUP);
	close(pty->line);
	for (int i = 0; i < 100; i++) {
		if (waitpid(pty->pid, NULL, WNOHANG) == pty->pid)
			return;
		usleep(10000);
	}
	kill(pty->pid, SIGKILL);
	waitpid(pty->pid, NULL, 0);
}
