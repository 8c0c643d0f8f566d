#ifndef LAUNCHER_SURROUNDINGS_H
#define LAUNCHER_SURROUNDINGS_H
/*
 * What the program finds around it when a clerk comes in: an environment that is made new.
 * Invariant: nothing of the clerk's own goes along but what says how their terminal is and which
 * language they read, and that only in letters that such values have.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/file.h"

enum { SURROUNDINGS_MAX = 32, SURROUNDINGS_VALUE_SIZE = 64 };

/* Where things are for the account that owns the clinic. */
struct place {
	char account[SURROUNDINGS_VALUE_SIZE];
	char program[FILE_PATH_SIZE], sudo[FILE_PATH_SIZE], launcher[FILE_PATH_SIZE];
	char home[FILE_PATH_SIZE], database[FILE_PATH_SIZE], exchange[FILE_PATH_SIZE];
	char session[FILE_PATH_SIZE];  /* in memory, of this account alone */
	char settings[FILE_PATH_SIZE]; /* of the clinic */
	char counters[FILE_PATH_SIZE]; /* a folder: settings of a counter, by its account's name */
	char copies[FILE_PATH_SIZE];   /* the nightly ones */
	char rule[FILE_PATH_SIZE];     /* of sudo */
	char timer[FILE_PATH_SIZE];    /* is there while it is enabled */
};

/* As the package lays them; in the program of the tests below place_root, a folder. */
void place_init(struct place *place);
const char *place_root(void);

/* An environment under way. */
struct surroundings {
	char *variable[SURROUNDINGS_MAX + 1]; /* NULL behind the last */
	size_t count;
};

/* Makes it of ours (getenv) for `clerk`, NULL: for whoever looks after the computer. */
void surroundings_make(struct surroundings *made, const struct place *place, const char *clerk);

void surroundings_release(struct surroundings *made);

/* Whether a value of a variable that a clerk brings goes along. */
bool surroundings_take(const char *name, const char *value);

#endif
