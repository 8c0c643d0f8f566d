#ifndef SCREENS_MARK_DECEASED_H
#define SCREENS_MARK_DECEASED_H
/*
 * Marks a patient as deceased, or takes the mark back with a reason, after asking: F9 is yes.
 * Opened with the patient's number (int64_t). Answers with nothing.
 */
#include "ui/term/screen.h"

extern const struct screen_ops mark_deceased_screen;

#endif
