/*
 * Queue: today's sessions with who waits, and the chosen session's people in order. Calling is safe
 * from two counters at once: the desk refuses the second, and the lists are read again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "desk/queue.h"
#include "ui/screens/places.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/list.h"

enum { QUESTION_DOCTOR };
enum { LIST_LINE = 2, BOTH_COLUMNS_LEAST = 150, GAP_COLUMNS = 3 };

/* The order of the sessions: where somebody is here comes first, what is over last. */
enum group { GROUP_BUSY, GROUP_QUIET, GROUP_DONE, GROUP_COUNT };

/* A session and its people's numbers. */
struct line {
	struct session session;
	struct queue_count count;
	enum group group;
};

/* What the two lists' cells are made of. */
struct lines {
	struct line *line;
	size_t count;
	int64_t now_ms;
};

struct tickets {
	struct ticket *ticket;
	size_t count;
	int64_t now_ms;
};

struct queue {
	struct lines lines;
	struct tickets tickets;
	struct list sessions, people;
	bool at_people; /* which list the keys move in */
};

enum {
	SESSION_DEPARTMENT,
	SESSION_DOCTOR,
	SESSION_TIME,
	SESSION_ROOM,
	SESSION_WAITING,
	SESSION_LONGEST,
	SESSION_CALLED,
	SESSION_MISSED,
	SESSION_FINISHED,
};

static const struct list_column session_columns[] = {
	{ .title = N_("Department"), .columns = 10, .flexible = true },
	{ .title = N_("Doctor"), .columns = 10, .flexible = true },
	{ .title = N_("Time"), .columns = 11 },
	{ .title = N_("Room"), .columns = 5, .gives_way = 1 },
	{ .title = N_("Wait"), .columns = 4, .side = TEXT_RIGHT },
	{ .title = N_("Longest"), .columns = 7, .side = TEXT_RIGHT },
	{ .title = N_("Called"), .columns = 6, .side = TEXT_RIGHT },
	{ .title = N_("Missed"), .columns = 6, .side = TEXT_RIGHT },
	{ .title = N_("Done"), .columns = 4, .side = TEXT_RIGHT },
};

/* Nobody is an empty cell: what is there stands out. */
static void count_cell(int count, char *out, size_t size)
{
	if (count > 0)
		text_format(out, size, "%d", count);
}

static void session_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct lines *lines = rows;
	const struct line *line = &lines->line[row];
	char text[WORDS_DAY_SIZE];

	switch (column) {
	case SESSION_DEPARTMENT: text_copy(out, size, line->session.department); break;
	case SESSION_DOCTOR: text_copy(out, size, line->session.doctor); break;
	case SESSION_TIME:
		text_copy(
			out, size,
			words_minutes(line->session.start_minute, line->session.end_minute, text));
		break;
	case SESSION_ROOM: text_copy(out, size, line->session.room); break;
	case SESSION_WAITING: count_cell(line->count.waiting, out, size); break;
	case SESSION_LONGEST:
		if (line->count.waiting > 0)
			text_format(
				out, size, _("%d min"),
				words_wait_minutes(line->count.longest_since_ms, lines->now_ms));
		break;
	case SESSION_CALLED: count_cell(line->count.called, out, size); break;
	case SESSION_MISSED: count_cell(line->count.missed, out, size); break;
	case SESSION_FINISHED: count_cell(line->count.finished, out, size); break;
	default: break;
	}
}

static int64_t session_id(const void *rows, size_t row)
{
	return ((const struct lines *)rows)->line[row].session.id;
}

static enum style session_style(const void *rows, size_t row)
{
	return ((const struct lines *)rows)->line[row].group == GROUP_DONE ? STYLE_DIM
									   : STYLE_NORMAL;
}

static const struct list_ops session_ops = { .cell = session_cell,
					     .id = session_id,
					     .style = session_style };

enum {
	TICKET_NUMBER,
	TICKET_PATIENT,
	TICKET_STATE,
	TICKET_EXPECTED,
	TICKET_ARRIVED,
	TICKET_WAITED,
	TICKET_CALLS,
	TICKET_COUNTER,
	TICKET_BOOKING,
};

static const struct list_column ticket_columns[] = {
	{ .title = N_("No."), .columns = 4, .side = TEXT_RIGHT },
	{ .title = N_("Patient"), .columns = 12, .flexible = true },
	{ .title = N_("State"), .columns = 15 },
	{ .title = N_("Expected"), .columns = 8 },
	{ .title = N_("Arrived"), .columns = 7 },
	{ .title = N_("Waited"), .columns = 7, .side = TEXT_RIGHT },
	{ .title = N_("Calls"), .columns = 5, .side = TEXT_RIGHT },
	{ .title = N_("Counter"), .columns = 7 },
	{ .title = N_("Booking"), .columns = 12, .gives_way = 1 },
};

/* Until the call, or until now. */
static int waited_minutes(const struct ticket *ticket, int64_t now_ms)
{
	return words_wait_minutes(ticket->checked_in_ms,
				  ticket->called_ms ? ticket->called_ms : now_ms);
}

static void ticket_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct tickets *tickets = rows;
	const struct ticket *ticket = &tickets->ticket[row];
	char text[WORDS_NUMBER_SIZE], time[MINUTE_TEXT_SIZE];

	switch (column) {
	case TICKET_NUMBER: text_format(out, size, "%d", ticket->number); break;
	case TICKET_PATIENT: text_copy(out, size, ticket->patient); break;
	case TICKET_STATE: text_copy(out, size, ticket_state_word(ticket->state)); break;
	case TICKET_EXPECTED: text_copy(out, size, words_time(ticket->expected_ms, time)); break;
	case TICKET_ARRIVED: text_copy(out, size, words_time(ticket->checked_in_ms, time)); break;
	case TICKET_WAITED:
		text_format(out, size, _("%d min"), waited_minutes(ticket, tickets->now_ms));
		break;
	case TICKET_CALLS:
		if (ticket->calls > 0)
			text_format(out, size, "%d", ticket->calls);
		break;
	case TICKET_COUNTER: text_copy(out, size, ticket->counter); break;
	case TICKET_BOOKING: text_copy(out, size, words_number(ticket->booking_id, text)); break;
	default: break;
	}
}

static int64_t ticket_id(const void *rows, size_t row)
{
	return ((const struct tickets *)rows)->ticket[row].booking_id;
}

static enum style ticket_style(const void *rows, size_t row)
{
	switch (((const struct tickets *)rows)->ticket[row].state) {
	case TICKET_CALLED: return STYLE_GOOD;
	case TICKET_MISSED: return STYLE_WARNING;
	case TICKET_FINISHED: return STYLE_DIM;
	default: return STYLE_NORMAL;
	}
}

static const struct list_ops ticket_ops = { .cell = ticket_cell,
					    .id = ticket_id,
					    .style = ticket_style };

static const struct line *chosen_session(const struct queue *state)
{
	size_t row;

	return list_selected(&state->sessions, &row) ? &state->lines.line[row] : NULL;
}

/* Reads the people of the chosen session. */
static enum status load_people(struct screen *screen)
{
	struct queue *state = screen->state;
	const struct line *line = chosen_session(state);
	struct ticket *rows = NULL;
	enum status status = STATUS_OK;
	size_t count = 0;

	if (line)
		status = queue_list(screen->desk, line->session.id, &rows, &count);
	if (status)
		return status;
	free(state->tickets.ticket);
	state->tickets.ticket = rows;
	state->tickets.count = count;
	list_set(&state->people, &state->tickets, count);
	return STATUS_OK;
}

static enum group group_of(const struct desk *desk, const struct line *line)
{
	if (line->count.waiting + line->count.called + line->count.missed > 0)
		return GROUP_BUSY;
	return session_is_over(desk, &line->session) ? GROUP_DONE : GROUP_QUIET;
}

/* Makes the lines of the sessions, group by group, in each in their order. */
static void make_lines(const struct desk *desk, struct lines *lines, const struct session *rows,
		       size_t count, const struct queue_count *counts, size_t counted)
{
	lines->count = 0;
	for (int group = 0; group < GROUP_COUNT; group++) {
		for (size_t i = 0; i < count; i++) {
			struct line *line = &lines->line[lines->count];

			*line = (struct line){ .session = rows[i] };
			for (size_t k = 0; k < counted; k++) {
				if (counts[k].session_id == rows[i].id)
					line->count = counts[k];
			}
			line->group = group_of(desk, line);
			lines->count += line->group == (enum group)group;
		}
	}
}

static enum status queue_load(struct screen *screen, struct problem *problem)
{
	struct queue *state = screen->state;
	struct desk *desk = screen->desk;
	struct queue_count *counts = NULL;
	struct session *rows = NULL;
	size_t count = 0, counted = 0;
	enum status status = session_list(desk, desk_today(desk), NULL, &rows, &count);

	if (!status)
		status = queue_counts(desk, desk_today(desk), &counts, &counted);
	if (!status) {
		free(state->lines.line);
		/* One more than there are, to try a session that belongs to a later group. */
		state->lines.line = memory_new(count + 1, sizeof(*state->lines.line));
		make_lines(desk, &state->lines, rows, count, counts, counted);
		list_set(&state->sessions, &state->lines, state->lines.count);
		status = load_people(screen);
	}
	free(rows);
	free(counts);
	if (status)
		*problem = desk->problem;
	return status;
}

static enum status queue_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct queue *state = screen->state;

	(void)argument;
	list_init(&state->sessions, &session_ops, session_columns,
		  sizeof(session_columns) / sizeof(session_columns[0]),
		  N_("No session today. \"frontdesk load roster FILE\" brings the roster in."));
	list_init(&state->people, &ticket_ops, ticket_columns,
		  sizeof(ticket_columns) / sizeof(ticket_columns[0]),
		  N_("Nobody has checked in here yet. Scan a slip, or check in under Bookings "
		     "(F4)."));
	screen->widget = CONTEXT_LIST;
	return queue_load(screen, problem);
}

static void queue_close(struct screen *screen)
{
	struct queue *state = screen->state;

	free(state->lines.line);
	free(state->tickets.ticket);
}

static void draw_sessions(struct queue *state, const struct canvas *canvas, bool focused)
{
	struct canvas rows = canvas_part(canvas, LIST_LINE, 0, canvas->lines - LIST_LINE,
					 canvas->columns);

	draw_text(canvas, 0, 0, canvas->columns, focused ? STYLE_KEY : STYLE_NORMAL,
		  _("Today's sessions"));
	list_draw(&state->sessions, &rows, focused);
}

static void draw_people(struct queue *state, const struct canvas *canvas, bool focused)
{
	const struct line *line = chosen_session(state);
	struct canvas rows = canvas_part(canvas, LIST_LINE, 0, canvas->lines - LIST_LINE,
					 canvas->columns);
	char text[WORDS_SIZE], doctor[WORDS_SIZE], time[WORDS_DAY_SIZE];

	if (!line)
		return;
	text_format(text, sizeof(text), _("%s, %s, room %s"), words_doctor(&line->session, doctor),
		    words_minutes(line->session.start_minute, line->session.end_minute, time),
		    line->session.room);
	draw_text(canvas, 0, 0, canvas->columns, focused ? STYLE_KEY : STYLE_NORMAL, text);
	text_format(text, sizeof(text), _("%d wait, %d called, %d missed, %d finished"),
		    line->count.waiting, line->count.called, line->count.missed,
		    line->count.finished);
	draw_text(canvas, 1, 0, canvas->columns, STYLE_NORMAL, text);
	list_draw(&state->people, &rows, focused);
}

static void queue_draw(struct screen *screen, const struct canvas *canvas)
{
	struct queue *state = screen->state;
	struct canvas whole = canvas_part(canvas, 1, 1, canvas->lines - 1, canvas->columns - 2);
	int half = (whole.columns - GAP_COLUMNS) / 2;
	struct canvas left = canvas_part(&whole, 0, 0, whole.lines, half);
	struct canvas right = canvas_part(&whole, 0, half + GAP_COLUMNS, whole.lines, half);

	/* Waiting goes on while nothing else happens. */
	state->lines.now_ms = state->tickets.now_ms = desk_now_ms(screen->desk);
	if (whole.columns >= BOTH_COLUMNS_LEAST) {
		draw_sessions(state, &left, !state->at_people);
		draw_people(state, &right, state->at_people);
	} else if (state->at_people) {
		draw_people(state, &whole, true);
	} else {
		draw_sessions(state, &whole, true);
	}
}

/* A refusal: its sentence, and what the other counter has done. */
static unsigned refused(struct screen *screen)
{
	screen_say_problem(screen, &screen->desk->problem);
	return SCREEN_RELOAD;
}

/* Shows the people of the booking's session with the booking marked. */
static unsigned show_booking(struct screen *screen, const struct booking *booking)
{
	struct queue *state = screen->state;
	struct problem problem;

	if (queue_load(screen, &problem) == STATUS_OK &&
	    list_select(&state->sessions, booking->session_id) && load_people(screen) == STATUS_OK)
		list_select(&state->people, booking->id);
	state->at_people = true;
	return SCREEN_RELOAD;
}

static unsigned call_next(struct screen *screen)
{
	const struct line *line = chosen_session(screen->state);
	struct booking booking;

	if (!line) {
		screen_say(screen, SAY_INFO, "%s", _("There is no session to call for."));
		return SCREEN_DONE;
	}
	if (queue_call_next(screen->desk, line->session.id, &booking))
		return refused(screen);
	screen_say(screen, SAY_GOOD, _("Called: number %d, %s, to room %s."), booking.number,
		   booking.patient, booking.room);
	return show_booking(screen, &booking);
}

/*
 * Whom a key is about: the marked person when their state fits; otherwise the only one of the
 * session in that state, those called at this counter before others. NULL when that is nobody, or
 * not clear.
 */
static const struct ticket *person_in(const struct screen *screen, enum ticket_state wanted)
{
	const struct queue *state = screen->state;
	const struct ticket *found = NULL, *mine = NULL;
	size_t all = 0, here = 0, row;

	if (state->at_people && list_selected(&state->people, &row) &&
	    state->tickets.ticket[row].state == wanted)
		return &state->tickets.ticket[row];
	for (size_t i = 0; i < state->tickets.count; i++) {
		const struct ticket *ticket = &state->tickets.ticket[i];

		if (ticket->state != wanted)
			continue;
		found = ticket;
		all++;
		if (strcmp(ticket->counter, screen->desk->counter) == 0) {
			mine = ticket;
			here++;
		}
	}
	if (here == 1)
		return mine;
	return all == 1 ? found : NULL;
}

typedef enum status step_fn(struct desk *desk, int64_t booking_id, struct booking *out);

static unsigned step(struct screen *screen, enum ticket_state from, step_fn *fn, const char *done)
{
	const struct ticket *ticket = person_in(screen, from);
	struct booking booking;
	char text[WORDS_SIZE];

	if (!ticket) {
		screen_say(screen, SAY_ERROR,
			   _("Mark the patient first: this is for somebody in the state \"%s\"."),
			   ticket_state_word(from));
		return SCREEN_DONE;
	}
	if (fn(screen->desk, ticket->booking_id, &booking))
		return refused(screen);
	text_format(text, sizeof(text), _("number %d, %s"), booking.number, booking.patient);
	screen_say(screen, SAY_GOOD, "%s: %s.", done, text);
	return SCREEN_RELOAD;
}

static unsigned choose_people(struct screen *screen, bool at_people)
{
	struct queue *state = screen->state;

	if (!chosen_session(state))
		return SCREEN_DONE;
	state->at_people = at_people;
	return SCREEN_DRAW;
}

static unsigned ask_doctor(struct screen *screen)
{
	struct dialog_prompt prompt = {
		.title = _("Whose queue?"),
		.text = _("The doctor's code, name or initials, or the department."),
		.label = N_("Doctor"),
		.limit = WORD_SIZE,
	};

	dialog_prompt(screen, QUESTION_DOCTOR, &prompt);
	return SCREEN_DRAW;
}

static unsigned move(struct screen *screen, enum command command)
{
	struct queue *state = screen->state;
	unsigned reply;

	if (state->at_people)
		return list_command(&state->people, command);
	reply = list_command(&state->sessions, command);
	if (reply == SCREEN_DRAW && load_people(screen))
		screen_say_problem(screen, &screen->desk->problem);
	return reply;
}

static unsigned queue_command(struct screen *screen, enum command command)
{
	struct queue *state = screen->state;

	switch (command) {
	case COMMAND_STAFF: return sign_in_again(screen);
	case COMMAND_QUEUE_CALL: return call_next(screen);
	case COMMAND_QUEUE_MISS:
		return step(screen, TICKET_CALLED, queue_miss, _("Missed the call"));
	case COMMAND_QUEUE_FINISH: return step(screen, TICKET_CALLED, queue_finish, _("Finished"));
	case COMMAND_QUEUE_RETURN:
		return step(screen, TICKET_MISSED, queue_check_in, _("Back in line"));
	case COMMAND_QUEUE_DOCTOR: return ask_doctor(screen);
	case COMMAND_LIST_CHOOSE: return choose_people(screen, true);
	case COMMAND_LIST_NEXT_PART:
	case COMMAND_LIST_PREVIOUS_PART: return choose_people(screen, !state->at_people);
	case COMMAND_BACK: return state->at_people ? choose_people(screen, false) : SCREEN_PASS;
	default: return move(screen, command);
	}
}

/* A scanned slip: its owner is here. */
static unsigned queue_scan(struct screen *screen, const char *text)
{
	struct booking booking;
	int64_t id;

	if (!booking_number_parse(text, &id)) {
		screen_say(screen, SAY_ERROR,
			   _("\"%s\" is not a booking number; nobody was checked in."), text);
		return SCREEN_DONE;
	}
	if (queue_check_in(screen->desk, id, &booking))
		return refused(screen);
	screen_say(screen, SAY_GOOD, _("Checked in: number %d, %s, %s, room %s."), booking.number,
		   booking.patient, booking.doctor, booking.room);
	return show_booking(screen, &booking);
}

/* The next session after the marked one that fits, going round. */
static unsigned go_to_doctor(struct screen *screen, const char *typed)
{
	struct queue *state = screen->state;
	size_t row = 0;

	list_selected(&state->sessions, &row);
	for (size_t i = 1; i <= state->lines.count; i++) {
		const struct line *line = &state->lines.line[(row + i) % state->lines.count];

		if (words_fit_session(&line->session, typed)) {
			list_select(&state->sessions, line->session.id);
			return SCREEN_RELOAD;
		}
	}
	screen_say(screen, SAY_ERROR, _("No session of today fits \"%s\"."), typed);
	return SCREEN_DRAW;
}

static unsigned queue_result(struct screen *screen, int question, const struct answer *answer)
{
	if (question == QUESTION_DOCTOR && answer->given)
		return go_to_doctor(screen, answer->text);
	return SCREEN_DRAW;
}

const struct screen_ops queue_screen = {
	.name = "queue",
	.context = CONTEXT_QUEUE,
	.title = N_("Queue"),
	.state_size = sizeof(struct queue),
	.leaves_freely = false,
	.open = queue_open,
	.load = queue_load,
	.draw = queue_draw,
	.command = queue_command,
	.scan = queue_scan,
	.result = queue_result,
	.close = queue_close,
};
