#ifndef SCREENS_NEW_PATIENT_H
#define SCREENS_NEW_PATIENT_H
/*
 * A new patient, as a form. Opened with what the clerk typed to find somebody (a text), "" for
 * nothing: it stands in its field already. Answers as patient_form.h says.
 */
#include "ui/term/screen.h"

extern const struct screen_ops new_patient_screen;

#endif
