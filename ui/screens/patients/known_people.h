#ifndef SCREENS_KNOWN_PEOPLE_H
#define SCREENS_KNOWN_PEOPLE_H
/*
 * Who somebody may be that is about to be added: people of the same name, phone or identity number,
 * of whom nothing says that they are another. A part of the form of a new patient.
 */
#include "desk/people/patient_like.h"
#include "ui/term/dialog.h"
#include "ui/term/form.h"

struct known_people {
	struct patient patient[PATIENT_LIKE_MAX];
	size_t count;
};

/* Looks for them, by a form in the order of enum patient_field of which not all may be filled in.
 */
enum status known_people_look(struct known_people *known, struct desk *desk,
			      const struct form *form) MUST_CHECK;

/* Says who they are, beneath the form. */
void known_people_draw(const struct known_people *known, const struct canvas *canvas,
		       day_number today);

/* Asks whether it is one of them, none marked: answer.id is that patient's, or KNOWN_NOBODY. */
enum { KNOWN_NOBODY = 0 };
void known_people_ask(const struct known_people *known, struct screen *screen, int question);

#endif
