#include "ui/screens/patients/change_patient.h"

#include <string.h>

#include "base/language.h"
#include "ui/screens/patients/patient_form.h"

/* The whole numbers stand in the form, so opening it is recorded. */
static enum status change_patient_open(struct screen *screen, const void *argument,
				       struct problem *problem)
{
	struct patient_form_state *state = screen->state;
	struct patient *old = &state->old;
	char day[DAY_TEXT_SIZE];

	memcpy(&old->id, argument, sizeof(old->id));
	if (patient_show(screen->desk, old->id, "", old)) {
		*problem = screen->desk->problem;
		return problem->status;
	}
	patient_form_start(screen);
	form_set(&state->form, PATIENT_NAME, old->name);
	form_set(&state->form, PATIENT_ID_NUMBER, old->id_number);
	form_set(&state->form, PATIENT_PHONE, old->phone);
	form_set(&state->form, PATIENT_CARD_NO, old->card_no);
	form_set(&state->form, PATIENT_SOCIAL_NO, old->social_no);
	if (old->linked != DAY_NONE)
		form_set(&state->form, PATIENT_LINKED_SINCE, day_format(old->linked, day));
	if (old->birth != DAY_NONE)
		form_set(&state->form, PATIENT_BIRTH_DATE, day_format(old->birth, day));
	state->field[PATIENT_SEX].choice = (int)old->sex;
	if (old->id_type != ID_NONE)
		state->field[PATIENT_ID_TYPE].choice = (int)old->id_type - 1;
	form_focus(&state->form, PATIENT_NAME);
	patient_form_derive(screen);
	return STATUS_OK;
}

const struct screen_ops change_patient_screen = {
	.name = "change_patient",
	.context = CONTEXT_REGISTER,
	.title = N_("Change a patient"),
	.state_size = sizeof(struct patient_form_state),
	.open = change_patient_open,
	.draw = patient_form_draw,
	.command = patient_form_command,
	.text = patient_form_text,
	.scan = patient_form_scan,
	.result = patient_form_result,
	.applies = patient_form_applies,
	.draft = patient_form_draft,
	.drafted = patient_form_derive,
};
