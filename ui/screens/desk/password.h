#ifndef SCREENS_PASSWORD_H
#define SCREENS_PASSWORD_H
/*
 * Whoever works here chooses another password, or a PIN, after typing the password that they have.
 * Opened with anything but NULL to change a first password, which was just typed: then it is not
 * asked for again, and it answers when that is done; Esc gives no answer. Refused where people sign
 * in by name.
 */
#include "ui/term/screen.h"

extern const struct screen_ops password_screen;

#endif
