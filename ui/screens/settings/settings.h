#ifndef SCREENS_SETTINGS_H
#define SCREENS_SETTINGS_H
/*
 * Settings: every one with its value, where it comes from and what it means; typing narrows
 * them.
 * A place of the desk.
 */
#include "ui/term/screen.h"

extern const struct screen_ops settings_screen;

#endif
