#ifndef SCREENS_SIGN_IN_H
#define SCREENS_SIGN_IN_H
/*
 * Who is at the counter: asks for the staff code, and for the password, or the PIN where it is good
 * (trust/sign_in.h). Where people sign in by name a code that nobody has worked under yet is taken
 * after a question; so is a counter that another desk is at work as already; another counter, and
 * the other language, are for this desk until it is left. The entry (terminal_host.entry). Opened
 * with NULL to hand the counter over, which Esc leaves undone; with anything else it is not left
 * but by who signs in. Answers with nothing: desk->staff and desk->counter are who works here, and
 * presence.h has it.
 */
#include "ui/term/screen.h"

extern const struct screen_ops sign_in_screen;

#endif
