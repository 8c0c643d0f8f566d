#include "ui/screens/patients/patient_pane.h"

#include <stdlib.h>

#include "base/language.h"
#include "desk/ban/ban.h"
#include "desk/booking/booking_list.h"
#include "ui/screens/bookings/booking_rows.h"

void patient_pane_init(struct patient_pane *pane, const char *empty)
{
	booking_rows_list_init(&pane->booked, empty);
}

void patient_pane_release(struct patient_pane *pane)
{
	free(pane->bookings);
	pane->bookings = NULL;
}

enum status patient_pane_load(struct patient_pane *pane, struct desk *desk,
			      const struct patient *patient)
{
	struct ban_standing standing = { 0 };
	struct booking *bookings = NULL;
	size_t count = 0;
	enum status status = STATUS_OK;

	if (patient)
		status = ban_standing(desk, patient->id, &standing);
	if (patient && !status)
		status = booking_list_patient(desk, patient->id, &bookings, &count);
	if (status)
		return status;
	patient_pane_release(pane);
	pane->patient = patient ? *patient : (struct patient){ .id = 0 };
	pane->standing = standing;
	pane->bookings = bookings;
	list_set(&pane->booked, bookings, count);
	return STATUS_OK;
}

void patient_pane_draw(struct patient_pane *pane, const struct canvas *canvas, day_number today)
{
	const struct patient_facts facts = { .patient = &pane->patient,
					     .standing = pane->standing };
	struct canvas below;
	int line;

	if (!pane->patient.id)
		return;
	line = patient_facts_draw(&facts, canvas, today) + 1;
	below = canvas_part(canvas, line, 0, canvas->lines - line, canvas->columns);
	list_draw_titled(&pane->booked, &below, _("Bookings"), false);
}
