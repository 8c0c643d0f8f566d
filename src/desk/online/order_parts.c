#include "desk/online/order_parts.h"

#include <string.h>
#include <strings.h>

#include "base/language.h"
#include "base/spelling.h"
#include "base/text.h"

bool order_same_person(const struct online_order *a, const struct online_order *b)
{
	if (a->name[0] && b->name[0] && !spelling_is_same(a->name, b->name))
		return false;
	return !a->id_number[0] || !b->id_number[0] || spelling_is_same(a->id_number, b->id_number);
}

bool order_other_person(const struct online_order *a, const struct online_order *b)
{
	return a->name[0] && b->name[0] && a->id_number[0] && b->id_number[0] &&
	       !spelling_is_same(a->name, b->name) && !spelling_is_same(a->id_number, b->id_number);
}

unsigned order_differences(const struct online_order *stands, const struct online_order *asked)
{
	unsigned parts = 0;

	if (!order_same_person(stands, asked))
		parts |= ORDER_PART_PERSON;
	if (strcasecmp(stands->doctor_code, asked->doctor_code) != 0)
		parts |= ORDER_PART_DOCTOR;
	if (stands->day != asked->day)
		parts |= ORDER_PART_DATE;
	if (stands->period != asked->period)
		parts |= ORDER_PART_PERIOD;
	if (asked->action == ONLINE_CANCEL || !stands->paid_fen || !asked->paid_fen)
		return parts;
	if (stands->paid_fen != asked->paid_fen)
		parts |= ORDER_PART_AMOUNT;
	if (stands->transaction_id[0] && strcmp(stands->transaction_id, asked->transaction_id) != 0)
		parts |= ORDER_PART_PAYMENT;
	return parts;
}

char *order_parts_words(unsigned parts, char out[ORDER_PARTS_WORDS_SIZE])
{
	static const struct {
		enum order_part part;
		const char *word;
	} words[] = {
		{ ORDER_PART_PERSON, N_("person") }, { ORDER_PART_DOCTOR, N_("doctor") },
		{ ORDER_PART_DATE, N_("date") },     { ORDER_PART_PERIOD, N_("period") },
		{ ORDER_PART_AMOUNT, N_("amount") }, { ORDER_PART_PAYMENT, N_("payment number") },
	};
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!(parts & words[i].part))
			continue;
		text_format(out + used, ORDER_PARTS_WORDS_SIZE - used, "%s%s", used ? _(", ") : "",
			    _(words[i].word));
		used += strlen(out + used);
	}
	return out;
}
