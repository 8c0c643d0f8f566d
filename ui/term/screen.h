#ifndef TERM_SCREEN_H
#define TERM_SCREEN_H
/*
 * A screen is a constant table of functions and private state. The terminal's loop calls them; a
 * screen asks for things by its reply and never reads a key, never paints outside `draw` and never
 * calls another screen. `load` reads the desk and never paints; `draw` paints from the state and
 * never reads the desk. Functions take the generic struct screen and cast screen->state inside.
 */
#include "ui/term/commands.h"
#include "ui/term/draw.h"

enum { ANSWER_SIZE = 512, SCREEN_SEEN_MS = 400 };

/* Numbers of questions for screen_push: a screen counts its own from 0; no answer is wanted; and
 * the engine's. */
enum {
	QUESTION_LEAVE = -1,
	QUESTION_NONE = -2,
	QUESTION_PALETTE = -3,
	QUESTION_DRAFT = -4,
	QUESTION_THROW_AWAY = -5,
	QUESTION_ANEW = -6
};

struct desk;
struct edit;
struct field;
struct form;
struct list;
struct terminal;
struct screen;

/* Replies, or-ed together. A screen that replies SCREEN_CLOSE must be the one in front. */
enum {
	SCREEN_PASS = 0,		 /* not mine: the engine may take it */
	SCREEN_DONE = 1,		 /* dealt with; nothing changed on the screen */
	SCREEN_DRAW = 2 | SCREEN_DONE,	 /* paint again */
	SCREEN_RELOAD = 4 | SCREEN_DRAW, /* something in the store changed: load every screen that
					    shows it again */
	/* Close me; a dialog has set screen->answer first if it has one. */
	SCREEN_CLOSE = 8 | SCREEN_DRAW,
};

/* What a dialog answers. `given` is false when it was closed without an answer. */
struct answer {
	bool given;
	int choice; /* question: 1 yes, 0 no; list: the row */
	int64_t id; /* list: the row's id */
	char text[ANSWER_SIZE];
};

struct screen_ops {
	const char *name;     /* for the golden files and the logs: "register" */
	enum context context; /* whose commands it knows first */
	const char *title;    /* N_(), in the top line or in the frame */
	size_t state_size;    /* the engine makes it, zeroed, and frees it after close */
	bool leaves_freely;   /* Quit asks no question here */
	bool passing;	      /* only shows something: a scan may take it away */
	/* What it does takes something back, pays out, cancels, closes or throws away: no key that
	 * was typed ahead may do it. It takes no key before it was seen for SCREEN_SEEN_MS; Enter
	 * never does it, and is No where nothing is typed; F9 does. Its context is CONTEXT_DIALOG,
	 * where F9 is COMMAND_DIALOG_YES, or one of its own whose commands have these keys
	 * (CONTEXT_PERSON, CONTEXT_CLOSE); its text says the amount. */
	bool weighty;

	/* Makes the state. On failure the screen is not shown and the problem is. Optional, as are
	 * all but draw. */
	enum status (*open)(struct screen *screen, const void *argument, struct problem *problem);
	/* Reads the desk: after open, after a change here or elsewhere. A problem goes to the
	 * status line. */
	enum status (*load)(struct screen *screen, struct problem *problem);
	void (*draw)(struct screen *screen, const struct canvas *canvas);
	unsigned (*command)(struct screen *screen, enum command command);
	/* Typed text or a paste: clean UTF-8, one line. While screen->typing is not set it comes
	 * here, too, where a screen has a field for it; otherwise typed.h takes it. */
	unsigned (*text)(struct screen *screen, const char *text);
	/* A scan that this screen may want: for a field of its form, or to mark whom it is about.
	 * SCREEN_PASS when it does not; the program around decides then (terminal_host.scan). */
	unsigned (*scan)(struct screen *screen, const char *text);
	/* A name that came with the scan which led here, from a card: taken where none is yet. */
	void (*offer_name)(struct screen *screen, const char *name);
	/* The answer of a dialog that this screen asked, with the number it gave the question. */
	unsigned (*result)(struct screen *screen, int question, const struct answer *answer);
	/* Goes to the part of the screen that has a list, drawn without the focus, that somebody
	 * clicked on. SCREEN_PASS, as without it, when that list cannot have the focus. */
	unsigned (*focus)(struct screen *screen, const struct list *list);
	/* Whether a command makes sense now: others leave the function bar. NULL: all do. */
	bool (*applies)(const struct screen *screen, enum command command);
	/* Enter on the last field of the screen's form (screen_use_form). */
	unsigned (*confirm)(struct screen *screen);
	/* A value of that form has changed. */
	void (*changed)(struct screen *screen);
	/* Whether a search field has nothing in it yet: then the menu's character is its key even
	 * while text is typed, as it is where none is. NULL: it is text. */
	bool (*blank)(const struct screen *screen);
	/* A screen with a size is a dialog: drawn in a frame over the one beneath. How large it
	 * wants to be inside the frame, always or as it says. */
	int lines, columns;
	void (*size)(const struct screen *screen, int *lines, int *columns);
	/*
	 * The form on it that shall outlive a killed program (draft.h); `*subject` gets the number
	 * of what is being changed, 0 for something new. NULL, or no function: none.
	 */
	struct form *(*draft)(struct screen *screen, int64_t *subject);
	/* After the values of a draft were put into that form: works out what follows from them. */
	void (*drafted)(struct screen *screen);
	/* Of a main screen: pushes the screen of that name for a draft; false when it knows none.
	 */
	bool (*reopen)(struct screen *screen, const char *name, int64_t subject);
	/* The frame's title of a dialog, translated, where `title` cannot know it. */
	const char *(*heading)(const struct screen *screen);
	/* A piece of a long action, some hundredths of a second of it: called between keys while
	 * screen->working is set, shown or not, so that the desk goes on meanwhile. Neither pushes
	 * nor closes. */
	unsigned (*work)(struct screen *screen);
	void (*close)(struct screen *screen);
};

struct screen {
	const struct screen_ops *ops;
	void *state;
	struct desk *desk;
	enum context widget; /* CONTEXT_LIST, _FORM, _DIALOG: whose keys are known beside the
				screen's; a screen changes it with its focus */
	bool typing;	     /* printable characters are text */
	bool working;	     /* `work` is wanted */
	struct form *form;   /* of screen_use_form; NULL: none */
	struct list *list;   /* of screen_use_list; NULL: none */
	struct edit *search; /* where things are sought: what is in it grows old (edit.h) when
				somebody comes back to the place; NULL: none */
	struct answer answer;
	/* The engine's. */
	struct terminal *terminal;
	int question;
	bool stale;
	int64_t seen_ms; /* monotonic: when it was first painted; 0: not yet */
	char *opened_as; /* draft_snapshot of its form when it was opened */
};

/*
 * Begins with a form of these fields (form_init), in which the keys move and what is typed goes, as
 * long as widget is CONTEXT_FORM and the screen's `command` and `text` leave it to the form. Both
 * stay the screen's.
 */
void screen_use_form(struct screen *screen, struct form *form, struct field *field, int count);

/*
 * The list in which the keys move now: what is typed narrows it, Backspace and Esc widen it, and
 * Enter searches everywhere when nothing in it fits. After narrowing the screen is loaded again,
 * for what goes with the marked row. The list stays the screen's, but its narrowing ends with the
 * screen, or when another list is used. NULL: none.
 */
void screen_use_list(struct screen *screen, struct list *list);

bool screen_is_awake(const struct screen *screen); /* it takes keys already (weighty) */

/* Types a text into the search field of the screen in front, over what was in it. */
void screen_search_for(struct screen *front, const char *text);

/* Whether it is drawn in a frame over the screen beneath, and how large inside the frame. */
bool screen_is_dialog(const struct screen *screen);
void screen_size(const struct screen *screen, int *lines, int *columns);

/*
 * Pushes a screen in front of this one; `argument` goes to its open and need not live longer. Its
 * answer comes to this one's `result` with the number `question`. False when it could not be
 * opened; the status line says why.
 */
bool screen_push(struct screen *screen, const struct screen_ops *ops, const void *argument,
		 int question);

enum say { SAY_INFO, SAY_GOOD, SAY_ERROR };

/* Shows a message in the status line until the next key. No info pushes an error away. */
void screen_say(struct screen *screen, enum say kind, const char *format, ...) PRINTF_LIKE(3, 4);

/* The same with a problem's message, as an error. */
void screen_say_problem(struct screen *screen, const struct problem *problem);

/* Puts the keys of these settings in force, over the default ones; refused as by keymap_load. */
enum status screen_take_keys(struct screen *screen, const struct settings *settings,
			     struct problem *problem) MUST_CHECK;

/* Goes to a main screen by its command, COMMAND_REGISTER and so on, as it stands there, and gives
 * it a text as if it were scanned (NULL for none). */
void screen_go(struct screen *screen, enum command command, const char *text);

/* For terminal_host.scan. The screen in front of all; whether it is a place itself, with nothing in
 * front of it. */
struct screen *screen_front(const struct terminal *terminal);
bool screen_is_place(const struct screen *screen);

/* Gives a scan to a screen in front, which may want it; false when it does not. */
bool screen_take_scan(struct screen *screen, const char *text);

/* Closes what only shows something, or has nothing typed in it yet, and stands in front of its
 * place; returns what is then in front. */
struct screen *screen_clear(struct screen *screen);

#endif
