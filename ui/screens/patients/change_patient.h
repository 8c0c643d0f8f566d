#ifndef SCREENS_CHANGE_PATIENT_H
#define SCREENS_CHANGE_PATIENT_H
/*
 * A patient's record, to be changed. Opened with the patient's number (int64_t); opening it is
 * recorded, for its numbers are not masked. Answers as patient_form.h says.
 */
#include "ui/term/screen.h"

extern const struct screen_ops change_patient_screen;

#endif
