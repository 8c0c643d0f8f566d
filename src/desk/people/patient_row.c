#include "desk/people/patient_row.h"

#include <string.h>

#include "base/text.h"

#include "sql_columns.h"

static bool read_day(const struct store_row *row, int column, day_number *day)
{
	*day = DAY_NONE;
	return row_is_null(row, column) || day_parse(row_text(row, column), day);
}

enum status patient_from_row(const struct store_row *row, void *context)
{
	struct patient *out = context;

	memset(out, 0, sizeof(*out));
	out->id = row_number(row, PATIENT_ROW_ID);
	out->seq = row_number(row, PATIENT_ROW_SEQ);
	text_copy(out->name, sizeof(out->name), row_text(row, PATIENT_ROW_NAME));
	if (!id_type_parse(row_text(row, PATIENT_ROW_ID_TYPE), &out->id_type) ||
	    !sex_parse(row_text(row, PATIENT_ROW_SEX), &out->sex))
		return STATUS_STORE_CORRUPT;
	text_copy(out->id_number, sizeof(out->id_number), row_text(row, PATIENT_ROW_ID_NUMBER));
	text_copy(out->phone, sizeof(out->phone), row_text(row, PATIENT_ROW_PHONE));
	text_copy(out->card_no, sizeof(out->card_no), row_text(row, PATIENT_ROW_CARD_NO));
	text_copy(out->social_no, sizeof(out->social_no), row_text(row, PATIENT_ROW_SOCIAL_NO));
	if (!read_day(row, PATIENT_ROW_BIRTH_DATE, &out->birth) ||
	    !read_day(row, PATIENT_ROW_LINKED_SINCE, &out->linked) ||
	    !read_day(row, PATIENT_ROW_DECEASED_ON, &out->deceased))
		return STATUS_STORE_CORRUPT;
	return STATUS_OK;
}
