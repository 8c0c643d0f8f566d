#include "ui/screens/today/today.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/day/open_matters.h"
#include "desk/queue/queue.h"
#include "desk/queue/queue_list.h"
#include "ui/screens/bookings/refunds.h"
#include "ui/screens/today/first_steps.h"
#include "ui/screens/today/matters.h"
#include "ui/screens/today/today_queue.h"
#include "ui/screens/today/today_rows.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"

enum {
	HEAD_LINES = 4,	   /* day, numbers, waiting, a space */
	SIDE_COLUMNS = 84, /* the pane beside the list */
	SIDE_LEAST = 180,  /* columns from which there is one */
	LIST_LEAST = 3,	   /* lines of it beside the first steps */
	DETAIL_SIZE = 2048,
};

struct today {
	day_number today, day;
	struct today_rows rows;
	struct list list;
	struct open_matters matters;
	struct backup_state backup;
	struct first_steps steps;
	struct today_queue queue;
};

static const struct today_row *chosen(const struct today *state)
{
	size_t at;

	return list_selected(&state->list, &at) ? &state->rows.row[at] : NULL;
}

/* Reads the people of the marked session. */
static enum status load_queue(struct screen *screen)
{
	struct today *state = screen->state;
	const struct today_row *row = chosen(state);

	return today_queue_load(&state->queue, screen->desk, row ? row->session.id : 0);
}

static enum status today_load(struct screen *screen, struct problem *problem)
{
	struct today *state = screen->state;
	struct desk *desk = screen->desk;
	struct session *sessions = NULL;
	struct queue_count *counts = NULL;
	size_t count = 0, counted = 0;
	enum status status;

	/* At midnight the day that was today goes on being today. */
	if (state->day == state->today)
		state->day = desk_today(desk);
	state->today = desk_today(desk);
	status = session_list(desk, state->day, NULL, &sessions, &count);

	if (!status)
		status = queue_counts(desk, state->day, &counts, &counted);
	if (!status)
		status = open_matters(desk, &state->matters);
	if (!status)
		status = backup_state(desk, &state->backup);
	if (!status)
		status = first_steps_load(desk, &state->steps);
	if (!status) {
		today_rows_make(&state->rows, sessions, count, counts, counted);
		list_set(&state->list, &state->rows, count);
		status = load_queue(screen);
	}
	free(sessions);
	free(counts);
	if (status)
		*problem = desk->problem;
	return status;
}

static enum status today_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct today *state = screen->state;

	(void)problem;
	if (argument)
		state->steps = (struct first_steps){ .offered = true,
						     .seen = *(const int64_t *)argument };
	state->today = state->day = desk_today(screen->desk);
	today_rows_list_init(&state->list);
	today_queue_init(&state->queue);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->list);
	return STATUS_OK;
}

static void today_close(struct screen *screen)
{
	struct today *state = screen->state;

	free(state->rows.row);
	today_queue_release(&state->queue);
}

static void draw_head(const struct today *state, const struct canvas *canvas)
{
	const struct today_row sum = today_rows_sum(&state->rows);
	char text[WORDS_SIZE], day[WORDS_DAY_SIZE];

	text_format(text, sizeof(text), "< %s >", words_day_from(state->day, state->today, day));
	draw_text(canvas, 0, 0, canvas->columns, STYLE_HEADING, text);
	text_format(text, sizeof(text), _("counter %d of %d sold, online %d of %d sold, %d extra"),
		    sum.session.counter.sold, sum.session.counter.total, sum.session.online.sold,
		    sum.session.online.total, sum.session.extra.sold);
	words_line(canvas, 1, _("Numbers"), text);
	if (sum.count.waiting > 0)
		text_format(text, sizeof(text),
			    _("%d waiting, longest %d min; %d called, %d finished"),
			    sum.count.waiting,
			    words_wait_minutes(sum.count.longest_since_ms, state->rows.now_ms),
			    sum.count.called, sum.count.finished);
	else
		text_format(text, sizeof(text), _("nobody waiting; %d called, %d finished"),
			    sum.count.called, sum.count.finished);
	words_line(canvas, 2, _("Queue"), text);
}

/* Ends the label in front of a value; the value, NULL where there is no label. */
static const char *label_end(char *line)
{
	static const char *const ends[] = { ": ", "：" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		char *end = strstr(line, ends[i]);

		if (end) {
			*end = '\0';
			return end + strlen(ends[i]);
		}
	}
	return NULL;
}

/* The marked session: its doctor, and then what is to be said of it, by labels where it has them.
 * Returns the next line. */
static int draw_session(const struct today *state, const struct today_row *row,
			const struct canvas *canvas, int line)
{
	enum style style = STYLE_HEADING;
	char text[DETAIL_SIZE], *rest = text, *one;

	today_rows_describe(row, state->rows.now_ms, text, sizeof(text));
	while ((one = strsep(&rest, "\n")) != NULL) {
		const char *value = label_end(one);

		if (value) {
			line = words_line(canvas, line, one, value);
			continue;
		}
		line += draw_paragraph(canvas, line, 0, canvas->columns, style, one);
		style = STYLE_NORMAL;
	}
	return line;
}

/* What needs attention, beside it; then the marked session and who waits for it. */
static void draw_side(struct today *state, const struct canvas *canvas)
{
	const struct today_row *row = chosen(state);
	int line = matters_draw(&state->matters, &state->backup, canvas) + 1;
	struct canvas queue;

	if (!row)
		return;
	line = draw_session(state, row, canvas, line) + 1;
	queue = canvas_part(canvas, line, 0, canvas->lines - line, canvas->columns);
	today_queue_draw(&state->queue, &queue, state->rows.now_ms);
}

/* The list, and the first steps below it where both have room. */
static void draw_list(struct today *state, const struct canvas *canvas)
{
	int steps = first_steps_lines(&state->steps, canvas->columns);
	struct canvas rows, bottom;

	if (steps + LIST_LEAST > canvas->lines)
		steps = 0;
	rows = canvas_part(canvas, 0, 0, canvas->lines - steps, canvas->columns);
	bottom = canvas_part(canvas, canvas->lines - steps, 0, steps, canvas->columns);
	list_draw(&state->list, &rows, true);
	first_steps_draw(&state->steps, &bottom);
}

static void today_draw(struct screen *screen, const struct canvas *canvas)
{
	struct today *state = screen->state;
	struct canvas left, right;
	bool side = words_side(canvas, SIDE_LEAST, SIDE_COLUMNS, &left, &right);
	struct canvas matters = canvas_part(&left, HEAD_LINES - 1, 0, left.lines, left.columns);
	struct canvas rows;
	int line = HEAD_LINES;

	state->rows.now_ms = desk_now_ms(screen->desk);
	draw_head(state, &left);
	if (side)
		draw_side(state, &right);
	else
		line = HEAD_LINES + matters_draw(&state->matters, &state->backup, &matters);
	rows = canvas_part(&left, line, 0, left.lines - line, left.columns);
	draw_list(state, &rows);
}

static unsigned move_day(struct screen *screen, int days)
{
	struct today *state = screen->state;

	state->day += days;
	return SCREEN_RELOAD;
}

static unsigned show_session(struct screen *screen)
{
	struct today *state = screen->state;
	const struct today_row *row = chosen(state);
	char text[DETAIL_SIZE];

	if (!row)
		return SCREEN_DONE;
	today_rows_describe(row, desk_now_ms(screen->desk), text, sizeof(text));
	dialog_read(screen, _("Session"), text);
	return SCREEN_DRAW;
}

static unsigned put_steps_away(struct screen *screen)
{
	struct today *state = screen->state;

	state->steps.offered = false;
	return SCREEN_DRAW;
}

static unsigned move_mark(struct screen *screen, enum command command)
{
	struct today *state = screen->state;
	unsigned reply = list_command(&state->list, command);

	if (reply == SCREEN_DRAW && load_queue(screen))
		screen_say_problem(screen, &screen->desk->problem);
	return reply;
}

static unsigned today_command(struct screen *screen, enum command command)
{
	struct today *state = screen->state;

	switch (command) {
	case COMMAND_TODAY_PREVIOUS_DAY: return move_day(screen, -1);
	case COMMAND_TODAY_NEXT_DAY: return move_day(screen, 1);
	case COMMAND_TODAY_BACK: return move_day(screen, state->today - state->day);
	case COMMAND_TODAY_REFUNDS:
		screen_push(screen, &refunds_screen, NULL, 0);
		return SCREEN_DRAW;
	case COMMAND_LIST_CHOOSE: return show_session(screen);
	case COMMAND_BACK: return put_steps_away(screen);
	default: return move_mark(screen, command);
	}
}

static unsigned today_result(struct screen *screen, int question, const struct answer *answer)
{
	(void)screen;
	(void)question;
	(void)answer;
	return SCREEN_RELOAD;
}

const struct screen_ops today_screen = {
	.name = "today",
	.context = CONTEXT_TODAY,
	.title = N_("Today"),
	.state_size = sizeof(struct today),
	.leaves_freely = false,
	.open = today_open,
	.load = today_load,
	.draw = today_draw,
	.command = today_command,
	.result = today_result,
	.close = today_close,
};
