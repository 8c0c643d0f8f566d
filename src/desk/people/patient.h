#ifndef DESK_PATIENT_H
#define DESK_PATIENT_H
/*
 * Patients: one record per person, found by any of their names and numbers (patient_find.h).
 * Invariant: no two patients share an identity number (marks aside), a card or a social security
 * number; every patient's search keys (patient_key.h) are those of the stored row and of the
 * records that were merged into it (booking/merge.h). A merged record is never given: whatever it
 * was known by finds the one that it was merged into.
 */
#include "desk/audit.h"
#include "desk/people/patient_form.h"
#include "desk/people/patient_lookup.h"
#include "desk/people/patient_number.h"

/*
 * Adds a patient that patient_read made; fills in id and seq. STATUS_DUPLICATE_PATIENT (same
 * identity number; or the name and phone of anybody registered, when either of the two has no
 * identity number and nothing that is known of both differs), STATUS_DUPLICATE_CARD and
 * STATUS_DUPLICATE_SOCIAL_NO name the existing record. With an idem used before for the same
 * person: the patient it made, STATUS_OK; for another, or for something else: STATUS_KEY_REUSED.
 */
enum status patient_add(struct desk *desk, struct patient *patient,
			const struct idem *idem) MUST_CHECK;

/* The same for somebody of whom it is known that they are another person than the one with this
 * name and phone who has no identity number. */
enum status patient_add_another(struct desk *desk, struct patient *patient,
				const struct idem *idem) MUST_CHECK;

/*
 * For somebody with an identity number that nobody has: puts it into the record that lacks it
 * (patient_without_number), whose number *completed_id gets; or else adds the person, and it is 0.
 */
enum status patient_complete_or_add(struct desk *desk, struct patient *patient,
				    int64_t *completed_id) MUST_CHECK;

/*
 * Writes changed fields over the record patient->id; patient->seq must be that of the record read
 * (STATUS_CHANGED_ELSEWHERE otherwise). Audited field by field. Nothing changed: no row is written.
 * A link of card and social security number ends when one of the two becomes another, unless its
 * date is another, too. (`deceased` is not changed here: booking/deceased.h.)
 */
enum status patient_change(struct desk *desk, struct patient *patient) MUST_CHECK;

/*
 * For somebody who must see the identity number and the phone whole: reads the record anew into
 * *out, under an entry of its history that says who looked, and why ("": at the record). Of a
 * merged record it is the kept one. Of several people: booking/access.h.
 */
enum status patient_show(struct desk *desk, int64_t id, const char *why,
			 struct patient *out) MUST_CHECK;

/* For the modules of src/desk: */

/* Only within desk_change: writes the record, whose seq is that of its audit row, and its keys over
 * the one that was read with `seen_seq`. */
enum status patient_store(struct desk *desk, const struct patient *patient,
			  int64_t seen_seq) MUST_CHECK;

#endif
