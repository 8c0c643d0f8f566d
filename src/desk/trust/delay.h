#ifndef TRUST_DELAY_H
#define TRUST_DELAY_H
/*
 * How long it is to wait after a secret was typed in vain: 1, 2, 4 ... 60 seconds, for the staff
 * code and for the counter, whichever is longer. Kept in the database, so that another desk or a
 * restart is no way around it. Nobody is ever shut out: after at most a minute the next try is
 * free.
 *
 * Invariant: a try is counted before the secret is looked at (delay_begin), so that many at once
 * are no more than one.
 */
#include "desk/desk.h"

enum { DELAY_SECONDS_MAX = 60 };

/*
 * Before a secret of `code` is looked at, at desk->counter: STATUS_SIGN_IN_WAIT, with a sentence
 * that says how many seconds, while it is to wait; then nothing was counted. *misses is how often
 * it was typed in vain for this code until now. A code that nobody has waits like another.
 */
enum status delay_begin(struct desk *desk, const char *code, int *misses) MUST_CHECK;

/* It was right: nothing is left of what was counted for the code and the counter. Only within a
 * change. */
enum status delay_end(struct desk *desk, const char *code) MUST_CHECK;

/* The seconds to wait after so many misses in a row; 0 after none. */
int delay_seconds(int misses);

#endif
