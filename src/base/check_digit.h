#ifndef BASE_CHECK_DIGIT_H
#define BASE_CHECK_DIGIT_H
/*
 * Check digits of our own numbers, by H. M. Damm's quasigroup ("Total anti-symmetrische
 * Quasigruppen", Marburg 2004): one wrong digit or two swapped neighbours are always seen.
 * (ISO 7064 MOD 11,10 lets one in fifty such swaps pass, Luhn's digit 09 for 90.)
 */
#include <stdbool.h>

/* The check digit, '0' to '9', of digits without one. */
char check_digit(const char *digits);

/* True when the last of the digits is the check digit of those before it; false for anything but
 * two or more digits. */
bool check_digit_is_right(const char *digits);

#endif
