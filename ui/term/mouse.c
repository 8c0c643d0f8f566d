#include "ui/term/mouse.h"

#include "ui/term/engine.h"
#include "ui/term/list.h"

enum { WHEEL_ROWS = 3, PARTS_MOST = 4 };

void mouse_follow(struct terminal *terminal, bool wanted)
{
	if (wanted == terminal->mouse)
		return;
	terminal->mouse = wanted;
	/* Pressing is enough: curses need not wait whether it becomes a click. */
	mouseinterval(0);
	keyok(KEY_MOUSE, wanted);
	mousemask(wanted ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

void mouse_read(struct input_event *event)
{
	MEVENT mouse;

	event->kind = INPUT_NONE;
	if (getmouse(&mouse) != OK)
		return;
	event->line = mouse.y;
	event->column = mouse.x;
	if (mouse.bstate & BUTTON1_PRESSED)
		event->kind = INPUT_CLICK;
	else if (mouse.bstate & BUTTON4_PRESSED)
		event->kind = INPUT_WHEEL_UP;
	else if (mouse.bstate & BUTTON5_PRESSED)
		event->kind = INPUT_WHEEL_DOWN;
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
		stack_command(terminal, command);
}

static void paint_again(struct terminal *terminal)
{
	if (!terminal->draw || terminal->ended)
		return;
	stack_load(terminal);
	paint(terminal);
}

/* What is there now; of a list in another part of the screen, after going to that part. */
static const struct target *find(struct terminal *terminal, const struct input_event *event)
{
	const struct target *target = NULL;

	for (int i = 0; i < PARTS_MOST; i++) {
		paint_again(terminal);
		target = surface_target(&terminal->surface, event->line, event->column);
		if (!target || !target->list || target->focused)
			return target;
		press(terminal, STROKE_TAB);
	}
	return NULL;
}

/* The mark is put beside the row and moved there by its key, so that the screen follows it as
 * ever. */
static void click_row(struct terminal *terminal, struct list *list, size_t row)
{
	if (row >= list->count)
		return;
	if (row == list->selected) {
		press(terminal, STROKE_ENTER);
		return;
	}
	list->selected = row > 0 ? row - 1 : 1;
	press(terminal, row > 0 ? STROKE_DOWN : STROKE_UP);
}

void mouse_event(struct terminal *terminal, const struct input_event *event)
{
	const struct target *target = find(terminal, event);

	if (!target)
		return;
	terminal->surface.moved = target->list != NULL;
	if (!target->list) {
		if (event->kind == INPUT_CLICK)
			stack_command(terminal, target->command);
	} else if (event->kind == INPUT_CLICK) {
		click_row(terminal, target->list,
			  target->list->top + (size_t)(event->line - target->line));
	} else {
		for (int i = 0; i < WHEEL_ROWS; i++)
			press(terminal, event->kind == INPUT_WHEEL_UP ? STROKE_UP : STROKE_DOWN);
	}
}
