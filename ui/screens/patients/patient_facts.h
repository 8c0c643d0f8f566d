#ifndef SCREENS_PATIENT_FACTS_H
#define SCREENS_PATIENT_FACTS_H
/*
 * One patient in lines of a screen.
 */
#include <stdbool.h>

#include "desk/ban/ban_revise.h"
#include "desk/people/patient.h"
#include "ui/term/list.h"

struct patient_facts {
	const struct patient *patient;
	struct ban_standing standing;
	bool shown; /* identity number and phone whole; otherwise they are masked */
};

/* Draws the record and how the patient stands with online booking; returns the next line. */
int patient_facts_draw(const struct patient_facts *facts, const struct canvas *canvas,
		       day_number today);

/* Draws the bookings and the record's history: side by side where there is room, else the one in
 * which the keys move. */
void patient_lists_draw(struct list *booked, struct list *history, bool at_history,
			const struct canvas *canvas);

#endif
