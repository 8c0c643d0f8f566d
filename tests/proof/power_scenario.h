#ifndef TESTS_PROOF_POWER_SCENARIO_H
#define TESTS_PROOF_POWER_SCENARIO_H
/*
 * What is done while the power fails, and what must be there afterwards: for each scenario a clinic
 * that is prepared, work that a child does while it is recorded (power_log.h), and a look at what a
 * cut left. Work ends the test when it cannot be done; the looks say what is wrong.
 */
#include "desk/booking/booking.h"
#include "exchange/online.h"
#include "proof.h"

enum {
	POWER_SESSIONS = 4,
	POWER_CAPACITY = 40,
	POWER_PEOPLE = 40,
	POWER_CHANGES = 40,
	POWER_ORDERS = 12,
	POWER_ORDERS_TOGETHER = 5, /* made safe */
	POWER_COPIES = 3,
	POWER_DAY_BOOKINGS = 6 /* of each session, when days are closed */
};

/* How a change that was started left its booking. Acknowledged once it is marked in the log. */
struct ack {
	bool makes; /* the booking */
	struct booking booking;
};

/* Shared with the child. The change number `started` - 1 may be under way when the power fails. */
struct acks {
	int started;
	struct ack ack[POWER_CHANGES];
};

struct power_log;

struct scene {
	struct proof_clinic clinic; /* where there is one */
	char folder[FILE_PATH_SIZE], path[FILE_PATH_SIZE];
	char after[FILE_PATH_SIZE]; /* the folder as the cut leaves it */
	struct power_log *log;
	struct acks *acks;
	unsigned int seed;
	const char *careless; /* for the controls: a PRAGMA, and the store does not sync either */
	int together;	      /* changes that are made safe together: 1, unless prepared so */
	char fault[512];
	/* How often the opening after a cut said that something promised is missing, and it was;
	 * and how often it said so when nothing was, or did not when something was. */
	int told_rightly, told_wrongly;
};

/* The scene->folder as it is before the recording. */
void prepare_clinic(struct scene *scene);
void prepare_two_desks(struct scene *scene);
void prepare_days(struct scene *scene);
void prepare_import(struct scene *scene);
void prepare_nothing(struct scene *scene);
void prepare_old(struct scene *scene);

/* In the child, recorded. */
void work_booking(struct scene *scene);
void work_two_desks(struct scene *scene);
void work_checkpoint(struct scene *scene);
void work_closing(struct scene *scene);
void work_day_close(struct scene *scene);
void work_copy(struct scene *scene);
void work_import(struct scene *scene);
void work_forward(struct scene *scene);
void work_create(struct scene *scene);

/* Looks at scene->after, a cut behind so many marks. False: scene->fault says what is wrong. */
bool verify_bookings(struct scene *scene, int marks);
bool verify_days(struct scene *scene, int marks);
bool verify_copies(struct scene *scene, int marks);
bool verify_import(struct scene *scene, int marks);
bool verify_forward(struct scene *scene, int marks);
bool verify_create(struct scene *scene, int marks);

/* For scene->careless: from now on each connection is noted. Once, before the first. */
bool power_watch_connections(void);

/* For both sides: */

/* A desk with the scenarios' settings and clock. */
enum status power_open(struct desk *desk, const char *path, enum store_mode mode) MUST_CHECK;

/* The days that are closed, in their order: one for each session, and its evening. */
enum status power_close_day(struct desk *desk, int which, bool *was_closed) MUST_CHECK;

void power_path(char out[FILE_PATH_SIZE], const char *folder, const char *name);
void power_copy_name(char out[16], int number);

/* How the booking stands by the changes before `end`; NULL before it is made. */
const struct booking *power_standing(const struct scene *scene, int64_t id, int end);

/* Imports the orders, with the acknowledgement in `folder`; `marked`: each that is answered, in the
 * log. */
enum status power_import(struct scene *scene, struct desk *desk, const char *folder,
			 struct online_run *out, bool marked) MUST_CHECK;

#endif
