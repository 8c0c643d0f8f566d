#ifndef TERM_ASIDE_H
#define TERM_ASIDE_H
/*
 * What each person has open at this desk, while another works here.
 * Invariant: a screen is shown to nobody but the staff code that opened it: what is half filled in
 * waits until that person signs in again, as it was.
 */
#include "ui/term/screen.h"

/* Whether who has just signed in is another one than who worked here before. */
bool aside_is_other(const struct terminal *terminal);

/* Somebody has said who they are: what another one has open is put aside, and what this person left
 * is there again; terminal->came_from is the place that they left, or, the first time, the one that
 * the other was at. Nothing is at work. */
void aside_sign_in(struct terminal *terminal);

/* Closes all of it. */
void aside_release(struct terminal *terminal);

#endif
