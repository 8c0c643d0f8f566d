#ifndef BASE_IDENTITY_H
#define BASE_IDENTITY_H
/*
 * Identity numbers of people, as they are typed and as they are kept.
 * Invariant: what a _read function gives back, it gives back unchanged when it reads that again.
 * Resident identity number: GB 11643-1999, 18 characters, ISO 7064 MOD 11-2 check.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/check_digit.h"
#include "base/day.h"
#include "base/id_type.h"
#include "base/mask.h"
#include "base/sex.h"
#include "base/status.h"

enum {
	NAME_LONGEST = 64, /* characters, as in the schema */
	NAME_SIZE = 97,	   /* 32 characters of 3 bytes and the NUL; also a middle dot and rare
			      characters */
	ID_NUMBER_SIZE = 33,
	PHONE_SIZE = 21,
	CARD_SIZE = 33,
	CODE_SIZE = 33, /* codes of departments, doctors, staff, counters */
};

struct resident_id {
	char number[19]; /* in upper case */
	enum sex sex;
	day_number birth;
};

/*
 * Checks an 18-character resident number as typed (text_tidy_number; a small x is mended, too):
 * length, province (the first two digits, or those behind the 9 of a foreigner's residence card), a
 * real birth date not after `today`, the check character. The problem's sentence says which of
 * these fails, and never what would fit: nobody is helped to a number that is not theirs.
 * STATUS_BAD_ID_NUMBER on failure.
 */
enum status resident_id_read(const char *text, day_number today, struct resident_id *out,
			     struct problem *problem) MUST_CHECK;

/* True for a tidied number that a spreadsheet has rounded: it ends in zeros and fails its check. */
bool resident_id_is_rounded(const char *number);

/* The check character (0-9 or X) of 17 digits. */
char resident_id_check(const char *seventeen_digits);

/*
 * Checks and tidies a number of any kind into `out`: a resident number as above; others 1 to 32 of
 * letters, digits and - / ( ).
 */
enum status id_number_read(enum id_type type, const char *text, day_number today,
			   char out[ID_NUMBER_SIZE], struct problem *problem) MUST_CHECK;

#endif
