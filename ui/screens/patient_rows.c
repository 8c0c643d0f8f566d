#include "ui/screens/patient_rows.h"

#include "base/language.h"
#include "base/mask.h"
#include "base/text.h"
#include "ui/screens/words.h"

enum {
	COLUMN_NAME,
	COLUMN_SEX,
	COLUMN_AGE,
	COLUMN_ID,
	COLUMN_PHONE,
	COLUMN_NUMBER,
	COLUMN_BORN,
	COLUMN_CARD
};

static const struct list_column columns[] = {
	{ .title = N_("Patient"), .columns = 14, .flexible = true },
	{ .title = N_("Sex"), .columns = 6 },
	{ .title = N_("Age"), .columns = 3, .side = TEXT_RIGHT },
	{ .title = N_("ID number"), .columns = 18 },
	{ .title = N_("Phone"), .columns = 11 },
	{ .title = N_("Patient no."), .columns = 11 },
	{ .title = N_("Born"), .columns = 10, .gives_way = 2 },
	{ .title = N_("Card"), .columns = 16, .gives_way = 1 },
};

static void match_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct patient_rows *matches = rows;
	const struct patient *patient = &matches->patient[row];
	char text[MASK_SIZE], age[WORDS_DAY_SIZE], day[DAY_TEXT_SIZE];

	switch (column) {
	case COLUMN_NAME: text_copy(out, size, patient->name); break;
	case COLUMN_SEX: text_copy(out, size, words_sex(patient->sex)); break;
	case COLUMN_AGE:
		text_copy(out, size, words_age(patient->birth, matches->today, age));
		break;
	case COLUMN_ID: text_copy(out, size, mask_id_number(patient->id_number, text)); break;
	case COLUMN_PHONE: text_copy(out, size, mask_phone(patient->phone, text)); break;
	case COLUMN_NUMBER: text_format(out, size, "%08lld", (long long)patient->id); break;
	case COLUMN_BORN:
		if (patient->birth != DAY_NONE)
			text_copy(out, size, day_format(patient->birth, day));
		break;
	case COLUMN_CARD: text_copy(out, size, patient->card_no); break;
	default: break;
	}
}

static int64_t match_id(const void *rows, size_t row)
{
	const struct patient_rows *matches = rows;

	return matches->patient[row].id;
}

static const struct list_ops match_ops = { .cell = match_cell, .id = match_id };

void patient_rows_list_init(struct list *list, const char *empty)
{
	list_init(list, &match_ops, columns, sizeof(columns) / sizeof(columns[0]), empty);
}
