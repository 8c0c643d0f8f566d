#ifndef CLI_DEMO_SESSIONS_H
#define CLI_DEMO_SESSIONS_H
/*
 * Of the story: cancellations, the waiting room, a suspended session.
 */
#include "ui/cli/demo/demo_tell.h"

/* Plays today from the first patient to the last. */
void demo_play_sessions(struct demo *demo);

#endif
