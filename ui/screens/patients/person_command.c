#include "ui/screens/patients/person_command.h"

#include "ui/screens/patients/change_patient.h"
#include "ui/screens/patients/link_card.h"
#include "ui/screens/patients/mark_deceased.h"
#include "ui/screens/patients/merge_with.h"

unsigned person_command(struct screen *screen, enum command command, int64_t patient_id,
			int question, int other)
{
	switch (command) {
	case COMMAND_PATIENTS_CHANGE:
		screen_push(screen, &change_patient_screen, &patient_id, other);
		return SCREEN_DRAW;
	case COMMAND_PATIENTS_LINK: return link_card(screen, patient_id, other);
	case COMMAND_PATIENTS_MERGE:
		screen_push(screen, &merge_with_screen, &patient_id, question);
		return SCREEN_DRAW;
	case COMMAND_PATIENTS_DECEASED:
		screen_push(screen, &mark_deceased_screen, &patient_id, other);
		return SCREEN_DRAW;
	default: return SCREEN_PASS;
	}
}
