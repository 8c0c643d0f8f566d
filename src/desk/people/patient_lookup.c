#include "desk/people/patient_lookup.h"

#include <inttypes.h>
#include <string.h>

#include "base/language.h"
#include "base/mask.h"
#include "base/spelling.h"
#include "base/text.h"
#include "desk/people/patient_key.h"
#include "desk/people/patient_row.h"

#include "sql_columns.h"

enum { TYPED_SIZE = 256 };

static enum status get_one(struct desk *desk, enum sql statement, const struct store_value *args,
			   size_t count, struct patient *out)
{
	enum status status = store_one(desk->store, statement, args, count, patient_from_row, out);

	return status == STATUS_NOT_FOUND ? STATUS_UNKNOWN_PATIENT
					  : desk_store_result(desk, status);
}

enum status patient_get(struct desk *desk, int64_t id, struct patient *out)
{
	enum status status = get_one(desk, SQL_PATIENT_GET, ARGS(STORE_ARG_INT(id)), out);

	if (status == STATUS_UNKNOWN_PATIENT)
		return desk_refuse(desk, status, _("There is no patient %" PRId64 "."), id);
	return status;
}

/* The first with a document. */
struct document {
	enum id_type type; /* ID_NONE: any */
	const char *number;
	struct patient *out;
	bool found;
};

static enum status take_document(const struct store_row *row, void *context)
{
	struct document *document = context;
	const char *type = row_text(row, PATIENT_BY_DOCUMENT_KNOWN_TYPE);

	if (document->found ||
	    (document->type != ID_NONE && strcmp(type, id_type_name(document->type)) != 0) ||
	    !spelling_is_same(row_text(row, PATIENT_BY_DOCUMENT_KNOWN_NUMBER), document->number))
		return STATUS_OK;
	document->found = true;
	return patient_from_row(row, document->out);
}

/* A resident number is kept in one form; others with the marks with which they were typed. */
static enum status get_by_document(struct desk *desk, enum id_type type, const char *number,
				   struct patient *out)
{
	struct document document = { .type = type, .number = number, .out = out };
	char key[PATIENT_KEY_SIZE];
	enum status status;

	if (type == ID_RESIDENT)
		return get_one(desk, SQL_PATIENT_BY_ID_NUMBER,
			       ARGS(store_text(number), store_text(id_type_name(type))), out);
	patient_key_fold(number, key);
	status = desk_store_result(desk,
				   store_each(desk->store, SQL_PATIENT_BY_DOCUMENT,
					      ARGS(store_text(key)), take_document, &document));
	return status || document.found ? status : STATUS_UNKNOWN_PATIENT;
}

enum status patient_by_id_number(struct desk *desk, enum id_type type, const char *id_number,
				 struct patient *out)
{
	char number[TYPED_SIZE], masked[MASK_SIZE];
	enum status status;

	text_copy(number, sizeof(number), id_number);
	text_upper(text_tidy_number(number));
	status = get_by_document(desk, type, number, out);
	if (status == STATUS_UNKNOWN_PATIENT)
		return desk_refuse(desk, status, _("There is no patient with the ID number %s."),
				   mask_id_number(number, masked));
	return status;
}

enum status patient_by_card(struct desk *desk, const char *card_no, struct patient *out)
{
	enum status status = get_one(desk, SQL_PATIENT_BY_CARD, ARGS(store_text(card_no)), out);

	if (status == STATUS_UNKNOWN_PATIENT)
		return desk_refuse(desk, status, _("There is no patient with the card %s."),
				   card_no);
	return status;
}

enum status patient_by_social_no(struct desk *desk, const char *social_no, struct patient *out)
{
	enum status status = get_one(desk, SQL_PATIENT_BY_SOCIAL, ARGS(store_text(social_no)), out);

	if (status == STATUS_UNKNOWN_PATIENT)
		return desk_refuse(desk, status,
				   _("There is no patient with this social security number."));
	return status;
}

/* The first that bears a name. */
struct named {
	const char *name;
	struct patient *out;
	bool found;
};

static enum status take_named(const struct store_row *row, void *context)
{
	struct named *named = context;

	if (named->found ||
	    !spelling_is_same(row_text(row, PATIENT_BY_PHONE_KNOWN_AS), named->name))
		return STATUS_OK;
	named->found = true;
	return patient_from_row(row, named->out);
}

enum status patient_by_name_and_phone(struct desk *desk, const char *name, const char *phone,
				      struct patient *out)
{
	struct named named = { .name = name, .out = out };
	char key[PATIENT_KEY_SIZE];
	enum status status;

	patient_key_fold(phone, key);
	status = desk_store_result(desk, store_each(desk->store, SQL_PATIENT_BY_PHONE,
						    ARGS(store_text(key), store_text(phone)),
						    take_named, &named));
	if (!status && !named.found)
		return desk_refuse(desk, STATUS_UNKNOWN_PATIENT,
				   _("There is no patient of this name with the phone %s."), phone);
	return status;
}

/* Fills in what the record lacks and the person has. False: they differ in something, so they are
 * two people. */
static bool complete(struct patient *record, const struct patient *person)
{
	if ((record->sex != SEX_UNKNOWN && person->sex != SEX_UNKNOWN &&
	     record->sex != person->sex) ||
	    (record->birth != DAY_NONE && person->birth != DAY_NONE &&
	     record->birth != person->birth))
		return false;
	record->id_type = person->id_type;
	text_copy(record->id_number, sizeof(record->id_number), person->id_number);
	if (record->sex == SEX_UNKNOWN)
		record->sex = person->sex;
	if (record->birth == DAY_NONE)
		record->birth = person->birth;
	if (!record->card_no[0])
		text_copy(record->card_no, sizeof(record->card_no), person->card_no);
	if (!record->social_no[0])
		text_copy(record->social_no, sizeof(record->social_no), person->social_no);
	return true;
}

enum status patient_without_number(struct desk *desk, const struct patient *person,
				   struct patient *out)
{
	enum status status;

	if (!person->id_number[0] || !person->phone[0])
		return STATUS_UNKNOWN_PATIENT;
	status = patient_by_name_and_phone(desk, person->name, person->phone, out);
	if (status)
		return status;
	return !out->id_number[0] && complete(out, person) ? STATUS_OK : STATUS_UNKNOWN_PATIENT;
}
