#include "ui/screens/patients/new_patient.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "ui/screens/patients/patient_form.h"

/* Fewer digits are the end of a phone; more than a phone has, an identity number, mistyped or not;
 * few behind letters, what was typed behind initials. */
enum { PHONE_DIGITS_LEAST = 7, ID_DIGITS_LEAST = 15, DOCUMENT_DIGITS_LEAST = 6 };

static bool is_capital(char character)
{
	return character >= 'A' && character <= 'Z';
}

static bool is_small(char character)
{
	return character >= 'a' && character <= 'z';
}

/*
 * Whether letters are a name, and not only how one is looked for: initials and pinyin are typed
 * small, or without a space. Chinese is a name from two characters on; a Latin one is written with
 * capitals: "Aygul", "JOHN SMITH".
 */
static bool is_name(const char *text)
{
	bool capital = false, space = strchr(text, ' ') != NULL;

	for (const char *at = text; *at; at++) {
		capital = capital || is_capital(*at);
		if (is_capital(at[0]) && is_small(at[1]))
			return true;
		if ((unsigned char)*at >= 0x80)
			return text_length(text) > 1;
	}
	return capital && space;
}

/* Which field something belongs to that was typed to find a patient; PATIENT_FIELD_COUNT: none. */
static enum patient_field field_of(const char *text)
{
	size_t length = strlen(text), digits = 0;

	for (const char *at = text; *at; at++)
		digits += *at >= '0' && *at <= '9';
	if (strspn(text, "0123456789+- ") == length) {
		if (digits >= ID_DIGITS_LEAST)
			return PATIENT_ID_NUMBER;
		return digits >= PHONE_DIGITS_LEAST ? PATIENT_PHONE : PATIENT_FIELD_COUNT;
	}
	/* Letters with digits are an identity number, a passport or a permit: no name has any. */
	if (digits > 0)
		return digits >= DOCUMENT_DIGITS_LEAST ? PATIENT_ID_NUMBER : PATIENT_FIELD_COUNT;
	return is_name(text) ? PATIENT_NAME : PATIENT_FIELD_COUNT;
}

/* A passport or a permit begins with a letter; what else is a number is a resident's. */
static enum id_type type_of(const char *number)
{
	return *number >= '0' && *number <= '9' ? ID_RESIDENT : ID_PASSPORT;
}

/* Puts what was typed to find somebody where it fits, and says what is wrong with it there. */
static void take_typed(struct screen *screen, const char *typed)
{
	struct patient_form_state *state = screen->state;
	char text[EDIT_SIZE], as_typed[EDIT_SIZE];
	enum patient_field field;

	text_copy(as_typed, sizeof(as_typed), typed);
	text_copy(text, sizeof(text), text_trim(as_typed));
	field = field_of(text_narrow(text));
	if (field == PATIENT_FIELD_COUNT)
		return;
	form_set(&state->form, (int)field, field == PATIENT_NAME ? as_typed : text);
	if (field == PATIENT_ID_NUMBER)
		state->field[PATIENT_ID_TYPE].choice = (int)type_of(text) - 1;
	if (field == PATIENT_NAME)
		form_focus(&state->form, PATIENT_ID_NUMBER);
	patient_form_derive(screen);
	patient_form_look_at(screen, field);
}

static enum status new_patient_open(struct screen *screen, const void *argument,
				    struct problem *problem)
{
	struct patient_form_state *state = screen->state;

	(void)problem;
	patient_form_start(screen);
	state->idem = idem_new();
	take_typed(screen, argument);
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
