#ifndef TERM_TYPED_H
#define TERM_TYPED_H
/*
 * What is typed where no field is: it narrows the list of the screen in front, or begins a search
 * (terminal_host.search). Invariant: no letter and no digit does anything else, whatever is shown;
 * in a question it does nothing.
 */
#include "ui/term/screen.h"

/* Text without a field; a screen's reply. */
unsigned typed_take(struct screen *screen, const char *text);

/*
 * The commands of a list that what was typed has narrowed: Backspace takes a letter back, Esc shows
 * all again, Enter searches everywhere for what is not in it. SCREEN_PASS for any other, and where
 * nothing is narrowed.
 */
unsigned typed_command(struct screen *screen, enum command command);

/* What the screen says of it, "" when nothing is narrowed; returns `out`. */
char *typed_words(const struct screen *screen, char *out, size_t size);

#endif
