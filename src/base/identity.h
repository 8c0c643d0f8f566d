#ifndef BASE_IDENTITY_H
#define BASE_IDENTITY_H
/*
 * Identity numbers, phones and names of people, as they are typed and as they are kept.
 * Invariant: what a _read function gives back, it gives back unchanged when it reads that again.
 * Resident identity number: GB 11643-1999, 18 characters, ISO 7064 MOD 11-2 check; see
 * interchange.md 3.1.
 */
#include <stddef.h>

#include "base/check_digit.h"
#include "base/day.h"
#include "base/mask.h"
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

enum sex { SEX_UNKNOWN, SEX_MALE, SEX_FEMALE };

/* The kinds of identity document: their names are those of the files (design.md 7). */
enum id_type {
	ID_NONE,
	ID_RESIDENT,
	ID_PASSPORT,
	ID_PERMIT,
	ID_BIRTH_CERTIFICATE,
	ID_OTHER,
	ID_TYPE_COUNT
};

/* "resident_id", ...; "" for ID_NONE. And back, also from the Chinese word; false when unknown. */
const char *id_type_name(enum id_type type);
bool id_type_parse(const char *text, enum id_type *type);

/* "male", "female", "unknown". And back, also from 男, 女, 未知; false when unknown. */
const char *sex_name(enum sex sex);
bool sex_parse(const char *text, enum sex *sex);

struct resident_id {
	char number[19]; /* in upper case */
	enum sex sex;
	day_number birth;
};

/*
 * Checks an 18-character resident number as typed (spaces, full-width digits and a small x are
 * mended first): length, province (first two digits), a real birth date not after `today`, the
 * check character. The problem's sentence says which of these fails and, for the last, which check
 * character would fit. STATUS_BAD_ID_NUMBER on failure.
 */
enum status resident_id_read(const char *text, day_number today, struct resident_id *out,
			     struct problem *problem) MUST_CHECK;

/* The check character (0-9 or X) of 17 digits. */
char resident_id_check(const char *seventeen_digits);

/*
 * Checks and tidies a number of any kind into `out`: a resident number as above; others 1 to 32 of
 * letters, digits and - / ( ).
 */
enum status id_number_read(enum id_type type, const char *text, day_number today,
			   char out[ID_NUMBER_SIZE], struct problem *problem) MUST_CHECK;

/*
 * Tidies a phone: +86, 0086 (and a bare 86 before a mobile number), spaces, hyphens and brackets
 * go. Mobile: 11 digits ^1[3-9]; a landline (0 area code and number, or 7 to 8 digits) and a
 * foreign number (+ and 6 to 15 digits) are taken too. STATUS_BAD_PHONE with a sentence otherwise.
 */
enum status phone_read(const char *text, char out[PHONE_SIZE], struct problem *problem) MUST_CHECK;

/* True for a mobile number of mainland China in the tidied form. */
bool phone_is_mobile(const char *phone);

/*
 * Tidies a person's name: trims, narrows, folds runs of spaces, drops spaces between Han characters
 * (张　三 is 张三), folds the look-alikes of the middle dot (U+2022, U+30FB, a full stop between
 * Han characters, ...) to U+00B7. STATUS_BAD_NAME when empty, too long or not clean.
 */
enum status name_read(const char *text, char out[NAME_SIZE], struct problem *problem) MUST_CHECK;

#endif
