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

#include "sql_columns.h"

enum { TYPED_SIZE = 256 };

/* Reading the store. */

static enum status read_patient(const struct store_row *row, void *context)
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
	out->birth = DAY_NONE;
	if (!row_is_null(row, PATIENT_ROW_BIRTH_DATE) &&
	    !day_parse(row_text(row, PATIENT_ROW_BIRTH_DATE), &out->birth))
		return STATUS_STORE_CORRUPT;
	text_copy(out->card_no, sizeof(out->card_no), row_text(row, PATIENT_ROW_CARD_NO));
	return STATUS_OK;
}

static enum status get_one(struct desk *desk, enum sql statement, const struct store_value *args,
			   size_t count, struct patient *out)
{
	enum status status = store_one(desk->store, statement, args, count, read_patient, out);

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
	const char *type = row_text(row, PATIENT_ROW_ID_TYPE);

	if (document->found ||
	    (document->type != ID_NONE && strcmp(type, id_type_name(document->type)) != 0) ||
	    !spelling_is_same(row_text(row, PATIENT_ROW_ID_NUMBER), document->number))
		return STATUS_OK;
	document->found = true;
	return read_patient(row, document->out);
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

/* The first that bears a name. */
struct named {
	const char *name;
	struct patient *out;
	bool found;
};

static enum status take_named(const struct store_row *row, void *context)
{
	struct named *named = context;

	if (named->found || !spelling_is_same(row_text(row, PATIENT_ROW_NAME), named->name))
		return STATUS_OK;
	named->found = true;
	return read_patient(row, named->out);
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

/* Whether the record may stand beside the others: nobody else has its identity number or card, and,
 * without an identity number, its name and phone. */
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
	if (!patient->card_no[0])
		return STATUS_OK;
	status = patient_by_card(desk, patient->card_no, &existing);
	if (!status && existing.id != patient->id)
		return refuse_duplicate(desk, STATUS_DUPLICATE_CARD,
					_("This card belongs to another patient:"), &existing);
	return status == STATUS_UNKNOWN_PATIENT ? STATUS_OK : status;
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
	if (known == STATUS_DUPLICATE_PATIENT || known == STATUS_DUPLICATE_CARD)
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
};

static void ask_to_add(const struct patient *patient, struct idem *idem)
{
	char birth[DAY_TEXT_SIZE] = "";

	if (patient->birth != DAY_NONE)
		day_format(patient->birth, birth);
	idem_ask(idem, IDEM_NAME, patient->name);
	idem_ask(idem, IDEM_ID_NUMBER, patient->id_number);
	idem_ask(idem, IDEM_PHONE, patient->phone);
	idem_ask(idem, IDEM_SEX, sex_name(patient->sex));
	idem_ask(idem, IDEM_BIRTH_DATE, birth);
	idem_ask(idem, IDEM_CARD, patient->card_no);
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
	char name[MASK_SIZE], birth[DAY_TEXT_SIZE];
	enum status status;
	bool found = false;

	status = added_before(desk, adding, &found);
	if (status || found)
		return status;
	patient = adding->patient;
	patient.id = 0;
	status = refuse_if_known(desk, &patient);
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
		     store_text_or_null(patient.card_no)),
		NULL);
	if (status)
		return desk_store_result(desk, status);
	status = patient_keys_write(desk, &patient);
	if (!status)
		adding->patient = patient;
	return status;
}

enum status patient_add(struct desk *desk, struct patient *patient, const struct idem *idem)
{
	struct adding adding = { .patient = *patient };
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

/* What differs, in words; "" when nothing does. Numbers that a person is known by are masked. */
static void compare(const struct patient *old, const struct patient *new,
		    char detail[AUDIT_DETAIL_SIZE])
{
	char from[MASK_SIZE] = "", to[MASK_SIZE] = "";

	detail[0] = '\0';
	note_change(detail, PATIENT_NAME, old->name, new->name);
	note_change(detail, PATIENT_ID_TYPE, id_type_name(old->id_type),
		    id_type_name(new->id_type));
	if (strcmp(old->id_number, new->id_number) != 0) {
		note_change(detail, PATIENT_ID_NUMBER,
			    old->id_number[0] ? mask_id_number(old->id_number, from) : "",
			    new->id_number[0] ? mask_id_number(new->id_number, to) : "");
		/* Two numbers may differ in what is masked only. */
		if (strcmp(from, to) == 0)
			note_change(detail, PATIENT_ID_NUMBER, from, "*");
	}
	if (strcmp(old->phone, new->phone) != 0) {
		from[0] = to[0] = '\0';
		note_change(detail, PATIENT_PHONE,
			    old->phone[0] ? mask_phone(old->phone, from) : "",
			    new->phone[0] ? mask_phone(new->phone, to) : "");
		if (strcmp(from, to) == 0)
			note_change(detail, PATIENT_PHONE, from, "*");
	}
	note_change(detail, PATIENT_SEX, sex_name(old->sex), sex_name(new->sex));
	if (old->birth != new->birth)
		note_change(detail, PATIENT_BIRTH_DATE,
			    old->birth == DAY_NONE ? "" : day_format(old->birth, from),
			    new->birth == DAY_NONE ? "" : day_format(new->birth, to));
	note_change(detail, PATIENT_CARD_NO, old->card_no, new->card_no);
}

static enum status write_change(struct desk *desk, const struct patient *patient, int64_t seen_seq)
{
	char birth[DAY_TEXT_SIZE];
	enum status status = desk_change_row(
		desk, SQL_PATIENT_CHANGE,
		ARGS(STORE_ARG_INT(patient->seq), store_text(patient->name),
		     store_text_or_null(id_type_name(patient->id_type)),
		     store_text_or_null(patient->id_number), store_text_or_null(patient->phone),
		     store_text(sex_name(patient->sex)), day_or_null(patient->birth, birth),
		     store_text_or_null(patient->card_no), STORE_ARG_INT(patient->id),
		     STORE_ARG_INT(seen_seq)));

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
	changing->made = new;
	compare(&old, &new, detail);
	if (!detail[0])
		return STATUS_OK;
	status = refuse_if_known(desk, &new);
	if (!status)
		status = audit_record(desk, AUDIT_PATIENT_CHANGE, new.id, old.seq, NULL, detail,
				      &new.seq);
	if (!status)
		status = write_change(desk, &new, old.seq);
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

/* Finding. */

struct finding {
	const char *text;
	struct patient *out;
	size_t count;
};

/* Returned by the row function when there are enough; never seen outside. */
enum { ENOUGH = STATUS_COUNT };

static enum status take(const struct store_row *row, void *context)
{
	struct finding *finding = context;
	int64_t id = row_number(row, PATIENT_ROW_ID);
	enum status status;

	for (size_t i = 0; i < finding->count; i++) {
		if (finding->out[i].id == id)
			return STATUS_OK;
	}
	if (finding->count == PATIENT_FIND_MAX)
		return (enum status)ENOUGH;
	status = read_patient(row, &finding->out[finding->count]);
	finding->count += !status;
	return status;
}

static enum status find_in(struct desk *desk, struct finding *finding, enum sql statement,
			   const char *key)
{
	char end[PATIENT_KEY_SIZE + 4];
	enum status status;

	/* Nothing that begins with the key sorts at or behind the key and the last character. */
	text_format(end, sizeof(end), "%s\xF4\x8F\xBF\xBF", key);
	if (statement == SQL_PATIENT_FIND_EXACT)
		status = store_each(desk->store, statement, ARGS(store_text(key)), take, finding);
	else
		status = store_each(desk->store, statement, ARGS(store_text(key), store_text(end)),
				    take, finding);
	return (int)status == ENOUGH ? STATUS_OK : desk_store_result(desk, status);
}

static enum status find_folded(struct desk *desk, struct finding *finding, const char *key)
{
	char reversed[PATIENT_KEY_SIZE];
	enum status status = STATUS_OK;

	if (!key[0])
		return STATUS_OK;
	/* Four digits are far more often the end of a phone than the beginning of a number. Of
	 * anything else the exact matches are the first of those that begin with it. */
	if (strlen(key) >= 4 && text_is_digits(key)) {
		patient_key_reverse(key, reversed);
		status = find_in(desk, finding, SQL_PATIENT_FIND_EXACT, key);
		if (!status)
			status = find_in(desk, finding, SQL_PATIENT_FIND_PREFIX, reversed);
	}
	if (!status && finding->count < PATIENT_FIND_MAX)
		status = find_in(desk, finding, SQL_PATIENT_FIND_PREFIX, key);
	return status;
}

static enum status find(struct desk *desk, void *context)
{
	struct finding *finding = context;
	char key[PATIENT_KEY_SIZE], phone[PHONE_SIZE];
	enum status status;

	patient_key_fold(finding->text, key);
	status = find_folded(desk, finding, key);
	/* +86 138... is kept as 138... */
	if (!status && !finding->count && phone_read(finding->text, phone, NULL) == STATUS_OK) {
		patient_key_fold(phone, key);
		status = find_folded(desk, finding, key);
	}
	return status;
}

enum status patient_find(struct desk *desk, const char *text, struct patient out[PATIENT_FIND_MAX],
			 size_t *count)
{
	struct finding finding = { .text = text, .out = out };
	enum status status = desk_read(desk, find, &finding);

	*count = status ? 0 : finding.count;
	return status;
}

struct look {
	int64_t id;
	struct patient *out;
};

static enum status show_inside(struct desk *desk, void *context)
{
	const struct look *look = context;
	int64_t seq;
	enum status status = patient_get(desk, look->id, look->out);

	if (!status)
		status = audit_record(desk, AUDIT_PATIENT_SHOW, look->id, look->out->seq, NULL, "",
				      &seq);
	if (status)
		return status;
	status = desk_change_row(
		desk, SQL_PATIENT_SET_SEQ,
		ARGS(STORE_ARG_INT(seq), STORE_ARG_INT(look->id), STORE_ARG_INT(look->out->seq)));
	look->out->seq = seq;
	return status;
}

enum status patient_show(struct desk *desk, int64_t id, struct patient *out)
{
	struct look look = { .id = id, .out = out };

	return desk_change(desk, show_inside, &look);
}
