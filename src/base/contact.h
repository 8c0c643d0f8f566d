#ifndef BASE_CONTACT_H
#define BASE_CONTACT_H
/*
 * Phones and names of people, as they are typed and as they are kept.
 * Invariant: what a _read function gives back, it gives back unchanged when it reads that again.
 */
#include <stdbool.h>

#include "base/identity.h"

/*
 * Tidies a phone: +86, 0086 (and a bare 86 before a mobile number), spaces, hyphens, brackets and
 * unseen marks go. Mobile: 11 digits ^1[3-9]; a landline (0 area code and number, or 7 to 8 digits)
 * and a foreign number (+ and 6 to 15 digits) are taken too. STATUS_BAD_PHONE with a sentence
 * otherwise.
 */
enum status phone_read(const char *text, char out[PHONE_SIZE], struct problem *problem) MUST_CHECK;

/* True for a mobile number of mainland China in the tidied form. */
bool phone_is_mobile(const char *phone);

/*
 * Tidies a person's name: trims, narrows, folds runs of spaces, drops spaces between Han characters
 * (张　三 is 张三), folds the look-alikes of the middle dot (U+2022, U+30FB, a full stop between
 * Han characters, ...) to U+00B7. STATUS_BAD_NAME when empty, too long or not clean (which
 * character cannot be seen, and where, is in the sentence), a number, or what stands for a missing
 * value (NULL, N/A, 无).
 */
enum status name_read(const char *text, char out[NAME_SIZE], struct problem *problem) MUST_CHECK;

/* Whether what stands for a name is a number, or what stands for a missing value (NULL, N/A, 无).
 */
bool name_is_number(const char *name);
bool name_is_missing(const char *name);

/* Folds a trimmed and narrowed name as name_read does: blanks, and dots in the middle. `out` has
 * NAME_TYPED_SIZE bytes; what is longer is cut. */
enum { NAME_TYPED_SIZE = 256 };
void name_fold(const char *name, char out[NAME_TYPED_SIZE]);

#endif
