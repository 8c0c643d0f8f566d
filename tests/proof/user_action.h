#ifndef TESTS_PROOF_USER_ACTION_H
#define TESTS_PROOF_USER_ACTION_H
/*
 * What people do at a desk, each as one scripted action that can be done on a fresh copy of one
 * clinic, and how to see afterwards that it is done, as a whole.
 */
#include "desk/booking/booking.h"
#include "proof.h"

enum { ACTION_FEE_FEN = 2000, ACTION_LOADED_PERSON = 30 };

/* The one clinic, on FIXTURE_DAY in the morning. */
struct action_clinic {
	char folder[FILE_PATH_SIZE];	    /* of the database and the files to load */
	int64_t today, tomorrow, suspended; /* sessions */
	int64_t unpaid, paid, visit, absent, expected, waiting, called; /* bookings */
	int64_t requested, submitted;					/* refunds */
	int64_t person, regular;					/* patients */
};

/* Where an action is done: a copy of the clinic, or the folder of nothing yet. */
struct action_place {
	const struct action_clinic *clinic;
	char folder[FILE_PATH_SIZE], path[FILE_PATH_SIZE];
};

enum action_kind {
	ACTION_CHANGES, /* one transaction: done or not */
	ACTION_IMPORTS, /* one for each row: what is done stays, and doing it again goes on */
	ACTION_REPORTS, /* changes nothing; its file is there as a whole or not at all */
	ACTION_OPENS,	/* changes nothing; `act` gets a closed desk */
	ACTION_CREATES, /* `act` gets a closed desk and no database */
	ACTION_CLOSES,	/* a booking, before anything fails; then closing the desk */
};

struct user_action {
	const char *name;
	enum action_kind kind;
	int minute; /* of FIXTURE_DAY */
	enum status (*act)(struct desk *desk, const struct action_place *place);
	bool (*is_done)(struct desk *desk, const struct action_place *place);
};

extern const struct user_action user_actions[];
extern const size_t user_action_count;

/* Makes it in a folder of its own, and closes it. */
void action_clinic_make(struct action_clinic *clinic);
void action_clinic_remove(const struct action_clinic *clinic);

/* Opens the desk of a place at an action's time. */
enum status action_open(struct desk *desk, const struct action_place *place, enum store_mode mode,
			int minute) MUST_CHECK;

/* NAME in the place's folder; in the clinic's. */
void action_path(char out[FILE_PATH_SIZE], const char *folder, const char *name);

#endif
