#include "ui/screens/roster/roster_affected.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/mask.h"
#include "desk/booking/move.h"
#include "desk/booking/suspension.h"
#include "desk/people/patient.h"
#include "ui/screens/bookings/booking.h"
#include "ui/screens/bookings/move.h"
#include "ui/screens/register/choose_session.h"
#include "ui/screens/roster/affected_rows.h"
#include "ui/screens/roster/roster_pay_back.h"
#include "ui/screens/words.h"
#include "ui/term/list.h"

enum { QUESTION_SETTLED };
enum { HEAD_LINE = 0, HINT_LINE = 1, LIST_LINE = 3, NOTE_LINES = 3, COLUMNS_MOST = 150 };

struct telling {
	int64_t session_id; /* 0: there is no session to go back to */
	bool all;	    /* of every session, who has no outcome yet */
	bool calls;	    /* the marked person's phone number is shown in full */
	struct session session;
	struct affected_rows people;
	size_t settled;
	int64_t next_id; /* who is marked once the marked person is settled; 0: nobody */
	/* The sessions of the days that can be booked: one of them is proposed to each person. */
	struct session *coming;
	size_t coming_count;
	int64_t now_ms;
	struct list list;
};

static enum status load_coming(struct desk *desk, struct telling *state)
{
	const day_number today = clock_local(desk_now_ms(desk)).day;
	struct session *rows;
	size_t count;
	enum status status = session_list_between(
		desk, today, today + desk->settings.quota_horizon_days, &rows, &count);

	if (status)
		return status;
	free(state->coming);
	state->coming = rows;
	state->coming_count = count;
	state->now_ms = desk_now_ms(desk);
	return STATUS_OK;
}

static enum status roster_affected_load(struct screen *screen, struct problem *problem)
{
	struct telling *state = screen->state;
	struct affected_rows *people = &state->people;
	struct affected *rows;
	size_t count;
	enum status status = load_coming(screen->desk, state);

	if (!status && state->session_id)
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
	state->settled = 0;
	for (size_t i = 0; i < count; i++)
		state->settled += rows[i].outcome != OUTCOME_NONE;
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
	free(state->coming);
}

static const struct affected *marked(const struct telling *state)
{
	size_t row;

	return list_selected(&state->list, &row) ? &state->people.row[row] : NULL;
}

/* Where the marked person is moved to by one key; NULL: nowhere. */
static const struct session *proposed(const struct telling *state, const struct affected *row)
{
	return move_propose(row, state->coming, state->coming_count, state->now_ms);
}

/* What a narrow list has no room for, and what its first key would do. */
static void draw_marked(const struct telling *state, const struct canvas *canvas)
{
	const struct affected *row = marked(state);
	const struct session *session;
	char visit[WORDS_SIZE];

	if (!row)
		return;
	affected_rows_visit(row, visit, sizeof(visit));
	draw_format(canvas, canvas->lines - 2, 1, STYLE_FAINT,
		    _("%s: %s, number %d, booking %lld (Enter)"), row->patient, visit, row->number,
		    (long long)row->booking_id);
	session = proposed(state, row);
	if (row->moved_to)
		draw_format(canvas, canvas->lines - 1, 1, STYLE_GOOD, _("Moved: booking %lld."),
			    (long long)row->moved_to);
	else if (session)
		draw_format(canvas, canvas->lines - 1, 1, STYLE_NORMAL,
			    _("Move to: %s, %s, %d free."), session->doctor,
			    words_session_time(session, visit), session->counter.free);
	else
		draw_text(canvas, canvas->lines - 1, 1, canvas->columns - 2, STYLE_FAINT,
			  _("Nothing to move to: no session of the department has a number for the "
			    "counter."));
}

static void say_progress(const struct telling *state, char out[WORDS_SIZE])
{
	out[0] = '\0';
	if (state->all && state->people.count)
		text_format(out, WORDS_SIZE,
			    _n("%d person has no outcome yet.", "%d people have no outcome yet.",
			       (unsigned long)state->people.count),
			    (int)state->people.count);
	else if (!state->all)
		text_format(out, WORDS_SIZE,
			    state->settled < state->people.count
				    ? _("%d of %d settled.")
				    : _("%d of %d settled: nobody is left. Esc goes back."),
			    (int)state->settled, (int)state->people.count);
}

static void roster_affected_draw(struct screen *screen, const struct canvas *canvas)
{
	struct telling *state = screen->state;
	struct canvas rows = words_body(canvas, LIST_LINE, canvas->lines - LIST_LINE - NOTE_LINES,
					COLUMNS_MOST);
	char text[ROOM_SIZE + 3 * WORDS_SIZE], time[WORDS_SIZE];

	if (state->all)
		text_copy(text, sizeof(text), _("All suspended sessions: who has no outcome yet"));
	else
		text_format(text, sizeof(text), _("%s, %s: suspended: %s"), state->session.doctor,
			    words_session_time(&state->session, time), state->session.reason);
	draw_text(canvas, HEAD_LINE, 1, canvas->columns - 2, STYLE_HEADING, text);
	say_progress(state, text);
	draw_text(canvas, HINT_LINE, 1, canvas->columns - 2,
		  state->settled < state->people.count ? STYLE_WARNING : STYLE_GOOD, text);
	list_draw(&state->list, &rows, true);
	draw_marked(state, canvas);
}

/* The number to call, of the marked person, until another is marked. Who looks is recorded. */
static unsigned show_phone(struct screen *screen)
{
	struct telling *state = screen->state;
	const struct affected *row = marked(state);
	struct patient patient;

	state->people.shown_id = 0;
	if (!row || !state->calls)
		return SCREEN_DRAW;
	if (patient_show(screen->desk, row->patient_id, "", &patient)) {
		state->calls = false;
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_DRAW;
	}
	state->people.shown_id = row->booking_id;
	return SCREEN_RELOAD;
}

/* Who comes after the marked one and has no outcome: one key after the other settles them all. */
static void look_ahead(struct telling *state)
{
	const struct affected_rows *people = &state->people;
	size_t from;

	state->next_id = 0;
	if (!list_selected(&state->list, &from))
		return;
	for (size_t i = 1; i < people->count && !state->next_id; i++) {
		const struct affected *row = &people->row[(from + i) % people->count];

		if (row->outcome == OUTCOME_NONE)
			state->next_id = row->booking_id;
	}
}

static unsigned go_on(struct screen *screen)
{
	struct telling *state = screen->state;
	struct problem problem;

	if (roster_affected_load(screen, &problem))
		screen_say_problem(screen, &problem);
	else if (state->next_id)
		list_select(&state->list, state->next_id);
	show_phone(screen);
	return SCREEN_RELOAD;
}

static unsigned tell(struct screen *screen)
{
	struct telling *state = screen->state;
	const struct affected *row = marked(state);
	char name[NAME_SIZE];
	enum outcome outcome;
	enum status status;

	if (!row)
		return SCREEN_DONE;
	outcome = row->outcome == OUTCOME_TOLD ? OUTCOME_NONE : OUTCOME_TOLD;
	look_ahead(state);
	text_copy(name, sizeof(name), row->patient);
	status = affected_settle(screen->desk, row->booking_id, outcome);
	if (status && !status_is_refusal(status)) {
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), screen->desk->problem.message);
		return SCREEN_DRAW;
	}
	if (status) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_DRAW;
	}
	screen_say(screen, SAY_GOOD, "%s: %s", name, outcome_word(outcome));
	return go_on(screen);
}

/* To the session proposed, or to one that is chosen; the move itself is the outcome. */
static unsigned move_booking(struct screen *screen, bool elsewhere)
{
	struct telling *state = screen->state;
	const struct affected *row = marked(state);
	const struct session *session;

	if (!row)
		return SCREEN_DONE;
	look_ahead(state);
	session = elsewhere || row->moved_to ? NULL : proposed(state, row);
	if (session)
		screen_push(screen, &move_screen,
			    &(struct move_request){ row->booking_id, session->id },
			    QUESTION_SETTLED);
	else
		screen_push(screen, &choose_session_screen,
			    &(struct session_choice){ row->patient_id, row->booking_id },
			    QUESTION_SETTLED);
	return SCREEN_DRAW;
}

static unsigned pay_back_marked(struct screen *screen)
{
	struct telling *state = screen->state;
	const struct affected *row = marked(state);

	if (!row)
		return SCREEN_DONE;
	look_ahead(state);
	screen_push(screen, &roster_pay_back_screen, &row->booking_id, QUESTION_SETTLED);
	return SCREEN_DRAW;
}

static unsigned roster_affected_result(struct screen *screen, int question,
				       const struct answer *answer)
{
	return question == QUESTION_SETTLED && answer->given ? go_on(screen) : SCREEN_RELOAD;
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

static unsigned start_calling(struct screen *screen)
{
	struct telling *state = screen->state;
	const struct affected *row = marked(state);

	if (!row)
		return SCREEN_DONE;
	state->calls = true;
	if (show_phone(screen) != SCREEN_RELOAD)
		return SCREEN_DRAW;
	if (row->phone[0])
		screen_say(screen, SAY_INFO,
			   _("%s: %s. The patient's history records that you looked."),
			   row->patient, row->phone);
	else
		screen_say(screen, SAY_INFO, _("%s left no phone number."), row->patient);
	return SCREEN_RELOAD;
}

static unsigned move(struct screen *screen, enum command command)
{
	struct telling *state = screen->state;
	unsigned reply = list_command(&state->list, command);

	return reply == SCREEN_DRAW ? show_phone(screen) : reply;
}

static unsigned roster_affected_command(struct screen *screen, enum command command)
{
	const struct affected *row = marked(screen->state);

	switch (command) {
	case COMMAND_AFFECTED_MOVED: return move_booking(screen, false);
	case COMMAND_AFFECTED_ELSEWHERE: return move_booking(screen, true);
	case COMMAND_AFFECTED_REFUNDED: return pay_back_marked(screen);
	case COMMAND_AFFECTED_TOLD: return tell(screen);
	case COMMAND_AFFECTED_PHONE: return start_calling(screen);
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
	case COMMAND_AFFECTED_ELSEWHERE:
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
