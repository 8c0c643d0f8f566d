#ifndef SCREENS_ROSTER_RESUME_H
#define SCREENS_ROSTER_RESUME_H
/*
 * Taking a mistaken suspension back: what comes back with it, or what stands in the way, before
 * anything is changed.
 * A dialog, opened with the session's id (int64_t). Answers with it in `id`.
 */
#include "ui/term/screen.h"

extern const struct screen_ops roster_resume_screen;

#endif
