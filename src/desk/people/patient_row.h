#ifndef DESK_PATIENT_ROW_H
#define DESK_PATIENT_ROW_H
/*
 * A patient as the store has it. For the modules of src/desk.
 */
#include "desk/people/patient_form.h"

/* Reads a PATIENT_ROW (data/sql/people/patient.sql) into a struct patient. */
store_row_fn patient_from_row;

#endif
