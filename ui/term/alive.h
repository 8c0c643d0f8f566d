#ifndef TERM_ALIVE_H
#define TERM_ALIVE_H
/*
 * Which commands do something where somebody is now, and by which keys: what the function bar, the
 * help and the menu show, and what the engine itself goes by.
 */
#include "ui/term/screen.h"

/* The command of a stroke on this screen; COMMAND_NONE when there is none. The menu's character is
 * its key in a search field with nothing in it, too (screen_ops.blank). */
enum command alive_find(const struct screen *screen, uint32_t stroke);

/* Whether a character that is the key of a command leads nowhere here: in a dialog nobody goes away
 * by one. */
bool alive_is_muted(const struct screen *screen, enum command command, uint32_t stroke);

/* Whether the engine does a command that is known everywhere, when the screen leaves it to it. */
bool alive_everywhere(const struct screen *screen, enum command command);

/* Whether a command of this screen, of its list, form or question, or of those known everywhere
 * would do something now, by whatever key. */
bool alive_command(const struct screen *screen, enum command command);

/* Whether who works here may give a command (terminal_host.may). */
bool alive_may(const struct terminal *terminal, enum command command, char *why, size_t why_size);

/* Whether a command may be given and applies to what this screen shows now. */
bool alive_applies(const struct screen *screen, enum command command);

/* The keys that do it, under their names in the language shown; "" for none. Returns `out`. */
char *alive_keys(const struct screen *screen, enum command command, char out[KEYS_TEXT_SIZE]);

#endif
