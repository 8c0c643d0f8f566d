#ifndef SCREENS_REGISTER_H
#define SCREENS_REGISTER_H
/*
 * Register: one field to find the patient; then the session, the payment and the number follow
 * in front of it, and it comes back empty for the next person.
 * A place of the desk, and its home.
 */
#include "ui/term/screen.h"

extern const struct screen_ops register_screen;

#endif
