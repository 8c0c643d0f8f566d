#include "ui/screens/reports/reports.h"

#include <string.h>

#include "base/language.h"
#include "reports/report.h"
#include "ui/screens/day/closed_lines.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/list.h"
#include "ui/term/progress.h"

enum { QUESTION_DAY, QUESTION_FILE };
enum { DAY_LINE = 0, LIST_LINE = 2, LIST_LINES = 5, FACTS_LINE = 7, COLUMNS_MOST = 120 };

struct reporting {
	day_number today, day;
	struct close_record closed;
	bool is_closed;
	const struct report *report; /* the table */
	size_t count;
	struct list list;
	char path[FILE_PATH_SIZE]; /* typed by hand; "" is the report's own */
	bool written;
	struct report_result result;
};

static const struct list_column columns[] = {
	{ .title = N_("Report"), .columns = 20, .flexible = true },
};

static void report_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	(void)column;
	text_copy(out, size, _(((const struct report *)rows)[row].title));
}

static int64_t report_id(const void *rows, size_t row)
{
	(void)rows;
	return (int64_t)row;
}

static const struct list_ops report_ops = { .cell = report_cell, .id = report_id };

static enum status reports_load(struct screen *screen, struct problem *problem)
{
	struct reporting *state = screen->state;
	enum status status = day_close_get(screen->desk, state->day, &state->closed);

	state->today = desk_today(screen->desk);
	state->is_closed = status == STATUS_OK;
	if (status && status != STATUS_NOT_FOUND) {
		*problem = screen->desk->problem;
		return status;
	}
	return STATUS_OK;
}

static enum status reports_open(struct screen *screen, const void *argument,
				struct problem *problem)
{
	struct reporting *state = screen->state;

	(void)argument;
	state->day = desk_today(screen->desk);
	state->report = report_table(&state->count);
	list_init(&state->list, &report_ops, columns, sizeof(columns) / sizeof(columns[0]),
		  N_("There is no report. F1 shows what can be done here."));
	list_set(&state->list, state->report, state->count);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->list);
	(void)problem;
	return STATUS_OK;
}

static const struct report *marked(const struct reporting *state)
{
	size_t row;

	return list_selected(&state->list, &row) ? &state->report[row] : NULL;
}

/* Where the marked report goes. */
static void path_of(const struct screen *screen, char out[FILE_PATH_SIZE])
{
	const struct reporting *state = screen->state;
	const struct report *report = marked(state);

	out[0] = '\0';
	if (state->path[0])
		text_copy(out, FILE_PATH_SIZE, state->path);
	else if (report)
		report_default_path(screen->desk, report, state->day, out);
}

static void reports_draw(struct screen *screen, const struct canvas *canvas)
{
	struct reporting *state = screen->state;
	const struct report *report = marked(state);
	struct canvas rows = words_body(canvas, LIST_LINE, LIST_LINES, COLUMNS_MOST);
	struct canvas facts = words_body(canvas, FACTS_LINE, canvas->lines - FACTS_LINE,
					 COLUMNS_MOST);
	char text[WORDS_SIZE], day[WORDS_DAY_SIZE], path[FILE_PATH_SIZE], one[MONEY_TEXT_SIZE],
		two[MONEY_TEXT_SIZE];
	int line;

	text_format(text, sizeof(text), "< %s >", words_day_from(state->day, state->today, day));
	draw_text(canvas, DAY_LINE, 1, canvas->columns - 2, STYLE_HEADING, text);
	list_draw(&state->list, &rows, true);
	path_of(screen, path);
	line = report ? words_line(&facts, 0, _("Shows"), _(report->sentence)) : 0;
	line = words_line(&facts, line, _("File"), path);
	line = closed_lines(&facts, line, state->is_closed ? &state->closed : NULL);
	if (!state->written) {
		draw_keys(&facts, line + 1, 0, facts.columns, _("Enter writes the marked report."));
		return;
	}
	line = words_line(&facts, line + 1, _("Written"), state->result.path);
	text_format(text, sizeof(text), _("bookings %d, payments %s, refunds %s"),
		    state->result.bookings, money_format(state->result.revenue_fen, one),
		    money_format(state->result.refund_fen, two));
	words_line(&facts, line, _("Contents"), text);
}

static void step(size_t done, size_t all, void *context)
{
	progress_step(context, (int64_t)done, (int64_t)all);
}

static unsigned write_report(struct screen *screen)
{
	struct reporting *state = screen->state;
	const struct report *report = marked(state);
	struct progress progress;
	enum status status;

	if (!report)
		return SCREEN_DONE;
	progress_start(&progress, screen, _("Writing the report"));
	status = report_write(screen->desk, report, state->day, state->path, step, &progress,
			      &state->result);
	progress_end(&progress);
	state->written = status == STATUS_OK;
	if (status)
		screen_say(screen, SAY_ERROR, _("NOT written: %s"), screen->desk->problem.message);
	else
		screen_say(screen, SAY_GOOD, _("Written: %s"), state->result.path);
	return SCREEN_DRAW;
}

static unsigned show_day(struct screen *screen, day_number day)
{
	struct reporting *state = screen->state;
	struct problem problem;

	state->day = day;
	state->path[0] = '\0';
	state->written = false;
	if (reports_load(screen, &problem) != STATUS_OK)
		screen_say_problem(screen, &problem);
	return SCREEN_DRAW;
}

static unsigned ask_day(struct screen *screen)
{
	const struct reporting *state = screen->state;
	char day[DAY_TEXT_SIZE];
	struct dialog_prompt prompt = {
		.title = _("Which day?"),
		.text = _("For example 2026-11-21 or 20261121."),
		.label = N_("Date"),
		.kind = FIELD_DATE,
		.limit = 16,
		.initial = day_format(state->day, day),
	};

	dialog_prompt(screen, QUESTION_DAY, &prompt);
	return SCREEN_DRAW;
}

static unsigned ask_file(struct screen *screen)
{
	char path[FILE_PATH_SIZE];
	struct dialog_prompt prompt = {
		.title = _("Which file?"),
		.text = _("Where to write the workbook. Empty: the usual place."),
		.label = N_("File"),
		.limit = EDIT_SIZE,
		.initial = path,
		.may_be_empty = true,
	};

	path_of(screen, path);
	dialog_prompt(screen, QUESTION_FILE, &prompt);
	return SCREEN_DRAW;
}

static unsigned reports_command(struct screen *screen, enum command command)
{
	struct reporting *state = screen->state;

	switch (command) {
	case COMMAND_LIST_CHOOSE:
	case COMMAND_REPORTS_WRITE: return write_report(screen);
	case COMMAND_REPORTS_PREVIOUS_DAY: return show_day(screen, state->day - 1);
	case COMMAND_REPORTS_NEXT_DAY: return show_day(screen, state->day + 1);
	case COMMAND_REPORTS_DAY: return ask_day(screen);
	case COMMAND_REPORTS_FILE: return ask_file(screen);
	default: return list_command(&state->list, command);
	}
}

static unsigned reports_result(struct screen *screen, int question, const struct answer *answer)
{
	struct reporting *state = screen->state;
	day_number day;

	if (!answer->given)
		return SCREEN_DRAW;
	if (question == QUESTION_FILE) {
		text_copy(state->path, sizeof(state->path), answer->text);
		state->written = false;
		return SCREEN_DRAW;
	}
	if (day_parse_loose(answer->text, &day))
		return show_day(screen, day);
	screen_say(screen, SAY_ERROR, _("\"%s\" is not a date. Write it as 2026-11-21."),
		   answer->text);
	return SCREEN_DRAW;
}

const struct screen_ops reports_screen = {
	.name = "reports",
	.context = CONTEXT_REPORTS,
	.title = N_("Reports"),
	.state_size = sizeof(struct reporting),
	.leaves_freely = false,
	.open = reports_open,
	.load = reports_load,
	.draw = reports_draw,
	.command = reports_command,
	.result = reports_result,
};
