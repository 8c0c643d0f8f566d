#ifndef SCREENS_CLOSE_DAY_H
#define SCREENS_CLOSE_DAY_H
/*
 * Closing a day: what is still open is shown first, the cash that was counted is asked for, and
 * the answer says what became of it: no-shows, bans, sessions that keep the day open.
 * A dialog, opened with the day (a day_number). Answers with nothing: it closes the day itself.
 */
#include "ui/term/screen.h"

extern const struct screen_ops close_day_screen;

#endif
