#include "ui/screens/patients/merge_with.h"

#include <string.h>

#include "base/language.h"
#include "ui/screens/patients/merge_records.h"
#include "ui/screens/patients/patient_search.h"

enum { QUESTION_MERGE };

struct choosing {
	struct patient_search search; /* first: patient_search.h's functions have it as the state */
	int64_t id;
};

static const struct patient_search_look look = {
	.take = N_("Enter compares both records"),
	.nobody = N_("No patient found. Backspace deletes a letter; Esc goes back."),
	.ask = N_("Which record is another one of the same person? Type or scan: name, pinyin or "
		  "initials, ID number, phone or its last four digits, card or patient number."),
	.columns_most = 140,
};

static enum status merge_with_open(struct screen *screen, const void *argument,
				   struct problem *problem)
{
	struct choosing *state = screen->state;

	memcpy(&state->id, argument, sizeof(state->id));
	return patient_search_open(screen, NULL, problem);
}

static void merge_with_draw(struct screen *screen, const struct canvas *canvas)
{
	patient_search_draw(screen, canvas, &look);
}

static unsigned compare(struct screen *screen)
{
	const struct choosing *state = screen->state;
	const struct patient *marked = patient_search_marked(screen);

	if (!marked)
		patient_search_say_unmarked(screen);
	else if (marked->id == state->id)
		screen_say(screen, SAY_INFO, "%s",
			   _("This is the record you came from; mark another one."));
	else
		screen_push(screen, &merge_records_screen,
			    &(struct two_records){ .keep = state->id, .give = marked->id },
			    QUESTION_MERGE);
	return SCREEN_DRAW;
}

static unsigned merge_with_command(struct screen *screen, enum command command)
{
	return command == COMMAND_FORM_ENTER ? compare(screen)
					     : patient_search_command(screen, command);
}

static unsigned merge_with_result(struct screen *screen, int question, const struct answer *answer)
{
	if (question != QUESTION_MERGE || !answer->given)
		return SCREEN_DRAW;
	screen->answer = *answer;
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static bool merge_with_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_PERSON;
}

const struct screen_ops merge_with_screen = {
	.name = "merge_with",
	.context = CONTEXT_PERSON,
	.title = N_("Merge with"),
	.state_size = sizeof(struct choosing),
	.open = merge_with_open,
	.load = patient_search_load,
	.draw = merge_with_draw,
	.command = merge_with_command,
	.text = patient_search_text,
	.scan = patient_search_for,
	.result = merge_with_result,
	.applies = merge_with_applies,
	.blank = patient_search_blank,
	.close = patient_search_close,
};
