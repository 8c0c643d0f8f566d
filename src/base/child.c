#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"

enum { WORDS_MAX = 32, FAILURE_FILENO = 3, STOP_TRIES = 20, STOP_WAIT_MS = 10 };

void child_init(struct child *child, const char *command)
{
	memset(child, 0, sizeof(*child));
	child->fd = -1;
	child->pause_ms = CHILD_PAUSE_LEAST_MS;
	text_copy(child->command, sizeof(child->command), command);
	text_trim(child->command);
}

/* Cuts a command into its words, in place; NULL behind the last. No shell looks at it. */
static bool split(char *command, char *words[WORDS_MAX + 1])
{
	char *at = command, *to = command;
	size_t count = 0;

	while (*at) {
		char quote = '\0';

		while (*at == ' ' || *at == '\t')
			at++;
		if (!*at)
			break;
		if (count == WORDS_MAX)
			return false;
		words[count++] = to;
		for (; *at && (quote || (*at != ' ' && *at != '\t')); at++) {
			if (quote ? *at == quote : *at == '\'' || *at == '"')
				quote = quote ? '\0' : *at;
			else
				*to++ = *at;
		}
		if (*at)
			at++;
		*to++ = '\0';
	}
	words[count] = NULL;
	return count > 0;
}

/* In the child, from here on without a way back: no input, its output to us, no complaints, nothing
 * else of ours; a group of its own, so that the terminal's keys do not reach it and all of it can
 * be ended; and the signals as a program expects them, not as the desk has them. */
static _Noreturn void become(char **words, int out, int failure, pid_t desk)
{
	const int nothing = open("/dev/null", O_RDWR);
	struct sigaction usual = { .sa_handler = SIG_DFL };
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		sigaction(number, &usual, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	/* It may have ended before that was asked for. */
	if (nothing >= 0 && getppid() == desk && dup2(nothing, STDIN_FILENO) >= 0 &&
	    dup2(out, STDOUT_FILENO) >= 0 && dup2(nothing, STDERR_FILENO) >= 0 &&
	    (failure == FAILURE_FILENO || dup3(failure, FAILURE_FILENO, O_CLOEXEC) >= 0)) {
		failure = FAILURE_FILENO;
		if (close_range(FAILURE_FILENO + 1, ~0U, 0) == 0)
			execvp(words[0], words);
	}
	(void)!write(failure, "", 1);
	_exit(127);
}

/* The program runs when the line for failures was closed by its start, without a byte. */
static bool runs(pid_t pid, int failure)
{
	char byte;
	ssize_t got;

	if (pid < 0)
		return false;
	do
		got = read(failure, &byte, 1);
	while (got < 0 && errno == EINTR);
	if (got != 0)
		waitpid(pid, NULL, 0);
	return got == 0;
}

static bool spawn(struct child *child, int out)
{
	char command[CHILD_COMMAND_SIZE], *words[WORDS_MAX + 1];
	const pid_t desk = getpid();
	int failure[2];

	text_copy(command, sizeof(command), child->command);
	if (!split(command, words) || pipe2(failure, O_CLOEXEC) != 0)
		return false;
	child->pid = fork();
	if (child->pid == 0)
		become(words, out, failure[1], desk);
	close(failure[1]);
	if (!runs(child->pid, failure[0]))
		child->pid = 0;
	close(failure[0]);
	return child->pid > 0;
}

static bool start(struct child *child)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	if (fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0 || !spawn(child, ends[1])) {
		close(ends[0]);
		close(ends[1]);
		return false;
	}
	close(ends[1]);
	child->fd = ends[0];
	child->length = 0;
	child->overlong = false;
	return true;
}

enum child_reading child_tick(struct child *child, int64_t now_ms)
{
	if (!child->command[0] || child->fd >= 0 || now_ms < child->due_ms)
		return CHILD_NOTHING;
	child->due_ms = now_ms + child->pause_ms;
	child->pause_ms = child->pause_ms * 2 < CHILD_PAUSE_MOST_MS ? child->pause_ms * 2
								    : CHILD_PAUSE_MOST_MS;
	child->started_ms = now_ms;
	return start(child) ? CHILD_NOTHING : CHILD_STOPPED;
}

/* A whole line of what was read, taken out of it. */
static bool take_line(struct child *child, char line[CHILD_LINE_SIZE])
{
	char *end = memchr(child->line, '\n', child->length);
	size_t length;

	if (!end)
		return false;
	length = (size_t)(end - child->line);
	memcpy(line, child->line, length);
	line[length] = '\0';
	child->length -= length + 1;
	memmove(child->line, end + 1, child->length);
	return true;
}

static void forget(struct child *child, int64_t now_ms)
{
	child_stop(child);
	if (now_ms - child->started_ms > CHILD_PAUSE_MOST_MS)
		child->pause_ms = CHILD_PAUSE_LEAST_MS;
	child->due_ms = now_ms + child->pause_ms;
}

enum child_reading child_read(struct child *child, int64_t now_ms, char line[CHILD_LINE_SIZE])
{
	ssize_t got;

	if (child->fd < 0)
		return CHILD_NOTHING;
	for (int reads = 0;; reads++) {
		if (take_line(child, line)) {
			bool overlong = child->overlong;

			child->overlong = false;
			return overlong ? CHILD_TOO_LONG : CHILD_LINE;
		}
		if (child->length >= sizeof(child->line) - 1) {
			child->overlong = true;
			child->length = 0;
		}
		if (reads == CHILD_READS_A_ROUND)
			return CHILD_NOTHING;
		got = read(child->fd, child->line + child->length,
			   sizeof(child->line) - 1 - child->length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno == EAGAIN)
			return CHILD_NOTHING;
		if (got <= 0)
			break;
		child->length += (size_t)got;
	}
	forget(child, now_ms);
	return CHILD_STOPPED;
}

void child_stop(struct child *child)
{
	const struct timespec wait = { .tv_nsec = STOP_WAIT_MS * 1000 * 1000 };

	if (child->fd >= 0)
		close(child->fd);
	child->fd = -1;
	if (child->pid <= 0)
		return;
	kill(-child->pid, SIGTERM);
	for (int i = 0; i < STOP_TRIES && waitpid(child->pid, NULL, WNOHANG) == 0; i++) {
		if (i == STOP_TRIES - 1) {
			kill(-child->pid, SIGKILL);
			waitpid(child->pid, NULL, 0);
		} else {
			nanosleep(&wait, NULL);
		}
	}
	child->pid = 0;
}
