#ifndef DESK_BOOKING_NUMBER_H
#define DESK_BOOKING_NUMBER_H
/*
 * Booking numbers: twelve digits, which a scanner types and no input method swallows. yymmdd of the
 * day it was made, five digits, a check digit (check_digit.h).
 */
#include <stdbool.h>
#include <stdint.h>

enum { BOOKING_NUMBER_LENGTH = 12, BOOKING_NUMBER_SIZE = 24 };

/* "261123000013" of a booking's id; returns `out`. */
char *booking_number_format(int64_t id, char out[BOOKING_NUMBER_SIZE]);

/* Reads a booking number as typed or scanned: twelve digits, the check digit right. */
bool booking_number_parse(const char *text, int64_t *id);

#endif
