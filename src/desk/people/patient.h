#ifndef DESK_PATIENT_H
#define DESK_PATIENT_H
/*
 * Patients: one record per person, found by any of their names and numbers.
 * Invariant: no two patients share an identity number (marks aside) or a card; every patient's
 * search keys (pinyin.h) are those of the stored row.
 */
#include "desk/audit.h"
#include "desk/people/patient_form.h"
#include "desk/people/patient_number.h"

enum { PATIENT_FIND_MAX = 50 };

/*
 * Adds a patient that patient_read made; fills in id and seq. STATUS_DUPLICATE_PATIENT (same
 * identity number; or, without one, the name and phone of anybody registered) and
 * STATUS_DUPLICATE_CARD name the existing record. With an idem used before for the same person: the
 * patient it made, STATUS_OK; for another, or for something else: STATUS_KEY_REUSED.
 */
enum status patient_add(struct desk *desk, struct patient *patient,
			const struct idem *idem) MUST_CHECK;

/* Writes changed fields over the record patient->id; patient->seq must be that of the record read
 * (STATUS_CHANGED_ELSEWHERE otherwise). Audited field by field. Nothing changed: no row is written.
 */
enum status patient_change(struct desk *desk, struct patient *patient) MUST_CHECK;

/*
 * For somebody who must see the identity number and the phone whole: reads the record anew into
 * *out, under an entry of its history that says who looked.
 */
enum status patient_show(struct desk *desk, int64_t id, struct patient *out) MUST_CHECK;

/* By number; by identity number, compared without blanks and marks (E 1111-3333 is E11113333), of
 * any type or the given one; STATUS_UNKNOWN_PATIENT. */
enum status patient_get(struct desk *desk, int64_t id, struct patient *out) MUST_CHECK;
enum status patient_by_id_number(struct desk *desk, enum id_type type, const char *id_number,
				 struct patient *out) MUST_CHECK;

/* By card; by name (compared as spelling.h says) and phone as patient_read tidied them (who has no
 * identity number first).
 * STATUS_UNKNOWN_PATIENT. */
enum status patient_by_card(struct desk *desk, const char *card_no, struct patient *out) MUST_CHECK;
enum status patient_by_name_and_phone(struct desk *desk, const char *name, const char *phone,
				      struct patient *out) MUST_CHECK;

/*
 * Finds by the beginning of a name, its pinyin or initials, an identity number, a phone or its last
 * digits (4 or more), a card, the patient number. At most PATIENT_FIND_MAX, each once, exact
 * matches first; *count is how many. Never a scan.
 */
enum status patient_find(struct desk *desk, const char *text, struct patient out[PATIENT_FIND_MAX],
			 size_t *count) MUST_CHECK;

#endif
