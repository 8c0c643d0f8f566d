#include "desk/people/patient.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/check_digit.h"
#include "base/language.h"
#include "base/mask.h"
#include "base/spelling.h"
#include "base/text.h"
#include "desk/people/patient_key.h"
#include "desk/people/patient_row.h"

#include "sql_columns.h"

enum { TYPED_SIZE = 256 };

/* Reading the store. */

/* Adding and changing. */

static enum status refuse_duplicate(struct desk *desk, enum status status, const char *sentence,
				    const struct patient *existing)
{
	char name[MASK_SIZE], number[MASK_SIZE];

	if (existing->id_number[0])
		mask_id_number(existing->id_number, number);
	else
		text_copy(number, sizeof(number), _("none"));
	return desk_refuse(desk, status, _("%s patient %" PRId64 ", %s, ID number %s."), sentence,
			   existing->id, mask_name(existing->name, name), number);
}

/* Nobody else has its card or its social security number. */
static enum status refuse_known_card(struct desk *desk, const struct patient *patient)
{
	struct patient existing = { .id = 0 };
	enum status status = STATUS_UNKNOWN_PATIENT;

	if (patient->card_no[0])
		status = patient_by_card(desk, patient->card_no, &existing);
	if (!status && existing.id != patient->id)
		return refuse_duplicate(desk, STATUS_DUPLICATE_CARD,
					_("This card belongs to another patient:"), &existing);
	if (status && status != STATUS_UNKNOWN_PATIENT)
		return status;
	status = STATUS_UNKNOWN_PATIENT;
	if (patient->social_no[0])
		status = patient_by_social_no(desk, patient->social_no, &existing);
	if (!status && existing.id != patient->id)
		return refuse_duplicate(
			desk, STATUS_DUPLICATE_SOCIAL_NO,
			_("This social security number belongs to another patient:"), &existing);
	return status == STATUS_UNKNOWN_PATIENT ? STATUS_OK : status;
}

/* Whether the record may stand beside the others: nobody else has its identity number, card or
 * social security number, and, without an identity number, its name and phone. */
static enum status refuse_if_known(struct desk *desk, const struct patient *patient)
{
	struct patient existing = { .id = 0 };
	enum status status = STATUS_UNKNOWN_PATIENT;

	if (patient->id_number[0])
		status = patient_by_id_number(desk, patient->id_type, patient->id_number,
					      &existing);
	if (!status && existing.id != patient->id)
		return refuse_duplicate(desk, STATUS_DUPLICATE_PATIENT,
					_("This identity number is already registered:"),
					&existing);
	if (status && status != STATUS_UNKNOWN_PATIENT)
		return status;
	if (!patient->id_number[0] && patient->phone[0]) {
		status = patient_by_name_and_phone(desk, patient->name, patient->phone, &existing);
		if (!status && existing.id != patient->id)
			return refuse_duplicate(
				desk, STATUS_DUPLICATE_PATIENT,
				_("A patient with this name and phone is already registered:"),
				&existing);
		if (status && status != STATUS_UNKNOWN_PATIENT)
			return status;
	}
	return refuse_known_card(desk, patient);
}

/* Somebody with an identity number is not added beside the record that lacks it. */
static enum status refuse_if_without_number(struct desk *desk, const struct patient *patient)
{
	struct patient known;
	char name[MASK_SIZE];
	enum status status = patient_without_number(desk, patient, &known);

	if (status)
		return status == STATUS_UNKNOWN_PATIENT ? STATUS_OK : status;
	return desk_refuse(desk, STATUS_DUPLICATE_PATIENT,
			   _("Patient %" PRId64 ", %s, has this name and phone and no ID number "
			     "yet. Put the ID number into that record, or add this one as another "
			     "person."),
			   known.id, mask_name(known.name, name));
}

/* A constraint stops what another counter did between the look and the write (an engine that lets
 * writers run side by side): the look, made again once the change is taken back, has the sentence.
 */
static enum status explain_constraint(struct desk *desk, const struct patient *patient,
				      enum status status)
{
	struct problem problem = desk->problem;
	enum status known;

	if (status != STATUS_STORE_CONSTRAINT || store_in_transaction(desk->store))
		return status;
	known = refuse_if_known(desk, patient);
	if (status_is_refusal(known))
		return known;
	desk->problem = problem;
	return status;
}

static enum status next_id(struct desk *desk, int64_t *id)
{
	char digits[PATIENT_NUMBER_SIZE];
	int64_t last, sequence = PATIENT_FIRST_SEQUENCE;
	enum status status = store_number(desk->store, SQL_PATIENT_LAST_ID, NO_ARGS, &last);

	if (status && status != STATUS_NOT_FOUND)
		return desk_store_result(desk, status);
	if (!status)
		sequence = last / 10 + 1;
	text_format(digits, sizeof(digits), "%" PRId64, sequence);
	*id = sequence * 10 + (check_digit(digits) - '0');
	return STATUS_OK;
}

/* "" where the store has NULL, the text otherwise. */
static struct store_value day_or_null(day_number day, char text[DAY_TEXT_SIZE])
{
	return day == DAY_NONE ? STORE_ARG_NULL : store_text(day_format(day, text));
}

struct adding {
	struct patient patient; /* what was asked, then what was made */
	struct idem idem;
	bool another; /* it is known that this is nobody who has a record */
};

static void ask_to_add(const struct patient *patient, struct idem *idem)
{
	char birth[DAY_TEXT_SIZE] = "", linked[DAY_TEXT_SIZE] = "";

	if (patient->birth != DAY_NONE)
		day_format(patient->birth, birth);
	if (patient->linked != DAY_NONE)
		day_format(patient->linked, linked);
	idem_ask(idem, IDEM_NAME, patient->name);
	idem_ask(idem, IDEM_ID_NUMBER, patient->id_number);
	idem_ask(idem, IDEM_ID_TYPE, id_type_name(patient->id_type));
	idem_ask(idem, IDEM_PHONE, patient->phone);
	idem_ask(idem, IDEM_SEX, sex_name(patient->sex));
	idem_ask(idem, IDEM_BIRTH_DATE, birth);
	idem_ask(idem, IDEM_CARD, patient->card_no);
	idem_ask(idem, IDEM_SOCIAL_NO, patient->social_no);
	idem_ask(idem, IDEM_LINKED_SINCE, linked);
}

static enum status added_before(struct desk *desk, struct adding *adding, bool *found)
{
	int64_t id;
	enum status status = audit_done_before(desk, &adding->idem, AUDIT_PATIENT_ADD, &id);

	*found = status == STATUS_OK;
	if (status)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	return patient_get(desk, id, &adding->patient);
}

static enum status add_inside(struct desk *desk, void *context)
{
	struct adding *adding = context;
	struct patient patient;
	char name[MASK_SIZE], birth[DAY_TEXT_SIZE], linked[DAY_TEXT_SIZE];
	enum status status;
	bool found = false;

	status = added_before(desk, adding, &found);
	if (status || found)
		return status;
	patient = adding->patient;
	patient.id = 0;
	status = refuse_if_known(desk, &patient);
	if (!status && !adding->another)
		status = refuse_if_without_number(desk, &patient);
	if (!status)
		status = next_id(desk, &patient.id);
	if (!status)
		status = audit_record(desk, AUDIT_PATIENT_ADD, patient.id, 0, &adding->idem,
				      mask_name(patient.name, name), &patient.seq);
	if (status)
		return status;
	status = store_run(
		desk->store, SQL_PATIENT_ADD,
		ARGS(STORE_ARG_INT(patient.id), STORE_ARG_INT(patient.seq),
		     store_text(patient.name), store_text_or_null(id_type_name(patient.id_type)),
		     store_text_or_null(patient.id_number), store_text_or_null(patient.phone),
		     store_text(sex_name(patient.sex)), day_or_null(patient.birth, birth),
		     store_text_or_null(patient.card_no), store_text_or_null(patient.social_no),
		     day_or_null(patient.linked, linked)),
		NULL);
	if (status)
		return desk_store_result(desk, status);
	status = patient_keys_add(desk, &patient);
	if (!status)
		adding->patient = patient;
	return status;
}

static enum status add(struct desk *desk, struct patient *patient, const struct idem *idem,
		       bool another)
{
	struct adding adding = { .patient = *patient, .another = another };
	enum status status;

	if (idem && idem->set) {
		adding.idem = *idem;
		ask_to_add(patient, &adding.idem);
	}
	status = desk_change(desk, add_inside, &adding);
	if (!status)
		*patient = adding.patient;
	return explain_constraint(desk, patient, status);
}

enum status patient_add(struct desk *desk, struct patient *patient, const struct idem *idem)
{
	return add(desk, patient, idem, false);
}

enum status patient_add_another(struct desk *desk, struct patient *patient, const struct idem *idem)
{
	return add(desk, patient, idem, true);
}

enum status patient_complete_or_add(struct desk *desk, struct patient *patient,
				    int64_t *completed_id)
{
	struct patient known;
	enum status status = patient_without_number(desk, patient, &known);

	*completed_id = 0;
	if (status == STATUS_UNKNOWN_PATIENT)
		return patient_add_another(desk, patient, NULL);
	if (!status)
		status = patient_change(desk, &known);
	if (status)
		return status;
	*patient = known;
	*completed_id = known.id;
	return STATUS_OK;
}

/* One "field: old -> new" of the audit's detail, after those before it. */
static void note_change(char detail[AUDIT_DETAIL_SIZE], enum patient_field field, const char *from,
			const char *to)
{
	size_t length = strlen(detail);

	if (strcmp(from, to) == 0)
		return;
	text_format(detail + length, AUDIT_DETAIL_SIZE - length, "%s%s: %s -> %s",
		    length ? "; " : "", patient_field_name(field), from[0] ? from : "-",
		    to[0] ? to : "-");
}

static void note_number(char detail[AUDIT_DETAIL_SIZE], enum patient_field field, const char *old,
			const char *new, char *(*mask)(const char *number, char out[MASK_SIZE]))
{
	char from[MASK_SIZE] = "", to[MASK_SIZE] = "";

	if (strcmp(old, new) == 0)
		return;
	if (old[0])
		mask(old, from);
	if (new[0])
		mask(new, to);
	/* Two numbers may differ in what is masked only. */
	note_change(detail, field, from, strcmp(from, to) == 0 ? "*" : to);
}

static void note_day(char detail[AUDIT_DETAIL_SIZE], enum patient_field field, day_number old,
		     day_number new)
{
	char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];

	note_change(detail, field, old == DAY_NONE ? "" : day_format(old, from),
		    new == DAY_NONE ? "" : day_format(new, to));
}

/* What differs, in words; "" when nothing does. Numbers that a person is known by are masked. */
static void compare(const struct patient *old, const struct patient *new,
		    char detail[AUDIT_DETAIL_SIZE])
{
	detail[0] = '\0';
	note_change(detail, PATIENT_NAME, old->name, new->name);
	note_change(detail, PATIENT_ID_TYPE, id_type_name(old->id_type),
		    id_type_name(new->id_type));
	note_number(detail, PATIENT_ID_NUMBER, old->id_number, new->id_number, mask_id_number);
	note_number(detail, PATIENT_PHONE, old->phone, new->phone, mask_phone);
	note_change(detail, PATIENT_SEX, sex_name(old->sex), sex_name(new->sex));
	note_day(detail, PATIENT_BIRTH_DATE, old->birth, new->birth);
	note_change(detail, PATIENT_CARD_NO, old->card_no, new->card_no);
	note_number(detail, PATIENT_SOCIAL_NO, old->social_no, new->social_no, mask_id_number);
	note_day(detail, PATIENT_LINKED_SINCE, old->linked, new->linked);
}

enum status patient_store(struct desk *desk, const struct patient *patient, int64_t seen_seq)
{
	char birth[DAY_TEXT_SIZE], linked[DAY_TEXT_SIZE], deceased[DAY_TEXT_SIZE];
	enum status status = desk_change_row(
		desk, SQL_PATIENT_CHANGE,
		ARGS(STORE_ARG_INT(patient->seq), store_text(patient->name),
		     store_text_or_null(id_type_name(patient->id_type)),
		     store_text_or_null(patient->id_number), store_text_or_null(patient->phone),
		     store_text(sex_name(patient->sex)), day_or_null(patient->birth, birth),
		     store_text_or_null(patient->card_no), store_text_or_null(patient->social_no),
		     day_or_null(patient->linked, linked), day_or_null(patient->deceased, deceased),
		     STORE_ARG_INT(patient->id), STORE_ARG_INT(seen_seq)));

	return status ? status : patient_keys_write(desk, patient);
}

struct changing {
	struct patient wanted, made;
};

static enum status change_inside(struct desk *desk, void *context)
{
	struct changing *changing = context;
	const struct patient *wanted = &changing->wanted;
	struct patient old, new = *wanted;
	char detail[AUDIT_DETAIL_SIZE];
	enum status status = patient_get(desk, wanted->id, &old);

	if (status)
		return status;
	if (old.seq != wanted->seq)
		return desk_refuse(
			desk, STATUS_CHANGED_ELSEWHERE,
			_("Patient %" PRId64
			  " was changed at another counter a moment ago. Please look again."),
			old.id);
	new.deceased = old.deceased;
	/* The link was one of these two numbers; with another it is made anew. */
	if (new.linked == old.linked &&
	    (strcmp(new.card_no, old.card_no) != 0 || strcmp(new.social_no, old.social_no) != 0))
		new.linked = DAY_NONE;
	changing->made = new;
	compare(&old, &new, detail);
	if (!detail[0])
		return STATUS_OK;
	status = refuse_if_known(desk, &new);
	if (!status)
		status = audit_record(desk, AUDIT_PATIENT_CHANGE, new.id, old.seq, NULL, detail,
				      &new.seq);
	if (!status)
		status = patient_store(desk, &new, old.seq);
	if (!status)
		changing->made = new;
	return status;
}

enum status patient_change(struct desk *desk, struct patient *patient)
{
	struct changing changing = { .wanted = *patient };
	enum status status = desk_change(desk, change_inside, &changing);

	if (!status)
		*patient = changing.made;
	return explain_constraint(desk, patient, status);
}

struct look {
	int64_t id;
	const char *why;
	struct patient *out;
};

static enum status show_inside(struct desk *desk, void *context)
{
	const struct look *look = context;
	int64_t seq;
	enum status status = patient_get(desk, look->id, look->out);

	if (!status)
		status = audit_record(desk, AUDIT_PATIENT_SHOW, look->out->id, look->out->seq, NULL,
				      look->why, &seq);
	if (status)
		return status;
	status = desk_change_row(desk, SQL_PATIENT_SET_SEQ,
				 ARGS(STORE_ARG_INT(seq), STORE_ARG_INT(look->out->id),
				      STORE_ARG_INT(look->out->seq)));
	look->out->seq = seq;
	return status;
}

enum status patient_show(struct desk *desk, int64_t id, const char *why, struct patient *out)
{
	struct look look = { .id = id, .why = why, .out = out };

	return desk_change(desk, show_inside, &look);
}
