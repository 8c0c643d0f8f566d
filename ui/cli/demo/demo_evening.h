#ifndef CLI_DEMO_EVENING_H
#define CLI_DEMO_EVENING_H
/*
 * Of the story: the day is closed, somebody is banned, the workbook, the checks.
 */
#include "ui/cli/demo/demo_tell.h"

/* Plays today from the last session on. */
void demo_play_evening(struct demo *demo);

/* What a day came to, who did not come, and who may not book online for it. */
void demo_tell_closing(struct demo *demo, const struct closing *closing);

#endif
