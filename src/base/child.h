#ifndef BASE_CHILD_H
#define BASE_CHILD_H
/*
 * A program that runs beside the desk and says things in lines: the driver of an ID-card reader.
 * Started without a shell, in a process group of its own, with no input and nothing of ours open;
 * when it ends it is started again, after a pause that grows, and when the desk ends, however it
 * does, it is told to end. Invariant: none of these waits for what it says, nor reads without end
 * what never ends; only ending it may take a fifth of a second.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/process.h"

enum {
	CHILD_COMMAND_SIZE = PROCESS_COMMAND_SIZE,
	CHILD_LINE_SIZE = 4096,
	CHILD_READS_A_ROUND = 8, /* as much of CHILD_LINE_SIZE is taken at once */
	CHILD_PAUSE_LEAST_MS = 1000,
	CHILD_PAUSE_MOST_MS = 60 * 1000, /* who ran longer than this starts with the least again */
};

struct child {
	char command[CHILD_COMMAND_SIZE];
	struct process process; /* its fd is -1: it does not run */
	char line[CHILD_LINE_SIZE];
	size_t length;
	bool overlong;	    /* the rest of the line is passed over */
	int64_t started_ms, /* monotonic; 0: never */
		pause_ms, due_ms;
};

enum child_reading {
	CHILD_NOTHING, /* no whole line is there, or enough was read for now */
	CHILD_LINE,
	CHILD_TOO_LONG, /* a line longer than CHILD_LINE_SIZE; passed over */
	CHILD_STOPPED,	/* it has ended, or could not be started; child_tick starts it again */
};

/* Does not start it yet. Words of the command are separated by spaces; one in '...' or "..." may
 * have some. "" runs nothing. */
void child_init(struct child *child, const char *command);

/* Starts it when that is due; CHILD_STOPPED when it could not be. `now_ms` is monotonic. */
enum child_reading child_tick(struct child *child, int64_t now_ms);

/* Takes the next line, without its end; call until CHILD_NOTHING, or as often as there is time.
 * What is left is there the next time. */
enum child_reading child_read(struct child *child, int64_t now_ms, char line[CHILD_LINE_SIZE]);

/* Ends it and all that it started. */
void child_stop(struct child *child);

#endif
