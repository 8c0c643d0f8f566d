#ifndef CLI_PRACTICE_PLACE_H
#define CLI_PRACTICE_PLACE_H
/*
 * Where somebody practises: a folder of their own, in memory where the session has one, mode 0700,
 * that goes when they leave. Invariant: a folder without a program that holds it is removed by the
 * next practice; one that is held never.
 */
#include "base/file.h"

struct practice_place {
	char folder[FILE_PATH_SIZE], database[FILE_PATH_SIZE];
	int held; /* keeps the folder from being removed while this program runs */
};

/* Removes what killed programs left, and makes a folder. STATUS_CANNOT_WRITE. */
enum status practice_place_make(struct practice_place *place, struct problem *problem) MUST_CHECK;

/* Removes it with all that is in it. */
void practice_place_remove(struct practice_place *place);

#endif
