#include <assert.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/language.h"
#include "base/memory.h"
#include "ui/term/dialog.h"
#include "ui/term/engine.h"
#include "ui/term/mouse.h"

static int entry_index(const struct terminal *terminal)
{
	return terminal->host.place_count;
}

struct screen *stack_front(const struct terminal *terminal)
{
	const struct stack *stack = &terminal->stack[terminal->shown];

	return stack->depth > 0 ? stack->screen[stack->depth - 1] : NULL;
}

void terminal_say(struct terminal *terminal, enum say kind, const char *text)
{
	if (terminal->said[0] && terminal->say == SAY_ERROR && kind != SAY_ERROR)
		return;
	terminal->say = kind;
	text_copy(terminal->said, sizeof(terminal->said), text);
	terminal->draw = true;
}

static void say_problem(struct terminal *terminal, const struct problem *problem)
{
	terminal_say(terminal, SAY_ERROR, problem->message);
}

static void free_screen(struct screen *screen)
{
	if (screen->ops->close)
		screen->ops->close(screen);
	free(screen->opened_as);
	free(screen->state);
	free(screen);
}

/* Makes a screen and puts it in front of a stack. */
static bool push(struct terminal *terminal, int index, const struct screen_ops *ops,
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
		say_problem(terminal, &problem);
		terminal->refused = problem;
		return false;
	}
	/* Keys that were typed ahead act on what the desk says, not on an empty screen. */
	if (ops->load && ops->load(screen, &problem) != STATUS_OK) {
		free_screen(screen);
		say_problem(terminal, &problem);
		terminal->refused = problem;
		return false;
	}
	screen->opened_as = draft_snapshot(screen);
	stack->screen[stack->depth++] = screen;
	terminal->draw = true;
	return true;
}

void stack_show(struct terminal *terminal, int index)
{
	if (terminal->stack[index].depth == 0 &&
	    !push(terminal, index, terminal->host.place[index].ops, NULL, QUESTION_NONE))
		return;
	terminal->shown = index;
	terminal->draw = true;
}

bool stack_at_entry(const struct terminal *terminal)
{
	return terminal->shown == entry_index(terminal);
}

/* With an argument the entry is not left but by signing in. */
static void show_entry(struct terminal *terminal, const void *argument)
{
	int index = entry_index(terminal);

	if (!terminal->host.entry || stack_at_entry(terminal))
		return;
	if (push(terminal, index, terminal->host.entry, argument, QUESTION_NONE)) {
		terminal->came_from = terminal->shown;
		terminal->shown = index;
	}
}

void stack_lock(struct terminal *terminal)
{
	struct stack *stack = &terminal->stack[entry_index(terminal)];

	/* Who was about to hand the counter over went away: Esc must not lead back any more. */
	if (stack_at_entry(terminal)) {
		while (stack->depth > 0)
			free_screen(stack->screen[--stack->depth]);
		terminal->shown = terminal->came_from;
	}
	show_entry(terminal, terminal);
	terminal->draw = true;
}

void stack_start(struct terminal *terminal)
{
	terminal->shown = terminal->came_from = terminal->home;
	if (terminal->host.entry && terminal->host.entry_first) {
		terminal->shown = entry_index(terminal);
		push(terminal, terminal->shown, terminal->host.entry, terminal, QUESTION_NONE);
	} else {
		stack_show(terminal, terminal->home);
	}
}

void stack_stop(struct terminal *terminal)
{
	for (int i = 0; i <= terminal->host.place_count; i++) {
		struct stack *stack = &terminal->stack[i];

		while (stack->depth > 0)
			free_screen(stack->screen[--stack->depth]);
	}
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
			say_problem(terminal, &problem);
	}
}

static void apply(struct terminal *terminal, struct screen *screen, unsigned reply);
static void choose(struct terminal *terminal, struct screen *screen, enum command command);

/* After the last screen of a stack closed: what is shown instead. */
static void show_another(struct terminal *terminal, int index)
{
	if (index != terminal->shown)
		return;
	stack_show(terminal, index == entry_index(terminal) ? terminal->came_from : terminal->home);
	if (!stack_front(terminal))
		terminal->ended = true;
	else if (index == entry_index(terminal))
		drafts_offer(terminal->drafts, true);
}

static void pop(struct terminal *terminal, struct screen *screen)
{
	struct answer answer = screen->answer;
	int question = screen->question, index = 0;
	struct stack *stack;
	struct screen *asker;

	while (index < entry_index(terminal) &&
	       (terminal->stack[index].depth == 0 ||
		terminal->stack[index].screen[terminal->stack[index].depth - 1] != screen))
		index++;
	stack = &terminal->stack[index];
	assert(stack->depth > 0 && stack->screen[stack->depth - 1] == screen);
	stack->depth--;
	free_screen(screen);
	terminal->draw = true;
	drafts_follow(terminal->drafts);
	if (stack->depth == 0) {
		show_another(terminal, index);
		return;
	}
	asker = stack->screen[stack->depth - 1];
	if (question == QUESTION_LEAVE)
		terminal->ended = answer.given && answer.choice == 1;
	else if (question == QUESTION_DRAFT)
		drafts_answer(terminal->drafts, &answer);
	else if (question == QUESTION_PALETTE && answer.given)
		choose(terminal, asker, (enum command)answer.id);
	else if (question >= 0 && asker->ops->result)
		apply(terminal, asker, asker->ops->result(asker, question, &answer));
}

static void apply(struct terminal *terminal, struct screen *screen, unsigned reply)
{
	if ((reply & SCREEN_DRAW) == SCREEN_DRAW)
		terminal->draw = true;
	if ((reply & SCREEN_RELOAD) == SCREEN_RELOAD)
		stack_make_stale(terminal);
	if ((reply & SCREEN_CLOSE) == SCREEN_CLOSE)
		pop(terminal, screen);
}

static struct screen *find_working(const struct terminal *terminal)
{
	for (int i = 0; i <= terminal->host.place_count; i++) {
		for (int k = 0; k < terminal->stack[i].depth; k++) {
			if (terminal->stack[i].screen[k]->working)
				return terminal->stack[i].screen[k];
		}
	}
	return NULL;
}

bool terminal_is_working(const struct terminal *terminal)
{
	return find_working(terminal) != NULL;
}

void stack_work(struct terminal *terminal)
{
	struct screen *screen = find_working(terminal);

	if (screen)
		apply(terminal, screen, screen->ops->work(screen));
}

static void leave(struct terminal *terminal, struct screen *screen)
{
	if (screen->question != QUESTION_LEAVE && terminal_is_working(terminal))
		dialog_ask(screen, QUESTION_LEAVE, _("Quit"),
			   _("Leave the desk? What it is working on stops; what is done stays "
			     "done."));
	else if (screen->question == QUESTION_LEAVE || screen->ops->leaves_freely)
		terminal->ended = true;
	else
		dialog_ask(screen, QUESTION_LEAVE, _("Quit"),
			   _("Leave the desk? What was not saved is lost."));
}

static void go(struct terminal *terminal, struct screen *screen, enum command command)
{
	const struct terminal_host *host = &terminal->host;

	/* Nobody goes anywhere before they have said who they are. */
	if (stack_at_entry(terminal))
		return;
	for (int i = 0; i < host->place_count; i++) {
		if (host->place[i].command == command)
			stack_show(terminal, i);
	}
	/* Not in front of a dialog, which may be about the very thing. */
	for (int i = 0; i < host->shortcut_count && !screen->ops->size; i++) {
		if (host->shortcut[i].command == command)
			choose(terminal, screen, host->shortcut[i].stands_for);
	}
	for (int i = 0; i < host->dialog_count && !screen->ops->size; i++) {
		if (host->dialog[i].command == command)
			screen_push(screen, host->dialog[i].ops, NULL, QUESTION_NONE);
	}
}

static void suspend(struct terminal *terminal)
{
	/* The loop does it, as for the signal, once this round is through. */
	if (terminal->signals >= 0)
		raise(SIGTSTP);
}

/* What the engine itself does with a command that no screen took. */
static void engine_command(struct terminal *terminal, struct screen *screen, enum command command)
{
	switch (command) {
	case COMMAND_HELP: help_open(screen); break;
	case COMMAND_PALETTE:
		/* Nobody goes anywhere before they have said who they are. */
		if (!stack_at_entry(terminal))
			palette_open(screen);
		break;
	case COMMAND_QUIT: leave(terminal, screen); break;
	case COMMAND_BACK:
		if (screen->ops->size)
			pop(terminal, screen);
		break;
	case COMMAND_STAFF: show_entry(terminal, NULL); break;
	case COMMAND_REFRESH:
		stack_make_stale(terminal);
		terminal->repaint = terminal->draw = true;
		break;
	case COMMAND_SUSPEND: suspend(terminal); break;
	default: go(terminal, screen, command); break;
	}
}

static void do_command(struct terminal *terminal, struct screen *screen, enum command command)
{
	unsigned reply = SCREEN_PASS;

	if (screen->ops->command)
		reply = screen->ops->command(screen, command);
	if (reply == SCREEN_PASS)
		engine_command(terminal, screen, command);
	else
		apply(terminal, screen, reply);
}

void stack_command(struct terminal *terminal, enum command command)
{
	struct screen *front = stack_front(terminal);

	if (front)
		do_command(terminal, front, command);
}

/* A command from the menu: one of another place goes there first. */
static void choose(struct terminal *terminal, struct screen *screen, enum command command)
{
	const struct terminal_host *host = &terminal->host;
	enum context context = command_context(command);

	if (context != CONTEXT_EVERYWHERE && context != screen->ops->context) {
		for (int i = 0; i < host->place_count; i++) {
			if (host->place[i].ops->context == context)
				stack_show(terminal, i);
		}
		stack_load(terminal);
		screen = stack_front(terminal);
		if (screen->ops->context != context ||
		    (screen->ops->applies && !screen->ops->applies(screen, command))) {
			char text[PROBLEM_MESSAGE_SIZE];

			text_format(text, sizeof(text),
				    _("\"%s\" does not fit what is shown here now."),
				    command_label(command));
			terminal_say(terminal, SAY_INFO, text);
			return;
		}
	}
	do_command(terminal, screen, command);
}

static void give_text(struct terminal *terminal, struct screen *screen, const char *text)
{
	if (screen->ops->text)
		apply(terminal, screen, screen->ops->text(screen, text));
}

static enum command find_command(const struct terminal *terminal, const struct screen *screen,
				 uint32_t stroke)
{
	const struct keymap *keymap = terminal->host.keymap;

	if (screen->typing && screen->ops->blank && screen->ops->blank(screen) &&
	    keymap_find(keymap, screen->ops->context, screen->widget, false, stroke) ==
		    COMMAND_PALETTE)
		return COMMAND_PALETTE;
	return keymap_find(keymap, screen->ops->context, screen->widget, screen->typing, stroke);
}

static void take_stroke(struct terminal *terminal, struct screen *screen, uint32_t stroke)
{
	enum command command = find_command(terminal, screen, stroke);
	char text[5];

	/* Where the cursor stands: canvas_cursor_on_row. */
	terminal->surface.moved = stroke == STROKE_UP || stroke == STROKE_DOWN ||
				  stroke == STROKE_PGUP || stroke == STROKE_PGDN;
	if (command == COMMAND_NONE) {
		if (screen->typing && stroke_is_text(stroke)) {
			text_encode(stroke, text);
			give_text(terminal, screen, text);
		}
		return;
	}
	/* A slip of the finger in a dialog must not lead to another screen. */
	if (screen->ops->size && stroke_is_text(stroke) && command != COMMAND_HELP &&
	    command_context(command) == CONTEXT_EVERYWHERE)
		return;
	do_command(terminal, screen, command);
}

bool screen_take_scan(struct screen *screen, const char *text)
{
	unsigned reply = screen->ops->scan ? screen->ops->scan(screen, text) : SCREEN_PASS;

	if (reply != SCREEN_PASS)
		apply(screen->terminal, screen, reply);
	return reply != SCREEN_PASS;
}

/* `first_given`: its first character is in the field already. */
static void take_scan(struct terminal *terminal, struct screen *screen, const char *text,
		      bool first_given)
{
	unsigned reply;

	if (first_given && screen->ops->command) {
		reply = screen->ops->command(screen, COMMAND_FORM_UNDO);
		apply(terminal, screen, reply);
		screen = stack_front(terminal);
	}
	if (terminal->host.scan && !stack_at_entry(terminal)) {
		reply = terminal->host.scan(terminal->host.context, screen, text);
		apply(terminal, screen, reply & ~(unsigned)(SCREEN_CLOSE & ~SCREEN_DRAW));
	} else if (!screen_take_scan(screen, text)) {
		terminal_say(terminal, SAY_INFO,
			     _("A scan came in, but nothing here can take it."));
	}
}

void stack_line(struct terminal *terminal)
{
	struct screen *front = stack_at_entry(terminal) ? NULL : stack_front(terminal);

	if (terminal->host.line && !terminal->ended)
		apply(terminal, front, terminal->host.line(terminal->host.context, front));
}

void stack_event(struct terminal *terminal, const struct input_event *event)
{
	struct screen *screen = stack_front(terminal);

	if (event->kind == INPUT_RESIZE) {
		terminal->draw = terminal->repaint = true;
		return;
	}
	if (!screen || event->kind == INPUT_NONE)
		return;
	terminal->key_ms = terminal_now_ms();
	if (terminal->said[0]) {
		terminal->said[0] = '\0';
		terminal->draw = true;
	}
	switch (event->kind) {
	case INPUT_STROKE: take_stroke(terminal, screen, event->stroke); break;
	case INPUT_SCAN: take_scan(terminal, screen, event->text, event->first_given); break;
	case INPUT_CLICK:
	case INPUT_WHEEL_UP:
	case INPUT_WHEEL_DOWN: mouse_event(terminal, event); break;
	case INPUT_PASTE:
		if (screen->typing)
			give_text(terminal, screen, event->text);
		else
			terminal_say(terminal, SAY_INFO,
				     _("There is no field here to paste into."));
		break;
	default: break;
	}
}

bool screen_push(struct screen *screen, const struct screen_ops *ops, const void *argument,
		 int question)
{
	struct terminal *terminal = screen->terminal;

	for (int i = 0; i <= terminal->host.place_count; i++) {
		const struct stack *stack = &terminal->stack[i];

		if (stack->depth > 0 && stack->screen[stack->depth - 1] == screen)
			return push(terminal, i, ops, argument, question);
	}
	assert(!"only the screen in front may push another");
	return false;
}

void screen_say(struct screen *screen, enum say kind, const char *format, ...)
{
	char text[PROBLEM_MESSAGE_SIZE];
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	if (length >= 0)
		terminal_say(screen->terminal, kind, text);
}

void screen_say_problem(struct screen *screen, const struct problem *problem)
{
	say_problem(screen->terminal, problem);
}

enum status screen_take_keys(struct screen *screen, const struct settings *settings,
			     struct problem *problem)
{
	struct terminal *terminal = screen->terminal;
	struct keymap keymap;
	enum status status;

	keymap_init(&keymap);
	status = keymap_load(&keymap, settings, problem);
	if (status)
		return status;
	terminal->keymap = keymap;
	terminal->host.keymap = &terminal->keymap;
	return STATUS_OK;
}

void screen_go(struct screen *screen, enum command command, const char *text)
{
	struct terminal *terminal = screen->terminal;
	struct screen *front;

	go(terminal, screen, command);
	/* It may look the text up in what it has loaded. */
	stack_load(terminal);
	front = stack_front(terminal);
	if (text && front && front != screen)
		screen_take_scan(front, text);
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

struct screen *screen_clear(struct screen *screen)
{
	struct terminal *terminal = screen->terminal;
	struct screen *front = stack_front(terminal);

	while (!screen_is_place(front) &&
	       (front->ops->passing || (front->ops->blank && front->ops->blank(front)))) {
		pop(terminal, front);
		front = stack_front(terminal);
	}
	return front;
}
