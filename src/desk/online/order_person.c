#include "desk/online/order_person.h"

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
