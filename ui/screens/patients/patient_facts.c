#include "ui/screens/patients/patient_facts.h"

#include "base/language.h"
#include "base/mask.h"
#include "base/text.h"
#include "ui/screens/words.h"

enum { BOTH_COLUMNS_LEAST = 170, GAP_COLUMNS = 3 };

static void id_words(const struct patient_facts *facts, char out[WORDS_SIZE])
{
	const struct patient *patient = facts->patient;
	char text[MASK_SIZE];

	if (!patient->id_number[0])
		text_copy(out, WORDS_SIZE, _("none"));
	else
		text_format(out, WORDS_SIZE, "%s (%s)",
			    facts->shown ? patient->id_number
					 : mask_id_number(patient->id_number, text),
			    id_type_word(patient->id_type));
}

static void online_words(const struct patient_facts *facts, char out[WORDS_SIZE])
{
	char day[DAY_TEXT_SIZE];

	if (facts->standing.banned_until != DAY_NONE)
		text_format(out, WORDS_SIZE,
			    _("BANNED from online booking until %s; the counter is open"),
			    day_format(facts->standing.banned_until, day));
	else
		text_format(out, WORDS_SIZE, _("may book online; no-shows that count: %d"),
			    facts->standing.count);
}

/* "S10******03, card linked since 2026-11-23"; "" for nobody who has the number. */
static void social_words(const struct patient_facts *facts, char out[WORDS_SIZE])
{
	const struct patient *patient = facts->patient;
	char text[MASK_SIZE], day[DAY_TEXT_SIZE];
	const char *number = facts->shown ? patient->social_no
					  : mask_id_number(patient->social_no, text);

	if (patient->linked == DAY_NONE)
		text_format(out, WORDS_SIZE, _("%s; no card is linked to it"), number);
	else
		text_format(out, WORDS_SIZE, _("%s; card linked since %s"), number,
			    day_format(patient->linked, day));
}

int patient_facts_draw(const struct patient_facts *facts, const struct canvas *canvas,
		       day_number today)
{
	const struct patient *patient = facts->patient;
	char text[WORDS_SIZE], mask[MASK_SIZE], day[WORDS_DAY_SIZE], age[WORDS_DAY_SIZE];
	int line = 0;

	text_format(text, sizeof(text), "%s, %s", patient->name, words_sex(patient->sex));
	line = words_line(canvas, line, _("Patient"), text);
	patient_number_format(patient->id, text);
	line = words_line(canvas, line, _("Patient no."), text);
	id_words(facts, text);
	line = words_line(canvas, line, _("ID number"), text);
	line = words_line(canvas, line, _("Phone"),
			  facts->shown ? patient->phone : mask_phone(patient->phone, mask));
	if (patient->birth != DAY_NONE) {
		text_format(text, sizeof(text), _("%s, age %s"), day_format(patient->birth, day),
			    words_age(patient->birth, today, age));
		line = words_line(canvas, line, _("Born"), text);
	}
	line = words_line(canvas, line, _("Card"), patient->card_no);
	if (patient->social_no[0]) {
		social_words(facts, text);
		line = words_line(canvas, line, _("Social no."), text);
	}
	if (patient->deceased != DAY_NONE) {
		text_format(text, sizeof(text), _("DECEASED, noted on %s; nothing is booked"),
			    day_format(patient->deceased, day));
		return words_line(canvas, line, _("Online"), text);
	}
	online_words(facts, text);
	return words_line(canvas, line, _("Online"), text);
}

void patient_lists_draw(struct list *booked, struct list *history, bool at_history,
			const struct canvas *canvas)
{
	const int half = (canvas->columns - GAP_COLUMNS) / 2;
	struct canvas left = canvas_part(canvas, 0, 0, canvas->lines, half);
	struct canvas right = canvas_part(canvas, 0, half + GAP_COLUMNS, canvas->lines, half);

	if (canvas->columns >= BOTH_COLUMNS_LEAST) {
		list_draw_titled(booked, &left, _("Bookings"), !at_history);
		list_draw_titled(history, &right, _("History"), at_history);
	} else if (at_history) {
		list_draw_titled(history, canvas, _("History (Tab: bookings)"), true);
	} else {
		list_draw_titled(booked, canvas, _("Bookings (Tab: history)"), true);
	}
}
