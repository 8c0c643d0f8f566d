#include "ui/term/dispatch.h"

#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/monotonic.h"
#include "ui/term/alive.h"
#include "ui/term/aside.h"
#include "ui/term/dialog.h"
#include "ui/term/draft.h"
#include "ui/term/draft_file.h"
#include "ui/term/engine.h"
#include "ui/term/form.h"
#include "ui/term/help.h"
#include "ui/term/list.h"
#include "ui/term/message.h"
#include "ui/term/page.h"
#include "ui/term/paint.h"
#include "ui/term/palette.h"
#include "ui/term/stack.h"
#include "ui/term/typed.h"
#include "ui/term/unsaved.h"

enum { WHEEL_ROWS = 3 };

static void choose(struct terminal *terminal, struct screen *screen, enum command command);
static void close_screen(struct terminal *terminal, struct screen *screen);
static void begin_anew(struct terminal *terminal);

/* ---- replies and answers ---- */

static bool asks_for(unsigned reply, unsigned wanted)
{
	return (reply & wanted) == wanted;
}

/* What a reply asks for, but for closing the screen. */
static void renew(struct terminal *terminal, unsigned reply)
{
	if (asks_for(reply, SCREEN_DRAW))
		terminal->draw = true;
	if (asks_for(reply, SCREEN_RELOAD))
		stack_make_stale(terminal);
}

static void apply(struct terminal *terminal, struct screen *screen, unsigned reply)
{
	renew(terminal, reply);
	if (asks_for(reply, SCREEN_CLOSE))
		close_screen(terminal, screen);
}

static int entry_index(const struct terminal *terminal)
{
	return terminal->host.place_count;
}

/* Somebody has signed in. What is at work is the former's, and comes to its end first. */
static void change_person(struct terminal *terminal)
{
	while (aside_is_other(terminal) && stack_working(terminal))
		dispatch_work(terminal);
	aside_sign_in(terminal);
}

/* After the last screen of a stack closed: what is shown instead. */
static void show_another(struct terminal *terminal, int index)
{
	bool entry = index == entry_index(terminal);

	if (index != terminal->shown)
		return;
	if (entry)
		change_person(terminal);
	stack_show(terminal, entry ? terminal->came_from : terminal->home);
	if (!stack_front(terminal))
		terminal->ended = true;
	else if (entry)
		drafts_start(terminal);
}

/* Gives an answer to the screen that asked, or to the engine. */
static void take_answer(struct terminal *terminal, struct screen *asker, int question,
			const struct answer *answer)
{
	if (question == QUESTION_LEAVE)
		terminal->ended = answer->given && answer->choice == 1;
	else if (question == QUESTION_DRAFT)
		drafts_answer(terminal->drafts, answer);
	else if (question == QUESTION_THROW_AWAY && answer->given && answer->choice == 1)
		close_screen(terminal, asker);
	else if (question == QUESTION_ANEW && answer->given && answer->choice == 1) {
		close_screen(terminal, asker);
		begin_anew(terminal);
	} else if (question == QUESTION_PALETTE && answer->given)
		choose(terminal, asker, (enum command)answer->id);
	else if (question >= 0 && asker->ops->result)
		apply(terminal, asker, asker->ops->result(asker, question, answer));
}

static void close_screen(struct terminal *terminal, struct screen *screen)
{
	struct answer answer = screen->answer;
	int question = screen->question, index = stack_of(terminal, screen);
	const struct stack *stack;

	assert(index >= 0 && "only the screen in front closes");
	stack = &terminal->stack[index];
	stack_pop(terminal, index);
	drafts_follow(terminal->drafts);
	if (stack->depth == 0)
		show_another(terminal, index);
	else
		take_answer(terminal, stack->screen[stack->depth - 1], question, &answer);
}

/* ---- commands ---- */

static void leave(struct terminal *terminal, struct screen *screen)
{
	if (screen->question == QUESTION_LEAVE ||
	    (screen->ops->leaves_freely && !stack_working(terminal)))
		terminal->ended = true;
	else
		unsaved_ask_to_leave(terminal, screen);
}

static void go(struct terminal *terminal, struct screen *screen, enum command command, bool anew)
{
	const struct terminal_host *host = &terminal->host;

	if (!alive_everywhere(screen, command))
		return;
	for (int i = 0; i < host->place_count; i++) {
		if (host->place[i].command != command)
			continue;
		/* The key of the place that is shown leads back to its beginning. */
		if (i == terminal->shown)
			screen_clear(screen);
		stack_show(terminal, i);
		if (anew && host->anew == command && terminal->shown == i)
			begin_anew(terminal);
		return;
	}
	for (int i = 0; i < host->shortcut_count; i++) {
		if (host->shortcut[i].command == command)
			choose(terminal, screen, host->shortcut[i].stands_for);
	}
	for (int i = 0; i < host->dialog_count; i++) {
		if (host->dialog[i].command == command)
			screen_push(screen, host->dialog[i].ops, host->dialog_argument,
				    QUESTION_NONE);
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
		if (alive_everywhere(screen, command))
			palette_open(screen);
		break;
	case COMMAND_QUIT: leave(terminal, screen); break;
	case COMMAND_BACK:
		if (screen_is_dialog(screen))
			close_screen(terminal, screen);
		break;
	case COMMAND_STAFF: stack_show_entry(terminal, NULL); break;
	case COMMAND_LOCK:
		stack_lock(terminal);
		message_say(terminal, SAY_INFO, _("Locked. What was being typed is still there."));
		break;
	case COMMAND_REFRESH:
		stack_make_stale(terminal);
		terminal->repaint = terminal->draw = true;
		break;
	case COMMAND_SUSPEND: suspend(terminal); break;
	default: go(terminal, screen, command, true); break;
	}
}

/* What a screen with a form replies to what became of a key in it. */
static unsigned reply_of_form(struct screen *screen, enum form_reply reply)
{
	const struct screen_ops *ops = screen->ops;

	switch (reply) {
	case FORM_PASS: return SCREEN_PASS;
	case FORM_CONFIRMED:
		if (ops->weighty) {
			screen_say(screen, SAY_INFO, "%s", _("F9 does it, Esc leaves it."));
			return SCREEN_DRAW;
		}
		return ops->confirm ? ops->confirm(screen) : SCREEN_DRAW;
	case FORM_FULL:
		screen_say(screen, SAY_INFO, "%s", _("This field is full."));
		return SCREEN_DRAW;
	case FORM_CHANGED:
		if (ops->changed)
			ops->changed(screen);
		return SCREEN_DRAW;
	case FORM_MOVED:
	default: return SCREEN_DRAW;
	}
}

static bool is_at_form(const struct screen *screen)
{
	return screen->form && screen->widget == CONTEXT_FORM;
}

/* Gives a command to a screen, and to its form when the screen leaves it. */
static unsigned give_command(struct screen *screen, enum command command)
{
	unsigned reply = SCREEN_PASS;

	if (screen->ops->command)
		reply = screen->ops->command(screen, command);
	if (reply == SCREEN_PASS && command == COMMAND_DIALOG_YES && screen->ops->confirm)
		reply = screen->ops->confirm(screen);
	if (reply == SCREEN_PASS && command == COMMAND_DIALOG_NO)
		reply = SCREEN_CLOSE;
	if (reply == SCREEN_PASS && is_at_form(screen))
		reply = reply_of_form(screen, form_command(screen->form, command));
	return reply;
}

static unsigned ask_to_throw_away(struct screen *screen, int question)
{
	dialog_ask(screen, question, _("Throw it away?"),
		   _("What was typed here is not saved. F9 throws it away; Enter goes on typing."));
	return SCREEN_DRAW;
}

/* Closes what stands in front of the place that is shown, and empties its search. */
static void begin_anew(struct terminal *terminal)
{
	struct screen *front = stack_front(terminal);

	while (!screen_is_place(front)) {
		if (unsaved_is_filled(front)) {
			ask_to_throw_away(front, QUESTION_ANEW);
			return;
		}
		close_screen(terminal, front);
		front = stack_front(terminal);
	}
	apply(terminal, front, give_command(front, COMMAND_FORM_CLEAR));
}

/* Says who may, when somebody asks by the key for what is not offered. */
static bool is_refused(struct terminal *terminal, enum command command)
{
	char why[PROBLEM_MESSAGE_SIZE];

	if (alive_may(terminal, command, why, sizeof(why)))
		return false;
	message_say(terminal, SAY_INFO, why);
	return true;
}

static void do_command(struct terminal *terminal, struct screen *screen, enum command command)
{
	unsigned reply;

	if (!stack_at_entry(terminal) && is_refused(terminal, command))
		return;
	reply = typed_command(screen, command);
	if (reply == SCREEN_PASS && command == COMMAND_BACK && unsaved_is_filled(screen))
		reply = ask_to_throw_away(screen, QUESTION_THROW_AWAY);
	if (reply == SCREEN_PASS)
		reply = give_command(screen, command);
	if (reply == SCREEN_PASS)
		engine_command(terminal, screen, command);
	else
		apply(terminal, screen, reply);
}

void dispatch_command(struct terminal *terminal, enum command command)
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

	if (is_refused(terminal, command))
		return;
	if (context != CONTEXT_EVERYWHERE && context != screen->ops->context) {
		for (int i = 0; i < host->place_count; i++) {
			if (host->place[i].ops->context == context)
				stack_show(terminal, i);
		}
		stack_load(terminal);
		screen = stack_front(terminal);
		if (screen->ops->context != context || !alive_applies(screen, command)) {
			char text[PROBLEM_MESSAGE_SIZE];

			text_format(text, sizeof(text),
				    _("\"%s\" does not apply to what is shown here now."),
				    command_label(command));
			message_say(terminal, SAY_INFO, text);
			return;
		}
	}
	do_command(terminal, screen, command);
}

/* ---- what comes in ---- */

static void give_text(struct terminal *terminal, struct screen *screen, const char *text)
{
	unsigned reply = screen->ops->text ? screen->ops->text(screen, text) : SCREEN_PASS;

	if (reply == SCREEN_PASS && is_at_form(screen) && screen->typing)
		reply = reply_of_form(screen, form_text(screen->form, text));
	if (reply == SCREEN_PASS && !screen->typing)
		reply = typed_take(screen, text);
	apply(terminal, screen, reply);
}

static void take_stroke(struct terminal *terminal, struct screen *screen, uint32_t stroke)
{
	enum command command = alive_find(screen, stroke);
	char text[5];

	/* Where the cursor stands: canvas_cursor_on_row. */
	terminal->surface.moved = stroke == STROKE_UP || stroke == STROKE_DOWN ||
				  stroke == STROKE_PGUP || stroke == STROKE_PGDN;
	if (command == COMMAND_NONE) {
		if (stroke_is_text(stroke)) {
			text_encode(stroke, text);
			give_text(terminal, screen, text);
		}
		return;
	}
	if (!alive_is_muted(screen, command, stroke))
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
	if (first_given) {
		apply(terminal, screen, give_command(screen, COMMAND_FORM_UNDO));
		screen = stack_front(terminal);
	}
	if (terminal->host.scan && !stack_at_entry(terminal)) {
		/* The screen may be gone by now: whoever took the scan has closed what it wanted.
		 */
		renew(terminal, terminal->host.scan(terminal->host.context, screen, text));
	} else if (!screen_take_scan(screen, text)) {
		message_say(terminal, SAY_INFO,
			    _("Something was scanned, but it cannot be used here."));
	}
}

void dispatch_line(struct terminal *terminal)
{
	struct screen *front = stack_at_entry(terminal) ? NULL : stack_front(terminal);
	unsigned reply;

	if (!terminal->host.line || terminal->ended)
		return;
	reply = terminal->host.line(terminal->host.context, front);
	/* Where nobody is signed in, no screen was there to ask for more than a look at the desk.
	 */
	if (front)
		apply(terminal, front, reply);
	else
		renew(terminal, reply);
}

/* Does what a key does where the keys are the default ones: whatever [keys] says, a list has its
 * commands. */
static void press(struct terminal *terminal, uint32_t stroke)
{
	const struct screen *front = stack_front(terminal);
	struct keymap keymap;
	enum command command;

	if (!front)
		return;
	keymap_init(&keymap);
	command = keymap_find(&keymap, front->ops->context, front->widget, front->typing, stroke);
	if (command != COMMAND_NONE)
		dispatch_command(terminal, command);
}

/* What was painted last at a place. Of several events in a row each is about what the one before
 * led to. */
static const struct target *find_target(struct terminal *terminal, const struct input_event *event)
{
	if (terminal->draw && !terminal->ended) {
		stack_load(terminal);
		paint(terminal);
	}
	return page_target(&terminal->surface, event->line, event->column);
}

/* Gives the focus to the part of the screen that has a list; false when the list cannot have it. */
static bool focus_list(struct terminal *terminal, const struct list *list)
{
	struct screen *screen = stack_front(terminal);
	unsigned reply = screen->ops->focus ? screen->ops->focus(screen, list) : SCREEN_PASS;

	if (reply == SCREEN_PASS)
		return false;
	apply(terminal, screen, reply);
	return true;
}

/* The mark is put beside the row and moved there by its key, so that the screen follows it as
 * ever. */
static void click_row(struct terminal *terminal, struct list *list, size_t row)
{
	if (row >= list->count || list_has_heading_at(list, row))
		return;
	if (row == list->selected && !list->unmarked) {
		press(terminal, STROKE_ENTER);
		return;
	}
	list->unmarked = false;
	list->selected = row > 0 ? row - 1 : 1;
	press(terminal, row > 0 ? STROKE_DOWN : STROKE_UP);
}

/*
 * A click marks a row, on the marked one it chooses it; the wheel moves the mark; a click on the
 * line of keys or on a place in the top line does what its key does.
 */
static void take_mouse(struct terminal *terminal, const struct input_event *event)
{
	const struct target *found = find_target(terminal, event);
	struct target target;

	if (!found)
		return;
	target = *found;
	if (!target.list) {
		terminal->surface.moved = false;
		if (event->kind == INPUT_CLICK)
			dispatch_command(terminal, target.command);
		return;
	}
	if (!target.focused && !focus_list(terminal, target.list))
		return;
	terminal->surface.moved = true;
	if (event->kind == INPUT_CLICK) {
		click_row(terminal, target.list,
			  target.list->top + (size_t)(event->line - target.line));
		return;
	}
	for (int i = 0; i < WHEEL_ROWS; i++)
		press(terminal, event->kind == INPUT_WHEEL_UP ? STROKE_UP : STROKE_DOWN);
}

/* Tells whoever follows that so many keys were pressed, or that a piece of work was done. */
static void tell_follower(struct terminal *terminal, int keys)
{
	const struct terminal_host *host = &terminal->host;
	struct screen *front = stack_front(terminal);

	if (host->followed && front && !terminal->ended && !stack_at_entry(terminal))
		renew(terminal, host->followed(host->context, front, keys));
}

void dispatch_work(struct terminal *terminal)
{
	struct screen *screen = stack_working(terminal);

	if (!screen)
		return;
	apply(terminal, screen, screen->ops->work(screen));
	tell_follower(terminal, 0);
}

void dispatch_event(struct terminal *terminal, const struct input_event *event)
{
	struct screen *screen = stack_front(terminal);

	if (event->kind == INPUT_RESIZE) {
		terminal->draw = terminal->repaint = true;
		return;
	}
	/* Nobody has pressed anything. */
	if (event->kind == INPUT_REPORT && theme_read(event->text, &terminal->background))
		terminal->told = terminal->draw = true;
	if (!screen || event->kind == INPUT_NONE || event->kind == INPUT_REPORT)
		return;
	terminal->key_ms = monotonic_ms();
	/* What nobody has seen yet nobody has answered; it may be painted again. */
	if (terminal->unseen || !screen_is_awake(screen)) {
		if (event->kind == INPUT_STROKE &&
		    alive_find(screen, event->stroke) == COMMAND_REFRESH)
			terminal->draw = terminal->repaint = true;
		return;
	}
	message_forget(terminal);
	switch (event->kind) {
	case INPUT_STROKE: take_stroke(terminal, screen, event->stroke); break;
	case INPUT_SCAN: take_scan(terminal, screen, event->text, event->first_given); break;
	case INPUT_CLICK:
	case INPUT_WHEEL_UP:
	case INPUT_WHEEL_DOWN: take_mouse(terminal, event); break;
	case INPUT_PASTE: give_text(terminal, screen, event->text); break;
	default: break;
	}
	tell_follower(terminal, event->kind == INPUT_STROKE || event->kind == INPUT_CLICK);
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

	go(terminal, screen, command, false);
	/* It may look the text up in what it has loaded. */
	stack_load(terminal);
	front = stack_front(terminal);
	if (text && front && front != screen)
		screen_take_scan(front, text);
}

void screen_search_for(struct screen *front, const char *text)
{
	give_command(front, COMMAND_FORM_CLEAR);
	give_text(front->terminal, front, text);
}

struct screen *screen_clear(struct screen *screen)
{
	struct terminal *terminal = screen->terminal;
	struct screen *front = stack_front(terminal);

	while (!screen_is_place(front) &&
	       (front->ops->passing || (front->ops->blank && front->ops->blank(front)))) {
		close_screen(terminal, front);
		front = stack_front(terminal);
	}
	return front;
}
