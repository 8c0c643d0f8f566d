#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H
/*
 * Another program, started without a shell: in a process group of its own, with no input, with
 * nothing of ours open and the signals as programs expect them. Invariant: no character of a
 * command means anything but the end of a word and quotes around one.
 */
#include <stdbool.h>
#include <sys/types.h>

enum { PROCESS_COMMAND_SIZE = 512 };

struct process {
	pid_t pid; /* and the number of its group; 0: it does not run */
	int fd;	   /* its output, to be read without waiting; -1: none */
};

struct process_about {
	/* Words, separated by spaces; one in '...' or "..." may have some. */
	const char *command;
	/* Stands for each %s in a word, or behind the last word where there is none; NULL: no word
	 * is looked at. */
	const char *file;
	bool complaints; /* what it writes as errors is output, too; else nobody's */
	bool outlives;	 /* it goes on when we end */
};

/* Starts it. Zero, or an errno: ENOENT when there is no such program, E2BIG for a command without
 * words or with too many. `process` runs nothing then. */
int process_start(struct process *process, const struct process_about *about);

/* Whether there is such a program, and this account may run it: zero, or an errno as of
 * process_start. Nothing is started. */
int process_look(const char *command);

/* Whether it has ended, and how, as of waitpid; nothing is told about it a second time. */
bool process_has_ended(struct process *process, int *how);

/*
 * Our own memory goes into no file when we fail, and no other program of this account may look into
 * it (core(5), PR_SET_DUMPABLE in prctl(2)). To be called again after an exec.
 */
void process_keep_memory_private(void);

/* Ends it and all that it started, and closes its output; takes a fifth of a second at most. */
void process_stop(struct process *process);

#endif
