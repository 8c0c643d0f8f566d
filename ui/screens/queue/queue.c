#include "ui/screens/queue/queue.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/queue/queue_list.h"
#include "ui/screens/bookings/check_in.h"
#include "ui/screens/queue/calling.h"
#include "ui/screens/queue/queue_rows.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"

enum { QUESTION_DOCTOR, QUESTION_CALLED };
enum {
	LIST_LINE = 2,
	PEOPLE_LINE = 4,
	BOTH_COLUMNS_LEAST = 150,
	GAP_COLUMNS = 3,
	EXPECTED_HEAD_LINES = 3 /* a blank line, the title, the headings */
};

/* The parts of the screen: the day's sessions, the chosen one's people, and who is not here yet. */
enum part { PART_SESSIONS, PART_PEOPLE, PART_EXPECTED, PART_COUNT };

struct queue {
	struct queue_rows lines;
	struct queue_people tickets, expected;
	struct list list[PART_COUNT];
	enum part part;		/* in which the keys move */
	struct call_wish asked; /* the call about which it was asked what becomes of the called */
};

static const struct queue_row *chosen_session(const struct queue *state)
{
	size_t row;

	return list_selected(&state->list[PART_SESSIONS], &row) ? &state->lines.line[row] : NULL;
}

static void focus(struct screen *screen, enum part part)
{
	struct queue *state = screen->state;

	state->part = part;
	screen_use_list(screen, &state->list[part]);
}

static void take_people(struct list *list, struct queue_people *people, struct ticket *rows,
			size_t count)
{
	free(people->ticket);
	people->ticket = rows;
	people->count = count;
	list_set(list, people, count);
}

/* Reads the people of the chosen session. */
static enum status load_people(struct screen *screen)
{
	struct queue *state = screen->state;
	const struct queue_row *line = chosen_session(state);
	struct ticket *here = NULL, *expected = NULL;
	size_t here_count = 0, expected_count = 0;
	enum status status = STATUS_OK;

	if (line)
		status = queue_list(screen->desk, line->session.id, &here, &here_count);
	if (!status && line)
		status = queue_expected(screen->desk, line->session.id, &expected, &expected_count);
	if (status) {
		free(here);
		return status;
	}
	queue_mark_alike(here, here_count, expected, expected_count);
	take_people(&state->list[PART_PEOPLE], &state->tickets, here, here_count);
	take_people(&state->list[PART_EXPECTED], &state->expected, expected, expected_count);
	state->tickets.today = state->expected.today = desk_today(screen->desk);
	if (state->part == PART_EXPECTED && expected_count == 0)
		focus(screen, PART_PEOPLE);
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
		list_set(&state->list[PART_SESSIONS], &state->lines, state->lines.count);
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
	free(state->expected.ticket);
}

static enum status queue_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct queue *state = screen->state;

	(void)argument;
	(void)problem;
	queue_rows_list_init(&state->list[PART_SESSIONS]);
	queue_rows_people_list_init(&state->list[PART_PEOPLE]);
	queue_rows_expected_list_init(&state->list[PART_EXPECTED]);
	screen->widget = CONTEXT_LIST;
	focus(screen, PART_SESSIONS);
	return STATUS_OK;
}

static void draw_sessions(struct queue *state, const struct canvas *canvas)
{
	const bool focused = state->part == PART_SESSIONS;
	struct canvas rows = canvas_part(canvas, LIST_LINE, 0, canvas->lines - LIST_LINE,
					 canvas->columns);

	draw_text(canvas, 0, 0, canvas->columns, focused ? STYLE_KEY : STYLE_NORMAL,
		  _("Today's sessions"));
	list_draw(&state->list[PART_SESSIONS], &rows, focused);
}

/* Whose queue it is, how many there are, and who is in the room. */
static void draw_head(const struct queue *state, const struct queue_row *line,
		      const struct canvas *canvas)
{
	const bool focused = state->part == PART_PEOPLE;
	char text[WORDS_SIZE], doctor[WORDS_SIZE], time[WORDS_DAY_SIZE];
	int column = 0;

	text_format(text, sizeof(text), _("%s, %s, room %s"), words_doctor(&line->session, doctor),
		    words_minutes(line->session.start_minute, line->session.end_minute, time),
		    line->session.room);
	draw_text(canvas, 0, 0, canvas->columns, focused ? STYLE_KEY : STYLE_NORMAL, text);
	text_format(text, sizeof(text), _("%d waiting, %d called, %d missed, %d finished"),
		    line->count.waiting, line->count.called, line->count.missed,
		    line->count.finished);
	draw_text(canvas, 1, 0, canvas->columns, STYLE_NORMAL, text);
	/* Those called are the first. */
	for (size_t i = 0; i < state->tickets.count; i++) {
		const struct ticket *ticket = &state->tickets.ticket[i];

		if (ticket->state != TICKET_CALLED)
			break;
		column += draw_text(canvas, 2, column, canvas->columns - column, STYLE_GOOD,
				    i == 0 ? _("Called now: ") : "; ");
		column += draw_text(canvas, 2, column, canvas->columns - column, STYLE_GOOD,
				    queue_rows_called_words(ticket, state->tickets.now_ms, text));
	}
	if (column == 0)
		draw_text(canvas, 2, 0, canvas->columns, STYLE_FAINT, _("Nobody is called now."));
}

static void draw_expected(struct queue *state, const struct canvas *canvas)
{
	char text[WORDS_SIZE];

	text_format(text, sizeof(text), _("Not here yet: %d"), (int)state->expected.count);
	list_draw_titled(&state->list[PART_EXPECTED], canvas, text, state->part == PART_EXPECTED);
}

/* Who is here has the room; who is not yet gets what is left of it, and never less than a third. */
static void draw_people(struct queue *state, const struct canvas *canvas)
{
	const struct queue_row *line = chosen_session(state);
	const int room = canvas->lines - PEOPLE_LINE;
	int here = (int)state->tickets.count + 1, expected = 0;
	struct canvas rows, below;

	if (!line)
		return;
	draw_head(state, line, canvas);
	if (state->expected.count > 0) {
		expected = (int)state->expected.count + EXPECTED_HEAD_LINES;
		if (state->tickets.count == 0)
			here++; /* the sentence that says so may take two lines */
		if (expected > room - here)
			expected = room - here > room / 3 ? room - here : room / 3;
	}
	rows = canvas_part(canvas, PEOPLE_LINE, 0, room - expected, canvas->columns);
	list_draw(&state->list[PART_PEOPLE], &rows, state->part == PART_PEOPLE);
	if (expected == 0)
		return;
	/* Right behind the others, where these leave room. */
	if (here > room - expected)
		here = room - expected;
	below = canvas_part(canvas, PEOPLE_LINE + here + 1, 0, expected - 1, canvas->columns);
	draw_expected(state, &below);
}

static void queue_draw(struct screen *screen, const struct canvas *canvas)
{
	struct queue *state = screen->state;
	struct canvas whole = canvas_part(canvas, 0, 1, canvas->lines, canvas->columns - 2);
	int half = (whole.columns - GAP_COLUMNS) / 2;
	struct canvas left = canvas_part(&whole, 0, 0, whole.lines, half);
	struct canvas right = canvas_part(&whole, 0, half + GAP_COLUMNS, whole.lines, half);

	/* Waiting goes on while nothing else happens. */
	state->lines.now_ms = state->tickets.now_ms = state->expected.now_ms = desk_now_ms(
		screen->desk);
	if (whole.columns >= BOTH_COLUMNS_LEAST) {
		draw_sessions(state, &left);
		draw_people(state, &right);
	} else if (state->part != PART_SESSIONS) {
		draw_people(state, &whole);
	} else {
		draw_sessions(state, &whole);
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
	    list_select(&state->list[PART_SESSIONS], booking->session_id) &&
	    load_people(screen) == STATUS_OK)
		list_select(&state->list[PART_PEOPLE], booking->id);
	focus(screen, PART_PEOPLE);
	return SCREEN_RELOAD;
}

/* Asks what becomes of those who are called, as they are now, and remembers who they were. */
static unsigned ask_called(struct screen *screen)
{
	struct queue *state = screen->state;
	struct call_wish *asked = &state->asked;
	struct calling calling = { .count = 0 };

	if (load_people(screen))
		return refused(screen);
	asked->seen = true;
	asked->called_count = 0;
	for (size_t i = 0; i < state->tickets.count; i++) {
		const struct ticket *ticket = &state->tickets.ticket[i];

		if (ticket->state == TICKET_CALLED && calling.count < CALLED_SEEN_MAX) {
			asked->called[asked->called_count++] = ticket->booking_id;
			calling.called[calling.count++] = *ticket;
		} else if (ticket->state == TICKET_WAITING && !calling.next.booking_id) {
			calling.next = *ticket;
		}
	}
	/* Or another counter has just finished them: then nothing is asked. */
	if (calling.count == 0)
		return refused(screen);
	screen_push(screen, &calling_screen, &calling, QUESTION_CALLED);
	return SCREEN_RELOAD;
}

static unsigned call(struct screen *screen, const struct call_wish *wish)
{
	struct booking booking;
	char owed[MONEY_TEXT_SIZE];
	enum status status = queue_call(screen->desk, wish, &booking);

	if (status == STATUS_STILL_CALLED)
		return ask_called(screen);
	if (status)
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

/* Where the rule says that a visit is finished by the next call, it is that of those who are shown
 * as called: whom another counter has called since stays. */
static unsigned call_next(struct screen *screen)
{
	struct queue *state = screen->state;
	const struct queue_row *line = chosen_session(state);
	struct call_wish *wish = &state->asked;

	if (!line) {
		screen_say(screen, SAY_INFO, "%s", _("There is no session to call for."));
		return SCREEN_DONE;
	}
	*wish = (struct call_wish){ .session_id = line->session.id,
				    .way = queue_call_way(screen->desk),
				    .seen = true };
	for (size_t i = 0; i < state->tickets.count && wish->called_count < CALLED_SEEN_MAX; i++) {
		if (state->tickets.ticket[i].state == TICKET_CALLED)
			wish->called[wish->called_count++] = state->tickets.ticket[i].booking_id;
	}
	return call(screen, wish);
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

	if (state->part == PART_PEOPLE && list_selected(&state->list[PART_PEOPLE], &row) &&
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

/* Somebody who was not here yet, or who missed the call, is. */
static unsigned is_here(struct screen *screen)
{
	const struct queue *state = screen->state;
	size_t row;

	if (state->part == PART_EXPECTED && list_selected(&state->list[PART_EXPECTED], &row))
		return check_in_by_key(screen, state->expected.ticket[row].booking_id);
	return step(screen, TICKET_MISSED, queue_check_in, _("Back in line"));
}

static unsigned go_to_part(struct screen *screen, enum part part)
{
	if (!chosen_session(screen->state))
		return SCREEN_DONE;
	focus(screen, part);
	return SCREEN_DRAW;
}

static unsigned next_part(struct screen *screen, int by)
{
	const struct queue *state = screen->state;
	const int parts = state->expected.count > 0 ? PART_COUNT : PART_EXPECTED;

	return go_to_part(screen, (enum part)(((int)state->part + by + parts) % parts));
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
	unsigned reply = list_command(&state->list[state->part], command);

	if (state->part == PART_SESSIONS && reply == SCREEN_DRAW && load_people(screen))
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
	case COMMAND_QUEUE_AGAIN:
		return step(screen, TICKET_CALLED, queue_call_again, _("Called again"));
	case COMMAND_QUEUE_RETURN: return is_here(screen);
	case COMMAND_QUEUE_DOCTOR: return ask_doctor(screen);
	case COMMAND_LIST_CHOOSE:
		return state->part == PART_EXPECTED ? SCREEN_DONE : go_to_part(screen, PART_PEOPLE);
	case COMMAND_LIST_NEXT_PART: return next_part(screen, 1);
	case COMMAND_LIST_PREVIOUS_PART: return next_part(screen, -1);
	case COMMAND_BACK:
		return state->part == PART_SESSIONS ? SCREEN_PASS
						    : go_to_part(screen, PART_SESSIONS);
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

	list_selected(&state->list[PART_SESSIONS], &row);
	for (size_t i = 1; i <= state->lines.count; i++) {
		const struct queue_row *line = &state->lines.line[(row + i) % state->lines.count];

		if (words_fit_session(&line->session, typed)) {
			list_select(&state->list[PART_SESSIONS], line->session.id);
			return SCREEN_RELOAD;
		}
	}
	screen_say(screen, SAY_ERROR, _("No session today matches \"%s\"."), typed);
	return SCREEN_DRAW;
}

static unsigned queue_result(struct screen *screen, int question, const struct answer *answer)
{
	struct queue *state = screen->state;

	if (question == QUESTION_DOCTOR && answer->given)
		return go_to_doctor(screen, answer->text);
	if (question == QUESTION_CALLED && answer->given) {
		state->asked.way = (enum call_way)answer->choice;
		return call(screen, &state->asked);
	}
	return SCREEN_DRAW;
}

static unsigned queue_focus(struct screen *screen, const struct list *list)
{
	const struct queue *state = screen->state;

	return go_to_part(screen, (enum part)(list - state->list));
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
