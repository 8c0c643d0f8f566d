#ifndef EXCHANGE_LOAD_PRESENT_H
#define EXCHANGE_LOAD_PRESENT_H
/*
 * What stands in the store of the thing that a row of a master data file is about.
 */
#include "desk/people/patient.h"
#include "desk/roster/roster_put.h"

/* A record as it stands in the store, in words that people compare. */
enum { LOAD_VALUES_MAX = 8, LOAD_VALUE_SIZE = SPECIALTY_SIZE, LOAD_ABOUT_SIZE = 320 };
struct load_values {
	char about[LOAD_ABOUT_SIZE]; /* which record; also when it is not there */
	int count;		     /* 0: it is not there */
	struct {
		const char *label; /* translated */
		char text[LOAD_VALUE_SIZE];
	} value[LOAD_VALUES_MAX];
};

/* A row of the roster. `wish.doctor_code` is set when the row is put: a pointer would not survive
 * the copy of a row. */
struct load_roster_item {
	struct session_wish wish;
	char doctor[CODE_SIZE];
};

/* The record of the person in a row; STATUS_UNKNOWN_PATIENT when there is none. */
enum status load_known_patient(struct desk *desk, const struct patient *row,
			       struct patient *out) MUST_CHECK;

/* The four of load_form.present. */
enum status load_present_department(struct desk *desk, const void *item,
				    struct load_values *out) MUST_CHECK;
enum status load_present_doctor(struct desk *desk, const void *item,
				struct load_values *out) MUST_CHECK;
enum status load_present_session(struct desk *desk, const void *item,
				 struct load_values *out) MUST_CHECK;
enum status load_present_patient(struct desk *desk, const void *item,
				 struct load_values *out) MUST_CHECK;

#endif
