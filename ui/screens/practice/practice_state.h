#ifndef SCREENS_PRACTICE_STATE_H
#define SCREENS_PRACTICE_STATE_H
/*
 * What is known of a practice: its tasks, how each went, and whom the one that is on is about.
 */
#include "base/money.h"
#include "desk/people/patient.h"
#include "desk/roster/directory.h"

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

#endif
