#ifndef CLI_DEMO_STORY_H
#define CLI_DEMO_STORY_H
/*
 * The story of the demonstration clinic: the days before, and today until the evening.
 */
#include "ui/cli/demo/demo_tell.h"

/* What two clerks register until eight. */
void demo_open_counter(struct demo *demo);

/* The three days before today; today until the counter opens; from then on to the end. */
void demo_play_history(struct demo *demo);
void demo_play_morning(struct demo *demo);
void demo_play_day(struct demo *demo);

#endif
