#include "ui/screens/roster/roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/booking/suspension.h"
#include "desk/roster/roster.h"
#include "exchange/load.h"
#include "ui/screens/desk/choose_file.h"
#include "ui/screens/register/booked.h"
#include "ui/screens/roster/number_rows.h"
#include "ui/screens/roster/roster_affected.h"
#include "ui/screens/roster/roster_extra.h"
#include "ui/screens/roster/roster_load.h"
#include "ui/screens/roster/roster_numbers.h"
#include "ui/screens/roster/roster_resume.h"
#include "ui/screens/roster/roster_rows.h"
#include "ui/screens/roster/roster_session.h"
#include "ui/screens/roster/roster_suspend.h"
#include "ui/screens/words.h"
#include "ui/term/edit.h"
#include "ui/term/page.h"

enum {
	QUESTION_FILE,
	QUESTION_SUSPEND,
	QUESTION_CLOSED,
	QUESTION_EXTRA,
};
enum { HEAD_LINES = 2, NOTE_LINES = 5, FIND_COLUMNS = 16, WEEK_MOST = 150 };
enum { SIDE_LEAST = 150, SIDE_COLUMNS = 58, SIDE_HEAD = 9, GAP_COLUMNS = 3 };

struct roster {
	day_number today, day; /* the marked day */
	struct roster_week week;
	struct list list;
	struct edit find;	    /* in use while text is typed */
	size_t to_tell;		    /* people of suspended sessions without an outcome */
	struct number_rows numbers; /* of the marked session */
	struct list number_list;
	char folder[FILE_PATH_SIZE]; /* where a file was chosen last */
};

static const char no_session[] = N_(
	"There is no doctor yet. F6 loads departments, doctors and the roster from files.");
static const char no_fit[] = N_("No doctor matches your input. Esc shows all.");

static const struct roster_row *marked_row(const struct roster *state)
{
	size_t row;

	return list_selected(&state->list, &row) ? &state->week.row[row] : NULL;
}

static const struct session *marked_session(const struct roster *state)
{
	const struct roster_row *row = marked_row(state);

	return row ? row->day[day_weekday(state->day)] : NULL;
}

/* The numbers of the marked session, for the side. */
static enum status read_numbers(struct screen *screen)
{
	struct roster *state = screen->state;
	const struct session *session = marked_session(state);
	enum status status = STATUS_OK;

	if (session)
		status = number_rows_read(screen->desk, session->id, &state->numbers);
	else
		number_rows_release(&state->numbers);
	list_set(&state->number_list, state->numbers.row, state->numbers.count);
	return status;
}

static enum status read_week(struct screen *screen)
{
	struct roster *state = screen->state;
	enum status status = roster_week_read(
		screen->desk, &state->week, state->day - day_weekday(state->day), state->find.text);

	if (status)
		return status;
	state->list.empty = state->find.text[0] ? no_fit : no_session;
	list_set(&state->list, state->week.row, state->week.count);
	return read_numbers(screen);
}

static enum status count_to_tell(struct screen *screen)
{
	struct roster *state = screen->state;
	struct affected *rows;
	enum status status = affected_list(screen->desk, 0, &rows, &state->to_tell);

	free(rows);
	return status;
}

static enum status roster_load(struct screen *screen, struct problem *problem)
{
	struct roster *state = screen->state;
	enum status status;

	state->today = desk_today(screen->desk);
	status = read_week(screen);
	if (!status)
		status = count_to_tell(screen);
	if (status)
		*problem = screen->desk->problem;
	return status;
}

static enum status roster_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct roster *state = screen->state;

	(void)argument;
	(void)problem;
	state->day = desk_today(screen->desk);
	edit_init(&state->find, NAME_SIZE);
	screen->search = &state->find;
	roster_week_list(&state->list, no_session);
	number_rows_list_init(&state->number_list);
	screen->widget = CONTEXT_LIST;
	return STATUS_OK;
}

static void roster_close(struct screen *screen)
{
	struct roster *state = screen->state;

	roster_week_release(&state->week);
	number_rows_release(&state->numbers);
}

/* Painting. */

static void draw_head(struct screen *screen, const struct canvas *canvas, int week_columns)
{
	struct roster *state = screen->state;
	char text[WORDS_SIZE], day[WORDS_DAY_SIZE];
	int column;

	text_format(text, sizeof(text), "< %s >", words_day_from(state->day, state->today, day));
	column = 1 + draw_text(canvas, 0, 1, canvas->columns - 2, STYLE_HEADING, text) + 2;
	if (screen->typing || state->find.text[0]) {
		column += draw_text(canvas, 0, column, canvas->columns, STYLE_NORMAL,
				    _("Doctor or department")) +
			  1;
		edit_draw(&state->find, canvas, 0, column, FIND_COLUMNS, screen->typing);
	} else if (state->to_tell > 0) {
		text_format(text, sizeof(text),
			    _n("! %d person has not been told yet: F11",
			       "! %d people have not been told yet: F11",
			       (unsigned long)state->to_tell),
			    (int)state->to_tell);
		draw_text(canvas, 0, column, canvas->columns - column - 1, STYLE_WARNING, text);
	} else {
		struct canvas legend = canvas_part(canvas, 0, column, 1,
						   canvas->columns - column - 1);

		page_item(&legend, 0, STYLE_FAINT, "");
		draw_text(&legend, 0, 0, legend.columns, STYLE_FAINT,
			  roster_week_legend(week_columns));
	}
}

/* What is marked, in sentences. */
static int draw_marked(struct screen *screen, const struct canvas *canvas)
{
	struct roster *state = screen->state;
	const struct roster_row *row = marked_row(state);
	const struct session *session = marked_session(state);
	char text[ROSTER_WORDS_SIZE], day[WORDS_DAY_SIZE];

	if (!row)
		return 0;
	if (session)
		roster_session_words(screen->desk, session, text, sizeof(text));
	else
		text_format(text, sizeof(text), _("%s, %s: no session on %s (%s). Enter adds one."),
			    row->doctor->department, row->doctor->name, words_day(state->day, day),
			    period_word(row->period));
	return draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_NORMAL, text);
}

static void draw_side(struct screen *screen, const struct canvas *canvas)
{
	struct roster *state = screen->state;
	int line = draw_marked(screen, canvas) + 1;
	struct canvas rows = canvas_part(canvas, line, 0, canvas->lines - line, canvas->columns);

	if (marked_session(state))
		list_draw(&state->number_list, &rows, false);
}

static void roster_draw(struct screen *screen, const struct canvas *canvas)
{
	struct roster *state = screen->state;
	bool wide = canvas->columns >= SIDE_LEAST;
	int note = wide ? 0 : NOTE_LINES + 1, left = canvas->columns - 2;
	struct canvas week, part;

	if (wide)
		left -= SIDE_COLUMNS + GAP_COLUMNS;
	week = canvas_part(canvas, HEAD_LINES, 1, canvas->lines - HEAD_LINES - note,
			   left < WEEK_MOST ? left : WEEK_MOST);
	if (wide)
		part = canvas_part(canvas, HEAD_LINES, 1 + week.columns + GAP_COLUMNS,
				   canvas->lines - HEAD_LINES, SIDE_COLUMNS);
	else
		part = canvas_part(canvas, canvas->lines - NOTE_LINES, 1, NOTE_LINES,
				   canvas->columns - 2);
	if (wide)
		draw_side(screen, &part);
	else
		draw_marked(screen, &part);
	roster_week_draw(&state->week, &state->list, day_weekday(state->day), state->today, &week);
	/* Last: while a doctor is searched the cursor is there. */
	draw_head(screen, canvas, week.columns);
}

/* Moving about. */

static unsigned show_day(struct screen *screen, day_number day)
{
	struct roster *state = screen->state;
	day_number first = state->week.first;
	enum status status;

	state->day = day;
	if (day >= first && day < first + ROSTER_DAYS)
		status = read_numbers(screen);
	else
		status = read_week(screen);
	if (status)
		screen_say_problem(screen, &screen->desk->problem);
	return SCREEN_DRAW;
}

static unsigned move(struct screen *screen, enum command command)
{
	struct roster *state = screen->state;
	unsigned reply = list_command(&state->list, command);

	return reply == SCREEN_DRAW ? show_day(screen, state->day) : reply;
}

static unsigned narrow(struct screen *screen)
{
	struct roster *state = screen->state;

	if (read_week(screen))
		screen_say_problem(screen, &screen->desk->problem);
	list_command(&state->list, COMMAND_LIST_FIRST);
	return show_day(screen, state->day);
}

/* Shows all doctors again; the one that is marked stays so. */
static unsigned forget_find(struct screen *screen)
{
	struct roster *state = screen->state;

	screen->typing = false;
	edit_set(&state->find, "");
	if (read_week(screen))
		screen_say_problem(screen, &screen->desk->problem);
	return SCREEN_DRAW;
}

/* What is done with sessions. */

static unsigned change(struct screen *screen, bool anew)
{
	const struct roster *state = screen->state;
	const struct roster_row *row = marked_row(state);
	const struct session *session = anew ? NULL : marked_session(state);
	struct roster_session_request request = { .session_id = session ? session->id : 0,
						  .day = state->day };

	if (row) {
		text_copy(request.doctor_code, sizeof(request.doctor_code), row->doctor->code);
		request.period = row->period;
	}
	screen_push(screen, &roster_session_screen, &request, QUESTION_CLOSED);
	return SCREEN_DRAW;
}

/* Opens what is about the marked session. */
static unsigned open_session(struct screen *screen, const struct screen_ops *ops, int question)
{
	const struct session *session = marked_session(screen->state);

	if (session)
		screen_push(screen, ops, &session->id, question);
	else
		screen_say(screen, SAY_INFO, "%s", _("There is no session here."));
	return SCREEN_DRAW;
}

/* One key: what is suspended already can be taken back. */
static unsigned suspend_or_resume(struct screen *screen)
{
	const struct session *session = marked_session(screen->state);

	if (session && session->state == SESSION_SUSPENDED)
		return open_session(screen, &roster_resume_screen, QUESTION_CLOSED);
	return open_session(screen, &roster_suspend_screen, QUESTION_SUSPEND);
}

static unsigned show_affected(struct screen *screen)
{
	const struct session *session = marked_session(screen->state);
	int64_t id = session && session->state == SESSION_SUSPENDED ? session->id : 0;

	screen_push(screen, &roster_affected_screen, &id, QUESTION_CLOSED);
	return SCREEN_DRAW;
}

static unsigned choose(struct screen *screen)
{
	if (screen->typing) {
		screen->typing = false;
		return SCREEN_DRAW;
	}
	if (marked_session(screen->state))
		return open_session(screen, &roster_numbers_screen, QUESTION_CLOSED);
	return change(screen, false);
}

static unsigned do_with_session(struct screen *screen, enum command command)
{
	const struct roster *state = screen->state;

	switch (command) {
	case COMMAND_ROSTER_CHANGE: return change(screen, false);
	case COMMAND_ROSTER_NEW: return change(screen, true);
	case COMMAND_ROSTER_SUSPEND: return suspend_or_resume(screen);
	case COMMAND_ROSTER_EXTRA:
		return open_session(screen, &roster_extra_screen, QUESTION_EXTRA);
	case COMMAND_ROSTER_AFFECTED: return show_affected(screen);
	case COMMAND_ROSTER_LOAD:
		screen_push(screen, &choose_file_screen,
			    state->folder[0] ? state->folder
					     : screen->desk->settings.online_directory,
			    QUESTION_FILE);
		return SCREEN_DRAW;
	default: return move(screen, command);
	}
}

static unsigned roster_command(struct screen *screen, enum command command)
{
	struct roster *state = screen->state;

	switch (command) {
	case COMMAND_ROSTER_PREVIOUS_DAY: return show_day(screen, state->day - 1);
	case COMMAND_ROSTER_NEXT_DAY: return show_day(screen, state->day + 1);
	case COMMAND_ROSTER_PREVIOUS_WEEK: return show_day(screen, state->day - ROSTER_DAYS);
	case COMMAND_ROSTER_NEXT_WEEK: return show_day(screen, state->day + ROSTER_DAYS);
	case COMMAND_ROSTER_THIS_WEEK: return show_day(screen, state->today);
	case COMMAND_ROSTER_FIND: screen->typing = true; return SCREEN_DRAW;
	case COMMAND_LIST_RUB_OUT:
		edit_command(&state->find, COMMAND_FORM_BACKSPACE);
		return narrow(screen);
	case COMMAND_LIST_CHOOSE: return choose(screen);
	case COMMAND_BACK:
		return screen->typing || state->find.text[0] ? forget_find(screen) : SCREEN_PASS;
	default: return do_with_session(screen, command);
	}
}

static unsigned roster_text(struct screen *screen, const char *text)
{
	struct roster *state = screen->state;
	char typed[EDIT_SIZE];

	screen->typing = true;
	text_copy(typed, sizeof(typed), text);
	edit_insert(&state->find, text_narrow(typed));
	return narrow(screen);
}

static bool roster_blank(const struct screen *screen)
{
	const struct roster *state = screen->state;

	return state->find.text[0] == '\0';
}

/* The file that was chosen; its folder is the first to look in next time. */
static unsigned preview(struct screen *screen, const char *path)
{
	struct roster *state = screen->state;
	const char *slash = strrchr(path, '/');

	if (slash)
		text_format(state->folder, sizeof(state->folder), "%.*s", (int)(slash - path) + 1,
			    path);
	screen_push(screen, &roster_load_screen, path, QUESTION_CLOSED);
	return SCREEN_DRAW;
}

static unsigned roster_result(struct screen *screen, int question, const struct answer *answer)
{
	if (question == QUESTION_FILE && answer->given)
		return preview(screen, answer->text);
	if (question == QUESTION_SUSPEND && answer->given && answer->choice)
		screen_push(screen, &roster_affected_screen, &answer->id, QUESTION_CLOSED);
	if (question == QUESTION_EXTRA && answer->given)
		screen_push(screen, &booked_screen, &answer->id, QUESTION_CLOSED);
	return SCREEN_RELOAD;
}

/* A session that was half typed when the program was killed. */
static bool roster_reopen(struct screen *screen, const char *name, int64_t subject)
{
	const struct roster_session_request request = { .session_id = subject,
							.day = desk_today(screen->desk) };

	if (strcmp(name, roster_session_screen.name) != 0)
		return false;
	return screen_push(screen, &roster_session_screen, &request, QUESTION_CLOSED);
}

const struct screen_ops roster_screen = {
	.name = "roster",
	.context = CONTEXT_ROSTER,
	.title = N_("Roster"),
	.state_size = sizeof(struct roster),
	.open = roster_open,
	.load = roster_load,
	.draw = roster_draw,
	.command = roster_command,
	.text = roster_text,
	.result = roster_result,
	.blank = roster_blank,
	.reopen = roster_reopen,
	.close = roster_close,
};
