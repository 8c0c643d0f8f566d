#ifndef SCREENS_PATIENTS_H
#define SCREENS_PATIENTS_H
/*
 * Patients: finding a record, to look at it, change it or add one.
 * A place of the desk.
 */
#include "ui/term/screen.h"

extern const struct screen_ops patients_screen;

#endif
