#ifndef TERM_ENGINE_H
#define TERM_ENGINE_H
/*
 * The engine's own: the terminal, its stacks of screens, and how its parts speak with each other.
 * No screen includes this.
 */
#include "ui/term/draft.h"
#include "ui/term/input.h"
#include "ui/term/surface.h"
#include "ui/term/terminal.h"

enum {
	STACK_MAX = 16,
	STACKS_MAX = 11,
	QUESTION_LEAVE = -1,

	QUESTION_PALETTE = -3,
	QUESTION_DRAFT = -4
};

/* A main screen and the dialogs in front of it. */
struct stack {
	struct screen *screen[STACK_MAX];
	int depth;
};

struct terminal {
	struct terminal_host host;
	struct keymap keymap; /* since the keys were changed; before, the host's */
	SCREEN *curses;
	struct surface surface;
	struct input input;
	/* One for each place, in the host's order, then that of the entry. */
	struct stack stack[STACKS_MAX];
	int shown;	    /* which stack */
	int came_from;	    /* the place shown before the entry */
	int home;	    /* the place of host.home */
	bool draw, repaint; /* something asked to be painted; everything must be sent anew */
	bool ended;
	enum terminal_end end;
	char said[PROBLEM_MESSAGE_SIZE];
	enum say say;
	char left[TERMINAL_HOST_TEXT_SIZE], right[TERMINAL_HOST_TEXT_SIZE];
	int64_t ticked_ms, key_ms; /* the last tick, the last key */
	struct drafts *drafts;	   /* NULL: none are kept */
	int signals;		   /* the pipe of rescue.h; -1 in tests */
	int out;
	int dry;	 /* times in a row that a ready line had nothing to read */
	bool plain_ansi; /* understands bracketed paste */
	bool mouse;	 /* the terminal was asked for it */
	FILE *stream;
	struct problem refused; /* why a screen could not be opened, last */
};

/* Monotonic milliseconds. */
int64_t terminal_now_ms(void);

/* stack.c: the screens. */
struct screen *stack_front(const struct terminal *terminal);
void stack_start(struct terminal *terminal);
void stack_stop(struct terminal *terminal);
/* Shows a place; asks who is there, in front of everything. */
void stack_show(struct terminal *terminal, int index);
void stack_lock(struct terminal *terminal);
/* Whether only the entry can be used: nobody has said who they are. */
bool stack_at_entry(const struct terminal *terminal);
void stack_event(struct terminal *terminal, const struct input_event *event);
/* Lets the program around see to what comes in beside the keyboard. */
void stack_line(struct terminal *terminal);
/* Does a command as its key does on the screen in front. */
void stack_command(struct terminal *terminal, enum command command);
/* Marks every screen to be loaded again before it is next painted. */
void stack_make_stale(struct terminal *terminal);
/* Loads what is stale of the shown stack. */
void stack_load(struct terminal *terminal);
/* Lets the first screen that is at work do a piece of it. */
void stack_work(struct terminal *terminal);
void terminal_say(struct terminal *terminal, enum say kind, const char *text);

/* paint.c: everything on the screen. */
void paint(struct terminal *terminal);

/* help.c */
bool help_open(struct screen *screen);

/* palette.c: answers with the command to be done. */
bool palette_open(struct screen *screen);

#endif
