#ifndef TERM_STACK_H
#define TERM_STACK_H
/*
 * The screens that are open: one stack for each place, in the host's order, and one for the entry,
 * at which people say who they are. Only the screen in front of a stack pushes another or closes.
 * screen_push, screen_front and screen_is_place (screen.h) are here, too.
 */
#include "ui/term/screen.h"

/* Opens the first screen: the entry, if the host wants it first, or home. */
void stack_start(struct terminal *terminal);

/* Closes every screen; and those of one stack. */
void stack_stop(struct terminal *terminal);
struct stack;
void stack_release(struct stack *stack);

/* The screen in front of the shown stack; NULL for none. */
struct screen *stack_front(const struct terminal *terminal);

/* The stack that has this screen in front; -1 when none has. */
int stack_of(const struct terminal *terminal, const struct screen *screen);

/* Opens a screen and puts it in front of a stack, as screen_push does. */
bool stack_push(struct terminal *terminal, int index, const struct screen_ops *ops,
		const void *argument, int question);

/* Closes the screen in front of a stack. */
void stack_pop(struct terminal *terminal, int index);

/* Shows a place, opened first if it is not yet; stays when that is refused. */
void stack_show(struct terminal *terminal, int index);

/* Shows the entry; with an argument that is not NULL it is not left but by signing in. */
void stack_show_entry(struct terminal *terminal, const void *argument);

/* Asks who is there, in front of everything. */
void stack_lock(struct terminal *terminal);

/* Whether only the entry can be used: nobody has said who they are. */
bool stack_at_entry(const struct terminal *terminal);

/* Marks every screen to be loaded again before it is next painted. */
void stack_make_stale(struct terminal *terminal);

/* Loads what is stale of the shown stack. */
void stack_load(struct terminal *terminal);

/* The first screen that is at work; NULL for none. */
struct screen *stack_working(const struct terminal *terminal);

#endif
