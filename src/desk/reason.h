#ifndef DESK_REASON_H
#define DESK_REASON_H
/*
 * Reasons that people give, as the store keeps them.
 */
#include "desk/desk.h"

/* So many characters at most, as the schema's CHECKs have it; so many bytes hold any of them. */
enum { REASON_LENGTH = 200, REASON_SIZE = 3 * REASON_LENGTH + 1 };

/* Trims a reason into `out`; NULL is empty. STATUS_BAD_TEXT when it is too long or not printable,
 * STATUS_BAD_VALUE when it is needed and empty. */
enum status reason_read(struct desk *desk, const char *text, bool needed,
			char out[REASON_SIZE]) MUST_CHECK;

/* A refund's reason as people read it: that of a refused online order, which has no booking, is the
 * name of the refusal, and gives its sentence. */
const char *reason_words(const char *reason, int64_t booking_id);

#endif
