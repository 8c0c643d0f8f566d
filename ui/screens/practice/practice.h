#ifndef SCREENS_PRACTICE_H
#define SCREENS_PRACTICE_H
/*
 * Practice at the desk: tasks of a counter, one after the other, each told in a sentence and
 * counted in keys. Invariant: a task is done when the clinic's record says so, whatever keys led
 * there. The clinic is an invented one (desk/practice.h); what a task needs is put into it when it
 * begins, under another staff code than the clerk's.
 */
#include "base/money.h"
#include "desk/people/patient.h"
#include "desk/roster/directory.h"
#include "ui/term/screen.h"

enum practice_task {
#define PRACTICE(symbol, keys, typed, title, sentence) PRACTICE_##symbol,
#include "ui/screens/practice/practice.def"
#undef PRACTICE
	PRACTICE_TASKS
};

enum practice_outcome { PRACTICE_OPEN, PRACTICE_DONE, PRACTICE_SKIPPED };

struct practice_result {
	enum practice_outcome outcome;
	int keys, needed; /* of when it was done last */
};

enum { PRACTICE_PEOPLE_MAX = 128, PRACTICE_WORDS_SIZE = 512 };

/* What a task is about, as its sentence says it. */
struct practice_about {
	char person[NAME_SIZE + 64], initials[16], doctor[WORD_SIZE], day[64],
		money[MONEY_TEXT_SIZE], newcomer[NAME_SIZE], phone[PHONE_SIZE];
	int64_t patient_id, booking_id;
};

struct practice {
	struct desk *desk;
	struct practice_result result[PRACTICE_TASKS];
	enum practice_task now, before; /* `before`: the one done last; PRACTICE_TASKS: none */
	struct practice_about about;
	int keys;			   /* since this one began */
	int64_t seen;			   /* the record was read up to this row */
	int64_t half_done;		   /* what its first half was done to; 0: not yet */
	bool listing;			   /* the list of tasks was in front */
	int64_t used[PRACTICE_PEOPLE_MAX]; /* people that a task was about */
	int used_count, newcomers, files;
	char fault[PROBLEM_MESSAGE_SIZE]; /* why the task could not begin, or "" */
};

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
