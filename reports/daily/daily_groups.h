#ifndef REPORTS_DAILY_GROUPS_H
#define REPORTS_DAILY_GROUPS_H
/*
 * The sheets whose rows are what rows of other sheets have in common: Departments, Doctors, Money.
 */
#include "reports/daily/daily_sheets.h"

enum {
	DEPARTMENTS_NAME,
	DEPARTMENTS_COUNTER,
	DEPARTMENTS_ONLINE,
	DEPARTMENTS_MADE,
	DEPARTMENTS_VISITS,
	DEPARTMENTS_CAME,
	DEPARTMENTS_NO_SHOWS,
	DEPARTMENTS_RATE,
	DEPARTMENTS_RECEIVED,
	DEPARTMENTS_RETURNED,
	DEPARTMENTS_NET,
	DEPARTMENTS_COLUMNS
};

enum {
	DOCTORS_DEPARTMENT,
	DOCTORS_NAME,
	DOCTORS_CAPACITY,
	DOCTORS_SOLD,
	DOCTORS_CAME,
	DOCTORS_NOT_SEEN,
	DOCTORS_NO_SHOWS,
	DOCTORS_RECEIVED,
	DOCTORS_RETURNED,
	DOCTORS_NET,
	DOCTORS_MEDIAN,
	DOCTORS_P90,
	DOCTORS_COLUMNS
};

/* Makes their figures and rows: all rows of the others are there. */
void daily_group_departments(struct daily_book *book);
void daily_group_doctors(struct daily_book *book);
void daily_group_money(struct daily_book *book);

#endif
