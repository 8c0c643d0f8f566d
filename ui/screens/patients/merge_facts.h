#ifndef SCREENS_MERGE_FACTS_H
#define SCREENS_MERGE_FACTS_H
/*
 * Two records side by side, and what the kept one is once they are merged, in lines of a screen.
 */
#include <stdbool.h>

#include "desk/booking/merge.h"
#include "ui/term/draw.h"

/* Draws them, what would be only where they can be merged; returns the next line. */
int merge_facts_draw(const struct merge *merge, bool can_be_merged, const struct canvas *canvas);

#endif
