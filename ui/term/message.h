#ifndef TERM_MESSAGE_H
#define TERM_MESSAGE_H
/*
 * The message above the line of keys: one at a time, until the next key. Screens say theirs by
 * screen_say and screen_say_problem (screen.h), which are here, too.
 */
#include "ui/term/screen.h"

/* Shows a translated text; an error is not pushed away by anything less. */
void message_say(struct terminal *terminal, enum say kind, const char *text);

/* The same with a problem's message, as an error. */
void message_say_problem(struct terminal *terminal, const struct problem *problem);

/* Takes it away: a key was pressed. */
void message_forget(struct terminal *terminal);

#endif
