#include "ui/screens/practice/practice_tasks.h"

#include "base/language.h"
#include "base/text.h"

#include "ui/term/list.h"

enum { BOX_COLUMNS = 76, NOTE_LINES = 2 };

struct listing {
	struct practice *practice;
	struct list list;
};

enum { COLUMN_NUMBER, COLUMN_TITLE, COLUMN_OUTCOME };

static const struct list_column columns[] = {
	{ .title = N_("No."), .columns = 3, .side = TEXT_RIGHT },
	{ .title = N_("Task"), .columns = 20, .flexible = true },
	{ .title = N_("How it went"), .columns = 33 },
};

static void task_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct practice *practice = rows;
	char words[PRACTICE_WORDS_SIZE];

	if (column == COLUMN_NUMBER)
		text_format(out, size, "%zu", row + 1);
	else if (column == COLUMN_TITLE)
		text_copy(out, size, practice_title((enum practice_task)row));
	else
		text_copy(out, size, practice_outcome_words(&practice->result[row], words));
}

static int64_t task_id(const void *rows, size_t row)
{
	(void)rows;
	return (int64_t)row;
}

static enum style task_style(const void *rows, size_t row)
{
	const struct practice *practice = rows;

	if (row == (size_t)practice->now)
		return STYLE_KEY;
	return practice->result[row].outcome == PRACTICE_OPEN ? STYLE_NORMAL : STYLE_FAINT;
}

static const struct list_ops task_ops = { .cell = task_cell, .id = task_id, .style = task_style };

static enum status practice_tasks_open(struct screen *screen, const void *argument,
				       struct problem *problem)
{
	struct listing *state = screen->state;

	(void)problem;
	state->practice = *(struct practice *const *)argument;
	list_init(&state->list, &task_ops, columns, sizeof(columns) / sizeof(columns[0]), "");
	list_set(&state->list, state->practice, PRACTICE_TASKS);
	list_select(&state->list, state->practice->now);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->list);
	return STATUS_OK;
}

static void practice_tasks_draw(struct screen *screen, const struct canvas *canvas)
{
	struct listing *state = screen->state;
	struct canvas rows = canvas_part(canvas, NOTE_LINES + 1, 0, canvas->lines - NOTE_LINES - 1,
					 canvas->columns);
	char text[PRACTICE_WORDS_SIZE];
	int keys = 0, needed = 0;

	for (int i = 0; i < PRACTICE_TASKS; i++) {
		const struct practice_result *result = &state->practice->result[i];

		keys += result->outcome == PRACTICE_DONE ? result->keys : 0;
		needed += result->outcome == PRACTICE_DONE ? result->needed : 0;
	}
	if (keys == 0)
		text_format(text, sizeof(text), _("%d of %d tasks done"), 0, PRACTICE_TASKS);
	else
		text_format(text, sizeof(text),
			    _("%d of %d tasks done, with %d keys; %d are enough."),
			    practice_done_count(state->practice), PRACTICE_TASKS, keys, needed);
	draw_text(canvas, 0, 0, canvas->columns, STYLE_HEADING, text);
	draw_keys(canvas, 1, 0, canvas->columns,
		  _("Enter does the marked task, also once more; F7 skips the one that is on."));
	list_draw(&state->list, &rows, true);
}

static unsigned practice_tasks_command(struct screen *screen, enum command command)
{
	struct listing *state = screen->state;
	size_t row;

	switch (command) {
	case COMMAND_LIST_CHOOSE:
		if (!list_selected(&state->list, &row))
			return SCREEN_DONE;
		if (row != (size_t)state->practice->now)
			practice_begin(state->practice, (enum practice_task)row);
		return SCREEN_CLOSE | SCREEN_RELOAD;
	case COMMAND_PRACTICE_SKIP:
		practice_skip(state->practice);
		return SCREEN_CLOSE | SCREEN_RELOAD;
	case COMMAND_PRACTICE: return SCREEN_CLOSE;
	default: return list_command(&state->list, command);
	}
}

const struct screen_ops practice_tasks_screen = {
	.name = "practice_tasks",
	.context = CONTEXT_PRACTICE,
	.title = N_("Practice"),
	.state_size = sizeof(struct listing),
	.lines = PRACTICE_TASKS + NOTE_LINES + 2,
	.columns = BOX_COLUMNS,
	.leaves_freely = true,
	.passing = true,
	.open = practice_tasks_open,
	.draw = practice_tasks_draw,
	.command = practice_tasks_command,
};
