#ifndef DESK_STAFF_H
#define DESK_STAFF_H
/* The codes that people work under. */
#include "desk/desk.h"

/* Whether a code stands anywhere in the clinic's history. */
enum status staff_is_known(struct desk *desk, const char *code, bool *known) MUST_CHECK;

/* Records that whoever works at the desk begins under a code that was not known, so that nobody is
 * asked about it again. */
enum status staff_begin(struct desk *desk) MUST_CHECK;

#endif
