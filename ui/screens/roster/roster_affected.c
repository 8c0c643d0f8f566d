#include "ui/screens/roster/roster_affected.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/mask.h"
#include "desk/booking/suspension.h"
#include "desk/people/patient.h"
#include "ui/screens/bookings/booking.h"
#include "ui/screens/register/booked.h"
#include "ui/screens/register/choose_session.h"
#include "ui/screens/roster/affected_rows.h"
#include "ui/screens/words.h"
#include "ui/term/list.h"

enum { QUESTION_MOVE };
enum { HEAD_LINE = 0, HINT_LINE = 1, LIST_LINE = 3, NOTE_LINES = 2, COLUMNS_MOST = 150 };

struct telling {
	int64_t session_id; /* 0: there is no session to go back to */
	bool all;	    /* of every session, who is still to be told */
	struct session session;
	struct affected_rows people;
	size_t open;
	struct list list;
};

static enum status roster_affected_load(struct screen *screen, struct problem *problem)
{
	struct telling *state = screen->state;
	struct affected_rows *people = &state->people;
	struct affected *rows;
	size_t count;
	enum status status = STATUS_OK;

	if (state->session_id)
		status = session_get_bare(screen->desk, state->session_id, &state->session);
	if (!status)
		status = affected_list(screen->desk, state->all ? 0 : state->session_id, &rows,
				       &count);
	if (status) {
		*problem = screen->desk->problem;
		return status;
	}
	free(people->row);
	people->row = rows;
	people->count = count;
	state->open = 0;
	for (size_t i = 0; i < count; i++)
		state->open += rows[i].outcome == OUTCOME_NONE;
	list_set(&state->list, people, count);
	return STATUS_OK;
}

static enum status roster_affected_open(struct screen *screen, const void *argument,
					struct problem *problem)
{
	struct telling *state = screen->state;

	(void)problem;
	memcpy(&state->session_id, argument, sizeof(state->session_id));
	state->all = state->session_id == 0;
	affected_rows_list_init(&state->list);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->list);
	return STATUS_OK;
}

static void roster_affected_close(struct screen *screen)
{
	struct telling *state = screen->state;

	free(state->people.row);
}

static const struct affected *marked(const struct telling *state)
{
	size_t row;

	return list_selected(&state->list, &row) ? &state->people.row[row] : NULL;
}

/* What a narrow list has no room for. */
static void draw_marked(const struct telling *state, const struct canvas *canvas)
{
	const struct affected *row = marked(state);
	char visit[WORDS_SIZE];

	if (!row)
		return;
	affected_rows_visit(row, visit, sizeof(visit));
	draw_format(canvas, canvas->lines - 1, 1, STYLE_DIM,
		    _("%s: %s, number %d, booking %lld (Enter)"), row->patient, visit, row->number,
		    (long long)row->booking_id);
}

static void roster_affected_draw(struct screen *screen, const struct canvas *canvas)
{
	struct telling *state = screen->state;
	struct canvas rows = words_body(canvas, LIST_LINE, canvas->lines - LIST_LINE - NOTE_LINES,
					COLUMNS_MOST);
	char text[ROOM_SIZE + 3 * WORDS_SIZE], time[WORDS_SIZE];

	if (state->all)
		text_copy(text, sizeof(text),
			  _("All suspended sessions: who has not been told yet"));
	else
		text_format(text, sizeof(text), _("%s, %s: suspended: %s"), state->session.doctor,
			    words_session_time(&state->session, time), state->session.reason);
	draw_text(canvas, HEAD_LINE, 1, canvas->columns - 2, STYLE_TITLE, text);
	if (state->all)
		text_format(text, sizeof(text), _("Open: %d."), (int)state->open);
	else
		text_format(text, sizeof(text), _("Open: %d of %d."), (int)state->open,
			    (int)state->people.count);
	draw_text(canvas, HINT_LINE, 1, canvas->columns - 2,
		  state->open ? STYLE_WARNING : STYLE_GOOD, text);
	list_draw(&state->list, &rows, true);
	draw_marked(state, canvas);
}

/* Marks the next one that is open, so that one key after the other settles them all. */
static void mark_next_open(struct telling *state, int64_t settled_id)
{
	const struct affected_rows *people = &state->people;
	size_t from = 0;

	for (size_t i = 0; i < people->count; i++)
		if (people->row[i].booking_id == settled_id)
			from = i;
	for (size_t i = 0; i < people->count; i++) {
		const struct affected *row = &people->row[(from + i) % people->count];

		if (row->outcome == OUTCOME_NONE) {
			list_select(&state->list, row->booking_id);
			return;
		}
	}
}

static unsigned settle(struct screen *screen, enum outcome outcome)
{
	struct telling *state = screen->state;
	const struct affected *row = marked(state);
	struct problem problem;
	char name[NAME_SIZE];
	int64_t id;
	enum status status;

	if (!row)
		return SCREEN_DONE;
	id = row->booking_id;
	state->people.shown_id = 0;
	text_copy(name, sizeof(name), row->patient);
	status = affected_settle(screen->desk, id, outcome);
	if (status && !status_is_refusal(status)) {
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), screen->desk->problem.message);
		return SCREEN_DRAW;
	}
	if (status) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_DRAW;
	}
	screen_say(screen, SAY_GOOD, "%s: %s", name, outcome_word(outcome));
	if (roster_affected_load(screen, &problem) == STATUS_OK)
		mark_next_open(state, id);
	return SCREEN_RELOAD;
}

/* Chooses another session for the marked person; the move itself is the outcome. */
static unsigned move_booking(struct screen *screen)
{
	const struct affected *row = marked(screen->state);

	if (row)
		screen_push(screen, &choose_session_screen,
			    &(struct session_choice){ row->patient_id, row->booking_id },
			    QUESTION_MOVE);
	return SCREEN_DRAW;
}

static unsigned roster_affected_result(struct screen *screen, int question,
				       const struct answer *answer)
{
	struct telling *state = screen->state;
	const struct affected *row = marked(state);
	const int64_t id = row ? row->booking_id : 0;
	struct problem problem;

	if (question == QUESTION_MOVE && answer->given) {
		if (roster_affected_load(screen, &problem) == STATUS_OK)
			mark_next_open(state, id);
		screen_push(screen, &booked_screen, &answer->id, QUESTION_NONE);
	}
	return SCREEN_RELOAD;
}

static unsigned show_all(struct screen *screen)
{
	struct telling *state = screen->state;
	struct problem problem;

	if (!state->session_id)
		return SCREEN_DONE;
	state->all = !state->all;
	if (roster_affected_load(screen, &problem))
		screen_say_problem(screen, &problem);
	return SCREEN_DRAW;
}

/* The number to call, of the marked person, until another is marked. */
static unsigned show_phone(struct screen *screen)
{
	struct telling *state = screen->state;
	const struct affected *row = marked(state);
	struct patient patient;

	if (!row)
		return SCREEN_DONE;
	if (patient_show(screen->desk, row->patient_id, &patient)) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_DRAW;
	}
	state->people.shown_id = row->booking_id;
	if (patient.phone[0])
		screen_say(screen, SAY_INFO,
			   _("%s: %s. The patient's history records that you looked."),
			   patient.name, patient.phone);
	else
		screen_say(screen, SAY_INFO, _("%s left no phone number."), patient.name);
	return SCREEN_RELOAD;
}

static unsigned move(struct screen *screen, enum command command)
{
	struct telling *state = screen->state;
	unsigned reply = list_command(&state->list, command);

	if (reply == SCREEN_DRAW)
		state->people.shown_id = 0;
	return reply;
}

static unsigned roster_affected_command(struct screen *screen, enum command command)
{
	const struct affected *row = marked(screen->state);

	switch (command) {
	case COMMAND_AFFECTED_MOVED: return move_booking(screen);
	case COMMAND_AFFECTED_REFUNDED: return settle(screen, OUTCOME_REFUNDED);
	case COMMAND_AFFECTED_TOLD: return settle(screen, OUTCOME_TOLD);
	case COMMAND_AFFECTED_PHONE: return show_phone(screen);
	case COMMAND_AFFECTED_ALL: return show_all(screen);
	case COMMAND_LIST_CHOOSE:
		if (row)
			screen_push(screen, &booking_screen, &row->booking_id, QUESTION_NONE);
		return SCREEN_DRAW;
	case COMMAND_BACK: return SCREEN_CLOSE;
	default: return move(screen, command);
	}
}

static bool roster_affected_applies(const struct screen *screen, enum command command)
{
	const struct telling *state = screen->state;

	switch (command) {
	case COMMAND_AFFECTED_ALL: return state->session_id != 0;
	case COMMAND_AFFECTED_MOVED:
	case COMMAND_AFFECTED_REFUNDED:
	case COMMAND_AFFECTED_TOLD:
	case COMMAND_AFFECTED_PHONE: return state->people.count > 0;
	default: return true;
	}
}

const struct screen_ops roster_affected_screen = {
	.name = "roster_affected",
	.context = CONTEXT_AFFECTED,
	.title = N_("People to tell"),
	.state_size = sizeof(struct telling),
	.leaves_freely = true,
	.open = roster_affected_open,
	.load = roster_affected_load,
	.draw = roster_affected_draw,
	.command = roster_affected_command,
	.result = roster_affected_result,
	.applies = roster_affected_applies,
	.close = roster_affected_close,
};
