#include "ui/screens/patients/mark_deceased.h"

#include <string.h>

#include "base/language.h"
#include "desk/booking/deceased.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { REASON, FIELD_COUNT };
enum { DIALOG_COLUMNS = 66, DIALOG_LINES = 10 };

struct marking {
	int64_t id;
	struct patient patient;
	struct problem refusal; /* STATUS_OK: none */
	struct form form;
	struct field field[FIELD_COUNT];
};

static bool is_marked(const struct marking *state)
{
	return state->patient.deceased != DAY_NONE;
}

static enum status mark_deceased_open(struct screen *screen, const void *argument,
				      struct problem *problem)
{
	struct marking *state = screen->state;

	memcpy(&state->id, argument, sizeof(state->id));
	if (patient_get(screen->desk, state->id, &state->patient)) {
		*problem = screen->desk->problem;
		return problem->status;
	}
	state->field[REASON] = (struct field){ .label = N_("Reason"),
					       .limit = EDIT_SIZE,
					       .columns = 48 };
	if (is_marked(state))
		screen_use_form(screen, &state->form, state->field, FIELD_COUNT);
	return STATUS_OK;
}

static void mark_deceased_draw(struct screen *screen, const struct canvas *canvas)
{
	struct marking *state = screen->state;
	char text[WORDS_SIZE], sentence[WORDS_SIZE], day[DAY_TEXT_SIZE];
	int line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_HEADING,
				  words_patient(&state->patient, desk_today(screen->desk), text));

	if (is_marked(state))
		text_format(sentence, sizeof(sentence),
			    _("Marked as deceased on %s. Take the mark back?"),
			    day_format(state->patient.deceased, day));
	else
		text_format(sentence, sizeof(sentence), "%s",
			    _("Mark this patient as deceased? Nothing is booked for them any "
			      "more, at the counter or online."));
	line += draw_paragraph(canvas, line + 1, 0, canvas->columns, STYLE_NORMAL, sentence) + 1;
	if (is_marked(state))
		line = form_draw_at(&state->form, canvas, line + 1);
	words_note(canvas, line + 1, &state->refusal,
		   is_marked(state) ? _("F9 takes the mark back. Esc leaves it.")
				    : _("F9 marks. Enter and Esc leave everything as it is."));
}

static unsigned do_it(struct screen *screen)
{
	struct marking *state = screen->state;
	const bool was_marked = is_marked(state);
	struct patient patient;
	enum status status = was_marked ? patient_mark_living(screen->desk, state->id,
							      form_value(&state->form, REASON),
							      &patient)
					: patient_mark_deceased(screen->desk, state->id, &patient);

	if (status && status_exit(status) == 4) {
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), screen->desk->problem.message);
		return SCREEN_DRAW;
	}
	if (status && was_marked) {
		form_problem(&state->form, REASON, screen->desk->problem.message);
		return SCREEN_DRAW;
	}
	if (status) {
		state->refusal = screen->desk->problem;
		return SCREEN_DRAW;
	}
	screen_say(screen, SAY_GOOD,
		   was_marked ? _("%s is no longer marked as deceased.")
			      : _("%s is marked as deceased."),
		   patient.name);
	screen->answer = (struct answer){ .given = true, .id = patient.id };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static unsigned mark_deceased_command(struct screen *screen, enum command command)
{
	const struct marking *state = screen->state;

	switch (command) {
	case COMMAND_PERSON_YES: return do_it(screen);
	case COMMAND_PERSON_NO:
		/* Who has typed a reason does not lose it. */
		if (is_marked(state))
			return SCREEN_DRAW;
		screen_say(screen, SAY_INFO, "%s", _("Nothing was changed."));
		return SCREEN_CLOSE;
	case COMMAND_BACK: return SCREEN_CLOSE;
	default: return SCREEN_PASS;
	}
}

static bool mark_deceased_applies(const struct screen *screen, enum command command)
{
	return command != COMMAND_PERSON_OTHER &&
	       (command != COMMAND_PERSON_NO || !is_marked(screen->state));
}

const struct screen_ops mark_deceased_screen = {
	.name = "mark_deceased",
	.context = CONTEXT_PERSON,
	.weighty = true,
	.title = N_("Deceased"),
	.state_size = sizeof(struct marking),
	.lines = DIALOG_LINES,
	.columns = DIALOG_COLUMNS,
	.open = mark_deceased_open,
	.draw = mark_deceased_draw,
	.command = mark_deceased_command,
	.applies = mark_deceased_applies,
};
