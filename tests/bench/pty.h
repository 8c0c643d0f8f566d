#ifndef TESTS_BENCH_PTY_H
#define TESTS_BENCH_PTY_H
/* A program on a terminal of its own, and how long it takes to answer. */
#include <sys/types.h>

#include "bench.h"

/* A program by its place beside this one, BUILD/tests/bench/bench; it must be built. */
void pty_beside(const char *name, char path[BENCH_FOLDER_SIZE]);

struct pty {
	pid_t pid;
	int line;
	double started;
};

/* What came at once: it ends when nothing came for a while. Times are of seconds_now. */
struct burst {
	long bytes;
	double first, last; /* bytes; 0 when none came */
};

/* Starts it, in UTF-8 and English, at TERM=xterm-256color. */
void pty_start(struct pty *pty, int lines, int columns, const char *const arguments[]);

/* Waits for what it writes: until nothing comes for `quiet` seconds, at most `limit` in all. */
struct burst pty_read(const struct pty *pty, double quiet, double limit);

void pty_type(const struct pty *pty, const char *keys);

/* How often it has waited for something since it was started; its memory in MB. */
long pty_waits(const struct pty *pty);
double pty_memory(const struct pty *pty);

void pty_stop(struct pty *pty);

#endif
