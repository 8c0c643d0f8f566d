#ifndef SCREENS_SETTING_H
#define SCREENS_SETTING_H
/*
 * One setting: a new value is looked at as a line of the file would be, what follows is asked
 * about, and it is in the file and in the record or says here why not.
 * A dialog, opened with a struct setting_row. It writes itself, and answers then with
 * nothing but `given`.
 */
#include "ui/screens/settings/settings_rows.h"
#include "ui/term/screen.h"

extern const struct screen_ops setting_screen;

#endif
