#include "ui/screens/day/close_day.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/day/closing.h"
#include "desk/trust/backup.h"
#include "ui/screens/day/closed_lines.h"
#include "ui/screens/day/closing_lines.h"
#include "ui/screens/day/pending_lines.h"
#include "ui/screens/online/online_refused.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { QUESTION_ORDERS };
enum { CASH, REASON, FIELD_COUNT };
enum { DIALOG_COLUMNS = 76, DIALOG_LINES = 13, REASON_COLUMNS = 36, BACKUP_LINES = 5 };

struct close_day {
	struct close_day_of of;
	struct closing terms; /* what closing would do */
	bool looked;	      /* terms are there */
	struct form form;
	struct field field[FIELD_COUNT];
	bool done;
	struct closing closing;
	bool backup_wanted; /* what became of the backup afterwards: */
	enum status backup_status;
	struct backup_made backup;
	char backup_problem[PROBLEM_MESSAGE_SIZE];
};

static struct close_wish wish_of(const struct close_day *state)
{
	return (struct close_wish){ .day = state->of.day,
				    .counted_fen = -1,
				    .reason = form_value(&state->form, REASON),
				    .pass = true,
				    .seen = &state->terms.pending,
				    .clock_is_right = state->of.clock_is_right };
}

static bool something_is_open(const struct pending_list *pending)
{
	for (size_t i = 0; i < pending->count; i++)
		if (pending_is_open(&pending->rows[i]))
			return true;
	return false;
}

/* Once, and again when something has changed: it looks at every row. */
static enum status look(struct screen *screen)
{
	struct close_day *state = screen->state;
	struct close_wish wish = wish_of(state);
	struct closing terms;
	char counted[MONEY_TEXT_SIZE];
	enum status status = day_close_terms(screen->desk, &wish, &terms);

	if (status)
		return status;
	closing_release(&state->terms);
	state->terms = terms;
	state->looked = true;
	if (terms.count_count > 0 && !*form_value(&state->form, CASH))
		form_set(&state->form, CASH,
			 money_format(terms.counts[terms.count_count - 1].counted_fen, counted));
	return STATUS_OK;
}

static enum status close_day_load(struct screen *screen, struct problem *problem)
{
	const struct close_day *state = screen->state;
	enum status status = state->looked ? STATUS_OK : look(screen);

	if (status)
		*problem = screen->desk->problem;
	return status;
}

static enum status close_day_open(struct screen *screen, const void *argument,
				  struct problem *problem)
{
	struct close_day *state = screen->state;

	memcpy(&state->of, argument, sizeof(state->of));
	state->field[CASH] = (struct field){ .label = N_("Cash counted"),
					     .kind = FIELD_MONEY,
					     .limit = MONEY_TEXT_SIZE,
					     .columns = 14,
					     .hint = N_("yuan; empty: not counted") };
	state->field[REASON] = (struct field){ .label = N_("Reason"),
					       .limit = EDIT_SIZE,
					       .columns = REASON_COLUMNS,
					       .hint = N_("difference or recount") };
	screen_use_form(screen, &state->form, state->field, FIELD_COUNT);
	(void)problem;
	return STATUS_OK;
}

static void close_day_close(struct screen *screen)
{
	struct close_day *state = screen->state;

	closing_release(&state->terms);
	closing_release(&state->closing);
}

static void close_day_size(const struct screen *screen, int *lines, int *columns)
{
	const struct close_day *state = screen->state;

	*columns = DIALOG_COLUMNS;
	*lines = state->done ? closing_lines_count(&state->closing) +
				       (state->backup_wanted ? BACKUP_LINES : 0)
			     : DIALOG_LINES + pending_lines_count(&state->terms.pending);
}

static int draw_cash(const struct close_day *state, const struct canvas *canvas, int line)
{
	const struct cash_count *first = state->terms.count_count ? &state->terms.counts[0] : NULL;
	const char *typed = form_value(&state->form, CASH);
	char text[WORDS_SIZE], expected[MONEY_TEXT_SIZE], difference[MONEY_TEXT_SIZE];
	int64_t counted_fen;

	/* Whoever counts does not know what it should come to. */
	if (state->terms.count_count == 0)
		text_copy(text, sizeof(text),
			  _("what is expected is shown when the count is recorded"));
	else if (!typed[0] || !money_parse(typed, &counted_fen))
		text_format(text, sizeof(text), _("%s is expected"),
			    money_format(state->terms.cash_expected_fen, expected));
	else if (counted_fen == state->terms.cash_expected_fen)
		text_format(text, sizeof(text), _("%s is expected: it matches"),
			    money_format(state->terms.cash_expected_fen, expected));
	else
		text_format(text, sizeof(text), _("%s is expected: the difference is %s"),
			    money_format(state->terms.cash_expected_fen, expected),
			    money_format(counted_fen - state->terms.cash_expected_fen, difference));
	line = words_line(canvas, line, _("Cash"), text);
	if (first &&
	    (!typed[0] || !money_parse(typed, &counted_fen) || counted_fen != first->counted_fen))
		line = first_count_line(canvas, line, first->counted_fen, first->expected_fen);
	return line;
}

static void draw_before(struct close_day *state, const struct canvas *canvas)
{
	const struct closing *terms = &state->terms;
	char text[WORDS_SIZE], day[WORDS_DAY_SIZE];
	int line = words_line(canvas, 0, _("Date"), words_day(state->of.day, day));

	if (terms->open_count > 0)
		text_format(text, sizeof(text),
			    _("%d are not over yet: they stay open, and so do the day's accounts"),
			    (int)terms->open_count);
	else
		text_copy(text, sizeof(text), _("all are over"));
	line = words_line(canvas, line, _("Sessions"), text);
	if (terms->no_shows > 0)
		text_format(text, sizeof(text),
			    _n("%d booking without an outcome becomes a no-show; press Esc to go "
			       "back and record it",
			       "%d bookings without an outcome become no-shows; press Esc to go "
			       "back and record them",
			       (unsigned)terms->no_shows),
			    terms->no_shows);
	else
		text_copy(text, sizeof(text), _("no booking is without an outcome"));
	line = words_line(canvas, line, _("No-shows"), text);
	line = pending_lines(&terms->pending, canvas, line);
	line = draw_cash(state, canvas, line) + 1;
	line = form_draw_at(&state->form, canvas, line);
	draw_keys(canvas, line, 0, canvas->columns,
		  something_is_open(&terms->pending)
			  ? _("F9 closes the day, and what is open stays open. Esc goes back.")
			  : _("F9 closes the day. Esc goes back."));
}

/* The day is closed whatever became of the backup. Returns the lines it took. */
static int draw_backup(const struct close_day *state, const struct canvas *canvas)
{
	char text[WORDS_SIZE];
	int line;

	if (!state->backup_wanted)
		return 0;
	if (state->backup_status) {
		text_format(text, sizeof(text), _("NO backup was made: %s"), state->backup_problem);
		return draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_DANGER, text) + 1;
	}
	line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_GOOD,
			      _("A backup was made and read back."));
	if (state->backup.on_stick)
		line += draw_paragraph(canvas, line, 0, canvas->columns, STYLE_GOOD,
				       _("You may remove the stick."));
	return line + 1;
}

static void close_day_draw(struct screen *screen, const struct canvas *canvas)
{
	struct close_day *state = screen->state;

	if (state->done) {
		const int line = draw_backup(state, canvas);
		const struct canvas rest = canvas_part(canvas, line, 0, canvas->lines - line,
						       canvas->columns);

		closing_lines_draw(&state->closing, &rest);
	} else {
		draw_before(state, canvas);
	}
}

static unsigned refused(struct screen *screen, enum status status)
{
	struct close_day *state = screen->state;
	const char *sentence = screen->desk->problem.message;

	if (status == STATUS_CASH_DIFFERS || status == STATUS_BAD_TEXT) {
		form_problem(&state->form, REASON, sentence);
		return SCREEN_DRAW;
	}
	if (status_is_refusal(status))
		screen_say_problem(screen, &screen->desk->problem);
	else
		screen_say(screen, SAY_ERROR, _("NOT closed: %s"), sentence);
	if (status == STATUS_CHANGED_ELSEWHERE && look(screen))
		screen_say_problem(screen, &screen->desk->problem);
	return SCREEN_DRAW;
}

static void make_backup(struct screen *screen)
{
	struct close_day *state = screen->state;

	if (!state->closing.closed || state->closing.was_closed)
		return;
	state->backup_status = backup_at_close(screen->desk, &state->backup_wanted, &state->backup);
	text_copy(state->backup_problem, sizeof(state->backup_problem),
		  state->backup_status ? screen->desk->problem.message : "");
}

static unsigned close_day_confirm(struct screen *screen)
{
	struct close_day *state = screen->state;
	struct close_wish wish = wish_of(state);
	const char *typed = form_value(&state->form, CASH);
	enum status status;

	if (state->done)
		return SCREEN_CLOSE;
	form_forget_problems(&state->form);
	if (typed[0] && !money_parse(typed, &wish.counted_fen)) {
		form_problem(&state->form, CASH,
			     _("This is not an amount: write it as 1234.50, at most 1000000."));
		return SCREEN_DRAW;
	}
	closing_release(&state->closing);
	status = day_close(screen->desk, &wish, &state->closing);
	if (status)
		return refused(screen, status);
	state->done = true;
	make_backup(screen);
	screen->typing = false;
	screen->widget = CONTEXT_LIST;
	return SCREEN_RELOAD;
}

static bool orders_wait(const struct close_day *state)
{
	return !state->done && pending_sum(&state->terms.pending, PENDING_ORDER, true).count > 0;
}

/* Whether the focus may leave the count: the first one that is typed is recorded then, before what
 * is expected is shown. */
static bool count_is_recorded(struct screen *screen)
{
	struct close_day *state = screen->state;
	const char *typed = form_value(&state->form, CASH);
	int64_t counted_fen;

	if (state->done || state->form.focus != CASH || state->terms.count_count > 0 ||
	    !money_parse(typed, &counted_fen))
		return true;
	if (cash_count_first(screen->desk, state->of.day, counted_fen) || look(screen)) {
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), screen->desk->problem.message);
		return false;
	}
	return true;
}

static unsigned close_day_command(struct screen *screen, enum command command)
{
	const struct close_day *state = screen->state;
	const enum orders_list which = ORDERS_TO_LOOK_AT;

	if (command == COMMAND_CLOSE_ORDERS && orders_wait(state)) {
		screen_push(screen, &online_refused_screen, &which, QUESTION_ORDERS);
		return SCREEN_DRAW;
	}
	if ((command == COMMAND_FORM_ENTER || command == COMMAND_FORM_NEXT ||
	     command == COMMAND_FORM_PREVIOUS) &&
	    !count_is_recorded(screen))
		return SCREEN_DRAW;
	if (command == COMMAND_CLOSE_NOW)
		return close_day_confirm(screen);
	return state->done && command == COMMAND_LIST_CHOOSE ? SCREEN_CLOSE : SCREEN_PASS;
}

static bool close_day_applies(const struct screen *screen, enum command command)
{
	const struct close_day *state = screen->state;

	if (command == COMMAND_CLOSE_ORDERS)
		return orders_wait(state);
	return !state->done || command_context(command) != CONTEXT_CLOSE;
}

/* What was decided there is not open any more. */
static unsigned close_day_result(struct screen *screen, int question, const struct answer *answer)
{
	(void)answer;
	if (question == QUESTION_ORDERS && look(screen))
		screen_say_problem(screen, &screen->desk->problem);
	return SCREEN_RELOAD;
}

const struct screen_ops close_day_screen = {
	.name = "close_day",
	.context = CONTEXT_CLOSE,
	.weighty = true,
	.title = N_("Close the day"),
	.state_size = sizeof(struct close_day),
	.open = close_day_open,
	.load = close_day_load,
	.draw = close_day_draw,
	.command = close_day_command,
	.confirm = close_day_confirm,
	.applies = close_day_applies,
	.result = close_day_result,
	.size = close_day_size,
	.close = close_day_close,
};
