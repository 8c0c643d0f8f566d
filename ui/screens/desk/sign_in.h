#ifndef SCREENS_SIGN_IN_H
#define SCREENS_SIGN_IN_H
/*
 * Who is at the counter: asks for the staff code. Passwords belong here when they come.
 * The entry (terminal_host.entry). Opened with NULL to hand the counter over, which Esc leaves
 * undone; with anything else it is not left but by who signs in. Answers with nothing:
 * desk->staff is who works here.
 */
#include "ui/term/screen.h"

extern const struct screen_ops sign_in_screen;

#endif
