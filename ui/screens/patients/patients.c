#include "ui/screens/patients/patients.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "ui/screens/desk/scans.h"
#include "ui/screens/patients/change_patient.h"
#include "ui/screens/patients/new_patient.h"
#include "ui/screens/patients/patient.h"
#include "ui/screens/patients/patient_search.h"
#include "ui/screens/patients/person_command.h"

enum { QUESTION_NEW, QUESTION_OTHER };

static const struct patient_search_look look = {
	.take = N_("Enter opens the marked patient"),
	.nobody = N_("No patient found. F6 adds a new patient with what you typed."),
	.ask = N_("Whose record? Type or scan: name, pinyin or initials, ID number, phone or its "
		  "last four digits, card or patient number."),
	.columns_most = 140,
};

static void patients_draw(struct screen *screen, const struct canvas *canvas)
{
	patient_search_draw(screen, canvas, &look);
}

/* A slip's number, a receipt's or an order's: no patient has it, but a booking may. */
static unsigned take_number(struct screen *screen)
{
	const struct patient_search *search = screen->state;
	char typed[EDIT_SIZE];

	text_copy(typed, sizeof(typed), search->find.text);
	return scans_take_typed(screen, typed);
}

static unsigned open_marked(struct screen *screen)
{
	const struct patient_search *search = screen->state;
	const struct patient *marked = patient_search_marked(screen);

	if (marked)
		screen_push(screen, &patient_screen, &marked->id, QUESTION_OTHER);
	else if (search->count > 0)
		patient_search_say_unmarked(screen);
	else if (!search->find.text[0] || take_number(screen) == SCREEN_PASS)
		screen_say(screen, SAY_INFO, "%s", _("There is no patient to open."));
	return SCREEN_DRAW;
}

/* What is done to the marked patient without opening the record. */
static unsigned do_to_marked(struct screen *screen, enum command command)
{
	const struct patient *marked = patient_search_marked(screen);

	if (!marked)
		return patient_search_say_unmarked(screen);
	return person_command(screen, command, marked->id, QUESTION_OTHER, QUESTION_OTHER);
}

static unsigned patients_command(struct screen *screen, enum command command)
{
	const struct patient_search *search = screen->state;

	switch (command) {
	case COMMAND_FORM_ENTER: return open_marked(screen);
	case COMMAND_PATIENTS_NEW:
		screen_push(screen, &new_patient_screen, search->find.text, QUESTION_NEW);
		return SCREEN_DRAW;
	case COMMAND_PATIENTS_LINK:
	case COMMAND_PATIENTS_MERGE:
	case COMMAND_PATIENTS_DECEASED: return do_to_marked(screen, command);
	case COMMAND_PATIENTS_FIND: return patient_search_for(screen, "");
	default: return patient_search_command(screen, command);
	}
}

/* Who was added is shown as saved. */
static unsigned patients_result(struct screen *screen, int question, const struct answer *answer)
{
	if (question == QUESTION_NEW && answer->given)
		screen_push(screen, &patient_screen, &answer->id, QUESTION_OTHER);
	return SCREEN_RELOAD;
}

static bool patients_reopen(struct screen *screen, const char *name, int64_t subject)
{
	if (strcmp(name, new_patient_screen.name) == 0)
		screen_push(screen, &new_patient_screen, "", QUESTION_NEW);
	else if (strcmp(name, change_patient_screen.name) == 0)
		screen_push(screen, &change_patient_screen, &subject, QUESTION_OTHER);
	else
		return false;
	return true;
}

static bool patients_applies(const struct screen *screen, enum command command)
{
	switch (command) {
	case COMMAND_PATIENTS_FIND:
	case COMMAND_PATIENTS_NEW: return true;
	case COMMAND_PATIENTS_LINK:
	case COMMAND_PATIENTS_MERGE:
	case COMMAND_PATIENTS_DECEASED: return patient_search_marked(screen) != NULL;
	default: return command_context(command) != CONTEXT_PATIENTS;
	}
}

const struct screen_ops patients_screen = {
	.name = "patients",
	.context = CONTEXT_PATIENTS,
	.title = N_("Patients"),
	.state_size = sizeof(struct patient_search),
	.open = patient_search_open,
	.load = patient_search_load,
	.draw = patients_draw,
	.command = patients_command,
	.text = patient_search_text,
	.result = patients_result,
	.reopen = patients_reopen,
	.applies = patients_applies,
	.blank = patient_search_blank,
	.close = patient_search_close,
};
