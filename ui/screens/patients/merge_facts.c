#include "ui/screens/patients/merge_facts.h"

#include "base/language.h"
#include "base/mask.h"
#include "ui/screens/words.h"

enum { GAP = 1, SIDES = 3 };

/* What stands in a column: the kept record, the other, what the kept one is then. */
struct side {
	const struct patient *patient;
	const struct ban_standing *standing; /* NULL: not known, for it is refused */
};

enum row {
	ROW_NUMBER,
	ROW_NAME,
	ROW_SEX,
	ROW_BIRTH,
	ROW_ID,
	ROW_PHONE,
	ROW_CARD,
	ROW_SOCIAL,
	ROW_NO_SHOWS,
	ROW_BANNED,
	ROW_COUNT
};

static void cell(enum row row, const struct side *side, char out[WORDS_SIZE])
{
	const struct patient *patient = side->patient;
	const struct ban_standing *standing = side->standing;
	char text[MASK_SIZE], day[DAY_TEXT_SIZE];

	text_copy(out, WORDS_SIZE, "");
	switch (row) {
	case ROW_NUMBER: patient_number_format(patient->id, out); break;
	case ROW_NAME: text_copy(out, WORDS_SIZE, patient->name); break;
	case ROW_SEX: text_copy(out, WORDS_SIZE, words_sex(patient->sex)); break;
	case ROW_BIRTH:
		if (patient->birth != DAY_NONE)
			text_copy(out, WORDS_SIZE, day_format(patient->birth, day));
		break;
	case ROW_ID: text_copy(out, WORDS_SIZE, mask_id_number(patient->id_number, text)); break;
	case ROW_PHONE: text_copy(out, WORDS_SIZE, mask_phone(patient->phone, text)); break;
	case ROW_CARD: text_copy(out, WORDS_SIZE, patient->card_no); break;
	case ROW_SOCIAL:
		text_copy(out, WORDS_SIZE, mask_id_number(patient->social_no, text));
		break;
	case ROW_NO_SHOWS: text_format(out, WORDS_SIZE, "%d", standing->count); break;
	case ROW_BANNED:
		text_copy(out, WORDS_SIZE,
			  standing->banned_until == DAY_NONE
				  ? "-"
				  : day_format(standing->banned_until, day));
		break;
	default: break;
	}
}

int merge_facts_draw(const struct merge *merge, bool can_be_merged, const struct canvas *canvas)
{
	static const char *const labels[ROW_COUNT] = {
		[ROW_NUMBER] = N_("Patient no."),
		[ROW_NAME] = N_("Name"),
		[ROW_SEX] = N_("Sex"),
		[ROW_BIRTH] = N_("Born"),
		[ROW_ID] = N_("ID number"),
		[ROW_PHONE] = N_("Phone"),
		[ROW_CARD] = N_("Card"),
		[ROW_SOCIAL] = N_("Social no."),
		[ROW_NO_SHOWS] = N_("No-shows"),
		[ROW_BANNED] = N_("Banned until"),
	};
	static const char *const titles[SIDES] = { N_("Is kept"), N_("Goes into it"),
						   N_("Afterwards") };
	const struct side sides[SIDES] = { { &merge->keep, &merge->keep_before },
					   { &merge->give, &merge->give_before },
					   { &merge->kept, &merge->after } };
	const int shown = can_be_merged ? SIDES : SIDES - 1;
	const int width = (canvas->columns - DRAW_LABEL_COLUMNS) / SIDES;
	char text[WORDS_SIZE];

	for (int i = 0; i < shown; i++) {
		const int column = DRAW_LABEL_COLUMNS + GAP + i * width;

		draw_text(canvas, 0, column, width - GAP, STYLE_HEADING, _(titles[i]));
		for (int row = 0; row < ROW_COUNT; row++) {
			cell((enum row)row, &sides[i], text);
			draw_text(canvas, row + 1, column, width - GAP, STYLE_NORMAL, text);
		}
	}
	for (int row = 0; row < ROW_COUNT; row++)
		draw_text(canvas, row + 1, 0, DRAW_LABEL_COLUMNS, STYLE_KEY, _(labels[row]));
	return ROW_COUNT + 1;
}
