#include "ui/screens/day/close_day.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/booking/no_show.h"
#include "desk/day/closing.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { CASH, CONFIRM, FIELD_COUNT };
enum { DIALOG_COLUMNS = 70, DIALOG_LINES = 11, FORM_LINES = 4, NAMES_MAX = 6 };

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
	form_init(&state->form, state->field, FIELD_COUNT);
	screen->widget = CONTEXT_FORM;
	screen->typing = true;
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
	struct canvas part;
	int line = words_line(canvas, 0, _("Date"), words_day(state->day, day));

	if (state->running > 0)
		text_format(text, sizeof(text),
			    _("%d not over yet: they stay open, and so does the day's money"),
			    state->running);
	else
		text_copy(text, sizeof(text), _("all are over"));
	line = words_line(canvas, line, _("Sessions"), text);
	if (state->unresolved > 0)
		text_format(text, sizeof(text),
			    _n("%d booking without an outcome becomes a no-show; Esc goes back to "
			       "clear it if it is none",
			       "%d bookings without an outcome become no-shows; Esc goes back to "
			       "clear them if they are none",
			       (unsigned)state->unresolved),
			    state->unresolved);
	else
		text_copy(text, sizeof(text), _("no booking is without an outcome"));
	line = words_line(canvas, line, _("No-shows"), text);
	text_format(text, sizeof(text), _("%s should be there, by the ledger"),
		    money_format(state->cash_fen, money));
	line = words_line(canvas, line, _("Cash"), text) + 1;
	part = canvas_part(canvas, line, 0, FORM_LINES, canvas->columns);
	form_draw(&state->form, &part, true);
}

static int draw_bans(const struct closing *closing, const struct canvas *canvas, int line)
{
	char text[WORDS_SIZE], until[DAY_TEXT_SIZE];

	for (size_t i = 0; i < closing->ban_count && i < NAMES_MAX; i++) {
		text_format(text, sizeof(text), _("%s, from online booking until %s"),
			    closing->bans[i].patient, day_format(closing->bans[i].until, until));
		line = words_line(canvas, line, i == 0 ? _("Banned") : "", text);
	}
	if (closing->ban_count > NAMES_MAX)
		draw_format(canvas, line++, 0, STYLE_DIM, _("and %d more"),
			    (int)closing->ban_count - NAMES_MAX);
	return line;
}

static int draw_open(const struct closing *closing, const struct canvas *canvas, int line)
{
	char text[WORDS_SIZE], time[WORDS_DAY_SIZE];

	for (size_t i = 0; i < closing->open_count && i < NAMES_MAX; i++) {
		const struct session *session = &closing->open[i];

		text_format(text, sizeof(text), "%s, %s, %s", session->department, session->doctor,
			    words_minutes(session->start_minute, session->end_minute, time));
		line = words_line(canvas, line, i == 0 ? _("Still open") : "", text);
	}
	if (closing->open_count > NAMES_MAX)
		draw_format(canvas, line++, 0, STYLE_DIM, _("and %d more"),
			    (int)closing->open_count - NAMES_MAX);
	return line;
}

static void draw_after(const struct close_day *state, const struct canvas *canvas)
{
	const struct closing *closing = &state->closing;
	char text[WORDS_SIZE], expected[MONEY_TEXT_SIZE], counted[MONEY_TEXT_SIZE];
	int line;

	if (closing->was_closed)
		line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_WARNING,
				      _("The day was closed before; nothing was done."));
	else if (closing->closed)
		line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_GOOD,
				      _("The day is closed."));
	else
		line = draw_paragraph(
			canvas, 0, 0, canvas->columns, STYLE_WARNING,
			_("The day stays open: sessions still run. Close it again when "
			  "they are over."));
	line++;
	if (closing->earlier_days > 0) {
		text_format(text, sizeof(text),
			    _n("%d that had been left open was closed first",
			       "%d that had been left open were closed first",
			       (unsigned)closing->earlier_days),
			    closing->earlier_days);
		line = words_line(canvas, line, _("Days before"), text);
	}
	text_format(text, sizeof(text), _("%d closed"), closing->sessions_closed);
	line = words_line(canvas, line, _("Sessions"), text);
	text_format(text, sizeof(text), "%d", closing->no_shows);
	line = words_line(canvas, line, _("No-shows"), text);
	line = draw_bans(closing, canvas, line);
	line = draw_open(closing, canvas, line);
	money_format(closing->cash_expected_fen, expected);
	if (closing->cash_counted_fen < 0)
		text_format(text, sizeof(text), _("expected %s, not counted"), expected);
	else
		text_format(text, sizeof(text), _("expected %s, counted %s"), expected,
			    money_format(closing->cash_counted_fen, counted));
	line = words_line(canvas, line, _("Cash"), text);
	draw_text(canvas, line + 1, 0, canvas->columns, STYLE_DIM, _("Enter goes on."));
}

static void close_day_draw(struct screen *screen, const struct canvas *canvas)
{
	struct close_day *state = screen->state;

	if (state->done)
		draw_after(state, canvas);
	else
		draw_before(state, canvas);
}

static unsigned confirm(struct screen *screen)
{
	struct close_day *state = screen->state;
	const char *typed = form_value(&state->form, CASH);
	int64_t counted_fen = -1;

	if (state->field[CONFIRM].choice == 0)
		return SCREEN_CLOSE;
	if (typed[0] && !money_parse(typed, &counted_fen)) {
		form_problem(&state->form, CASH,
			     _("This is no amount: write it like 1234.50, at most 1000000."));
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
	struct close_day *state = screen->state;

	if (state->done)
		return command == COMMAND_LIST_CHOOSE ? SCREEN_CLOSE : SCREEN_PASS;
	switch (form_command(&state->form, command)) {
	case FORM_PASS: return SCREEN_PASS;
	case FORM_CONFIRMED: return confirm(screen);
	default: return SCREEN_DRAW;
	}
}

static unsigned close_day_text(struct screen *screen, const char *text)
{
	struct close_day *state = screen->state;

	form_text(&state->form, text);
	return SCREEN_DRAW;
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
	.text = close_day_text,
	.applies = close_day_applies,
	.size = close_day_size,
	.close = close_day_close,
};
