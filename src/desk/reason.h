#ifndef DESK_REASON_H
#define DESK_REASON_H
/*
 * Reasons, as the store keeps them: what people typed, or the code of one that the program gives
 * itself.
 * Invariant: no translated text is stored; a code is told in the language of who reads it.
 */
#include "desk/desk.h"

/* So many characters at most, as the schema's CHECKs have it; so many bytes hold any of them. */
enum { REASON_LENGTH = 200, REASON_SIZE = 3 * REASON_LENGTH + 1 };

/* Trims a reason into `out`; NULL is empty. STATUS_BAD_TEXT when it is too long or not printable,
 * STATUS_BAD_VALUE when it is needed and empty. */
enum status reason_read(struct desk *desk, const char *text, bool needed,
			char out[REASON_SIZE]) MUST_CHECK;

/* The program's own reasons: REASON_UNDONE and the others of reason.def. */
enum reason {
#define REASON(symbol, code, words, chinese) REASON_##symbol,
#include "desk/reason.def"
#undef REASON
	REASON_COUNT
};

/* "reason.undone". */
const char *reason_code(enum reason reason);

/* Whether a stored text is one of them: its code, or the words that older versions stored in either
 * language. */
bool reason_is(const char *text, enum reason reason);

/* A reason as people read it: the words of the program's own, a typed one as it is. That of a
 * refund without a booking, a refused online order's, is the name of the refusal, and gives its
 * sentence.
 */
const char *reason_words(const char *reason, int64_t booking_id);

#endif
