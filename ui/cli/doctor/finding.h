#ifndef CLI_FINDING_H
#define CLI_FINDING_H
/* What the doctor found: each in a sentence, with what to do about it. */
#include <stddef.h>

#include "base/status.h"

enum finding_state { FINDING_GOOD, FINDING_NOTICE, FINDING_BAD, FINDING_STATES };

struct finding {
	const char *check; /* "disk": what was looked at, for JSON */
	enum finding_state state;
	char message[PROBLEM_MESSAGE_SIZE];
	char remedy[PROBLEM_MESSAGE_SIZE]; /* "": nothing is to be done, or the message says it */
	/* Not STATUS_OK: the message quotes what lies in files, so who helps from outside gets the
	 * name of this alone. */
	enum status quotes;
};

struct findings {
	struct finding *rows;
	size_t count, room;
};

/* "good", "notice", "bad" in JSON; and in words. */
const char *finding_state_name(enum finding_state state);
const char *finding_state_words(enum finding_state state);

void findings_release(struct findings *findings);

/* Adds one. */
void finding_say(struct findings *findings, const char *check, enum finding_state state,
		 const char *format, ...) PRINTF_LIKE(4, 5);

/* Adds one whose sentence a function that failed has said. */
void finding_say_problem(struct findings *findings, const char *check, enum finding_state state,
			 const struct problem *problem);

/* What to do about the last one. */
void finding_remedy(struct findings *findings, const char *format, ...) PRINTF_LIKE(2, 3);

/* How many are in that state. */
size_t findings_count(const struct findings *findings, enum finding_state state);

#endif
