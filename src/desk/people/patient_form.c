#include "desk/people/patient_form.h"

#include <assert.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"

enum { RESIDENT_CHARACTERS = 18, OLDEST_YEARS = 150, TYPED_SIZE = 256 };

const char *patient_field_name(enum patient_field field)
{
	static const char *const names[PATIENT_FIELD_COUNT] = {
		[PATIENT_NAME] = "name",
		[PATIENT_ID_TYPE] = "id_type",
		[PATIENT_ID_NUMBER] = "id_number",
		[PATIENT_PHONE] = "phone",
		[PATIENT_SEX] = "sex",
		[PATIENT_BIRTH_DATE] = "birth_date",
		[PATIENT_CARD_NO] = "card_no",
	};

	assert((unsigned int)field < PATIENT_FIELD_COUNT);
	return names[field];
}

/* Of this length there is no other number that people have. */
static bool looks_like_resident_id(const char *number)
{
	char typed[TYPED_SIZE];

	text_copy(typed, sizeof(typed), number);
	return text_length(text_tidy_number(typed)) == RESIDENT_CHARACTERS;
}

static enum status read_identity(struct desk *desk, const struct patient_form *form,
				 struct patient *out, enum patient_field *field)
{
	*field = PATIENT_ID_TYPE;
	if (!id_type_parse(form->id_type, &out->id_type))
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("\"%.60s\" is not a type of identity document. Use "
				     "resident_id, passport, permit, birth_certificate or other."),
				   form->id_type);
	if (out->id_type == ID_NONE && form->id_number[0]) {
		if (!looks_like_resident_id(form->id_number))
			return desk_refuse(desk, STATUS_BAD_VALUE,
					   _("Name the type of document: only an 18-character "
					     "resident ID number may go without."));
		out->id_type = ID_RESIDENT;
	}
	*field = PATIENT_ID_NUMBER;
	return id_number_read(out->id_type, form->id_number, desk_today(desk), out->id_number,
			      &desk->problem);
}

static enum status read_sex(struct desk *desk, const struct patient_form *form, struct patient *out)
{
	out->sex = SEX_UNKNOWN;
	if (form->sex[0] && !sex_parse(form->sex, &out->sex))
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("\"%.60s\" is not a sex. Use male, female or unknown."),
				   form->sex);
	return STATUS_OK;
}

static enum status read_birth(struct desk *desk, const struct patient_form *form,
			      struct patient *out)
{
	out->birth = DAY_NONE;
	if (!form->birth_date[0])
		return STATUS_OK;
	if (!day_parse_loose(form->birth_date, &out->birth))
		return desk_refuse(desk, STATUS_BAD_DATE,
				   _("The birth date \"%.60s\" is not a date. Write it like "
				     "1980-02-28."),
				   form->birth_date);
	if (out->birth > desk_today(desk))
		return desk_refuse(desk, STATUS_BAD_DATE,
				   _("The birth date %.60s is in the future."), form->birth_date);
	if (day_age(out->birth, desk_today(desk)) > OLDEST_YEARS)
		return desk_refuse(desk, STATUS_BAD_DATE,
				   _("The birth date %.60s is more than %d years ago."),
				   form->birth_date, OLDEST_YEARS);
	return STATUS_OK;
}

/* A resident number says sex and birth date; what was typed beside it may only agree. */
static enum status agree_with_number(struct desk *desk, struct patient *out,
				     enum patient_field *field)
{
	struct resident_id resident;
	char typed[DAY_TEXT_SIZE], numbered[DAY_TEXT_SIZE];
	enum status status;

	if (out->id_type != ID_RESIDENT)
		return STATUS_OK;
	*field = PATIENT_ID_NUMBER;
	status = resident_id_read(out->id_number, desk_today(desk), &resident, &desk->problem);
	if (status)
		return status;
	*field = PATIENT_SEX;
	if (out->sex != SEX_UNKNOWN && out->sex != resident.sex)
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("The resident ID number belongs to a %s person, but the sex "
				     "given is %s."),
				   sex_name(resident.sex), sex_name(out->sex));
	*field = PATIENT_BIRTH_DATE;
	if (out->birth != DAY_NONE && out->birth != resident.birth)
		return desk_refuse(
			desk, STATUS_BAD_VALUE,
			_("The resident ID number has the birth date %s, but the one given is %s."),
			day_format(resident.birth, numbered), day_format(out->birth, typed));
	out->sex = resident.sex;
	out->birth = resident.birth;
	return STATUS_OK;
}

/* Cards are scanned: letters, digits and a few marks, in one case so that each is known again. */
static enum status read_card(struct desk *desk, const struct patient_form *form,
			     struct patient *out)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./";
	char card[TYPED_SIZE];

	text_copy(card, sizeof(card), form->card_no);
	text_upper(text_tidy_number(card));
	if (card[strspn(card, allowed)])
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("A card number may contain only letters, digits and - _ . /; "
				     "\"%.60s\" contains something else."),
				   form->card_no);
	if (!text_copy(out->card_no, sizeof(out->card_no), card))
		return desk_refuse(
			desk, STATUS_BAD_VALUE,
			_("A card number may have at most %d characters; this one has %zu."),
			CARD_SIZE - 1, strlen(card));
	return STATUS_OK;
}

enum status patient_read(struct desk *desk, const struct patient_form *form, struct patient *out,
			 enum patient_field *field)
{
	enum patient_field ignored = PATIENT_NAME;
	enum patient_field *fault = &ignored;
	enum status status;

	if (field)
		fault = field;
	memset(out, 0, sizeof(*out));
	*fault = PATIENT_NAME;
	status = name_read(form->name, out->name, &desk->problem);
	if (!status)
		status = read_identity(desk, form, out, fault);
	if (!status && form->phone[0]) {
		*fault = PATIENT_PHONE;
		status = phone_read(form->phone, out->phone, &desk->problem);
	}
	if (!status) {
		*fault = PATIENT_SEX;
		status = read_sex(desk, form, out);
	}
	if (!status) {
		*fault = PATIENT_BIRTH_DATE;
		status = read_birth(desk, form, out);
	}
	if (!status)
		status = agree_with_number(desk, out, fault);
	if (!status) {
		*fault = PATIENT_CARD_NO;
		status = read_card(desk, form, out);
	}
	return status;
}
