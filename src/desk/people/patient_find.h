#ifndef DESK_PATIENT_FIND_H
#define DESK_PATIENT_FIND_H
/*
 * Finding patients as a clerk types.
 * Invariant: never a scan of all; who is found by their beginning comes before who is found by a
 * word within.
 */
#include <stdbool.h>

#include "desk/people/patient.h"

enum { PATIENT_FIND_MAX = 50 };

/*
 * Finds by the beginning of a name, its pinyin or initials, an identity number, a phone or its last
 * digits (4 or more), a card, a social security number, the patient number; by a birth date; then
 * by the beginning of any further word of the name, the given name, its pinyin or initials. Case
 * and marks of letters do not matter. At most PATIENT_FIND_MAX, each once, exact matches first;
 * *count is how many.
 */
enum status patient_find(struct desk *desk, const char *text, struct patient out[PATIENT_FIND_MAX],
			 size_t *count) MUST_CHECK;

/* Whether the text is all of the patient's name, or of one of the numbers, but for case and marks.
 */
bool patient_is_exactly(const struct patient *patient, const char *text);

#endif
