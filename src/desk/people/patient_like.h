#ifndef DESK_PATIENT_LIKE_H
#define DESK_PATIENT_LIKE_H
/*
 * Who may be somebody already known, before a second record is made of them.
 * Invariant: nobody is given of whom it is known that they are another person.
 */
#include "desk/people/patient.h"

enum { PATIENT_LIKE_MAX = 5 };

/*
 * Who has the same identity number, name (compared as spelling.h says) or phone as this person, of
 * whom only some may be known yet: not those whose identity number, sex or birth date is known to
 * be another, nor the deceased. Same number first, then same name and phone; at most
 * PATIENT_LIKE_MAX.
 */
enum status patient_like(struct desk *desk, const struct patient *person,
			 struct patient out[PATIENT_LIKE_MAX], size_t *count) MUST_CHECK;

#endif
