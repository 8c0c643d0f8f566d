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
		[PATIENT_SOCIAL_NO] = "social_no",
		[PATIENT_LINKED_SINCE] = "linked_since",
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

/* What is scanned or copied from a card: letters, digits and a few marks, in one case so that each
 * is known again. False: it has something else in it. */
static bool tidy_number(const char *text, char number[TYPED_SIZE])
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./";

	text_copy(number, TYPED_SIZE, text);
	text_upper(text_tidy_number(number));
	return number[strspn(number, allowed)] == '\0';
}

enum status patient_card_read(struct desk *desk, const char *text, char out[CARD_SIZE])
{
	char card[TYPED_SIZE];

	if (!tidy_number(text, card))
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("A card number may contain only letters, digits and - _ . /; "
				     "\"%.60s\" contains something else."),
				   text);
	if (!text_copy(out, CARD_SIZE, card))
		return desk_refuse(
			desk, STATUS_BAD_VALUE,
			_("A card number may have at most %d characters; this one has %zu."),
			CARD_SIZE - 1, strlen(card));
	return STATUS_OK;
}

enum status patient_social_read(struct desk *desk, const char *text, char out[CARD_SIZE])
{
	char number[TYPED_SIZE];

	if (!tidy_number(text, number))
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("A social security number may contain only letters, digits "
				     "and - _ . /; \"%.60s\" contains something else."),
				   text);
	if (!text_copy(out, CARD_SIZE, number))
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("A social security number may have at most %d characters; "
				     "this one has %zu."),
				   CARD_SIZE - 1, strlen(number));
	return STATUS_OK;
}

/* Since when the card is linked to the social security number. */
static enum status read_link(struct desk *desk, const struct patient_form *form,
			     struct patient *out)
{
	out->linked = DAY_NONE;
	if (!form->linked_since[0])
		return STATUS_OK;
	if (!day_parse_loose(form->linked_since, &out->linked))
		return desk_refuse(desk, STATUS_BAD_DATE,
				   _("\"%.60s\" is not a date. Write it as 2026-11-23."),
				   form->linked_since);
	if (out->linked > desk_today(desk))
		return desk_refuse(desk, STATUS_BAD_DATE,
				   _("The card cannot be linked since %.60s: that day is in the "
				     "future."),
				   form->linked_since);
	if (!out->card_no[0] || !out->social_no[0])
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("A card is linked to a social security number; both must be "
				     "there."));
	return STATUS_OK;
}

static enum status read_numbers(struct desk *desk, const struct patient_form *form,
				struct patient *out, enum patient_field *fault)
{
	enum status status;

	*fault = PATIENT_CARD_NO;
	status = patient_card_read(desk, form->card_no, out->card_no);
	if (!status) {
		*fault = PATIENT_SOCIAL_NO;
		status = patient_social_read(desk, form->social_no, out->social_no);
	}
	if (!status) {
		*fault = PATIENT_LINKED_SINCE;
		status = read_link(desk, form, out);
	}
	return status;
}

static struct patient_form without_null(const struct patient_form *form)
{
	struct patient_form all = *form;
	const char **const texts[] = { &all.name,    &all.id_type,   &all.id_number,
				       &all.phone,   &all.sex,	     &all.birth_date,
				       &all.card_no, &all.social_no, &all.linked_since };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (!*texts[i])
			*texts[i] = "";
	}
	return all;
}

enum status patient_read(struct desk *desk, const struct patient_form *typed, struct patient *out,
			 enum patient_field *field)
{
	const struct patient_form all = without_null(typed), *form = &all;
	enum patient_field ignored = PATIENT_NAME;
	enum patient_field *fault = &ignored;
	enum status status;

	if (field)
		fault = field;
	memset(out, 0, sizeof(*out));
	out->deceased = DAY_NONE;
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
	return status ? status : read_numbers(desk, form, out, fault);
}

struct patient_form patient_form_of(const struct patient *patient, struct patient_texts *texts)
{
	struct patient_form form = { .name = patient->name,
				     .id_type = id_type_name(patient->id_type),
				     .id_number = patient->id_number,
				     .phone = patient->phone,
				     .sex = sex_name(patient->sex),
				     .birth_date = "",
				     .card_no = patient->card_no,
				     .social_no = patient->social_no,
				     .linked_since = "" };

	if (patient->birth != DAY_NONE)
		form.birth_date = day_format(patient->birth, texts->birth_date);
	if (patient->linked != DAY_NONE)
		form.linked_since = day_format(patient->linked, texts->linked_since);
	return form;
}
