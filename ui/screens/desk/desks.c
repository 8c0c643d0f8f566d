#include "ui/screens/desk/desks.h"

#include <stdlib.h>

#include "base/language.h"
#include "desk/presence.h"
#include "ui/screens/words.h"
#include "ui/term/list.h"

enum { LINES_MOST = 16, BOX_COLUMNS = 70 };

struct desks {
	const struct desk *desk;
	struct at_work *rows;
	size_t count;
	struct list list;
};

enum { COLUMN_COUNTER, COLUMN_STAFF, COLUMN_SINCE, COLUMN_IDLE };

static const struct list_column columns[] = {
	{ .title = N_("Counter"), .columns = 12 },
	{ .title = N_("Staff code"), .columns = 16, .flexible = true },
	{ .title = N_("At work since"), .columns = 16 },
	{ .title = N_("Last key"), .columns = 16 },
};

static void idle_cell(const struct desks *state, const struct at_work *row, char *out, size_t size)
{
	const int minutes = presence_idle_minutes(state->desk, row);

	if (row->own)
		text_copy(out, size, _("this desk"));
	else if (minutes == 0)
		text_copy(out, size, _("just now"));
	else
		text_format(out, size,
			    _n("%d minute ago", "%d minutes ago", (unsigned long)minutes), minutes);
}

static void desks_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct desks *state = rows;
	const struct at_work *this = &state->rows[row];
	char since[WORDS_DAY_SIZE];

	switch (column) {
	case COLUMN_COUNTER: text_copy(out, size, this->counter); break;
	case COLUMN_STAFF: text_copy(out, size, this->staff); break;
	case COLUMN_SINCE:
		text_copy(out, size, words_since(this->since_ms, desk_today(state->desk), since));
		break;
	case COLUMN_IDLE: idle_cell(state, this, out, size); break;
	default: break;
	}
}

static int64_t desks_id(const void *rows, size_t row)
{
	const struct desks *state = rows;

	return state->rows[row].since_ms;
}

static const struct list_ops desks_list = { .cell = desks_cell, .id = desks_id };

static enum status desks_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct desks *state = screen->state;

	(void)argument;
	(void)problem;
	state->desk = screen->desk;
	list_init(&state->list, &desks_list, columns, sizeof(columns) / sizeof(columns[0]),
		  N_("No desk has said that it is at work."));
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->list);
	return STATUS_OK;
}

static enum status desks_load(struct screen *screen, struct problem *problem)
{
	struct desks *state = screen->state;

	free(state->rows);
	state->rows = NULL;
	state->count = 0;
	if (presence_list(screen->desk, &state->rows, &state->count))
		*problem = screen->desk->problem;
	else
		*problem = (struct problem){ .status = STATUS_OK };
	list_set(&state->list, state, state->count);
	return problem->status;
}

static void desks_size(const struct screen *screen, int *lines, int *wanted)
{
	const struct desks *state = screen->state;

	*lines = state->count < LINES_MOST ? (int)state->count + 1 : LINES_MOST + 1;
	*wanted = BOX_COLUMNS;
}

static void desks_draw(struct screen *screen, const struct canvas *canvas)
{
	struct desks *state = screen->state;

	list_draw(&state->list, canvas, true);
}

static unsigned desks_command(struct screen *screen, enum command command)
{
	struct desks *state = screen->state;

	if (command == COMMAND_LIST_CHOOSE)
		return SCREEN_CLOSE;
	return list_command(&state->list, command);
}

/* Enter only closes here; Esc says so. */
static bool desks_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command != COMMAND_LIST_CHOOSE;
}

static void desks_close(struct screen *screen)
{
	struct desks *state = screen->state;

	free(state->rows);
}

const struct screen_ops desks_screen = {
	.name = "desks",
	.context = CONTEXT_EVERYWHERE,
	.title = N_("Desks at work"),
	.state_size = sizeof(struct desks),
	.passing = true,
	.open = desks_open,
	.load = desks_load,
	.draw = desks_draw,
	.command = desks_command,
	.applies = desks_applies,
	.size = desks_size,
	.close = desks_close,
};
