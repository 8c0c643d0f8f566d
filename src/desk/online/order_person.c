#include "desk/online/order_person.h"

#include "base/language.h"
#include "base/mask.h"
#include "base/text.h"
#include "desk/people/patient.h"

struct patient_form order_form_of(const struct online_order *order)
{
	return (struct patient_form){ .name = order->name,
				      .id_type = id_type_name(order->id_type),
				      .id_number = order->id_number,
				      .phone = order->phone,
				      .sex = "",
				      .birth_date = "",
				      .card_no = "" };
}

enum status online_order_person(struct desk *desk, const struct online_order *order,
				struct patient *out)
{
	const struct patient_form form = order_form_of(order);
	struct patient person;
	enum status status = patient_read(desk, &form, &person, NULL);

	if (!status)
		status = patient_by_id_number(desk, person.id_type, person.id_number, out);
	return status == STATUS_UNKNOWN_PATIENT ? patient_without_number(desk, &person, out)
						: status;
}

void order_refusal_words(const struct online_order *order, const struct problem *problem,
			 char out[PROBLEM_MESSAGE_SIZE])
{
	char mask[MASK_SIZE] = "", typed[MASK_SIZE];

	if (problem->status == STATUS_BAD_ID_NUMBER)
		mask_id_number(order->id_number, mask);
	else if (problem->status == STATUS_BAD_PHONE)
		mask_phone(order->phone, mask);
	text_printable(typed, sizeof(typed), mask);
	if (typed[0])
		text_format(out, PROBLEM_MESSAGE_SIZE, _("%s (\"%s\")"), problem->message, typed);
	else
		text_copy(out, PROBLEM_MESSAGE_SIZE, problem->message);
}
