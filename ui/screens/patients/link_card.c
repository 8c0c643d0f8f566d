#include "ui/screens/patients/link_card.h"

#include <string.h>

#include "base/language.h"
#include "desk/people/patient_link.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { FIELDS_MAX = 2, DIALOG_COLUMNS = 66, DIALOG_LINES = 8 };

struct linking {
	struct patient patient;
	struct form form;
	struct field field[FIELDS_MAX];
	int card, social; /* their places; -1: known */
};

static int add_field(struct linking *state, int *count, const char *label)
{
	state->field[*count] = (struct field){
		.label = label, .kind = FIELD_CODE, .limit = CARD_SIZE, .columns = 34
	};
	return (*count)++;
}

static enum status link_card_open(struct screen *screen, const void *argument,
				  struct problem *problem)
{
	struct linking *state = screen->state;
	int count = 0;

	(void)problem;
	memcpy(&state->patient, argument, sizeof(state->patient));
	state->card = state->patient.card_no[0] ? -1 : add_field(state, &count, N_("Card"));
	state->social = state->patient.social_no[0] ? -1
						    : add_field(state, &count, N_("Social no."));
	screen_use_form(screen, &state->form, state->field, count);
	return STATUS_OK;
}

static void link_card_draw(struct screen *screen, const struct canvas *canvas)
{
	struct linking *state = screen->state;
	char text[WORDS_SIZE];
	int line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_NORMAL,
				  words_patient(&state->patient, desk_today(screen->desk), text));

	if (state->card < 0)
		line = words_line(canvas, line, _("Card"), state->patient.card_no);
	line = form_draw_at(&state->form, canvas, line + 1);
	draw_keys(canvas, line + 1, 0, canvas->columns,
		  _("Scan or type the number; Enter links the card."));
}

static const char *typed(const struct linking *state, int field)
{
	return field < 0 ? "" : form_value(&state->form, field);
}

static enum status link_now(struct screen *screen, struct patient *patient, const char *card_no,
			    const char *social_no)
{
	char day[DAY_TEXT_SIZE];
	enum status status = patient_link_card(screen->desk, patient->id, card_no, social_no,
					       patient);

	if (!status)
		screen_say(screen, SAY_GOOD,
			   _("The card of %s is linked to the social security number since %s."),
			   patient->name, day_format(patient->linked, day));
	return status;
}

static unsigned link_card_confirm(struct screen *screen)
{
	struct linking *state = screen->state;
	struct patient patient = state->patient;
	const int at = state->social < 0 ? state->card : state->social;
	enum status status;

	form_forget_problems(&state->form);
	status = link_now(screen, &patient, typed(state, state->card), typed(state, state->social));
	switch (status) {
	case STATUS_OK:
		screen->answer = (struct answer){ .given = true, .id = patient.id };
		return SCREEN_CLOSE | SCREEN_RELOAD;
	case STATUS_DUPLICATE_CARD:
		form_problem(&state->form, state->card < 0 ? at : state->card,
			     screen->desk->problem.message);
		return SCREEN_DRAW;
	case STATUS_BAD_VALUE:
		form_problem(&state->form,
			     state->card >= 0 && !typed(state, state->card)[0] ? state->card : at,
			     screen->desk->problem.message);
		return SCREEN_DRAW;
	case STATUS_DUPLICATE_SOCIAL_NO:
		form_problem(&state->form, at, screen->desk->problem.message);
		return SCREEN_DRAW;
	default:
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), screen->desk->problem.message);
		return SCREEN_DRAW;
	}
}

/* A scan is the first number that is missing; the last one links. */
static unsigned link_card_scan(struct screen *screen, const char *text)
{
	struct linking *state = screen->state;

	for (int i = 0; i < state->form.count; i++) {
		if (form_value(&state->form, i)[0])
			continue;
		form_set(&state->form, i, text);
		if (i + 1 == state->form.count)
			return link_card_confirm(screen);
		form_focus(&state->form, i + 1);
		return SCREEN_DRAW;
	}
	return SCREEN_PASS;
}

static bool link_card_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_PERSON;
}

const struct screen_ops link_card_screen = {
	.name = "link_card",
	.context = CONTEXT_PERSON,
	.title = N_("Link the card"),
	.state_size = sizeof(struct linking),
	.lines = DIALOG_LINES,
	.columns = DIALOG_COLUMNS,
	.open = link_card_open,
	.draw = link_card_draw,
	.confirm = link_card_confirm,
	.scan = link_card_scan,
	.applies = link_card_applies,
};

unsigned link_card(struct screen *screen, int64_t patient_id, int question)
{
	struct patient patient;
	char day[DAY_TEXT_SIZE];
	enum status status = patient_get(screen->desk, patient_id, &patient);

	if (!status && patient.linked != DAY_NONE) {
		screen_say(screen, SAY_INFO,
			   _("The card of %s is linked to the social security number since %s."),
			   patient.name, day_format(patient.linked, day));
		return SCREEN_DRAW;
	}
	if (!status && !(patient.card_no[0] && patient.social_no[0])) {
		screen_push(screen, &link_card_screen, &patient, question);
		return SCREEN_DRAW;
	}
	if (!status)
		status = link_now(screen, &patient, "", "");
	if (status)
		screen_say_problem(screen, &screen->desk->problem);
	return SCREEN_RELOAD;
}
