#ifndef SCREENS_PRACTICE_TASKS_H
#define SCREENS_PRACTICE_TASKS_H
/*
 * The list of a practice's tasks, with how each went: does one again, or skips the one that is on.
 * Opened with a const pointer to a pointer to the practice.
 */
#include "ui/screens/practice/practice.h"

extern const struct screen_ops practice_tasks_screen;

#endif
