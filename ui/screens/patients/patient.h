#ifndef SCREENS_PATIENT_H
#define SCREENS_PATIENT_H
/*
 * One patient: the record with its numbers masked, what was booked, and who did what with the
 * record. Seeing the numbers whole is a key of its own, and an entry in the history.
 * Opened with the patient's number (int64_t). Answers with nothing.
 */
#include "ui/term/screen.h"

extern const struct screen_ops patient_screen;

#endif
