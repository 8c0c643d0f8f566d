#ifndef SCREENS_SIGN_IN_ASKS_H
#define SCREENS_SIGN_IN_ASKS_H
/* What the sign-in asks before it lets somebody in: each a dialog in front of it, whose answer
 * comes under `question`; a screen's reply. */
#include "store/at_work.h"
#include "ui/term/screen.h"

/* Whether a code that nobody has worked under yet is the right one: F9 is yes. */
unsigned sign_in_ask_about_code(struct screen *screen, int question, const char *code);

/* Whether this desk, too, is the counter that `other` is: F9 is yes, Enter wants another. */
unsigned sign_in_ask_about_counter(struct screen *screen, int question,
				   const struct at_work *other);

/* Which counter this desk is: a text. */
unsigned sign_in_ask_which_counter(struct screen *screen, int question);

#endif
