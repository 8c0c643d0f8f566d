#ifndef SCREENS_PATIENT_ROWS_H
#define SCREENS_PATIENT_ROWS_H
/*
 * A list of patients that a search found, the same wherever patients are searched. Identity numbers
 * and phones are masked.
 */
#include "desk/patient.h"
#include "ui/term/list.h"

/* What the list's cells are made of. */
struct patient_rows {
	struct patient patient[PATIENT_FIND_MAX];
	size_t count;
	day_number today;
};

/* A list without rows yet, of a struct patient_rows. `empty` as in list_init. */
void patient_rows_list_init(struct list *list, const char *empty);

#endif
