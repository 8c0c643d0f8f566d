#ifndef TERM_ENGINE_H
#define TERM_ENGINE_H
/*
 * The engine's own: what the terminal consists of. No screen includes this.
 * Who works on it, from the ground up: message.h, stack.h and aside.h; the dialogs, the menu
 * (palette.h) and the help, which are screens; draft.h; paint.h; dispatch.h, which takes the
 * events; terminal.h, the loop.
 */
#include "base/identity.h"
#include "ui/term/device.h"
#include "ui/term/host.h"
#include "ui/term/input.h"
#include "ui/term/surface.h"

enum { STACK_MAX = 16, STACKS_MAX = 11 };

/* A main screen and the dialogs in front of it. */
struct stack {
	struct screen *screen[STACK_MAX];
	int depth;
};

/* What somebody has open who does not work here just now (aside.h). */
struct aside {
	char staff[CODE_SIZE];
	struct stack stack[STACKS_MAX];
	int came_from;
};

struct drafts;

struct terminal {
	struct terminal_host host;
	struct keymap keymap; /* since the keys were changed; before, the host's */
	struct device device;
	struct surface surface;
	struct input input;
	/* One for each place, in the host's order, then that of the entry. */
	struct stack stack[STACKS_MAX];
	int shown;	       /* which stack */
	int came_from;	       /* the place shown before the entry */
	char works[CODE_SIZE]; /* whose they are: who signed in last; "" before the first */
	struct aside *aside;
	size_t aside_count, aside_room;
	int home;	    /* the place of host.home */
	bool draw, repaint; /* something asked to be painted; everything must be sent again */
	bool ended;
	enum terminal_end end;
	char said[PROBLEM_MESSAGE_SIZE];
	enum say say;
	int64_t said_ms; /* monotonic: when it was first painted; 0: not yet */
	char left[TERMINAL_HOST_TEXT_SIZE], right[TERMINAL_HOST_TEXT_SIZE];
	int64_t ticked_ms, key_ms; /* the last tick, the last key; monotonic */
	int seen_ms;		   /* SCREEN_SEEN_MS; tests that ask nothing of it have 0 */
	bool unseen;		   /* the window is too small to show anything: no key acts */
	struct drafts *drafts;	   /* NULL: none are kept */
	int signals;		   /* the pipe of rescue.h; -1 in tests */
	int dry;		   /* times in a row that a ready line had nothing to read */
	int64_t asked_ms; /* when the terminal was last asked for its background; 0: never */
	bool told;	  /* it has answered: */
	uint32_t background;
	struct problem refused; /* why a screen could not be opened, last */
};

#endif
