#ifndef TERM_DISPATCH_H
#define TERM_DISPATCH_H
/*
 * Brings what comes in to the screen it is for, does what the screen replies, and does itself what
 * no screen took: going about the house, help, the menu, leaving. A click and the wheel do what a
 * key does; nothing can be done with the mouse alone. screen_go, screen_take_scan, screen_clear and
 * screen_take_keys (screen.h) are here, too.
 */
#include "ui/term/commands.h"

struct input_event;
struct terminal;

/* Deals with one event. */
void dispatch_event(struct terminal *terminal, const struct input_event *event);

/* Does a command as its key does on the screen in front. */
void dispatch_command(struct terminal *terminal, enum command command);

/* Lets the program around see to what comes in beside the keyboard. */
void dispatch_line(struct terminal *terminal);

/* Lets the first screen that is at work do a piece of it. */
void dispatch_work(struct terminal *terminal);

#endif
