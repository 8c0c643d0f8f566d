#ifndef DESK_REASON_H
#define DESK_REASON_H
/*
 * Reasons that people give: trimmed, printable, at most REASON_LENGTH characters, which is what the
 * schema takes.
 */
#include "desk/roster.h"

enum { REASON_LENGTH = 200 };

/* Tidies a reason into `out`; NULL is empty. STATUS_BAD_VALUE when it is needed and empty, or too
 * long, or not printable. */
enum status reason_read(struct desk *desk, const char *text, bool needed,
			char out[REASON_SIZE]) MUST_CHECK;

#endif
