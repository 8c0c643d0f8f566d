#ifndef SCREENS_PAYING_H
#define SCREENS_PAYING_H
/*
 * How a fee is paid, wherever one is taken: the methods side by side and, for cash, what was handed
 * over and the change (setting desk.cash_received). Invariant: a number is taken for what was
 * handed over only where cash is paid; anything else that is typed does nothing but ask for a
 * second Enter, for it was meant for the next patient.
 */
#include "desk/desk.h"
#include "ui/term/form.h"
#include "ui/term/screen.h"

/* Its fields, the last ones of the screen's form. */
enum { PAYING_METHOD, PAYING_RECEIVED, PAYING_CHANGE, PAYING_FIELDS };

struct paying {
	struct form *form;
	int first; /* of its fields in the form */
	bool counts;
	bool strayed; /* something was typed that is no amount */
	int64_t fee_fen;
};

/* Fills the fields in, for form_init; the methods are `choices` (words.h). */
void paying_fields(struct field field[PAYING_FIELDS], const char *const *choices);

/* Begins with the first method, in a form that has just been made of these fields and perhaps of
 * others before them. */
void paying_begin(struct paying *paying, const struct desk *desk, struct form *form);

/* The fee is known: fields come and go, and the change is worked out anew. */
void paying_set_fee(struct paying *paying, int64_t fee_fen);

/* The chosen one of `choices`. */
int paying_method(const struct paying *paying);

/* Typed text; SCREEN_PASS where a field before these is filled in. */
unsigned paying_text(struct paying *paying, const char *text);

/* Turns the method by COMMAND_FORM_LEFT or RIGHT. */
unsigned paying_turn(struct paying *paying, enum command command);

/* A key of the form that is not the screen's own, FORM_CONFIRMED for Enter at its end. */
enum form_reply paying_command(struct paying *paying, enum command command);

/* Whether the fee may be taken now; otherwise *refusal says what is missing. */
bool paying_is_ready(struct paying *paying, struct problem *refusal);

/* Whether printable characters are text where the focus is: for screen->typing. */
bool paying_types(const struct paying *paying);

/* What goes back of the cash that was handed over, as a sentence; "" for nothing. Returns `out`. */
enum { PAYING_WORDS_SIZE = 160 };
char *paying_words_of_change(const struct paying *paying, char out[PAYING_WORDS_SIZE]);

#endif
