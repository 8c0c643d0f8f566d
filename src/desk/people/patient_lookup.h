#ifndef DESK_PATIENT_LOOKUP_H
#define DESK_PATIENT_LOOKUP_H
/*
 * One patient by what nobody else has. A record that was merged into another is never given: what
 * it was known by finds that one.
 */
#include "desk/people/patient_form.h"

/* By number; by identity number (any type, or the given one); STATUS_UNKNOWN_PATIENT. */
enum status patient_get(struct desk *desk, int64_t id, struct patient *out) MUST_CHECK;
enum status patient_by_id_number(struct desk *desk, enum id_type type, const char *id_number,
				 struct patient *out) MUST_CHECK;

/* By card; by social security number; by name (compared as spelling.h says) and phone as
 * patient_read tidied them (who has no identity number first). STATUS_UNKNOWN_PATIENT. */
enum status patient_by_card(struct desk *desk, const char *card_no, struct patient *out) MUST_CHECK;
enum status patient_by_social_no(struct desk *desk, const char *social_no,
				 struct patient *out) MUST_CHECK;
enum status patient_by_name_and_phone(struct desk *desk, const char *name, const char *phone,
				      struct patient *out) MUST_CHECK;

/*
 * Whether a person with an identity number that nobody has is one whose record has no identity
 * number yet: the same name and phone, and neither sex nor birth date say otherwise. Then *out is
 * that record with what it lacked put in, for patient_change; STATUS_UNKNOWN_PATIENT when there is
 * none.
 */
enum status patient_without_number(struct desk *desk, const struct patient *person,
				   struct patient *out) MUST_CHECK;

#endif
