#ifndef SCREENS_PRACTICE_H
#define SCREENS_PRACTICE_H
/*
 * Practice at the desk: tasks of a counter, one after the other, each told in a sentence and
 * counted in keys. Invariant: a task is done when the clinic's record says so, whatever keys led
 * there. The clinic is an invented one (desk/practice.h); what a task needs is put into it when it
 * begins, under another staff code than the clerk's.
 */
#include "ui/screens/practice/practice_state.h"
#include "ui/term/screen.h"

/* Begins with the first task. The desk is at practice already. */
void practice_start(struct practice *practice, struct desk *desk);

/* Begins this task, anew when it was done. PRACTICE_TASKS: all are through. */
void practice_begin(struct practice *practice, enum practice_task task);

/* Skips the task that is on. */
void practice_skip(struct practice *practice);

/* For terminal_host.followed, and .banner; *finished: the last task was done just now. */
unsigned practice_followed(struct practice *practice, const struct screen *front, int keys,
			   bool *finished);
void practice_banner(const struct practice *practice, char *out, size_t size);

const char *practice_title(enum practice_task task); /* translated */

/* "done with 9 keys; 7 are enough", "skipped", "not yet"; how many are done. */
char *practice_outcome_words(const struct practice_result *result, char out[PRACTICE_WORDS_SIZE]);
int practice_done_count(const struct practice *practice);

#endif
