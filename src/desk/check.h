#ifndef DESK_CHECK_H
#define DESK_CHECK_H
/*
 * The invariants of the data (data/sql/desk/check.sql has each with its reason): queries that find
 * nothing when all is well. Run by tests, at start-up (the fast ones), at day close and by
 * `frontdesk check` (all).
 */
#include "desk/check/proof.h"

/* CHECK_FAST looks at the newest rows, and at the file when it is small: it takes no longer on a
 * large clinic, so every start of the desk can afford it. */
enum check_depth { CHECK_FAST, CHECK_ALL };

/*
 * What a check is about. A fault of money would make a day's close lie, so a day does not close
 * over one; any other is named, and a person may go on.
 */
enum check_kind { CHECK_MONEY, CHECK_OTHER };

/* Of a check by its name. */
enum check_kind check_kind(const char *check);

/* Called for each fault: the check's name and a sentence that names the rows. */
typedef void check_fault_fn(const char *check, const char *fault, void *context);

/* Keeps the first fault as "check: sentence" in a struct problem, the context, whose message is "".
 */
check_fault_fn check_keep_first;

/* Runs the checks. *checks is how many ran, *failed how many found something. Faults are not a
 * failure of this function. */
enum status check_run(struct desk *desk, enum check_depth depth, check_fault_fn *fn, void *context,
		      int *checks, int *failed) MUST_CHECK;

/* All of them; the chain with other keys than this account's own, and what it came to. */
struct check_told {
	int checks, failed;
	struct proof_told proof;
};
enum status check_prove(struct desk *desk, const struct proof_keys *keys, check_fault_fn *fn,
			void *context, struct check_told *told) MUST_CHECK;

#endif
