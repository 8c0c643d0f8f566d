#ifndef TERM_MOUSE_H
#define TERM_MOUSE_H
/*
 * The mouse, for whom it is wanted (terminal_host.ways): a click marks a row, on the marked one it
 * chooses it; the wheel moves the mark; a click on the function bar or on a place in the top line
 * does what its key does. While it is off the terminal's own marking and copying is untouched.
 * Nothing can be done with it alone.
 */
#include <stdbool.h>

struct terminal;
struct input_event;

/* Turns it on or off at the terminal, which may have none. */
void mouse_follow(struct terminal *terminal, bool wanted);

/* What curses read with KEY_MOUSE, as an event; INPUT_NONE when it is none of ours. */
void mouse_read(struct input_event *event);

/* Does what the event's click asks for. */
void mouse_event(struct terminal *terminal, const struct input_event *event);

#endif
