#ifndef CLI_BAR_H
#define CLI_BAR_H
/*
 * A progress bar on stderr, when that is a terminal; nothing otherwise. It goes away when done.
 */
#include <stdbool.h>
#include <stddef.h>

struct bar {
	bool shown;   /* stderr is a terminal */
	int permille; /* as last painted; -1: not yet */
	const char *title;
};

/* A bar that is not shown yet. `title` is translated and stays the caller's. */
void bar_init(struct bar *bar, const char *title);

/* `done` of `all`; fits as a callback: takes the struct bar as void. */
void bar_step(size_t done, size_t all, void *bar);

/* Takes it away; nothing when it was never shown. */
void bar_finish(struct bar *bar);

#endif
