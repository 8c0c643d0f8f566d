#include "desk/people/patient_link.h"

#include <string.h>

#include "base/language.h"

struct linking {
	int64_t id;
	const char *card_no, *social_no;
	struct patient *out;
};

/* The two numbers, read over those that are known. */
static enum status read_numbers(struct desk *desk, const struct linking *linking,
				struct patient *out)
{
	enum status status = STATUS_OK;

	if (linking->card_no[0])
		status = patient_card_read(desk, linking->card_no, out->card_no);
	if (!status && linking->social_no[0])
		status = patient_social_read(desk, linking->social_no, out->social_no);
	if (status)
		return status;
	if (!out->card_no[0])
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("The card is missing: scan it or type its number."));
	if (!out->social_no[0])
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("The social security number is missing."));
	return STATUS_OK;
}

/* The numbers first: a link to others ends with that. */
static enum status link_inside(struct desk *desk, void *context)
{
	const struct linking *linking = context;
	enum status status = patient_get(desk, linking->id, linking->out);

	if (!status)
		status = read_numbers(desk, linking, linking->out);
	if (!status)
		status = patient_change(desk, linking->out);
	if (status || linking->out->linked != DAY_NONE)
		return status;
	linking->out->linked = desk_today(desk);
	return patient_change(desk, linking->out);
}

enum status patient_link_card(struct desk *desk, int64_t id, const char *card_no,
			      const char *social_no, struct patient *out)
{
	struct linking linking = {
		.id = id, .card_no = card_no, .social_no = social_no, .out = out
	};

	return desk_change(desk, link_inside, &linking);
}

enum status patient_may_book_online(struct desk *desk, const struct patient *patient)
{
	if (strcmp(desk->settings.online_needs_linked_card, "on") != 0 ||
	    patient->linked != DAY_NONE)
		return STATUS_OK;
	return desk_refuse(desk, STATUS_CARD_NOT_LINKED,
			   _("%s has no card that is linked to a social security number, which "
			     "online booking needs here. The counter links it, or books."),
			   patient->name);
}
