#ifndef SCREENS_PERSON_COMMAND_H
#define SCREENS_PERSON_COMMAND_H
/*
 * What is done to a patient from the list as from the record: changing it, linking the card,
 * merging, the mark of the deceased. SCREEN_PASS for every other command.
 */
#include "ui/term/screen.h"

/* `question` of a merge gets the kept record's number; any other answer is `other`'s. */
unsigned person_command(struct screen *screen, enum command command, int64_t patient_id,
			int question, int other);

#endif
