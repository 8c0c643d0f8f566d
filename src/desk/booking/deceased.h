#ifndef DESK_DECEASED_H
#define DESK_DECEASED_H
/*
 * The mark of a person who died: nothing is booked for them at any channel, and the clinic does not
 * turn to them any more. A mistake is taken back with a reason.
 * Invariant: a person with the mark has no booking of a session after the day of the mark that
 * still stands (check "deceased").
 */
#include "desk/people/patient.h"

/* STATUS_WRONG_STATE: marked already; or bookings still stand, which are named, to be cancelled
 * first. */
enum status patient_mark_deceased(struct desk *desk, int64_t id, struct patient *out) MUST_CHECK;

/* Takes the mark back; needs a reason. STATUS_WRONG_STATE: there is none. */
enum status patient_mark_living(struct desk *desk, int64_t id, const char *reason,
				struct patient *out) MUST_CHECK;

#endif
