#ifndef SCREENS_ROSTER_LOAD_H
#define SCREENS_ROSTER_LOAD_H
/*
 * A file of master data: what loading it would add, change and leave alone, or what is wrong
 * with it; then the loading itself, all of it or nothing.
 * Opened with the file's path (a text). Answers with nothing.
 */
#include "ui/term/screen.h"

extern const struct screen_ops roster_load_screen;

#endif
