#ifndef TERM_UNSAVED_H
#define TERM_UNSAVED_H
/*
 * What somebody has typed that is saved nowhere yet, and would be lost by going on.
 */
#include "ui/term/screen.h"

/* Whether somebody has typed something into its form that is worth a draft. */
bool unsaved_is_filled(struct screen *screen);

/* Asks whether the desk is left (QUESTION_LEAVE), and says what is lost and what is still open. */
void unsaved_ask_to_leave(const struct terminal *terminal, struct screen *screen);

#endif
