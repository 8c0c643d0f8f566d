#ifndef DESK_PATIENT_LINK_H
#define DESK_PATIENT_LINK_H
/*
 * The link of a patient's card to the social security number, which the clinic may ask of whoever
 * books online ([online] needs_linked_card: so a WeChat pilot has it).
 */
#include "desk/people/patient.h"

/*
 * Links the card to the social security number, from today on; "" for what is known already.
 * STATUS_BAD_VALUE names what is missing; refusals as for a change. Linked already, to the very
 * same: nothing is changed.
 */
enum status patient_link_card(struct desk *desk, int64_t id, const char *card_no,
			      const char *social_no, struct patient *out) MUST_CHECK;

/* STATUS_CARD_NOT_LINKED when the clinic asks it and this person's card is not. */
enum status patient_may_book_online(struct desk *desk, const struct patient *patient) MUST_CHECK;

#endif
