#include "ui/screens/patients/patient.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/mask.h"
#include "base/text.h"
#include "ui/screens/bookings/booking.h"
#include "ui/screens/desk/history_rows.h"
#include "ui/screens/patients/patient_pane.h"
#include "ui/screens/patients/person_command.h"
#include "ui/screens/register/booked.h"
#include "ui/screens/register/choose_session.h"
#include "ui/screens/words.h"

enum { QUESTION_BOOK, QUESTION_MERGE, QUESTION_OTHER };
enum { FACTS_LINE = 0 };

struct record {
	int64_t id;
	bool shown; /* the numbers whole */
	struct patient_pane own;
	struct audit_row *entries;
	struct list history;
	bool at_history; /* which list the keys move in */
};

static enum status patient_screen_load(struct screen *screen, struct problem *problem)
{
	struct record *state = screen->state;
	struct desk *desk = screen->desk;
	struct audit_row *entries = NULL;
	struct patient patient;
	size_t count = 0;
	enum status status = patient_get(desk, state->id, &patient);

	if (!status)
		status = audit_history(desk, patient.seq, &entries, &count);
	if (!status)
		status = patient_pane_load(&state->own, desk, &patient);
	if (status) {
		free(entries);
		*problem = desk->problem;
		return status;
	}
	free(state->entries);
	state->entries = entries;
	list_set(&state->history, entries, count);
	return STATUS_OK;
}

static enum status patient_screen_open(struct screen *screen, const void *argument,
				       struct problem *problem)
{
	struct record *state = screen->state;

	(void)problem;
	memcpy(&state->id, argument, sizeof(state->id));
	patient_pane_init(&state->own, N_("This patient has no bookings yet. F9 books."));
	history_rows_list_init(&state->history);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->own.booked);
	return STATUS_OK;
}

static void patient_screen_close(struct screen *screen)
{
	struct record *state = screen->state;

	patient_pane_release(&state->own);
	free(state->entries);
}

static void patient_screen_draw(struct screen *screen, const struct canvas *canvas)
{
	struct record *state = screen->state;
	struct canvas whole = canvas_part(canvas, FACTS_LINE, 1, canvas->lines - FACTS_LINE,
					  canvas->columns - 2);
	const struct patient_facts facts = { .patient = &state->own.patient,
					     .standing = state->own.standing,
					     .shown = state->shown };
	int line = patient_facts_draw(&facts, &whole, desk_today(screen->desk)) + 1;
	struct canvas body = canvas_part(&whole, line, 0, whole.lines - line, whole.columns);

	patient_lists_draw(&state->own.booked, &state->history, state->at_history, &body);
}

/* Shows the numbers whole, or masks them again. */
static unsigned show_numbers(struct screen *screen)
{
	struct record *state = screen->state;

	if (!state->shown && patient_show(screen->desk, state->id, "", &state->own.patient)) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_DRAW;
	}
	state->shown = !state->shown;
	if (state->shown)
		screen_say(screen, SAY_INFO, "%s",
			   _("The patient's history records that you looked."));
	return SCREEN_RELOAD;
}

static unsigned choose(struct screen *screen)
{
	struct record *state = screen->state;
	size_t row;

	if (state->at_history)
		return history_rows_read(screen, &state->history);
	if (list_selected(&state->own.booked, &row))
		screen_push(screen, &booking_screen, &state->own.bookings[row].id, QUESTION_OTHER);
	return SCREEN_DRAW;
}

static unsigned show_history(struct screen *screen, bool history)
{
	struct record *state = screen->state;

	state->at_history = history;
	screen_use_list(screen, history ? &state->history : &state->own.booked);
	return SCREEN_DRAW;
}

static unsigned patient_screen_command(struct screen *screen, enum command command)
{
	struct record *state = screen->state;

	switch (command) {
	case COMMAND_PATIENTS_REGISTER:
		screen_push(screen, &choose_session_screen,
			    &(struct session_choice){ .patient_id = state->id }, QUESTION_BOOK);
		return SCREEN_DRAW;
	case COMMAND_PATIENTS_CHANGE:
	case COMMAND_PATIENTS_LINK:
	case COMMAND_PATIENTS_MERGE:
	case COMMAND_PATIENTS_DECEASED:
		return person_command(screen, command, state->id, QUESTION_MERGE, QUESTION_OTHER);
	case COMMAND_PATIENTS_SHOW: return show_numbers(screen);
	case COMMAND_PATIENTS_HISTORY:
	case COMMAND_LIST_NEXT_PART:
	case COMMAND_LIST_PREVIOUS_PART: return show_history(screen, !state->at_history);
	case COMMAND_PATIENTS_FIND:
	case COMMAND_BACK: return SCREEN_CLOSE;
	case COMMAND_LIST_CHOOSE: return choose(screen);
	default:
		return list_command(state->at_history ? &state->history : &state->own.booked,
				    command);
	}
}

static unsigned patient_screen_result(struct screen *screen, int question,
				      const struct answer *answer)
{
	struct record *state = screen->state;

	if (question == QUESTION_MERGE && answer->given)
		state->id = answer->id;
	if (question == QUESTION_BOOK && answer->given)
		screen_push(screen, &booked_screen, &answer->id, QUESTION_OTHER);
	return SCREEN_RELOAD;
}

static unsigned patient_screen_focus(struct screen *screen, const struct list *list)
{
	return show_history(screen, list == &((const struct record *)screen->state)->history);
}

static bool patient_screen_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command != COMMAND_PATIENTS_NEW;
}

const struct screen_ops patient_screen = {
	.name = "patient",
	.context = CONTEXT_PATIENTS,
	.title = N_("Patient"),
	.state_size = sizeof(struct record),
	.open = patient_screen_open,
	.load = patient_screen_load,
	.draw = patient_screen_draw,
	.command = patient_screen_command,
	.result = patient_screen_result,
	.focus = patient_screen_focus,
	.applies = patient_screen_applies,
	.close = patient_screen_close,
};
