#ifndef SCREENS_PATIENT_FORM_H
#define SCREENS_PATIENT_FORM_H
/*
 * A patient's record as a form, for a new one (new_patient.h) and for a change (change_patient.h):
 * sex and birth date appear as the ID number is typed, and each field says itself what is wrong
 * with it. Who is known by the name or the phone is shown while a new one is filled in, and can be
 * taken; saved, it asks first whether it is one of them. It answers with the patient's number in
 * `id`: of the new record, or of the one that was taken.
 */
#include "desk/audit.h"
#include "desk/people/patient.h"
#include "ui/screens/patients/known_people.h"
#include "ui/term/form.h"
#include "ui/term/screen.h"

/* The state of a screen that is such a form. */
struct patient_form_state {
	struct form form;
	struct field field[PATIENT_FIELD_COUNT];
	struct patient old;	   /* who is changed; id 0 for a new one */
	struct idem idem;	   /* of a new patient, kept until an answer is known */
	int64_t existing;	   /* whom a duplicate is about */
	bool derived;		   /* sex and birth date came from the ID number */
	struct known_people known; /* who the new patient may be */
};

/* Begins with empty fields, as a screen's open does. */
void patient_form_start(struct screen *screen);

/* Shows sex and birth date as soon as the resident number is whole and right, and takes them away
 * when it is not any more. */
void patient_form_derive(struct screen *screen);

/* Says what is wrong with a field that was filled in by the screen, and who that may be; the focus
 * stays. */
void patient_form_look_at(struct screen *screen, enum patient_field field);

/* For the screen's table. */
void patient_form_draw(struct screen *screen, const struct canvas *canvas);
unsigned patient_form_command(struct screen *screen, enum command command);
unsigned patient_form_text(struct screen *screen, const char *text);
unsigned patient_form_result(struct screen *screen, int question, const struct answer *answer);
bool patient_form_applies(const struct screen *screen, enum command command);
struct form *patient_form_draft(struct screen *screen, int64_t *subject);

/* Fills the field that a scan is for; one that has something else in it keeps it. */
unsigned patient_form_scan(struct screen *screen, const char *text);

#endif
