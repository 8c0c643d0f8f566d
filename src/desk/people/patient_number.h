#ifndef DESK_PATIENT_NUMBER_H
#define DESK_PATIENT_NUMBER_H
/*
 * Patient numbers: seven digits and a check digit (check_digit.h).
 */
#include <stdbool.h>
#include <stdint.h>

enum { PATIENT_NUMBER_LENGTH = 8, PATIENT_NUMBER_SIZE = 24 };

/* The seven digits that the first patient gets, so that every number has eight. */
enum { PATIENT_FIRST_SEQUENCE = 1000000 };

/* "00000018" of a patient's id; returns `out`. */
char *patient_number_format(int64_t id, char out[PATIENT_NUMBER_SIZE]);

/* Reads a patient number as typed (digits with the right check digit). */
bool patient_number_parse(const char *text, int64_t *id);

#endif
