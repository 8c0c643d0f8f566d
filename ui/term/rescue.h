#ifndef TERM_RESCUE_H
#define TERM_RESCUE_H
/*
 * Whatever ends the program, the terminal is put back. Signals that only ask for something (TERM,
 * INT, HUP, WINCH, TSTP, CONT) become bytes in a pipe that the loop reads; every other one that
 * would end the program, by a defect or by whoever sent it, puts the terminal back and goes on to
 * whoever handled it before.
 */
#include <stdbool.h>

/*
 * Takes over the signals and memory_on_failure, and remembers the terminal's mode; call before
 * newterm, so that curses leaves the handlers alone. Returns the pipe's reading end, -1 when there
 * is none.
 */
int rescue_start(int terminal_fd);

/* Adds to the bytes that put the terminal back: call after newterm, with what the terminal's
 * description says. At most 256 bytes are kept. */
void rescue_add(const char *bytes);

/* Gives the signals back. */
void rescue_stop(void);

/* Stops the process group as the shell's suspend key would; returns when it goes on. */
void rescue_suspend(void);

#endif
