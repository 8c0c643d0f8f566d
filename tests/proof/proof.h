#ifndef TESTS_PROOF_PROOF_H
#define TESTS_PROOF_PROOF_H
/*
 * What the proofs share: a clinic that is closed while processes of their own work on it, figures
 * from the environment (SEED, KILLS, ...), the line that says how a proof ended, and the final look
 * at every invariant.
 */
#include "../unit/fixture.h"

enum { PROOF_SESSIONS_MAX = 64, PROOF_PEOPLE_MAX = 512 };

struct proof_clinic {
	struct desk *desk; /* closed between proof_close and proof_reopen */
	char path[FILE_PATH_SIZE];
	int session_count, people_count;
	int64_t sessions[PROOF_SESSIONS_MAX], people[PROOF_PEOPLE_MAX];
};

/* A number from the environment, 1 to `highest`, or `initial`. */
int proof_number(const char *name, int initial, int highest);

/* What the dice of this run start from: the environment's SEED, or always the same. */
int proof_seed(void);

/*
 * `# name seed count bad`, and `: ` with words unless they are NULL: how many were tried and how
 * many were bad. Where there are no dice the seed is 0. tests/soak.sh makes its table of these
 * lines.
 */
void proof_line(const char *name, int seed, long count, long bad, const char *words, ...)
	PRINTF_LIKE(5, 6);

/*
 * Before the tests: temporary files are in memory where there is such a place, in a folder of their
 * own. It is gone when the last process of this proof is, however it ended. False: cannot.
 */
bool proof_in_memory(void);

/* Copies a file; `to` is made or written over. */
void proof_copy(const char *from, const char *to);

/* So many doctors with one morning session each, over the next days, and so many patients. */
void proof_open(struct proof_clinic *clinic, int sessions, int capacity, int people);

/*
 * A desk of a process of its own. No store may be open across fork: SQLite would take the parent's
 * locks for the child's. So proof_close comes before fork, proof_reopen after all children ended.
 */
struct desk proof_desk(const char *path);
void proof_close(struct proof_clinic *clinic);
void proof_reopen(struct proof_clinic *clinic);

/* Runs every check; a failed one ends the test. */
void proof_check(struct proof_clinic *clinic);

#endif
