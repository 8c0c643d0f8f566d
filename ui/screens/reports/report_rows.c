#include "ui/screens/reports/report_rows.h"

#include "base/language.h"
#include "ui/screens/reports/report_lines.h"

enum { DIALOG_LINES = 60 };

struct rows {
	struct text_page page;
	struct list list;
};

static enum status rows_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct rows *state = screen->state;

	(void)problem;
	state->page = *(const struct text_page *)argument;
	report_lines_init(&state->list, N_("No row."));
	report_lines_set(&state->list, &state->page);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->list);
	return STATUS_OK;
}

static void rows_draw(struct screen *screen, const struct canvas *canvas)
{
	struct rows *state = screen->state;

	list_draw(&state->list, canvas, true);
}

static unsigned rows_command(struct screen *screen, enum command command)
{
	struct rows *state = screen->state;

	return command == COMMAND_LIST_CHOOSE ? SCREEN_CLOSE : list_command(&state->list, command);
}

static void rows_close(struct screen *screen)
{
	struct rows *state = screen->state;

	text_page_release(&state->page);
}

const struct screen_ops report_rows_screen = {
	.name = "report_rows",
	.context = CONTEXT_LIST,
	.title = N_("Where it comes from"),
	.state_size = sizeof(struct rows),
	.leaves_freely = true,
	.passing = true,
	.lines = DIALOG_LINES,
	.columns = REPORT_ROWS_COLUMNS,
	.open = rows_open,
	.draw = rows_draw,
	.command = rows_command,
	.close = rows_close,
};
