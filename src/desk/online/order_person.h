#ifndef DESK_ORDER_PERSON_H
#define DESK_ORDER_PERSON_H
/*
 * Whom an online order is for.
 */
#include "desk/online/online_order.h"
#include "desk/people/patient_form.h"

/* The patient's form of an order; its texts are the order's. */
struct patient_form order_form_of(const struct online_order *order);

/* The known person of an order: with that identity number, or whose record it would complete.
 * STATUS_UNKNOWN_PATIENT; and the refusals of patient_read. */
enum status online_order_person(struct desk *desk, const struct online_order *order,
				struct patient *out) MUST_CHECK;

/* Why an order is refused, with the ID number or the phone that is at fault, masked, behind the
 * problem's sentence. */
void order_refusal_words(const struct online_order *order, const struct problem *problem,
			 char out[PROBLEM_MESSAGE_SIZE]);

#endif
