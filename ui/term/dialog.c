#include "ui/term/dialog.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"

enum { TITLE_SIZE = 160, TEXT_COLUMNS_MAX = 70, PICK_COLUMNS_MAX = 76, DIGITS = 9 };

/* Every dialog's state starts with what its frame and its first lines say. */
struct wording {
	char title[TITLE_SIZE];
	char *text;
};

static void wording_init(struct wording *wording, const char *title, const char *text)
{
	text_copy(wording->title, sizeof(wording->title), title);
	wording->text = memory_string(text);
}

static const char *heading(const struct screen *screen)
{
	const struct wording *wording = screen->state;

	return wording->title;
}

static void close_wording(struct screen *screen)
{
	struct wording *wording = screen->state;

	free(wording->text);
}

/* The columns of the longest line, within bounds. */
static int text_width(const char *text)
{
	int widest = 0;

	while (*text) {
		int columns = 0;

		while (*text && *text != '\n')
			columns += text_character_columns(text_next(&text));
		if (*text == '\n')
			text++;
		if (columns > widest)
			widest = columns;
	}
	return widest < TEXT_COLUMNS_MAX ? widest : TEXT_COLUMNS_MAX;
}

static int widest_of(int first, int second)
{
	return first > second ? first : second;
}

/* ---- a text to read ---- */

struct reading {
	struct wording wording;
	int top, page, lines;
};

static enum status reading_open(struct screen *screen, const void *argument,
				struct problem *problem)
{
	struct reading *reading = screen->state;
	const struct wording *wording = argument;

	(void)problem;
	wording_init(&reading->wording, wording->title, wording->text);
	reading->page = 1;
	screen->widget = CONTEXT_LIST;
	return STATUS_OK;
}

static void reading_size(const struct screen *screen, int *lines, int *columns)
{
	const struct reading *reading = screen->state;

	*columns = widest_of(text_width(reading->wording.text),
			     text_columns(reading->wording.title) + 2);
	*lines = draw_paragraph_lines(*columns, reading->wording.text);
}

static void reading_draw(struct screen *screen, const struct canvas *canvas)
{
	struct reading *reading = screen->state;
	int last;

	reading->page = canvas->lines > 0 ? canvas->lines : 1;
	reading->lines = draw_paragraph_lines(canvas->columns, reading->wording.text);
	last = reading->lines > reading->page ? reading->lines - reading->page : 0;
	if (reading->top > last)
		reading->top = last;
	draw_paragraph(canvas, -reading->top, 0, canvas->columns, STYLE_NORMAL,
		       reading->wording.text);
}

static unsigned reading_command(struct screen *screen, enum command command)
{
	struct reading *reading = screen->state;
	int last = reading->lines > reading->page ? reading->lines - reading->page : 0;

	switch (command) {
	case COMMAND_LIST_CHOOSE: return SCREEN_CLOSE;
	case COMMAND_LIST_UP: reading->top--; break;
	case COMMAND_LIST_DOWN: reading->top++; break;
	case COMMAND_LIST_PAGE_UP: reading->top -= reading->page; break;
	case COMMAND_LIST_PAGE_DOWN: reading->top += reading->page; break;
	case COMMAND_LIST_FIRST: reading->top = 0; break;
	case COMMAND_LIST_LAST: reading->top = last; break;
	default: return SCREEN_PASS;
	}
	if (reading->top > last)
		reading->top = last;
	if (reading->top < 0)
		reading->top = 0;
	return SCREEN_DRAW;
}

/* Enter only closes here; Esc says so. */
static bool reading_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command != COMMAND_LIST_CHOOSE;
}

static const struct screen_ops reading_ops = {
	.name = "dialog_read",
	.context = CONTEXT_EVERYWHERE,
	.state_size = sizeof(struct reading),
	.passing = true,
	.open = reading_open,
	.draw = reading_draw,
	.command = reading_command,
	.applies = reading_applies,
	.size = reading_size,
	.heading = heading,
	.close = close_wording,
};

bool dialog_read(struct screen *screen, const char *title, const char *text)
{
	struct wording wording;
	bool opened;

	wording_init(&wording, title, text);
	opened = screen_push(screen, &reading_ops, &wording, QUESTION_NONE);
	free(wording.text);
	return opened;
}

bool dialog_message(struct screen *screen, const char *title, const char *text)
{
	return dialog_read(screen, title, text);
}

/* ---- yes or no ---- */

static enum status ask_open(struct screen *screen, const void *argument, struct problem *problem)
{
	const struct wording *wording = argument;

	(void)problem;
	wording_init(screen->state, wording->title, wording->text);
	return STATUS_OK;
}

static void ask_size(const struct screen *screen, int *lines, int *columns)
{
	const struct wording *wording = screen->state;

	*columns = widest_of(text_width(wording->text), text_columns(wording->title) + 2);
	*lines = draw_paragraph_lines(*columns, wording->text);
}

static void ask_draw(struct screen *screen, const struct canvas *canvas)
{
	const struct wording *wording = screen->state;

	draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_NORMAL, wording->text);
}

static unsigned ask_command(struct screen *screen, enum command command)
{
	if (command != COMMAND_DIALOG_YES && command != COMMAND_DIALOG_NO)
		return SCREEN_PASS;
	screen->answer.given = true;
	screen->answer.choice = command == COMMAND_DIALOG_YES;
	return SCREEN_CLOSE;
}

static const struct screen_ops ask_ops = {
	.name = "dialog_ask",
	.context = CONTEXT_DIALOG,
	.weighty = true,
	.state_size = sizeof(struct wording),
	.open = ask_open,
	.draw = ask_draw,
	.command = ask_command,
	.size = ask_size,
	.heading = heading,
	.close = close_wording,
};

bool dialog_ask(struct screen *screen, int question, const char *title, const char *text)
{
	struct wording wording;
	bool opened;

	wording_init(&wording, title, text);
	opened = screen_push(screen, &ask_ops, &wording, question);
	free(wording.text);
	return opened;
}

/* ---- one line of text ---- */

struct prompting {
	struct wording wording;
	char label[TITLE_SIZE];
	bool may_be_empty;
	struct field field;
	struct form form;
};

static enum status prompt_open(struct screen *screen, const void *argument, struct problem *problem)
{
	const struct dialog_prompt *prompt = argument;
	struct prompting *prompting = screen->state;

	(void)problem;
	wording_init(&prompting->wording, prompt->title, prompt->text ? prompt->text : "");
	text_copy(prompting->label, sizeof(prompting->label), prompt->label);
	prompting->may_be_empty = prompt->may_be_empty;
	prompting->field = (struct field){ .label = prompting->label,
					   .kind = prompt->kind,
					   .limit = prompt->limit };
	screen_use_form(screen, &prompting->form, &prompting->field, 1);
	if (prompt->initial)
		form_set(&prompting->form, 0, prompt->initial);
	return STATUS_OK;
}

static void prompt_size(const struct screen *screen, int *lines, int *columns)
{
	const struct prompting *prompting = screen->state;

	*columns = TEXT_COLUMNS_MAX;
	*lines = draw_paragraph_lines(*columns, prompting->wording.text) +
		 form_lines(&prompting->form);
}

static void prompt_draw(struct screen *screen, const struct canvas *canvas)
{
	struct prompting *prompting = screen->state;
	int used = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_NORMAL,
				  prompting->wording.text);
	struct canvas part = canvas_part(canvas, used, 0, canvas->lines, canvas->columns);

	form_draw(&prompting->form, &part, true);
}

static unsigned prompt_confirm(struct screen *screen)
{
	struct prompting *prompting = screen->state;

	text_copy(screen->answer.text, sizeof(screen->answer.text),
		  form_value(&prompting->form, 0));
	text_trim(screen->answer.text);
	if (!*screen->answer.text && !prompting->may_be_empty) {
		form_problem(&prompting->form, 0, _("Write something here, or Esc to go back."));
		return SCREEN_DRAW;
	}
	screen->answer.given = true;
	return SCREEN_CLOSE;
}

static const struct screen_ops prompt_ops = {
	.name = "dialog_prompt",
	.context = CONTEXT_EVERYWHERE,
	.state_size = sizeof(struct prompting),
	.open = prompt_open,
	.draw = prompt_draw,
	.confirm = prompt_confirm,
	.size = prompt_size,
	.heading = heading,
	.close = close_wording,
};

/* A reason is asked for what takes something back. */
static const struct screen_ops reason_ops = {
	.name = "dialog_reason",
	.context = CONTEXT_DIALOG,
	.weighty = true,
	.state_size = sizeof(struct prompting),
	.open = prompt_open,
	.draw = prompt_draw,
	.confirm = prompt_confirm,
	.size = prompt_size,
	.heading = heading,
	.close = close_wording,
};

bool dialog_prompt(struct screen *screen, int question, const struct dialog_prompt *prompt)
{
	return screen_push(screen, &prompt_ops, prompt, question);
}

bool dialog_ask_reason(struct screen *screen, int question, const char *title, const char *text)
{
	const struct dialog_prompt prompt = {
		.title = title, .text = text, .label = N_("Reason"), .limit = EDIT_SIZE
	};

	return screen_push(screen, &reason_ops, &prompt, question);
}

/* ---- one of a few things ---- */

struct picking {
	struct wording wording;
	const struct dialog_item *from; /* the asker's, while opening */
	struct dialog_item *item;
	size_t count;
	int64_t selected_id;
	struct list list;
};

static void pick_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct picking *picking = rows;

	if (column > 0)
		text_copy(out, size, picking->item[row].text);
	else if (row < DIGITS)
		text_format(out, size, "%zu", row + 1);
}

static int64_t pick_id(const void *rows, size_t row)
{
	const struct picking *picking = rows;

	return picking->item[row].id;
}

static const struct list_ops pick_list = { .cell = pick_cell, .id = pick_id };

static const struct list_column pick_columns[] = {
	{ .title = "", .columns = 1, .side = TEXT_RIGHT },
	{ .title = "", .columns = 8, .flexible = true },
};

static enum status pick_open(struct screen *screen, const void *argument, struct problem *problem)
{
	const struct picking *asked = argument;
	struct picking *picking = screen->state;

	(void)problem;
	wording_init(&picking->wording, asked->wording.title, "");
	picking->count = asked->count;
	picking->item = memory_new(asked->count + 1, sizeof(*picking->item));
	for (size_t i = 0; i < asked->count; i++)
		picking->item[i] = asked->from[i];
	list_init(&picking->list, &pick_list, pick_columns, 2,
		  N_("There is nothing to choose from."));
	list_set(&picking->list, picking, picking->count);
	if (asked->selected_id == DIALOG_NOTHING_MARKED)
		list_unmark(&picking->list);
	else
		list_select(&picking->list, asked->selected_id);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &picking->list);
	return STATUS_OK;
}

static void pick_size(const struct screen *screen, int *lines, int *columns)
{
	const struct picking *picking = screen->state;

	*columns = text_columns(picking->wording.title) + 2;
	for (size_t i = 0; i < picking->count; i++)
		*columns = widest_of(*columns, text_columns(picking->item[i].text) + 2);
	if (*columns > PICK_COLUMNS_MAX)
		*columns = PICK_COLUMNS_MAX;
	*lines = (int)picking->count;
	if (picking->count == 0) {
		*columns = TEXT_COLUMNS_MAX;
		*lines = 2;
	}
}

static void pick_draw(struct screen *screen, const struct canvas *canvas)
{
	struct picking *picking = screen->state;

	list_draw(&picking->list, canvas, true);
}

static unsigned pick_row(struct screen *screen, size_t row)
{
	const struct picking *picking = screen->state;

	if (row >= picking->count)
		return SCREEN_DONE;
	screen->answer.given = true;
	screen->answer.choice = (int)row;
	screen->answer.id = picking->item[row].id;
	text_copy(screen->answer.text, sizeof(screen->answer.text), picking->item[row].text);
	return SCREEN_CLOSE;
}

static unsigned say_nothing_marked(struct screen *screen)
{
	const struct picking *picking = screen->state;

	if (picking->list.count > 0)
		screen_say(screen, SAY_INFO, "%s",
			   _("Mark one with its digit or with Down; then Enter takes it."));
	return SCREEN_DRAW;
}

static unsigned pick_command(struct screen *screen, enum command command)
{
	struct picking *picking = screen->state;
	size_t row;

	if (command == COMMAND_LIST_CHOOSE)
		return list_selected(&picking->list, &row) ? pick_row(screen, row)
							   : say_nothing_marked(screen);
	return list_command(&picking->list, command);
}

/* A digit marks the row that has it; Enter takes it. */
static unsigned pick_text(struct screen *screen, const char *text)
{
	struct picking *picking = screen->state;
	char digit[ANSWER_SIZE];
	size_t row;

	text_copy(digit, sizeof(digit), text);
	text_narrow(digit);
	row = (size_t)(digit[0] - '1');
	if (picking->list.sought[0] || digit[0] < '1' || digit[0] > '9' || digit[1] != '\0' ||
	    row >= picking->count)
		return SCREEN_PASS;
	list_select(&picking->list, picking->item[row].id);
	return SCREEN_DRAW;
}

static void pick_close(struct screen *screen)
{
	struct picking *picking = screen->state;

	free(picking->item);
	close_wording(screen);
}

static const struct screen_ops pick_ops = {
	.name = "dialog_pick",
	.context = CONTEXT_EVERYWHERE,
	.state_size = sizeof(struct picking),
	.open = pick_open,
	.draw = pick_draw,
	.command = pick_command,
	.text = pick_text,
	.size = pick_size,
	.heading = heading,
	.close = pick_close,
};

bool dialog_pick(struct screen *screen, int question, const char *title,
		 const struct dialog_item *item, size_t count, int64_t selected_id)
{
	struct picking asked = { .from = item, .count = count, .selected_id = selected_id };

	text_copy(asked.wording.title, sizeof(asked.wording.title), title);
	return screen_push(screen, &pick_ops, &asked, question);
}
