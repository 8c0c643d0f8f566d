#ifndef TESTS_PROOF_FAILING_CALLS_H
#define TESTS_PROOF_FAILING_CALLS_H
/*
 * A process in which one thing fails, at a chosen place: a write on a broken disk or a full one, or
 * in part; a sync, a cut, a read, a name (call_trap.h); memory, whoever asks for it, SQLite and the
 * C library included. What is written to the person's terminal never fails.
 */
#include "call_trap.h"

enum { KIND_MEMORY = TRAP_RENAME + 1, FAILING_KINDS, FAILURES = 13 };

struct failure {
	const char *name;
	unsigned int kinds; /* of calls, a bit for each */
	int error;
	bool stays;   /* and all later ones, as long as it is armed */
	bool in_part; /* the first of them does half of what it should */
	bool kills;   /* the program has no time to close the desk */
};

extern const struct failure failures[FAILURES];

static inline bool failure_is_of(const struct failure *failure, unsigned int kind)
{
	return failure->kinds >> kind & 1;
}

/* What a process says to the one that watches it: a page that both have. */
struct failing {
	bool came;
	bool library_was_refused;  /* memory: one that uses it without looking */
	long count[FAILING_KINDS]; /* of calls while armed */
};

/*
 * For the rest of this process: `failure` comes at its chance number `at`, while armed; never with
 * 0, which counts all chances. False where this system cannot.
 */
bool failing_start(const struct failure *failure, long at, struct failing *said);
void failing_arm(bool armed);

/* How often a failure has a chance, by what a process counted in which nothing failed. */
long failing_chances(const struct failure *failure, const long count[FAILING_KINDS]);

#endif
