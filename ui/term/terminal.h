#ifndef TERM_TERMINAL_H
#define TERM_TERMINAL_H
/*
 * The terminal and its loop: one place reads keys, one knows of resizing, one paints. Main screens
 * (places) keep their state while another is shown; dialogs stand on the place that asked. However
 * the program ends, the terminal is as it was found. One terminal exists at a time.
 */
#include <stdio.h>

#include "ui/term/host.h"

/* Takes over the terminal of stdin and stdout. Refused with a sentence when they are none, or when
 * TERM is too simple. */
enum status terminal_start(struct terminal **started, const struct terminal_host *host,
			   struct problem *problem) MUST_CHECK;

/* The same on given streams, with a fixed size, and no signal handlers: for tests. */
enum status terminal_start_on(struct terminal **started, const struct terminal_host *host, FILE *in,
			      FILE *out, int columns, int lines,
			      struct problem *problem) MUST_CHECK;

/* Runs until the desk is left. */
enum terminal_end terminal_run(struct terminal *terminal);

/*
 * One round of the loop: waits at most `wait_ms` for a key, deals with all that are pending, paints
 * once if anything asked for it. Returns false when the terminal is done with; `*end` says why.
 */
bool terminal_round(struct terminal *terminal, int wait_ms, enum terminal_end *end);

/* Whether a screen is at work: rounds then do a piece of it instead of waiting. */
bool terminal_is_working(const struct terminal *terminal);

/* What an idle round does every TERMINAL_TICK_MS: asks `changed` and the minute. */
void terminal_tick(struct terminal *terminal);

/* Gives the terminal a new size, at most DEVICE_SIZE_MOST, as the window's change does. */
void terminal_resize(struct terminal *terminal, int columns, int lines);

/* Closes every screen and puts the terminal back. NULL is allowed. */
void terminal_stop(struct terminal *terminal);

#endif
