#ifndef TERM_PROGRESS_H
#define TERM_PROGRESS_H
/*
 * A bar for a long action. It paints at most ten times a second and reads no key, so the action's
 * function may call it as often as it likes; keys pressed meanwhile wait.
 */
#include "ui/term/screen.h"

struct progress {
	struct terminal *terminal;
	char title[160];
	int64_t painted_ms; /* monotonic */
	int painted;	    /* how often, for tests */
};

/* Paints the empty bar over the screen; `title` is translated. */
void progress_start(struct progress *progress, struct screen *screen, const char *title);

/* `done` of `total` steps; total 0 when it is not known. Fits as a callback: takes the struct
 * progress as void. */
void progress_step(void *progress, int64_t done, int64_t total);

/* Takes the bar away with the next painting. */
void progress_end(struct progress *progress);

#endif
