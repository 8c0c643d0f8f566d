#include "ui/screens/day/close_day.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/booking/no_show.h"
#include "desk/day/closing.h"
#include "ui/screens/day/closing_lines.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { CASH, CONFIRM, FIELD_COUNT };
enum { DIALOG_COLUMNS = 70, DIALOG_LINES = 11 };

struct close_day {
	day_number day;
	int running; /* sessions that are not over */
	int unresolved;
	int64_t cash_fen; /* that should be in the drawer, by the ledger */
	struct form form;
	struct field field[FIELD_COUNT];
	bool done;
	struct closing closing;
};

static const char *const no_yes[] = { N_("no"), N_("yes"), NULL };

/* Days before that were left open are closed too, so theirs count. */
static enum status count_unresolved(struct desk *desk, struct close_day *state)
{
	struct booking *rows = NULL;
	size_t count = 0;
	enum status status = unresolved_list(desk, DAY_NONE, &rows, &count);

	state->unresolved = 0;
	for (size_t i = 0; i < count; i++)
		state->unresolved += rows[i].day <= state->day;
	free(rows);
	return status;
}

static enum status close_day_load(struct screen *screen, struct problem *problem)
{
	struct close_day *state = screen->state;
	struct desk *desk = screen->desk;
	char day[DAY_TEXT_SIZE];
	struct day_money money;
	enum status status = day_running(desk, state->day, &state->running);

	if (!status)
		status = count_unresolved(desk, state);
	if (!status)
		status = ledger_day(desk, day_format(state->day, day), &money);
	if (status) {
		*problem = desk->problem;
		return status;
	}
	state->cash_fen = day_money_cash_fen(&money);
	return STATUS_OK;
}

static enum status close_day_open(struct screen *screen, const void *argument,
				  struct problem *problem)
{
	struct close_day *state = screen->state;

	memcpy(&state->day, argument, sizeof(state->day));
	state->field[CASH] = (struct field){ .label = N_("Cash counted"),
					     .kind = FIELD_MONEY,
					     .limit = MONEY_TEXT_SIZE,
					     .columns = 14,
					     .hint = N_("yuan; empty: not counted") };
	state->field[CONFIRM] = (struct field){ .label = N_("Close the day"),
						.kind = FIELD_CHOICE,
						.columns = 14,
						.choices = no_yes,
						.hint = N_("Right changes it") };
	screen_use_form(screen, &state->form, state->field, FIELD_COUNT);
	(void)problem;
	return STATUS_OK;
}

static void close_day_close(struct screen *screen)
{
	struct close_day *state = screen->state;

	if (state->done)
		closing_release(&state->closing);
}

static void close_day_size(const struct screen *screen, int *lines, int *columns)
{
	const struct close_day *state = screen->state;

	*lines = DIALOG_LINES;
	if (state->done)
		*lines += (int)state->closing.ban_count + (int)state->closing.open_count;
	*columns = DIALOG_COLUMNS;
}

static void draw_before(struct close_day *state, const struct canvas *canvas)
{
	char text[WORDS_SIZE], money[MONEY_TEXT_SIZE], day[WORDS_DAY_SIZE];
	int line = words_line(canvas, 0, _("Date"), words_day(state->day, day));

	if (state->running > 0)
		text_format(text, sizeof(text),
			    _("%d are not over yet: they stay open, and so do the day's accounts"),
			    state->running);
	else
		text_copy(text, sizeof(text), _("all are over"));
	line = words_line(canvas, line, _("Sessions"), text);
	if (state->unresolved > 0)
		text_format(text, sizeof(text),
			    _n("%d booking without an outcome becomes a no-show; press Esc to go "
			       "back and record it",
			       "%d bookings without an outcome become no-shows; press Esc to go "
			       "back and record them",
			       (unsigned)state->unresolved),
			    state->unresolved);
	else
		text_copy(text, sizeof(text), _("no booking is without an outcome"));
	line = words_line(canvas, line, _("No-shows"), text);
	text_format(text, sizeof(text), _("%s should be there according to the ledger"),
		    money_format(state->cash_fen, money));
	line = words_line(canvas, line, _("Cash"), text) + 1;
	form_draw_at(&state->form, canvas, line);
}

static void close_day_draw(struct screen *screen, const struct canvas *canvas)
{
	struct close_day *state = screen->state;

	if (state->done)
		closing_lines_draw(&state->closing, canvas);
	else
		draw_before(state, canvas);
}

static unsigned close_day_confirm(struct screen *screen)
{
	struct close_day *state = screen->state;
	const char *typed = form_value(&state->form, CASH);
	int64_t counted_fen = -1;

	if (state->field[CONFIRM].choice == 0)
		return SCREEN_CLOSE;
	if (typed[0] && !money_parse(typed, &counted_fen)) {
		form_problem(&state->form, CASH,
			     _("This is not an amount: write it as 1234.50, at most 1000000."));
		return SCREEN_DRAW;
	}
	if (day_close(screen->desk, state->day, counted_fen, &state->closing)) {
		screen_say(screen, SAY_ERROR, _("NOT closed: %s"), screen->desk->problem.message);
		return SCREEN_DRAW;
	}
	state->done = true;
	screen->typing = false;
	screen->widget = CONTEXT_LIST;
	return SCREEN_RELOAD;
}

static unsigned close_day_command(struct screen *screen, enum command command)
{
	const struct close_day *state = screen->state;

	return state->done && command == COMMAND_LIST_CHOOSE ? SCREEN_CLOSE : SCREEN_PASS;
}

static bool close_day_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_DAY;
}

const struct screen_ops close_day_screen = {
	.name = "close_day",
	.context = CONTEXT_DAY,
	.title = N_("Close the day"),
	.state_size = sizeof(struct close_day),
	.open = close_day_open,
	.load = close_day_load,
	.draw = close_day_draw,
	.command = close_day_command,
	.confirm = close_day_confirm,
	.applies = close_day_applies,
	.size = close_day_size,
	.close = close_day_close,
};
