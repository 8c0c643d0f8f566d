#include "ui/screens/today/today.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/day/open_matters.h"
#include "desk/queue/queue.h"
#include "ui/screens/bookings/refunds.h"
#include "ui/screens/today/first_steps.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"

enum {
	HEAD_LINES = 4,	   /* day, numbers, waiting, a space */
	BAR_COLUMNS = 8,   /* of a bar within its cell */
	SOLD_COLUMNS = 16, /* the bar and "12/120" */
	SIDE_COLUMNS = 56, /* the pane beside the list */
	SIDE_LEAST = 150,  /* columns from which there is one */
	GAP_COLUMNS = 3,
	DETAIL_SIZE = 2048,
};

/* A session with its people's numbers. */
struct row {
	struct session session;
	struct queue_count count;
};

struct rows {
	struct row *row;
	size_t count;
	int64_t now_ms;
};

struct today {
	day_number today, day;
	struct rows rows;
	struct list list;
	struct open_matters matters;
	struct first_steps steps;
};

enum { TIME, DEPARTMENT, DOCTOR, ROOM, ONLINE, COUNTER, WAITING, LONGEST, STATE };

static const struct list_column columns[] = {
	{ .title = N_("Time"), .columns = 11 },
	{ .title = N_("Department"), .columns = 8, .flexible = true, .gives_way = 2 },
	{ .title = N_("Doctor"), .columns = 8, .flexible = true },
	{ .title = N_("Room"), .columns = 4, .gives_way = 1 },
	{ .title = N_("Online"), .columns = SOLD_COLUMNS },
	{ .title = N_("Counter"), .columns = SOLD_COLUMNS },
	{ .title = N_("Wait"), .columns = 4, .side = TEXT_RIGHT },
	{ .title = N_("Longest"), .columns = 7, .side = TEXT_RIGHT },
	{ .title = N_("State"), .columns = 8, .gives_way = 3 },
};

/* "###..... 3/8": sold of all. */
static void sold_cell(const struct slot_count *slots, char *out, size_t size)
{
	char bar[BAR_COLUMNS + 1];
	int full = slots->total > 0 ? slots->sold * BAR_COLUMNS / slots->total : 0;

	/* A bar is empty or full only when that is true. */
	if (full == 0 && slots->sold > 0)
		full = 1;
	for (int i = 0; i < BAR_COLUMNS; i++)
		bar[i] = i < full ? '#' : '.';
	bar[BAR_COLUMNS] = '\0';
	if (slots->total > 0)
		text_format(out, size, "%s %d/%d", bar, slots->sold, slots->total);
	else
		text_copy(out, size, "-");
}

static const char *state_word(const struct row *row, int64_t now_ms)
{
	if (row->session.state != SESSION_OPEN)
		return session_state_word(row->session.state);
	if (now_ms >= row->session.end_ms)
		return _("over");
	return now_ms >= row->session.start_ms ? _("running") : _("to come");
}

static void cell(const void *context, size_t at, int column, char *out, size_t size)
{
	const struct rows *rows = context;
	const struct row *row = &rows->row[at];
	const struct session *session = &row->session;
	char text[WORDS_DAY_SIZE];

	switch (column) {
	case TIME:
		text_copy(out, size,
			  words_minutes(session->start_minute, session->end_minute, text));
		break;
	case DEPARTMENT: text_copy(out, size, session->department); break;
	case DOCTOR: text_copy(out, size, session->doctor); break;
	case ROOM: text_copy(out, size, session->room); break;
	case ONLINE: sold_cell(&session->online, out, size); break;
	case COUNTER:
		/* Where the state has no room, its colour must not be all that tells it. */
		if (session->state == SESSION_SUSPENDED)
			text_copy(out, size, session_state_word(session->state));
		else
			sold_cell(&session->counter, out, size);
		break;
	case WAITING:
		if (row->count.waiting > 0)
			text_format(out, size, "%d", row->count.waiting);
		break;
	case LONGEST:
		if (row->count.waiting > 0)
			text_format(out, size, _("%d min"),
				    words_wait_minutes(row->count.longest_since_ms, rows->now_ms));
		break;
	case STATE: text_copy(out, size, state_word(row, rows->now_ms)); break;
	default: break;
	}
}

static int64_t row_id(const void *context, size_t at)
{
	return ((const struct rows *)context)->row[at].session.id;
}

static enum style row_style(const void *context, size_t at)
{
	const struct rows *rows = context;
	const struct session *session = &rows->row[at].session;

	if (session->state == SESSION_SUSPENDED)
		return STYLE_WARNING;
	return session->state == SESSION_CLOSED || rows->now_ms >= session->end_ms ? STYLE_DIM
										   : STYLE_NORMAL;
}

static const struct list_ops list_ops = { .cell = cell, .id = row_id, .style = row_style };

static void take_rows(struct today *state, const struct session *sessions, size_t count,
		      const struct queue_count *counts, size_t counted)
{
	free(state->rows.row);
	state->rows.row = memory_new(count + 1, sizeof(*state->rows.row));
	state->rows.count = count;
	for (size_t i = 0; i < count; i++)
		state->rows.row[i] = (struct row){
			.session = sessions[i],
			.count = queue_count_of(counts, counted, sessions[i].id),
		};
	list_set(&state->list, &state->rows, count);
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
		status = first_steps_load(desk, &state->steps);
	if (!status)
		take_rows(state, sessions, count, counts, counted);
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
	list_init(&state->list, &list_ops, columns, sizeof(columns) / sizeof(columns[0]),
		  N_("No session on this day. The roster is brought in under Roster, or with "
		     "\"frontdesk load roster FILE\"."));
	screen->widget = CONTEXT_LIST;
	return STATUS_OK;
}

static void today_close(struct screen *screen)
{
	struct today *state = screen->state;

	free(state->rows.row);
}

/* All the sessions' numbers added up. */
static struct row sum_up(const struct rows *rows)
{
	struct row sum = { .count.waiting = 0 };

	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = &rows->row[i];

		if (row->session.state == SESSION_SUSPENDED)
			continue;
		sum.session.online.total += row->session.online.total;
		sum.session.online.sold += row->session.online.sold;
		sum.session.counter.total += row->session.counter.total;
		sum.session.counter.sold += row->session.counter.sold;
		sum.session.extra.sold += row->session.extra.sold;
		sum.count.waiting += row->count.waiting;
		sum.count.called += row->count.called;
		sum.count.finished += row->count.finished;
		if (row->count.waiting > 0 &&
		    (sum.count.longest_since_ms == 0 ||
		     row->count.longest_since_ms < sum.count.longest_since_ms))
			sum.count.longest_since_ms = row->count.longest_since_ms;
	}
	return sum;
}

static void draw_head(const struct today *state, const struct canvas *canvas)
{
	const struct row sum = sum_up(&state->rows);
	char text[WORDS_SIZE], day[WORDS_DAY_SIZE];

	text_format(text, sizeof(text), "< %s >", words_day_from(state->day, state->today, day));
	draw_text(canvas, 0, 0, canvas->columns, STYLE_TITLE, text);
	text_format(text, sizeof(text), _("counter %d of %d sold, online %d of %d sold, %d extra"),
		    sum.session.counter.sold, sum.session.counter.total, sum.session.online.sold,
		    sum.session.online.total, sum.session.extra.sold);
	words_line(canvas, 1, _("Numbers"), text);
	if (sum.count.waiting > 0)
		text_format(text, sizeof(text),
			    _("%d wait, the longest %d min; %d called, %d done"), sum.count.waiting,
			    words_wait_minutes(sum.count.longest_since_ms, state->rows.now_ms),
			    sum.count.called, sum.count.finished);
	else
		text_format(text, sizeof(text), _("nobody waits; %d called, %d done"),
			    sum.count.called, sum.count.finished);
	words_line(canvas, 2, _("Queue"), text);
}

/* One thing to deal with; "!" says so where colours do not. */
static int draw_alert(const struct canvas *canvas, int line, const char *text)
{
	draw_text(canvas, line, 0, 1, STYLE_WARNING, "!");
	return line + draw_paragraph(canvas, line, 2, canvas->columns - 2, STYLE_WARNING, text);
}

/* What waits for somebody, with where it is dealt with. Returns the lines taken. */
static int draw_matters(const struct today *state, const struct canvas *canvas)
{
	const struct open_matters *matters = &state->matters;
	char text[WORDS_SIZE], amount[MONEY_TEXT_SIZE], day[WORDS_DAY_SIZE];
	int line = 0;

	if (matters->unclosed != DAY_NONE) {
		text_format(text, sizeof(text), _("%s is not closed yet: close it under Day."),
			    words_day(matters->unclosed, day));
		line = draw_alert(canvas, line, text);
	}
	if (matters->unresolved > 0) {
		text_format(text, sizeof(text),
			    _n("%d booking is unresolved: say under Day what became of it.",
			       "%d bookings are unresolved: say under Day what became of them.",
			       (unsigned long)matters->unresolved),
			    matters->unresolved);
		line = draw_alert(canvas, line, text);
	}
	if (matters->refunds > 0) {
		text_format(text, sizeof(text), _("Refunds due: %d, %s in all (F8)."),
			    matters->refunds, money_format(matters->refunds_fen, amount));
		line = draw_alert(canvas, line, text);
	}
	if (matters->affected > 0) {
		text_format(text, sizeof(text),
			    _("People of suspended sessions to be told: %d (Roster)."),
			    matters->affected);
		line = draw_alert(canvas, line, text);
	}
	if (line == 0)
		line = draw_paragraph(canvas, line, 0, canvas->columns, STYLE_GOOD,
				      _("Nothing waits to be dealt with."));
	text_format(text, sizeof(text), _("Banned from online booking today: %d."), matters->bans);
	return line + draw_paragraph(canvas, line, 0, canvas->columns, STYLE_DIM, text);
}

static const struct row *chosen(const struct today *state)
{
	size_t at;

	return list_selected(&state->list, &at) ? &state->rows.row[at] : NULL;
}

/* Everything about one session, a line each. */
static void describe(const struct row *row, int64_t now_ms, char *out, size_t size)
{
	const struct session *session = &row->session;
	char doctor[WORDS_SIZE], time[WORDS_SIZE], fee[MONEY_TEXT_SIZE], release[MINUTE_TEXT_SIZE];

	text_format(out, size,
		    _("%s\n%s\nState: %s\nFee: %s\nCounter: %d of %d sold, %d free now\n"
		      "Online: %d of %d sold; unsold ones go to the counter at %s\n"
		      "Extra: %d of at most %d\nQueue: %d wait, %d called, %d missed, %d done\n"),
		    words_doctor(session, doctor), words_session_time(session, time),
		    state_word(row, now_ms), money_format(session->fee_fen, fee),
		    session->counter.sold, session->counter.total, session_free_at_counter(session),
		    session->online.sold, session->online.total,
		    words_time(session->release_ms, release), session->extra.sold,
		    session->extra_limit, row->count.waiting, row->count.called, row->count.missed,
		    row->count.finished);
}

static void draw_side(const struct today *state, const struct canvas *canvas)
{
	const struct row *row = chosen(state);
	char text[DETAIL_SIZE], *rest = text, *one;
	int line = draw_matters(state, canvas) + 1;

	if (!row)
		return;
	draw_rule(canvas, line++);
	describe(row, state->rows.now_ms, text, sizeof(text));
	while ((one = strsep(&rest, "\n")) != NULL)
		line += draw_paragraph(canvas, line, 0, canvas->columns, STYLE_NORMAL, one);
}

static void today_draw(struct screen *screen, const struct canvas *canvas)
{
	struct today *state = screen->state;
	struct canvas whole = canvas_part(canvas, 1, 1, canvas->lines - 1, canvas->columns - 2);
	bool side = canvas->columns >= SIDE_LEAST;
	int columns_left = side ? whole.columns - SIDE_COLUMNS - GAP_COLUMNS : whole.columns;
	struct canvas left = canvas_part(&whole, 0, 0, whole.lines, columns_left);
	struct canvas right = canvas_part(&whole, 0, columns_left + GAP_COLUMNS, whole.lines,
					  SIDE_COLUMNS);
	struct canvas matters = canvas_part(&left, HEAD_LINES - 1, 0, left.lines, left.columns);
	int steps = first_steps_lines(&state->steps, left.columns);
	struct canvas bottom = canvas_part(&left, left.lines - steps, 0, steps, left.columns);
	struct canvas rows;
	int line = HEAD_LINES;

	state->rows.now_ms = desk_now_ms(screen->desk);
	draw_head(state, &left);
	if (side)
		draw_side(state, &right);
	else
		line = HEAD_LINES + draw_matters(state, &matters);
	rows = canvas_part(&left, line, 0, left.lines - line - steps, left.columns);
	list_draw(&state->list, &rows, true);
	first_steps_draw(&state->steps, &bottom);
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
	const struct row *row = chosen(state);
	char text[DETAIL_SIZE];

	if (!row)
		return SCREEN_DONE;
	describe(row, desk_now_ms(screen->desk), text, sizeof(text));
	dialog_read(screen, _("Session"), text);
	return SCREEN_DRAW;
}

static unsigned put_steps_away(struct screen *screen)
{
	struct today *state = screen->state;

	state->steps.offered = false;
	return SCREEN_DRAW;
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
	default: return list_command(&state->list, command);
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
