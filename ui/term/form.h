#ifndef TERM_FORM_H
#define TERM_FORM_H
/*
 * Fields to fill in, one below the other. The screen's state owns the array of fields; the form
 * moves between them. Invariant: the focus is on a field that can be changed, if there is one.
 */
#include "ui/term/edit.h"

enum { FIELD_PROBLEM_SIZE = 320 };

enum field_kind {
	FIELD_TEXT,
	FIELD_DIGITS, /* digits only; full-width ones are narrowed, others left out */
	FIELD_CODE,   /* narrowed: ID numbers, phones, cards, codes */
	FIELD_DATE,   /* narrowed: digits and - / . */
	FIELD_MONEY,  /* narrowed: digits and one point */
	FIELD_CHOICE, /* one of `choices` */
	FIELD_SECRET, /* not shown: a star for each character */
	FIELD_SHOWN,  /* read only */
};

struct field {
	const char *label; /* N_() */
	enum field_kind kind;
	size_t limit;		    /* bytes with the NUL, at most EDIT_SIZE; 0 is EDIT_SIZE */
	int columns;		    /* width on the screen; 0: all there is */
	const char *const *choices; /* N_() texts, NULL at the end; FIELD_CHOICE only */
	const char *hint; /* N_(): shown dim behind the field while it is empty and has no problem;
			     may be NULL */
	bool spread;	  /* the choices stand side by side, not only the chosen one */
	int choice;	  /* the chosen one of `choices` */
	struct edit edit; /* the form's */
	char problem[FIELD_PROBLEM_SIZE];
};

struct form {
	struct field *field;
	int count;
	int focus;
	int top;     /* the first field shown, when they do not all fit */
	int columns; /* the room for a problem's sentence, as last drawn */
};

/* What became of a key. */
enum form_reply {
	FORM_PASS,	/* not the form's */
	FORM_MOVED,	/* something to draw: cursor or focus */
	FORM_CHANGED,	/* the focused field's value changed */
	FORM_CONFIRMED, /* Enter on the last field */
	FORM_FULL,	/* what was typed did not fit or is not taken by this kind of field */
};

/* Takes the fields over with their label, kind, limit, columns, choices, hint and choice filled in;
 * empties texts and problems. */
void form_init(struct form *form, struct field *field, int count);

/* Empties every text, sets every choice to 0, and focuses the first field. */
void form_clear(struct form *form);

/* A field's value. Setting it takes its problem away. */
const char *form_value(const struct form *form, int field);
void form_set(struct form *form, int field, const char *text);

/* Takes the text of a field away, from memory too. */
void form_wipe(struct form *form, int field);

/* Says what is wrong with a field (translated; "" takes it away) and, for the first problem,
 * focuses it. */
void form_problem(struct form *form, int field, const char *sentence);
void form_forget_problems(struct form *form);
bool form_has_problem(const struct form *form);

/* Puts the cursor into a field, or into the next one that can be changed. */
void form_focus(struct form *form, int field);

/* Does one of CONTEXT_FORM's commands: moves between fields, edits the focused one. */
enum form_reply form_command(struct form *form, enum command command);

/* Typed or pasted text; a space moves a choice on. */
enum form_reply form_text(struct form *form, const char *text);

/* How many lines form_draw takes when the canvas is high enough: one a field, and what its
 * problem's sentence needs. */
int form_lines(const struct form *form);

/* Draws it from a line of the canvas on, with the focus; returns the line behind it. */
int form_draw_at(struct form *form, const struct canvas *canvas, int line);

/* Draws labels and fields; problems stand below their fields. `focused` gives it the cursor. */
void form_draw(struct form *form, const struct canvas *canvas, bool focused);

#endif
