#include "ui/term/stack.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/monotonic.h"
#include "ui/term/draft_file.h"
#include "ui/term/edit.h"
#include "ui/term/engine.h"
#include "ui/term/list.h"
#include "ui/term/message.h"

static int entry_index(const struct terminal *terminal)
{
	return terminal->host.place_count;
}

struct screen *stack_front(const struct terminal *terminal)
{
	const struct stack *stack = &terminal->stack[terminal->shown];

	return stack->depth > 0 ? stack->screen[stack->depth - 1] : NULL;
}

void screen_use_list(struct screen *screen, struct list *list)
{
	if (screen->list && screen->list != list)
		list_release(screen->list);
	screen->list = list;
}

bool screen_is_awake(const struct screen *screen)
{
	const int wait_ms = screen->terminal->seen_ms;

	return !screen->ops->weighty || wait_ms == 0 ||
	       (screen->seen_ms && monotonic_ms() - screen->seen_ms >= wait_ms);
}

static void free_screen(struct screen *screen)
{
	screen_use_list(screen, NULL);
	if (screen->ops->close)
		screen->ops->close(screen);
	free(screen->opened_as);
	free(screen->state);
	free(screen);
}

bool stack_push(struct terminal *terminal, int index, const struct screen_ops *ops,
		const void *argument, int question)
{
	struct stack *stack = &terminal->stack[index];
	struct problem problem = { .status = STATUS_OK };
	struct screen *screen;

	if (stack->depth == STACK_MAX)
		return false;
	screen = memory_new(1, sizeof(*screen));
	*screen = (struct screen){
		.ops = ops, .desk = terminal->host.desk, .terminal = terminal, .question = question
	};
	if (ops->state_size > 0)
		screen->state = memory_new(1, ops->state_size);
	if (ops->open && ops->open(screen, argument, &problem) != STATUS_OK) {
		free(screen->state);
		free(screen);
		message_say_problem(terminal, &problem);
		terminal->refused = problem;
		return false;
	}
	/* Keys that were typed ahead act on what the desk says, not on an empty screen. */
	if (ops->load && ops->load(screen, &problem) != STATUS_OK) {
		free_screen(screen);
		message_say_problem(terminal, &problem);
		terminal->refused = problem;
		return false;
	}
	screen->opened_as = draft_snapshot(screen);
	stack->screen[stack->depth++] = screen;
	terminal->draw = true;
	return true;
}

/* Who comes back to a place finds all of it, and begins a search of their own. */
static void come_back(const struct stack *stack)
{
	for (int i = 0; i < stack->depth; i++) {
		if (stack->screen[i]->search)
			edit_grow_old(stack->screen[i]->search);
		if (stack->screen[i]->list && stack->screen[i]->list->sought[0]) {
			list_narrow(stack->screen[i]->list, "");
			stack->screen[i]->stale = true;
		}
	}
}

/* The place, or the first that who works here may go to. */
static int place_for(const struct terminal *terminal, int index)
{
	const struct terminal_host *host = &terminal->host;

	for (int i = -1; host->may && i < host->place_count; i++) {
		const int place = i < 0 ? index : i;

		if (host->may(host->context, host->place[place].command, NULL, 0))
			return place;
	}
	return index;
}

void stack_show(struct terminal *terminal, int index)
{
	const struct terminal_host *host = &terminal->host;

	index = place_for(terminal, index);
	if (terminal->stack[index].depth == 0 &&
	    !stack_push(terminal, index, host->place[index].ops,
			index == terminal->home ? host->home_argument : NULL, QUESTION_NONE))
		return;
	if (index != terminal->shown)
		come_back(&terminal->stack[index]);
	terminal->shown = index;
	terminal->draw = true;
}

bool stack_at_entry(const struct terminal *terminal)
{
	return terminal->shown == entry_index(terminal);
}

void stack_show_entry(struct terminal *terminal, const void *argument)
{
	int index = entry_index(terminal);

	if (!terminal->host.entry || stack_at_entry(terminal))
		return;
	if (stack_push(terminal, index, terminal->host.entry, argument, QUESTION_NONE)) {
		terminal->came_from = terminal->shown;
		terminal->shown = index;
	}
}

void stack_lock(struct terminal *terminal)
{
	struct stack *stack = &terminal->stack[entry_index(terminal)];

	/* Who was about to hand the counter over went away: Esc must not lead back any more. */
	if (stack_at_entry(terminal)) {
		stack_release(stack);
		terminal->shown = terminal->came_from;
	}
	stack_show_entry(terminal, terminal);
	terminal->draw = true;
}

void stack_start(struct terminal *terminal)
{
	terminal->shown = terminal->came_from = terminal->home;
	if (terminal->host.entry && terminal->host.entry_first) {
		terminal->shown = entry_index(terminal);
		stack_push(terminal, terminal->shown, terminal->host.entry, terminal,
			   QUESTION_NONE);
	} else {
		stack_show(terminal, terminal->home);
	}
}

void stack_release(struct stack *stack)
{
	while (stack->depth > 0)
		free_screen(stack->screen[--stack->depth]);
}

void stack_stop(struct terminal *terminal)
{
	for (int i = 0; i <= terminal->host.place_count; i++)
		stack_release(&terminal->stack[i]);
}

void stack_make_stale(struct terminal *terminal)
{
	for (int i = 0; i <= terminal->host.place_count; i++) {
		for (int k = 0; k < terminal->stack[i].depth; k++)
			terminal->stack[i].screen[k]->stale = true;
	}
}

void stack_load(struct terminal *terminal)
{
	struct stack *stack = &terminal->stack[terminal->shown];

	for (int i = 0; i < stack->depth; i++) {
		struct screen *screen = stack->screen[i];
		struct problem problem = { .status = STATUS_OK };

		if (!screen->stale)
			continue;
		screen->stale = false;
		terminal->draw = true;
		if (screen->ops->load && screen->ops->load(screen, &problem) != STATUS_OK)
			message_say_problem(terminal, &problem);
	}
}

struct screen *stack_working(const struct terminal *terminal)
{
	for (int i = 0; i <= terminal->host.place_count; i++) {
		for (int k = 0; k < terminal->stack[i].depth; k++) {
			if (terminal->stack[i].screen[k]->working)
				return terminal->stack[i].screen[k];
		}
	}
	return NULL;
}

int stack_of(const struct terminal *terminal, const struct screen *screen)
{
	for (int i = 0; i <= terminal->host.place_count; i++) {
		const struct stack *stack = &terminal->stack[i];

		if (stack->depth > 0 && stack->screen[stack->depth - 1] == screen)
			return i;
	}
	return -1;
}

void stack_pop(struct terminal *terminal, int index)
{
	struct stack *stack = &terminal->stack[index];

	assert(stack->depth > 0);
	free_screen(stack->screen[--stack->depth]);
	terminal->draw = true;
}

bool screen_push(struct screen *screen, const struct screen_ops *ops, const void *argument,
		 int question)
{
	int index = stack_of(screen->terminal, screen);

	assert(index >= 0 && "only the screen in front may push another");
	return stack_push(screen->terminal, index, ops, argument, question);
}

struct screen *screen_front(const struct terminal *terminal)
{
	return stack_front(terminal);
}

bool screen_is_place(const struct screen *screen)
{
	const struct terminal *terminal = screen->terminal;

	for (int i = 0; i < terminal->host.place_count; i++) {
		if (terminal->stack[i].depth > 0 && terminal->stack[i].screen[0] == screen)
			return true;
	}
	return false;
}
