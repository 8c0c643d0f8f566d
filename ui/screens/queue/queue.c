#include "ui/screens/queue/queue.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/queue/queue_list.h"
#include "ui/screens/queue/queue_rows.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"

enum { QUESTION_DOCTOR };
enum { LIST_LINE = 2, BOTH_COLUMNS_LEAST = 150, GAP_COLUMNS = 3 };

struct queue {
	struct queue_rows lines;
	struct queue_people tickets;
	struct list sessions, people;
	bool at_people; /* which list the keys move in */
};

static const struct queue_row *chosen_session(const struct queue *state)
{
	size_t row;

	return list_selected(&state->sessions, &row) ? &state->lines.line[row] : NULL;
}

/* Reads the people of the chosen session. */
static enum status load_people(struct screen *screen)
{
	struct queue *state = screen->state;
	const struct queue_row *line = chosen_session(state);
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
		queue_rows_make(&state->lines, desk, rows, count, counts, counted);
		list_set(&state->sessions, &state->lines, state->lines.count);
		status = load_people(screen);
	}
	free(rows);
	free(counts);
	if (status)
		*problem = desk->problem;
	return status;
}

static void queue_close(struct screen *screen)
{
	struct queue *state = screen->state;

	queue_rows_release(&state->lines);
	free(state->tickets.ticket);
}

static enum status queue_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct queue *state = screen->state;

	(void)argument;
	(void)problem;
	queue_rows_list_init(&state->sessions);
	queue_rows_people_list_init(&state->people);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->sessions);
	return STATUS_OK;
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
	const struct queue_row *line = chosen_session(state);
	struct canvas rows = canvas_part(canvas, LIST_LINE, 0, canvas->lines - LIST_LINE,
					 canvas->columns);
	char text[WORDS_SIZE], doctor[WORDS_SIZE], time[WORDS_DAY_SIZE];

	if (!line)
		return;
	text_format(text, sizeof(text), _("%s, %s, room %s"), words_doctor(&line->session, doctor),
		    words_minutes(line->session.start_minute, line->session.end_minute, time),
		    line->session.room);
	draw_text(canvas, 0, 0, canvas->columns, focused ? STYLE_KEY : STYLE_NORMAL, text);
	text_format(text, sizeof(text), _("%d waiting, %d called, %d missed, %d finished"),
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
	screen_use_list(screen, &state->people);
	return SCREEN_RELOAD;
}

static unsigned call_next(struct screen *screen)
{
	const struct queue_row *line = chosen_session(screen->state);
	struct booking booking;
	char owed[MONEY_TEXT_SIZE];

	if (!line) {
		screen_say(screen, SAY_INFO, "%s", _("There is no session to call for."));
		return SCREEN_DONE;
	}
	if (queue_call_next(screen->desk, line->session.id, &booking))
		return refused(screen);
	if (booking_owed_fen(&booking))
		screen_say(screen, SAY_ERROR,
			   _("Called: number %d, %s, to room %s. NOT PAID: %s is owed."),
			   booking.number, booking.patient, booking.room,
			   money_format(booking_owed_fen(&booking), owed));
	else
		screen_say(screen, SAY_GOOD, _("Called: number %d, %s, to room %s."),
			   booking.number, booking.patient, booking.room);
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
		screen_say(screen, SAY_ERROR, _("First mark a patient whose state is \"%s\"."),
			   ticket_state_word(from));
		return SCREEN_DONE;
	}
	if (fn(screen->desk, ticket->booking_id, &booking))
		return refused(screen);
	text_format(text, sizeof(text), _("number %d, %s"), booking.number, booking.patient);
	screen_say(screen, SAY_GOOD, _("%s: %s."), done, text);
	return SCREEN_RELOAD;
}

static unsigned choose_people(struct screen *screen, bool at_people)
{
	struct queue *state = screen->state;

	if (!chosen_session(state))
		return SCREEN_DONE;
	state->at_people = at_people;
	screen_use_list(screen, at_people ? &state->people : &state->sessions);
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

/* Marks whose slip was scanned and checked in. */
static unsigned queue_scan(struct screen *screen, const char *text)
{
	struct booking booking;
	int64_t id;

	if (!booking_number_parse(text, &id) || booking_get(screen->desk, id, &booking))
		return SCREEN_PASS;
	return show_booking(screen, &booking);
}

/* The next session after the marked one that fits, going round. */
static unsigned go_to_doctor(struct screen *screen, const char *typed)
{
	struct queue *state = screen->state;
	size_t row = 0;

	list_selected(&state->sessions, &row);
	for (size_t i = 1; i <= state->lines.count; i++) {
		const struct queue_row *line = &state->lines.line[(row + i) % state->lines.count];

		if (words_fit_session(&line->session, typed)) {
			list_select(&state->sessions, line->session.id);
			return SCREEN_RELOAD;
		}
	}
	screen_say(screen, SAY_ERROR, _("No session today matches \"%s\"."), typed);
	return SCREEN_DRAW;
}

static unsigned queue_result(struct screen *screen, int question, const struct answer *answer)
{
	if (question == QUESTION_DOCTOR && answer->given)
		return go_to_doctor(screen, answer->text);
	return SCREEN_DRAW;
}

static unsigned queue_focus(struct screen *screen, const struct list *list)
{
	const struct queue *state = screen->state;

	return choose_people(screen, list == &state->people);
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
	.focus = queue_focus,
	.close = queue_close,
};
