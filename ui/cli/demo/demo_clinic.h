#ifndef CLI_DEMO_CLINIC_H
#define CLI_DEMO_CLINIC_H
/*
 * What a story is made of: the counter, the waiting room, the close of a day.
 */
#include "ui/cli/demo/demo_tell.h"

/* Loads an embedded master file; returns how many records there are now of it. */
int demo_load(struct demo *demo, enum load_kind kind, const char *name);

/* Imports an embedded file of online bookings; the caller releases *import. */
void demo_import(struct demo *demo, const char *path, struct online_import *import);

/* The one patient that the desk finds by `text`. */
struct patient demo_find(struct demo *demo, const char *text);

/* A doctor's session, by code; all zero once a step has failed. */
struct session demo_session(struct demo *demo, const char *doctor, day_number day,
			    enum period period);

/* Books at the counter; `asked_by` NULL for an ordinary number. The status is the rule's answer and
 * is not kept. */
enum status demo_try(struct demo *demo, const struct patient *patient,
		     const struct session *session, enum method method, const char *asked_by,
		     struct booking *out) MUST_CHECK;

/* The same, which must succeed; tells it. */
struct booking demo_book(struct demo *demo, const struct patient *patient, const char *doctor,
			 day_number day, enum period period, enum method method);

/* Registers the people whose cards begin so for today's sessions of a period, as a busy counter
 * does. */
void demo_busy_counter(struct demo *demo, enum period period, const char *cards);

/* Sells a session's numbers to the people whose cards begin so, until it refuses; *refused is who
 * came too late. */
void demo_sell_out(struct demo *demo, const struct session *session, const char *cards,
		   struct patient *refused);

/* All who have a booking in a day's period check in, but for the absent; those due until a minute
 * of the day are seen. */
void demo_check_in(struct demo *demo, day_number day, enum period period);
void demo_see(struct demo *demo, day_number day, enum period period, int until_minute);

/* Closes a day with the cash that is expected, which is what was counted. */
void demo_close(struct demo *demo, day_number day, struct closing *closing);

/* Checks in and sees a period's patients, a quarter of an hour before its start and on. */
void demo_see_period(struct demo *demo, day_number day, enum period period);

#endif
