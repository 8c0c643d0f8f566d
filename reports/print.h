#ifndef REPORTS_PRINT_H
#define REPORTS_PRINT_H
/*
 * Hands a file to the program that prints. Invariant: nobody waits for a printer who does not want
 * to: a watcher of its own starts the program, ends it when it takes too long, and removes the
 * file, whether or not the desk is still there.
 */
#include "base/file.h"
#include "base/status.h"

enum { PRINT_SAID_SIZE = 256 };

/* What the system has for it: CUPS and its forerunners. */
#define PRINT_COMMAND "lp"

enum print_state { PRINT_NONE, PRINT_RUNS, PRINT_DONE, PRINT_FAILED };

/* What the program came to, as its watcher tells it. */
struct print_end {
	int cause;		    /* an errno: it could not be started; 0: it was */
	bool late;		    /* it was ended, for it took too long */
	int how;		    /* as of waitpid */
	char said[PRINT_SAID_SIZE]; /* the beginning of what it wrote, printable, on one line */
};

struct print {
	enum print_state state;
	int fd; /* where the end is told; -1 */
	char command[FILE_PATH_SIZE];
	int seconds;
	struct print_end end;
};

/* Makes a folder that only this account sees and writes the name of a file to be printed in it, of
 * which this is the end: "daily.pdf". */
enum status print_file_name(char out[FILE_PATH_SIZE], const char *name,
			    struct problem *problem) MUST_CHECK;

/* Takes such a file, with its folder, away: where it is not printed after all. */
void print_file_remove(const char *path);

/*
 * Starts it: `command` as of process.h, "" for PRINT_COMMAND, which has so many seconds. The file
 * is one of print_file_name and goes with its folder when the program has ended. STATUS_NOT_PRINTED
 * when there can be no watcher; whether there is such a program is told at the end.
 */
enum status print_start(struct print *print, const char *command, int seconds, const char *path,
			struct problem *problem) MUST_CHECK;

/* How far it is, at once. PRINT_FAILED: `problem` says what the program said, or that it is missing
 * or was ended (STATUS_NOT_PRINTED). */
enum print_state print_look(struct print *print, struct problem *problem);

/* Waits for the end. */
enum status print_wait(struct print *print, struct problem *problem) MUST_CHECK;

/* No longer listens; what was started goes on. */
void print_release(struct print *print);

#endif
