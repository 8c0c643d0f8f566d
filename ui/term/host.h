#ifndef TERM_HOST_H
#define TERM_HOST_H
/*
 * The program around the terminal, as the engine knows it: a table of places, and functions that
 * are asked. The program makes one and keeps it as long as the terminal runs.
 */
#include "base/file.h"
#include "ui/term/screen.h"

enum { TERMINAL_HOST_TEXT_SIZE = 256, TERMINAL_TICK_MS = 500 };

/* How the desk is shown, or-ed: a click is understood; one thing a line, in the order of reading
 * (linear.h); for a light or a dark background, whatever the terminal says of its own. */
enum { DISPLAY_MOUSE = 1, DISPLAY_LINEAR = 2, DISPLAY_LIGHT = 4, DISPLAY_DARK = 8 };

/* A main screen, the command that goes to it, and its number: 0 to 9 is the digit that Alt takes,
 * too. Of a dialog the number says nothing. */
struct place {
	enum command command;
	const struct screen_ops *ops;
	int number;
};

/* A command, and the place's command that it stands for. */
struct shortcut {
	enum command command, stands_for;
};

/* Why nothing can be saved, translated. */
struct trouble {
	char heading[TERMINAL_HOST_TEXT_SIZE], text[PROBLEM_MESSAGE_SIZE];
};

/* What the terminal needs to know of the program around it. */
struct terminal_host {
	struct desk *desk; /* handed to each screen */
	void *context;	   /* handed to the functions */
	const struct place *place;
	int place_count;
	enum command home; /* the place that is shown at the start, and when the last screen of
			      another place has closed; COMMAND_NONE is the first place */
	const void *home_argument; /* for that place's open */
	/* The place that its command begins anew, from wherever it is given: what stands in front
	 * of it is closed (a form that is filled in, after asking), and its search is emptied.
	 * COMMAND_NONE: no place. */
	enum command anew;
	/* Dialogs that a command opens in front of whatever is shown. */
	const struct place *dialog;
	int dialog_count;
	const void *dialog_argument; /* for the open of each */
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
	/* Told with each tick how long no key was pressed. NULL: nobody is. */
	void (*idle)(void *context, int64_t idle_ms);
	/* How the desk is shown: DISPLAY_MOUSE and so on. Asked before each painting. NULL: none
	 * of them. */
	unsigned (*display)(void *context);
	/* Where half-typed forms of who works here are written down for the next start (draft.h):
	 * asked at the start and after each sign-in; false: nowhere. NULL: nowhere. */
	bool (*draft_base)(void *context, char out[FILE_PATH_SIZE]);
	/* Who works here, a staff code; *now_ms gets the time. Needed with draft_base. */
	const char *(*staff)(void *context, int64_t *now_ms);
	/*
	 * Whether who works here may give a command at all; else `why`, when it is not NULL, gets a
	 * translated sentence that says who may. What may not be given is offered nowhere, and a
	 * place that may not be gone to is not shown: the first that may is. NULL: everybody may
	 * give each.
	 */
	bool (*may)(void *context, enum command command, char *why, size_t why_size);
	/* Takes a scan, from whichever screen is in front; SCREEN_RELOAD when something changed.
	 * NULL: only the screen itself is asked. At the entry it is never asked. */
	unsigned (*scan)(void *context, struct screen *front, const char *text);
	/*
	 * Begins a search for what was typed where no field is: the screen in front is a place, or
	 * shows something over one. `whole`: Enter was pressed behind it, so it may be a number
	 * that leads to one thing. A screen's reply. NULL: it is not taken.
	 */
	unsigned (*search)(void *context, struct screen *front, const char *text, bool whole);
	/* What comes in beside the keyboard: a descriptor to wait for, -1 for none; and what to do
	 * when it is ready, and with each tick. At the entry `front` is NULL. NULL: nothing does.
	 */
	int (*line_fd)(void *context);
	unsigned (*line)(void *context, struct screen *front);
	/*
	 * Whether something has come up that keeps everything from being saved, or was met again:
	 * once for each time. It is put in front of whatever is shown, to be read. Asked before
	 * each painting and with each tick. NULL: nothing does.
	 */
	bool (*trouble)(void *context, struct trouble *out);
	/* Whether it is so now: who leaves the desk then does not give up what was typed. Needed
	 * with `trouble`. */
	bool (*in_trouble)(void *context);
	/*
	 * What stands below the top line on every screen and cannot be overlooked: the first line
	 * is a mark, what follows a '\n' is read like any text. Asked before each painting; "" or
	 * NULL: nothing does.
	 */
	void (*banner)(void *context, char *out, size_t size);
	/* Called after something was done: by so many keys, or by a screen at work. A screen's
	 * reply, without closing. NULL: nobody follows. */
	unsigned (*followed)(void *context, struct screen *front, int keys);
	/* What a person who leaves should know to be open still: whole sentences, each on a line of
	 * its own; "" for nothing. NULL: nothing. */
	void (*still_open)(void *context, char *out, size_t size);
	/* The top line's ends, translated: the clinic's name; who works at which counter, date and
	 * minute. Redrawn when they change. */
	void (*status)(void *context, char *left, size_t left_size, char *right, size_t right_size);
};

/* Why the terminal was given back. */
enum terminal_end {
	TERMINAL_LEFT,	    /* by the Quit command */
	TERMINAL_HUNG_UP,   /* the line was lost */
	TERMINAL_SIGNALLED, /* SIGTERM, SIGINT or SIGHUP */
};

#endif
