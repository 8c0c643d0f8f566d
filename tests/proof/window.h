#ifndef TESTS_PROOF_WINDOW_H
#define TESTS_PROOF_WINDOW_H
/*
 * The real program on a terminal of its own: bytes go in, what it paints is watched. A window that
 * has ended is noticed by the next call.
 */
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

/* How long an answer may take, of the time in which the program has a processor: beside other load
 * that is longer by the clock. */
enum { WINDOW_TEXT_SIZE = 256 * 1024, WINDOW_SLOW_MS = 2000 };

struct window {
	pid_t pid; /* 0: it has ended */
	int line;
	int exit_status; /* of wait(), once it has ended */
	bool left;	 /* it has given the terminal back: ^C is the terminal's again */
	struct termios before, after; /* how the terminal was when it started, and at its end */
	long paints;		      /* of the whole screen, so far */
	int slowest_ms;
	/* The screen's text since it was last emptied, without the terminal's commands. */
	char text[WINDOW_TEXT_SIZE];
	size_t length;
	/* A command that has not come whole yet. */
	char sequence[64];
	size_t sequence_length;
};

/* Starts the program of $FRONTDESK, else build/frontdesk, with these arguments in this folder, and
 * waits for its first paint. False when that took too long. */
bool window_open(struct window *window, const char *folder, const char *const arguments[]);

/* Sends bytes as fast as the program takes them. False when it took nothing for too long. */
bool window_send(struct window *window, const void *bytes, size_t size);

void window_resize(struct window *window, int columns, int lines);

/*
 * Ends whatever was half typed, has the whole screen painted anew and waits for it. False when that
 * took too long; true as well when the program ended meanwhile.
 */
bool window_settle(struct window *window);

/* Loses the line; or sends a signal. Waits for the end; false when it took too long (then it
 * is killed). */
bool window_hang_up(struct window *window);
bool window_signal(struct window *window, int signal);

/* Waits for the end of one that was told to end itself, watching; false as above. */
bool window_end(struct window *window);

/* Whether the terminal is as it was, of one that has ended. */
bool window_is_given_back(const struct window *window);

/* Memory that is in use, in KiB, and open files. */
long window_memory_kib(const struct window *window);
int window_files(const struct window *window);

#endif
