#ifndef SCREENS_ONLINE_TRIAL_H
#define SCREENS_ONLINE_TRIAL_H
/*
 * A trial of the ban's rule: figures are typed in, and the list says who would be banned under
 * them and what that changes. Nothing is written.
 * Opened without an argument. Answers with nothing.
 */
#include "ui/term/screen.h"

extern const struct screen_ops online_trial_screen;

#endif
