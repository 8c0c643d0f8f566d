#include "ui/screens/patients/new_patient.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "ui/screens/patients/patient_form.h"

enum { RESIDENT_DIGITS = 18 };

/* Whether a text is made like a resident ID number: seventeen digits and one more, or an X. */
static bool is_like_resident_id(const char *text)
{
	return strlen(text) == RESIDENT_DIGITS &&
	       strspn(text, "0123456789") >= RESIDENT_DIGITS - 1 &&
	       strchr("0123456789Xx", text[RESIDENT_DIGITS - 1]);
}

/* Which field something belongs to that was typed to find a patient. */
static enum patient_field field_of(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	if (is_like_resident_id(text))
		return PATIENT_ID_NUMBER;
	if (*text && strspn(text, "0123456789+- ") == strlen(text))
		return PATIENT_PHONE;
	/* Letters with digits are a passport or a permit: no name has any. */
	if (strpbrk(text, "0123456789") && digits < strlen(text))
		return PATIENT_ID_NUMBER;
	return PATIENT_NAME;
}

static enum status new_patient_open(struct screen *screen, const void *argument,
				    struct problem *problem)
{
	struct patient_form_state *state = screen->state;
	enum patient_field field;
	char typed[EDIT_SIZE];

	(void)problem;
	patient_form_start(screen);
	state->idem = idem_new();
	text_copy(typed, sizeof(typed), argument);
	text_trim(typed);
	field = field_of(text_narrow(typed));
	if (field == PATIENT_NAME)
		text_copy(typed, sizeof(typed), argument);
	form_set(&state->form, (int)field, typed);
	if (field == PATIENT_ID_NUMBER && !is_like_resident_id(typed))
		state->field[PATIENT_ID_TYPE].choice = ID_PASSPORT - 1;
	form_focus(&state->form,
		   typed[0] && field == PATIENT_NAME ? PATIENT_ID_NUMBER : PATIENT_NAME);
	patient_form_derive(screen);
	return STATUS_OK;
}

static void new_patient_offer_name(struct screen *screen, const char *name)
{
	struct patient_form_state *state = screen->state;

	if (!form_value(&state->form, PATIENT_NAME)[0])
		form_set(&state->form, PATIENT_NAME, name);
	if (form_value(&state->form, PATIENT_NAME)[0] &&
	    !form_value(&state->form, PATIENT_PHONE)[0])
		form_focus(&state->form, PATIENT_PHONE);
}

const struct screen_ops new_patient_screen = {
	.name = "new_patient",
	.context = CONTEXT_REGISTER,
	.title = N_("New patient"),
	.state_size = sizeof(struct patient_form_state),
	.open = new_patient_open,
	.draw = patient_form_draw,
	.command = patient_form_command,
	.text = patient_form_text,
	.scan = patient_form_scan,
	.offer_name = new_patient_offer_name,
	.result = patient_form_result,
	.applies = patient_form_applies,
	.draft = patient_form_draft,
	.drafted = patient_form_derive,
};
