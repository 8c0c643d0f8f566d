#ifndef SCREENS_UNDO_H
#define SCREENS_UNDO_H
/*
 * Taking back the last own action, after saying what it was and what that gives back.
 * A dialog, opened without an argument; refused when there is nothing to take back. Answers
 * with nothing: it takes back itself.
 */
#include "ui/term/screen.h"

extern const struct screen_ops undo_screen;

#endif
