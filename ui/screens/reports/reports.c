#include "ui/screens/reports/reports.h"

#include <poll.h>
#include <string.h>

#include "base/language.h"
#include "reports/report_print.h"
#include "reports/text/text_rows.h"
#include "ui/screens/reports/report_lines.h"
#include "ui/screens/reports/report_rows.h"
#include "ui/screens/reports/report_span.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/progress.h"

enum { QUESTION_DAY, QUESTION_FILE };
enum { PRINTER_LOOK_MS = 30 };
enum {
	DAY_LINE = 0,
	LIST_LINE = 2,
	GAP = 2,
	COLUMNS_LEAST = 78,
	COLUMNS_MOST = 120,
	FRAME_COLUMNS = 4
};

struct reporting {
	day_number today;
	struct report_span span;
	const struct report *report;
	struct sheet_book book; /* as it was read last; without texts: not yet */
	int64_t read_seq;	/* the newest entry then */
	struct report_span read_span;
	const struct report *read_report;
	struct text_page page; /* its page one, for so many columns */
	struct list list;
	char path[FILE_PATH_SIZE]; /* typed by hand; "" is the report's own */
	struct report_printing printing;
};

static struct report_wish wish_of(const struct reporting *state)
{
	return (struct report_wish){ .from = state->span.from, .to = state->span.to };
}

/* ---- Reading ---- */

/* Lays page one out anew. */
static void lay_out(struct reporting *state, int columns)
{
	text_page_release(&state->page);
	state->page.columns = columns;
	if (state->book.texts)
		text_page_one(&state->page, &state->book);
	report_lines_set(&state->list, &state->page);
}

static bool is_read(const struct reporting *state, int64_t seq)
{
	return state->book.texts && state->read_seq == seq && state->read_report == state->report &&
	       state->read_span.from == state->span.from && state->read_span.to == state->span.to;
}

static enum status reports_load(struct screen *screen, struct problem *problem)
{
	struct reporting *state = screen->state;
	const struct report_wish wish = wish_of(state);
	const int columns = state->page.columns ? state->page.columns : COLUMNS_LEAST;
	struct sheet_book book;
	int64_t seq;
	enum status status = audit_newest(screen->desk, &seq);

	state->today = desk_today(screen->desk);
	if (!status && is_read(state, seq))
		return STATUS_OK;
	if (!status) {
		status = report_fill(screen->desk, state->report, &wish, &book);
		if (status)
			sheet_book_release(&book);
	}
	if (status) {
		*problem = screen->desk->problem;
		return status;
	}
	sheet_book_release(&state->book);
	state->book = book;
	state->book.line[0] = '\0'; /* tells files apart; here is one database */
	state->read_seq = seq;
	state->read_span = state->span;
	state->read_report = state->report;
	lay_out(state, columns);
	return STATUS_OK;
}

static enum status reports_open(struct screen *screen, const void *argument,
				struct problem *problem)
{
	struct reporting *state = screen->state;
	size_t count;

	(void)argument;
	(void)problem;
	state->today = desk_today(screen->desk);
	state->span = report_span_of(SPAN_DAY, state->today, state->today);
	state->report = report_table(&count);
	report_lines_init(&state->list, N_("This report has nothing to show."));
	/* A page to read, and no list that is searched: what is typed is the next patient. */
	screen->widget = CONTEXT_LIST;
	return STATUS_OK;
}

static void reports_close(struct screen *screen)
{
	struct reporting *state = screen->state;

	if (screen->working)
		report_print_leave(&state->printing, screen->desk);
	list_release(&state->list);
	text_page_release(&state->page);
	sheet_book_release(&state->book);
}

/* ---- The screen ---- */

static void path_of(const struct screen *screen, char out[FILE_PATH_SIZE])
{
	const struct reporting *state = screen->state;
	const struct report_wish wish = wish_of(state);

	if (state->path[0])
		text_copy(out, FILE_PATH_SIZE, state->path);
	else
		report_default_path(screen->desk, state->report, &wish, REPORT_XLSX, out);
}

/* Which days are shown, and which report, in brackets, among the others. */
static void say_shown(const struct reporting *state, char out[WORDS_SIZE])
{
	size_t count;
	const struct report *table = report_table(&count);

	report_span_words(&state->span, state->today, out);
	for (size_t i = 0; i < count; i++) {
		const size_t used = strlen(out);
		const bool is_shown = &table[i] == state->report;

		text_format(out + used, WORDS_SIZE - used, "  %s%s%s", is_shown ? "[" : "",
			    _(table[i].title), is_shown ? "]" : "");
	}
}

static void reports_draw(struct screen *screen, const struct canvas *canvas)
{
	struct reporting *state = screen->state;
	struct canvas rows = words_body(canvas, LIST_LINE, canvas->lines - LIST_LINE - 1,
					COLUMNS_MOST);
	struct canvas foot = words_body(canvas, canvas->lines - 1, 1, COLUMNS_MOST);
	char text[WORDS_SIZE], path[FILE_PATH_SIZE];

	say_shown(state, text);
	draw_text(canvas, DAY_LINE, 1, canvas->columns - 2, STYLE_HEADING, text);
	if (state->page.columns != rows.columns && state->book.texts)
		lay_out(state, rows.columns);
	list_draw(&state->list, &rows, true);
	path_of(screen, path);
	words_line(&foot, 0, _("Workbook"), path);
}

/* ---- Commands ---- */

static void step(size_t done, size_t all, void *context)
{
	progress_step(context, (int64_t)done, (int64_t)all);
}

/* Read anew: anything may have happened since, and a file bears the line of entries. */
static unsigned write_report(struct screen *screen)
{
	struct reporting *state = screen->state;
	struct progress progress;
	struct report_wish wish = wish_of(state);
	struct report_result result;
	char revenue[MONEY_TEXT_SIZE], refund[MONEY_TEXT_SIZE];
	enum report_format format;
	enum status status;

	if (!report_format_of(state->path, &format))
		format = REPORT_XLSX;
	wish.progress = step;
	wish.context = &progress;
	progress_start(&progress, screen, _("Writing the report"));
	status = report_write(screen->desk, state->report, &wish, format, state->path, &result);
	progress_end(&progress);
	if (status)
		screen_say(screen, SAY_ERROR, _("NOT written: %s"), screen->desk->problem.message);
	else if (!result.has_bookings)
		screen_say(screen, SAY_GOOD, _("Written: %s"), result.path);
	else
		screen_say(screen, SAY_GOOD,
			   _("Written: %s (bookings %d, payments %s, refunds %s)"), result.path,
			   result.bookings, money_format(result.revenue_fen, revenue),
			   money_format(result.refund_fen, refund));
	return SCREEN_DRAW;
}

/* The program that prints is not waited for: reports_work looks what became of it. */
static unsigned print_paper(struct screen *screen)
{
	struct reporting *state = screen->state;
	struct progress progress;
	struct report_wish wish = wish_of(state);
	struct sheet_book book;
	enum status status;

	if (screen->working) {
		screen_say(screen, SAY_INFO, "%s", _("It is being printed already."));
		return SCREEN_DRAW;
	}
	wish.progress = step;
	wish.context = &progress;
	progress_start(&progress, screen, _("Printing the report"));
	status = report_fill(screen->desk, state->report, &wish, &book);
	if (!status)
		status = report_print_start(&state->printing, screen->desk, state->report, &wish,
					    &book, (struct pdf_range){ 0, 0 });
	sheet_book_release(&book);
	progress_end(&progress);
	screen->working = status == STATUS_OK;
	if (status)
		screen_say_problem(screen, &screen->desk->problem);
	else
		screen_say(screen, SAY_INFO, "%s", _("The report is being printed."));
	return SCREEN_DRAW;
}

static unsigned reports_work(struct screen *screen)
{
	struct reporting *state = screen->state;
	struct pollfd told = { .fd = state->printing.print.fd, .events = POLLIN };
	const char *said = state->printing.print.end.said;

	poll(&told, 1, PRINTER_LOOK_MS);
	switch (report_print_look(&state->printing, screen->desk)) {
	case PRINT_RUNS: return SCREEN_DONE;
	case PRINT_DONE:
		screen_say(screen, SAY_GOOD,
			   state->printing.printed.again ? _("Printed, marked as a reprint: %s")
							 : _("Printed: %s"),
			   *said ? said : state->printing.print.command);
		break;
	case PRINT_FAILED:
	case PRINT_NONE: screen_say_problem(screen, &screen->desk->problem); break;
	}
	screen->working = false;
	return SCREEN_RELOAD;
}

static unsigned open_rows(struct screen *screen)
{
	const struct reporting *state = screen->state;
	/* A frame takes two columns on each side. */
	const int columns = state->page.columns - FRAME_COLUMNS;
	struct text_page page = { .columns = columns };
	size_t row;

	if (!list_selected(&state->list, &row))
		return SCREEN_DONE;
	if (!text_line_has_rows(&state->page.lines[row])) {
		screen_say(screen, SAY_INFO,
			   _("Nothing stands behind this line: Enter opens the rows behind a "
			     "figure."));
		return SCREEN_DRAW;
	}
	text_page_rows(&page, &state->page.lines[row]);
	if (!screen_push(screen, &report_rows_screen, &page, QUESTION_NONE))
		text_page_release(&page);
	return SCREEN_DRAW;
}

/* Another report, or other days: their file has another name. */
static unsigned show(struct screen *screen, const struct report *report, struct report_span span)
{
	struct reporting *state = screen->state;
	struct problem problem;

	state->report = report;
	state->span = span;
	state->path[0] = '\0';
	if (reports_load(screen, &problem) != STATUS_OK)
		screen_say_problem(screen, &problem);
	return SCREEN_DRAW;
}

static unsigned show_other(struct screen *screen)
{
	const struct reporting *state = screen->state;
	size_t count;
	const struct report *table = report_table(&count);
	const size_t next = (size_t)(state->report - table + 1) % count;

	return show(screen, &table[next], state->span);
}

static unsigned show_days(struct screen *screen, struct report_span span)
{
	const struct reporting *state = screen->state;

	return show(screen, state->report, span);
}

static unsigned ask_day(struct screen *screen)
{
	const struct reporting *state = screen->state;
	char days[SPAN_TEXT_SIZE];
	struct dialog_prompt prompt = {
		.title = _("Which day?"),
		.text = _("For example 2026-11-21 or 20261121; a month: 2026-11; several days: "
			  "2026-11-01..2026-11-21."),
		.label = N_("Date"),
		.limit = sizeof(days) - 1,
		.initial = days,
	};

	report_span_format(&state->span, days);
	dialog_prompt(screen, QUESTION_DAY, &prompt);
	return SCREEN_DRAW;
}

static unsigned ask_file(struct screen *screen)
{
	char path[FILE_PATH_SIZE];
	struct dialog_prompt prompt = {
		.title = _("Which file?"),
		.text = _("Where to write the workbook, or, when its name ends in .pdf or .txt, "
			  "the pages or the text. Empty: the usual place."),
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
	case COMMAND_LIST_CHOOSE: return open_rows(screen);
	case COMMAND_REPORTS_WRITE: return write_report(screen);
	case COMMAND_REPORTS_PRINT: return print_paper(screen);
	case COMMAND_REPORTS_OTHER: return show_other(screen);
	case COMMAND_REPORTS_SPAN:
		return show_days(screen, report_span_longer(&state->span, state->today));
	case COMMAND_REPORTS_PREVIOUS_DAY:
		return show_days(screen, report_span_next(&state->span, -1, state->today));
	case COMMAND_REPORTS_NEXT_DAY:
		return show_days(screen, report_span_next(&state->span, 1, state->today));
	case COMMAND_REPORTS_DAY: return ask_day(screen);
	case COMMAND_REPORTS_FILE: return ask_file(screen);
	default: return list_command(&state->list, command);
	}
}

static unsigned reports_result(struct screen *screen, int question, const struct answer *answer)
{
	struct reporting *state = screen->state;
	struct report_span span;

	if (!answer->given)
		return SCREEN_DRAW;
	if (question == QUESTION_FILE) {
		text_copy(state->path, sizeof(state->path), answer->text);
		return SCREEN_DRAW;
	}
	if (report_span_read(answer->text, state->today, &span))
		return show_days(screen, span);
	screen_say(screen, SAY_ERROR,
		   _("\"%s\" is not a date. Write it as 2026-11-21, or 2026-11-01..2026-11-21."),
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
	.work = reports_work,
	.close = reports_close,
};
