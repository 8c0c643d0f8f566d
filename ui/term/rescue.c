#include "ui/term/rescue.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/memory.h"

enum { FAREWELL_BYTES_MAX = 256 };

static const int asking[] = { SIGTERM, SIGINT, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT };
/* What a defect raises, whoever else (a sanitizer) listens to it, too. */
static const int faults[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP };
/* What by default ends nobody, or cannot be taken. */
static const int harmless[] = { SIGKILL, SIGSTOP, SIGCHLD, SIGURG, SIGTTIN, SIGTTOU };

enum { ASKING = sizeof(asking) / sizeof(asking[0]), SIGNALS_MOST = 128 };

/* A signal handler is handed nothing, so this one thing is the process's, like its terminal. */
static struct {
	volatile sig_atomic_t active;
	int terminal, pipe[2];
	bool has_mode;
	struct termios mode;
	char farewell[FAREWELL_BYTES_MAX];
	size_t farewell_length;
	struct sigaction old[SIGNALS_MOST];
	bool taken[SIGNALS_MOST];
	atomic_bool is_ending;
	pthread_t ending; /* the thread that ends the program */
} rescue = { .pipe = { -1, -1 } };

/* A library's thread may fall while another one puts the terminal back: it waits for the end. */
static void end_alone(void)
{
	if (!atomic_exchange(&rescue.is_ending, true))
		rescue.ending = pthread_self();
	else if (!pthread_equal(rescue.ending, pthread_self()))
		for (;;)
			pause();
}

/* Only what a signal handler may call. The program ends after it. */
static void restore(void)
{
	end_alone();
	if (!rescue.active)
		return;
	rescue.active = 0;
	if (write(rescue.terminal, rescue.farewell, rescue.farewell_length) < 0) {
		/* The line is gone; nothing is left to put back. */
	}
	if (rescue.has_mode)
		tcsetattr(rescue.terminal, TCSANOW, &rescue.mode);
}

static void on_asking(int number)
{
	int saved = errno;
	char byte = (char)number;

	/* A full pipe holds enough of these already. */
	if (write(rescue.pipe[1], &byte, 1) < 0)
		errno = 0;
	errno = saved;
}

static bool is_among(const int *list, size_t count, int number)
{
	for (size_t i = 0; i < count; i++) {
		if (list[i] == number)
			return true;
	}
	return false;
}

static bool is_fault(int number)
{
	return is_among(faults, sizeof(faults) / sizeof(faults[0]), number);
}

static void on_fatal(int number, siginfo_t *info, void *context)
{
	(void)context;
	restore();
	sigaction(number, &rescue.old[number], NULL);
	/* A fault comes again by itself when this returns, with its address; what was sent, or has
	 * run out, does not. */
	if (info->si_code <= 0 || !is_fault(number))
		raise(number);
}

static void on_no_memory(const char *sentence)
{
	restore();
	if (write(STDERR_FILENO, sentence, strlen(sentence)) < 0 ||
	    write(STDERR_FILENO, "\n", 1) < 0) {
		/* Nobody to tell. */
	}
}

static bool open_pipe(void)
{
	if (pipe(rescue.pipe) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		fcntl(rescue.pipe[i], F_SETFL, O_NONBLOCK);
		fcntl(rescue.pipe[i], F_SETFD, FD_CLOEXEC);
	}
	return true;
}

static int signals_end(void)
{
	return SIGRTMAX + 1 < SIGNALS_MOST ? SIGRTMAX + 1 : SIGNALS_MOST;
}

static void take(int number, const struct sigaction *action)
{
	rescue.taken[number] = sigaction(number, action, &rescue.old[number]) == 0;
}

/* Whether it would end the program now: what somebody has set otherwise is their business. */
static bool is_deadly(int number)
{
	struct sigaction now;

	return !is_among(asking, ASKING, number) &&
	       !is_among(harmless, sizeof(harmless) / sizeof(harmless[0]), number) &&
	       sigaction(number, NULL, &now) == 0 &&
	       (is_fault(number) || (!(now.sa_flags & SA_SIGINFO) && now.sa_handler == SIG_DFL));
}

int rescue_start(int terminal_fd)
{
	struct sigaction ask = { .sa_handler = on_asking, .sa_flags = SA_RESTART };
	struct sigaction die = { .sa_sigaction = on_fatal, .sa_flags = SA_SIGINFO };

	if (!open_pipe())
		return -1;
	sigemptyset(&ask.sa_mask);
	sigfillset(&die.sa_mask);
	rescue.terminal = terminal_fd;
	rescue.farewell_length = 0;
	rescue.has_mode = tcgetattr(terminal_fd, &rescue.mode) == 0;
	rescue.active = 1;
	for (int i = 0; i < ASKING; i++)
		take(asking[i], &ask);
	for (int number = 1; number < signals_end(); number++) {
		if (is_deadly(number))
			take(number, &die);
	}
	memory_on_failure(on_no_memory);
	return rescue.pipe[0];
}

void rescue_add(const char *bytes)
{
	size_t length = strlen(bytes);

	if (length > FAREWELL_BYTES_MAX - rescue.farewell_length)
		return;
	memcpy(rescue.farewell + rescue.farewell_length, bytes, length);
	rescue.farewell_length += length;
}

void rescue_stop(void)
{
	if (rescue.pipe[0] < 0)
		return;
	memory_on_failure(NULL);
	rescue.active = 0;
	for (int number = 1; number < signals_end(); number++) {
		if (rescue.taken[number])
			sigaction(number, &rescue.old[number], NULL);
		rescue.taken[number] = false;
	}
	for (int i = 0; i < 2; i++) {
		close(rescue.pipe[i]);
		rescue.pipe[i] = -1;
	}
}

void rescue_suspend(void)
{
	struct sigaction usual = { .sa_handler = SIG_DFL }, ours;

	sigemptyset(&usual.sa_mask);
	sigaction(SIGTSTP, &usual, &ours);
	/* The whole group, as the terminal itself would: the shell waits for the one in front. */
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
}
