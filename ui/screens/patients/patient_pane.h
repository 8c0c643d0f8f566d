#ifndef SCREENS_PATIENT_PANE_H
#define SCREENS_PATIENT_PANE_H
/*
 * A patient with what is booked and how online booking stands: what the record shows, and what
 * stands beside the marked row of a search. Drawn there, identity number and phone are masked.
 */
#include "desk/booking/booking.h"
#include "ui/screens/patients/patient_facts.h"

struct patient_pane {
	struct patient patient; /* its id is 0: nobody */
	struct ban_standing standing;
	struct booking *bookings;
	struct list booked;
};

/* `empty`: what the list says of somebody without bookings, N_(). */
void patient_pane_init(struct patient_pane *pane, const char *empty);
void patient_pane_release(struct patient_pane *pane);

/* Takes a patient, NULL for nobody, and reads what belongs to the record; the pane stays as it was
 * when that fails, with the problem in the desk. */
enum status patient_pane_load(struct patient_pane *pane, struct desk *desk,
			      const struct patient *patient) MUST_CHECK;

/* Draws it; nothing for nobody. */
void patient_pane_draw(struct patient_pane *pane, const struct canvas *canvas, day_number today);

#endif
