#ifndef SCREENS_START_H
#define SCREENS_START_H
/*
 * The full-screen desk as the command line starts it.
 */
#include "desk/desk.h"

/*
 * Opens the first screen on the terminal of stdin and stdout and runs until the clerk leaves, the
 * line is lost or a signal ends it; the terminal is then as it was found, and the answer STATUS_OK.
 * The staff code is asked for first when desk->settings.desk_staff is empty (--as puts its code
 * there). Otherwise desk->problem says why the desk could not be shown.
 */
enum status screens_run(struct desk *desk) MUST_CHECK;

#endif
