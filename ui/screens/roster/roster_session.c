#include "ui/screens/roster/roster_session.h"

#include <string.h>

#include "base/language.h"
#include "desk/roster/roster_put.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"

enum { DOCTOR, DAY, PERIOD, CAPACITY, ROOM, PERCENT, FEE, FIELD_COUNT };
enum { QUESTION_NOTES, NOTES_SHOWN = 6, NUMBER_SIZE = 8, DIALOG_COLUMNS = 66 };

struct putting {
	int64_t session_id; /* 0: a new one */
	struct form form;
	struct field field[FIELD_COUNT];
	/* What the form comes to. */
	struct session_wish wish;
	char doctor_code[CODE_SIZE];
	struct roster_notes notes;
};

static void fill_from_session(struct putting *state, const struct session *session)
{
	struct form *form = &state->form;
	char text[WORDS_DAY_SIZE], money[MONEY_TEXT_SIZE];

	form_set(form, DOCTOR, session->doctor_code);
	form_set(form, DAY, day_format(session->day, text));
	form_set(form, PERIOD, period_short_word(session->period));
	text_format(text, sizeof(text), "%d", session->capacity);
	form_set(form, CAPACITY, text);
	form_set(form, ROOM, session->room);
	text_format(text, sizeof(text), "%d", session->online_percent);
	form_set(form, PERCENT, text);
	form_set(form, FEE, money_format(session->fee_fen, money));
}

static void fill_in(struct putting *state, const struct roster_session_request *request,
		    const struct session *session)
{
	char text[DAY_TEXT_SIZE];

	if (session) {
		fill_from_session(state, session);
		form_focus(&state->form, CAPACITY);
		return;
	}
	form_set(&state->form, DOCTOR, request->doctor_code);
	form_set(&state->form, DAY, day_format(request->day, text));
	state->field[PERIOD].choice = (int)request->period;
	form_focus(&state->form, request->doctor_code[0] ? CAPACITY : DOCTOR);
}

static enum status roster_session_open(struct screen *screen, const void *argument,
				       struct problem *problem)
{
	struct putting *state = screen->state;
	struct roster_session_request request;
	struct session session;
	bool anew;

	memcpy(&request, argument, sizeof(request));
	state->session_id = request.session_id;
	anew = state->session_id == 0;
	if (!anew && session_get(screen->desk, state->session_id, &session)) {
		*problem = screen->desk->problem;
		return problem->status;
	}
	state->field[DOCTOR] = (struct field){ .label = N_("Doctor's code"),
					       .kind = anew ? FIELD_CODE : FIELD_SHOWN,
					       .limit = CODE_SIZE,
					       .columns = 20 };
	state->field[DAY] = (struct field){ .label = N_("Day"),
					    .kind = anew ? FIELD_DATE : FIELD_SHOWN,
					    .limit = DAY_TEXT_SIZE,
					    .columns = 12 };
	state->field[PERIOD] = (struct field){ .label = N_("Period"),
					       .kind = anew ? FIELD_CHOICE : FIELD_SHOWN,
					       .columns = 12,
					       .choices = words_periods };
	state->field[CAPACITY] = (struct field){
		.label = N_("Capacity"), .kind = FIELD_DIGITS, .limit = NUMBER_SIZE, .columns = 6
	};
	state->field[ROOM] = (struct field){ .label = N_("Room"),
					     .limit = ROOM_SIZE,
					     .columns = 20 };
	state->field[PERCENT] = (struct field){ .label = N_("Online percent"),
						.kind = FIELD_DIGITS,
						.limit = NUMBER_SIZE,
						.columns = 6,
						.hint = N_("empty: as in Settings") };
	state->field[FEE] = (struct field){ .label = N_("Fee"),
					    .kind = FIELD_MONEY,
					    .limit = MONEY_TEXT_SIZE,
					    .columns = 12,
					    .hint = N_("empty: the doctor's fee") };
	screen_use_form(screen, &state->form, state->field, FIELD_COUNT);
	fill_in(state, &request, anew ? NULL : &session);
	return STATUS_OK;
}

static void roster_session_size(const struct screen *screen, int *lines, int *columns)
{
	const struct putting *state = screen->state;

	*lines = form_lines(&state->form) + 2;
	*columns = DIALOG_COLUMNS;
}

static const char *roster_session_heading(const struct screen *screen)
{
	const struct putting *state = screen->state;

	return state->session_id ? _("Change the session") : _("New session");
}

static void roster_session_draw(struct screen *screen, const struct canvas *canvas)
{
	struct putting *state = screen->state;
	struct canvas part = canvas_part(canvas, 0, 0, canvas->lines - 1, canvas->columns);

	form_draw(&state->form, &part, true);
	draw_keys(canvas, canvas->lines - 1, 0, canvas->columns,
		  _("Enter goes on, and on the last field saves, as F9 does."));
}

/* A number in a field; false says in the form what is wrong. */
static bool read_number(struct putting *state, int field, int lowest, int highest, int *out)
{
	char sentence[FIELD_PROBLEM_SIZE];
	int64_t number;

	if (text_to_number(form_value(&state->form, field), lowest, highest, &number)) {
		*out = (int)number;
		return true;
	}
	text_format(sentence, sizeof(sentence), _("A whole number from %d to %d."), lowest,
		    highest);
	form_problem(&state->form, field, sentence);
	return false;
}

/* Which session it is about; false says in the form what is wrong. */
static bool read_session(struct screen *screen)
{
	struct putting *state = screen->state;
	struct session session;

	if (state->session_id) {
		if (session_get(screen->desk, state->session_id, &session)) {
			screen_say_problem(screen, &screen->desk->problem);
			return false;
		}
		text_copy(state->doctor_code, sizeof(state->doctor_code), session.doctor_code);
		state->wish.day = session.day;
		state->wish.period = session.period;
		return true;
	}
	text_copy(state->doctor_code, sizeof(state->doctor_code), form_value(&state->form, DOCTOR));
	state->wish.period = (enum period)state->field[PERIOD].choice;
	if (!day_parse_loose(form_value(&state->form, DAY), &state->wish.day)) {
		form_problem(&state->form, DAY, _("Write the date as 2026-11-23."));
		return false;
	}
	if (session_find(screen->desk, state->doctor_code, state->wish.day, state->wish.period,
			 &session) == STATUS_OK) {
		form_problem(&state->form, PERIOD,
			     _("The doctor already has a session then. Go back, mark it and change "
			       "it."));
		return false;
	}
	return true;
}

static bool read_form(struct screen *screen)
{
	struct putting *state = screen->state;
	struct session_wish *wish = &state->wish;
	const struct form *form = &state->form;

	form_forget_problems(&state->form);
	*wish = (struct session_wish){ .online_percent = -1, .fee_fen = -1 };
	if (!read_session(screen))
		return false;
	wish->doctor_code = state->doctor_code;
	if (!read_number(state, CAPACITY, 1, SESSION_CAPACITY_MAX, &wish->capacity))
		return false;
	text_copy(wish->room, sizeof(wish->room), form_value(form, ROOM));
	if (form_value(form, PERCENT)[0] &&
	    !read_number(state, PERCENT, 0, 100, &wish->online_percent))
		return false;
	if (form_value(form, FEE)[0] && !money_parse(form_value(form, FEE), &wish->fee_fen)) {
		form_problem(&state->form, FEE, _("An amount in yuan, such as 15 or 15.00."));
		return false;
	}
	return true;
}

static unsigned refused(struct screen *screen, enum status status)
{
	struct putting *state = screen->state;
	const char *sentence = screen->desk->problem.message;

	if (status_exit(status) != 1 && status_exit(status) != 3)
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), sentence);
	else if (status == STATUS_UNKNOWN_DOCTOR)
		form_problem(&state->form, DOCTOR, sentence);
	else if (status == STATUS_TOO_LATE)
		form_problem(&state->form, DAY, sentence);
	else if (status == STATUS_BAD_AMOUNT)
		form_problem(&state->form, FEE, sentence);
	else if (status == STATUS_BAD_VALUE || status == STATUS_BAD_TEXT)
		form_problem(&state->form, ROOM, sentence);
	else
		screen_say_problem(screen, &screen->desk->problem);
	return SCREEN_DRAW;
}

static unsigned save(struct screen *screen)
{
	struct putting *state = screen->state;
	enum put_outcome outcome;
	enum status status = session_put(screen->desk, &state->wish, &state->notes, &outcome);

	if (status)
		return refused(screen, status);
	screen_say(screen, SAY_GOOD, "%s",
		   outcome == PUT_ADDED	    ? _("The session was added.")
		   : outcome == PUT_CHANGED ? _("The session was changed.")
					    : _("Nothing was changed: it was already so."));
	screen->answer = (struct answer){ .given = true };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static enum status try_put(struct desk *desk, void *context)
{
	struct putting *state = context;
	enum put_outcome outcome;

	return session_put(desk, &state->wish, &state->notes, &outcome);
}

/* What stays as it is though it was asked otherwise. */
static unsigned ask_about_notes(struct screen *screen)
{
	const struct putting *state = screen->state;
	const struct roster_notes *notes = &state->notes;
	char text[(NOTES_SHOWN + 2) * ROSTER_NOTE_SIZE] = "";
	size_t length = 0;

	for (int i = 0; i < notes->count && i < NOTES_SHOWN; i++) {
		text_format(text + length, sizeof(text) - length, "%s\n", notes->note[i]);
		length += strlen(text + length);
	}
	if (notes->count > NOTES_SHOWN) {
		text_format(text + length, sizeof(text) - length, _("And %d more.\n"),
			    notes->count - NOTES_SHOWN);
		length += strlen(text + length);
	}
	text_format(text + length, sizeof(text) - length, "%s",
		    _("Every booking is kept. Save the rest?"));
	dialog_ask(screen, QUESTION_NOTES, _("Some numbers stay as they are"), text);
	return SCREEN_DRAW;
}

static unsigned roster_session_confirm(struct screen *screen)
{
	struct putting *state = screen->state;
	enum status status;

	if (!read_form(screen))
		return SCREEN_DRAW;
	status = desk_try(screen->desk, try_put, state);
	if (status)
		return refused(screen, status);
	return state->notes.count ? ask_about_notes(screen) : save(screen);
}

static unsigned roster_session_command(struct screen *screen, enum command command)
{
	return command == COMMAND_ROSTER_CHANGE ? roster_session_confirm(screen) : SCREEN_PASS;
}

static unsigned roster_session_result(struct screen *screen, int question,
				      const struct answer *answer)
{
	if (question == QUESTION_NOTES && answer->given && answer->choice == 1)
		return save(screen);
	return SCREEN_DRAW;
}

static bool roster_session_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_ROSTER || command == COMMAND_ROSTER_CHANGE;
}

static struct form *roster_session_draft(struct screen *screen, int64_t *subject)
{
	struct putting *state = screen->state;

	*subject = state->session_id;
	return &state->form;
}

const struct screen_ops roster_session_screen = {
	.name = "roster_session",
	.context = CONTEXT_ROSTER,
	.title = N_("Session"),
	.state_size = sizeof(struct putting),
	.open = roster_session_open,
	.draw = roster_session_draw,
	.command = roster_session_command,
	.confirm = roster_session_confirm,
	.result = roster_session_result,
	.applies = roster_session_applies,
	.size = roster_session_size,
	.draft = roster_session_draft,
	.heading = roster_session_heading,
};
