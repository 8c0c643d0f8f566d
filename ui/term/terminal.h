#ifndef TERM_TERMINAL_H
#define TERM_TERMINAL_H
/*
 * The terminal and its loop: one place reads keys, one knows of resizing, one paints. Main screens
 * (places) keep their state while another is shown; dialogs stand on the place that asked. However
 * the program ends, the terminal is as it was found. One terminal exists at a time.
 */
#include <stdio.h>

#include "ui/term/screen.h"

enum {
	TERMINAL_HOST_TEXT_SIZE = 256,
	TERMINAL_TICK_MS = 500,
	TERMINAL_LINES_LEAST = 16,
	TERMINAL_COLUMNS_LEAST = 60
};

/* A click is understood; one thing a line, in the order of reading (surface.h). */
enum { TERMINAL_MOUSE = 1, TERMINAL_LINEAR = 2 };

/* A main screen and the command that goes to it. */
struct place {
	enum command command;
	const struct screen_ops *ops;
};

/* A command, and the place's command that it stands for. */
struct shortcut {
	enum command command, stands_for;
};

/* What the terminal needs to know of the program around it. */
struct terminal_host {
	struct desk *desk; /* handed to each screen */
	void *context;	   /* handed to the functions */
	const struct place *place;
	int place_count;
	enum command home; /* the place that is shown at the start, and when the last screen of
			      another place has closed; COMMAND_NONE is the first place */
	/* Dialogs that a command opens in front of whatever is shown. */
	const struct place *dialog;
	int dialog_count;
	/* Commands that are known everywhere and do one of a place, going there first. */
	const struct shortcut *shortcut;
	int shortcut_count;
	const struct screen_ops *entry; /* shown by COMMAND_STAFF until it closes; NULL for none */
	bool entry_first;		/* it is shown before all else, opened with an argument
					   that is not NULL */
	const struct keymap *keymap;
	/* Whether another counter changed something since it was last asked. Asked every
	 * TERMINAL_TICK_MS at most. */
	bool (*changed)(void *context);
	/* After how many minutes without a key the entry comes in front, not to be left but by who
	 * signs in; 0: never. NULL: never. */
	int (*lock_minutes)(void *context);
	/* How the desk is shown: TERMINAL_MOUSE, TERMINAL_LINEAR, or-ed. Asked before each
	 * painting. NULL: neither. */
	unsigned (*ways)(void *context);
	/* Where half-typed forms are written down for the next start (draft.h); NULL: nowhere. */
	const char *draft_base;
	/* Who works here, a staff code; *now_ms gets the time. Needed with draft_base. */
	const char *(*staff)(void *context, int64_t *now_ms);
	/* Takes a scan, from whichever screen is in front; SCREEN_RELOAD when something changed.
	 * NULL: only the screen itself is asked. At the entry it is never asked. */
	unsigned (*scan)(void *context, struct screen *front, const char *text);
	/* What comes in beside the keyboard: a descriptor to wait for, -1 for none; and what to do
	 * when it is ready, and with each tick. At the entry `front` is NULL. NULL: nothing does.
	 */
	int (*line_fd)(void *context);
	unsigned (*line)(void *context, struct screen *front);
	/* The top line's ends, translated: the clinic's name; who works at which counter, date and
	 * minute. Redrawn when they change. */
	void (*status)(void *context, char *left, size_t left_size, char *right, size_t right_size);
};

enum terminal_end {
	TERMINAL_LEFT,	    /* by the Quit command */
	TERMINAL_HUNG_UP,   /* the line was lost */
	TERMINAL_SIGNALLED, /* SIGTERM, SIGINT or SIGHUP */
};

/* Takes over the terminal of stdin and stdout. Refused with a sentence when they are none, or when
 * TERM is unknown or too simple. */
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

/* Gives the terminal a new size, as the window's change does. */
void terminal_resize(struct terminal *terminal, int columns, int lines);

/* Closes every screen and puts the terminal back. NULL is allowed. */
void terminal_stop(struct terminal *terminal);

#endif
