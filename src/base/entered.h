#ifndef BASE_ENTERED_H
#define BASE_ENTERED_H
/*
 * Whether this program was started for somebody who came in through the package's launcher
 * (frontdesk-enter(1)): a clerk with an account of their own, while the program runs as the account
 * that owns the clinic. What a clerk names is read and written with that account's rights, so it is
 * looked at here first.
 * Invariant: it rests on variables that the launcher alone sets, in an environment that it made.
 */
#include "base/status.h"

#define ENTERED_VARIABLE "FRONTDESK_ENTERED"
#define ENTERED_EXCHANGE_VARIABLE "FRONTDESK_EXCHANGE"

/* The account of the clerk who came in; NULL: nobody did, and the program is its account's own. */
const char *entered_by(void);

/* The folder in which that clerk and the program leave files for each other; "" without one. */
const char *entered_exchange(void);

/*
 * Whether a file that was named may be read or written: for a clerk who came in those in the folder
 * of exchange, on a stick, and the program's own in TMPDIR, each where it really lies.
 * STATUS_WRONG_STATE with a sentence that says where files may lie.
 */
enum status entered_allows(const char *path, struct problem *problem) MUST_CHECK;

#endif
