#ifndef DESK_PRESENCE_H
#define DESK_PRESENCE_H
/*
 * Who is here: the desks at work with this database, each with who works there at which counter,
 * since when, and when a key was last pressed (store/at_work.h). Commands of the shell are none.
 */
#include <stddef.h>

#include "desk/desk.h"

/* This desk is at work from now on, under desk->staff and desk->counter; again after either has
 * changed. It may fail without harm: the desk is not listed then. */
enum status presence_begin(struct desk *desk) MUST_CHECK;
void presence_end(struct desk *desk);

/* No key was pressed for so long. Cheap: asked several times a second. Nothing when this desk is
 * not at work. */
void presence_idle(struct desk *desk, int64_t idle_ms);

/* All desks at work, by counter and then by when they began. The caller frees *rows. */
enum status presence_list(struct desk *desk, struct at_work **rows, size_t *count) MUST_CHECK;

/* The first of the other desks at work as this counter; STATUS_NOT_FOUND when there is none. */
enum status presence_at_counter(struct desk *desk, const char *counter,
				struct at_work *out) MUST_CHECK;

/* For how many minutes no key was pressed there. */
int presence_idle_minutes(const struct desk *desk, const struct at_work *at_work);

#endif
