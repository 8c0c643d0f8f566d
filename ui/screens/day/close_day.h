#ifndef SCREENS_CLOSE_DAY_H
#define SCREENS_CLOSE_DAY_H
/*
 * Closing a day: what it is about to do and what is open is shown first, the cash that was counted
 * is asked for, and then, what it is compared with; the answer says what became of it.
 * A dialog, opened with a struct close_day_of. Answers with nothing: it closes the day itself.
 */
#include "base/day.h"
#include "ui/term/screen.h"

struct close_day_of {
	day_number day;
	bool clock_is_right; /* somebody was asked, for it is more than a day ahead */
};

extern const struct screen_ops close_day_screen;

#endif
