#include "ui/screens/online/online.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/ban/ban.h"
#include "desk/online/order_row.h"
#include "desk/roster/online_share.h"
#include "ui/screens/desk/choose_file.h"
#include "ui/screens/online/online_bans.h"
#include "ui/screens/online/online_import.h"
#include "ui/screens/online/online_refused.h"
#include "ui/screens/online/online_trial.h"
#include "ui/screens/online/share_rows.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/list.h"

enum { QUESTION_FILE, QUESTION_CLOSED };
enum { DAYS_MAX = 15, ORDERS_LINE = 0, BANS_LINE = 1, DAYS_LINE = 3, DAY_LINES = 9 };
enum { COLUMNS_MOST = 190, DAYS_COLUMNS = 84, WIDE = 150 };

struct online {
	day_number today, first;
	struct online_share day[DAYS_MAX];
	size_t day_count;
	struct list days;
	struct session *sessions; /* of the marked day */
	size_t session_count;
	struct list list;
	bool in_sessions; /* the focus */
	struct order_counts orders;
	size_t ban_count;
	char folder[FILE_PATH_SIZE]; /* where a file was chosen last */
};

static day_number marked_day(const struct online *state)
{
	size_t row;

	return list_selected(&state->days, &row) ? state->day[row].day : state->first;
}

static enum status load_sessions(struct screen *screen)
{
	struct online *state = screen->state;
	struct session *rows;
	size_t count;
	enum status status = session_list(screen->desk, marked_day(state), NULL, &rows, &count);

	if (status)
		return status;
	free(state->sessions);
	state->sessions = rows;
	state->session_count = count;
	list_set(&state->list, rows, count);
	return STATUS_OK;
}

/* Today and the days that can be booked, as many as there is room for. */
static size_t days_shown(const struct desk *desk)
{
	int days = desk->settings.quota_horizon_days + 1;

	return (size_t)(days < DAYS_MAX ? days : DAYS_MAX);
}

static enum status online_load(struct screen *screen, struct problem *problem)
{
	struct online *state = screen->state;
	struct desk *desk = screen->desk;
	struct ban *bans = NULL;
	enum status status;

	if (state->today != desk_today(desk))
		state->first = desk_today(desk);
	state->today = desk_today(desk);
	state->day_count = days_shown(desk);
	status = online_share_of_days(desk, state->first, state->day, state->day_count);
	if (!status) {
		list_set(&state->days, state->day, state->day_count);
		status = load_sessions(screen);
	}
	if (!status)
		status = order_rows_count(desk, state->today, &state->orders);
	if (!status)
		status = ban_list_in_force(desk, state->today, &bans, &state->ban_count);
	free(bans);
	if (status)
		*problem = desk->problem;
	return status;
}

static enum status online_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct online *state = screen->state;

	(void)argument;
	(void)problem;
	state->first = state->today = desk_today(screen->desk);
	share_rows_days_list_init(&state->days);
	share_rows_sessions_list_init(&state->list);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->days);
	return STATUS_OK;
}

static void online_close(struct screen *screen)
{
	struct online *state = screen->state;

	free(state->sessions);
}

static void draw_facts(const struct online *state, const struct canvas *canvas)
{
	char text[WORDS_SIZE];

	text_format(text, sizeof(text),
		    _("Orders imported today: %d booked, %d cancelled, %d refused"),
		    state->orders.accepted, state->orders.cancelled, state->orders.refused);
	draw_text(canvas, ORDERS_LINE, 1, canvas->columns - 2, STYLE_NORMAL, text);
	text_format(text, sizeof(text), _("Banned from online booking today: %d"),
		    (int)state->ban_count);
	draw_text(canvas, BANS_LINE, 1, canvas->columns - 2, STYLE_NORMAL, text);
}

/* Days above their sessions; beside them where there is room. */
static void online_draw(struct screen *screen, const struct canvas *canvas)
{
	struct online *state = screen->state;
	bool wide = canvas->columns >= WIDE;
	int height = canvas->lines - DAYS_LINE;
	int lines = wide ? height : (int)state->day_count + 1;
	struct canvas days, sessions;
	char text[WORDS_SIZE], day[WORDS_DAY_SIZE];

	if (!wide && lines > DAY_LINES)
		lines = DAY_LINES;
	days = words_body(canvas, DAYS_LINE, lines, DAYS_COLUMNS);
	sessions = wide ? canvas_part(canvas, DAYS_LINE, DAYS_COLUMNS + 3, height,
				      COLUMNS_MOST - DAYS_COLUMNS)
			: words_body(canvas, DAYS_LINE + lines + 2, height - lines - 2,
				     COLUMNS_MOST);
	draw_facts(state, canvas);
	list_draw(&state->days, &days, !state->in_sessions);
	text_format(text, sizeof(text), _("Sessions of %s"),
		    words_day_from(marked_day(state), state->today, day));
	if (wide)
		draw_text(canvas, DAYS_LINE - 1, DAYS_COLUMNS + 3, sessions.columns, STYLE_HEADING,
			  text);
	else
		draw_text(canvas, DAYS_LINE + lines + 1, 1, canvas->columns - 2, STYLE_HEADING,
			  text);
	list_draw(&state->list, &sessions, state->in_sessions);
}

static unsigned read_marked_day(struct screen *screen)
{
	if (load_sessions(screen))
		screen_say_problem(screen, &screen->desk->problem);
	return SCREEN_DRAW;
}

static unsigned show_from(struct screen *screen, day_number first)
{
	struct online *state = screen->state;
	day_number marked = marked_day(state) + first - state->first;
	struct problem problem;

	state->first = first;
	if (online_load(screen, &problem)) {
		screen_say_problem(screen, &problem);
		return SCREEN_DRAW;
	}
	list_select(&state->days, marked);
	return read_marked_day(screen);
}

static unsigned move(struct screen *screen, enum command command)
{
	struct online *state = screen->state;
	unsigned reply;

	if (state->in_sessions)
		return list_command(&state->list, command);
	reply = list_command(&state->days, command);
	return reply == SCREEN_DRAW ? read_marked_day(screen) : reply;
}

static unsigned choose_file(struct screen *screen)
{
	const struct online *state = screen->state;
	const char *folder = state->folder[0] ? state->folder
					      : screen->desk->settings.online_directory;

	screen_push(screen, &choose_file_screen, folder, QUESTION_FILE);
	return SCREEN_DRAW;
}

/* The file that was chosen; its folder is the first to look in next time. */
static unsigned preview(struct screen *screen, const char *path)
{
	struct online *state = screen->state;
	const char *slash = strrchr(path, '/');

	if (slash)
		text_format(state->folder, sizeof(state->folder), "%.*s", (int)(slash - path) + 1,
			    path);
	screen_push(screen, &online_import_screen, path, QUESTION_CLOSED);
	return SCREEN_DRAW;
}

static unsigned focus_sessions(struct screen *screen, bool in_sessions)
{
	struct online *state = screen->state;

	state->in_sessions = in_sessions;
	screen_use_list(screen, in_sessions ? &state->list : &state->days);
	return SCREEN_DRAW;
}

static unsigned online_command(struct screen *screen, enum command command)
{
	struct online *state = screen->state;

	switch (command) {
	case COMMAND_ONLINE_IMPORT: return choose_file(screen);
	case COMMAND_ONLINE_BANS:
		screen_push(screen, &online_bans_screen, NULL, QUESTION_CLOSED);
		return SCREEN_DRAW;
	case COMMAND_ONLINE_TRIAL:
		screen_push(screen, &online_trial_screen, NULL, QUESTION_CLOSED);
		return SCREEN_DRAW;
	case COMMAND_ONLINE_REFUSED:
		screen_push(screen, &online_refused_screen, NULL, QUESTION_CLOSED);
		return SCREEN_DRAW;
	case COMMAND_ONLINE_NEXT_DAY: return show_from(screen, state->first + 1);
	case COMMAND_ONLINE_PREVIOUS_DAY: return show_from(screen, state->first - 1);
	case COMMAND_LIST_CHOOSE:
	case COMMAND_LIST_NEXT_PART:
	case COMMAND_LIST_PREVIOUS_PART:
		return focus_sessions(screen, !state->in_sessions && state->session_count > 0);
	default: return move(screen, command);
	}
}

static unsigned online_result(struct screen *screen, int question, const struct answer *answer)
{
	if (question == QUESTION_FILE && answer->given)
		return preview(screen, answer->text);
	return SCREEN_DRAW;
}

static unsigned online_focus(struct screen *screen, const struct list *list)
{
	const struct online *state = screen->state;

	return focus_sessions(screen, list == &state->list);
}

const struct screen_ops online_screen = {
	.name = "online",
	.context = CONTEXT_ONLINE,
	.title = N_("Online"),
	.state_size = sizeof(struct online),
	.open = online_open,
	.load = online_load,
	.draw = online_draw,
	.command = online_command,
	.result = online_result,
	.focus = online_focus,
	.close = online_close,
};
