#include "exchange/load_present.h"

#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/mask.h"
#include "base/money.h"
#include "base/spelling.h"
#include "base/text.h"

static char *add_value(struct load_values *out, const char *label, const char *text)
{
	char *value = out->value[out->count].text;

	out->value[out->count++].label = label;
	text_copy(value, LOAD_VALUE_SIZE, text);
	return value;
}

static void add_number(struct load_values *out, const char *label, int number)
{
	text_format(add_value(out, label, ""), LOAD_VALUE_SIZE, "%d", number);
}

enum status load_present_department(struct desk *desk, const void *item, struct load_values *out)
{
	const struct department *row = item;
	struct department department;
	enum status status = department_get(desk, row->code, &department);

	out->count = 0;
	text_format(out->about, sizeof(out->about), "%s %s", row->code, row->name);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	if (status)
		return status;
	add_value(out, _("name"), department.name);
	add_value(out, _("location"), department.location);
	return STATUS_OK;
}

enum status load_present_doctor(struct desk *desk, const void *item, struct load_values *out)
{
	const struct doctor *row = item;
	struct doctor doctor;
	char money[MONEY_TEXT_SIZE];
	enum status status = doctor_get(desk, row->code, &doctor);

	out->count = 0;
	text_format(out->about, sizeof(out->about), "%s %s", row->code, row->name);
	if (status == STATUS_UNKNOWN_DOCTOR)
		return STATUS_OK;
	if (status)
		return status;
	add_value(out, _("name"), doctor.name);
	add_value(out, _("title"), doctor.title);
	add_value(out, _("department"), doctor.department_code);
	add_value(out, _("qualification number"), doctor.qualification_no);
	add_value(out, _("specialty"), doctor.specialty);
	add_value(out, _("fee"), money_format(doctor.fee_fen, money));
	return STATUS_OK;
}

static void session_values(const struct session *session, struct load_values *out)
{
	char money[MONEY_TEXT_SIZE], from[MINUTE_TEXT_SIZE], to[MINUTE_TEXT_SIZE];

	add_number(out, _("capacity"), session->capacity);
	add_value(out, _("room"), session->room);
	add_number(out, _("online percent"), session->online_percent);
	add_value(out, _("fee"), money_format(session->fee_fen, money));
	text_format(add_value(out, _("hours"), ""), LOAD_VALUE_SIZE, "%s-%s",
		    minute_format(session->start_minute, from),
		    minute_format(session->end_minute, to));
	add_number(out, _("online numbers"), session->online.total);
}

enum status load_present_session(struct desk *desk, const void *item, struct load_values *out)
{
	const struct load_roster_item *row = item;
	struct session session;
	struct doctor doctor;
	char day[DAY_TEXT_SIZE];
	enum status status = doctor_get(desk, row->doctor, &doctor);

	out->count = 0;
	text_format(out->about, sizeof(out->about), "%s %s %s%s%s", day_format(row->wish.day, day),
		    period_short_word(row->wish.period), row->doctor, status ? "" : " ",
		    status ? "" : doctor.name);
	if (!status)
		status = session_find(desk, row->doctor, row->wish.day, row->wish.period, &session);
	if (status == STATUS_UNKNOWN_DOCTOR || status == STATUS_UNKNOWN_SESSION)
		return STATUS_OK;
	if (!status)
		session_values(&session, out);
	return status;
}

/* The record with this identity number, or the one that lacks it. */
static enum status known_by_number(struct desk *desk, const struct patient *row,
				   struct patient *out)
{
	enum status status = patient_by_id_number(desk, row->id_type, row->id_number, out);

	if (status != STATUS_UNKNOWN_PATIENT)
		return status;
	status = patient_without_number(desk, row, out);
	return status ? status : patient_get(desk, out->id, out);
}

enum status load_known_patient(struct desk *desk, const struct patient *row, struct patient *out)
{
	enum status status = STATUS_UNKNOWN_PATIENT;

	if (row->id_number[0])
		return known_by_number(desk, row, out);
	if (row->phone[0])
		status = patient_by_name_and_phone(desk, row->name, row->phone, out);
	if (status == STATUS_UNKNOWN_PATIENT && row->card_no[0]) {
		status = patient_by_card(desk, row->card_no, out);
		/* Somebody else's card: adding the person will say so. */
		if (!status && !spelling_is_same(out->name, row->name))
			status = STATUS_UNKNOWN_PATIENT;
	}
	return status;
}

enum status load_present_patient(struct desk *desk, const void *item, struct load_values *out)
{
	const struct patient *row = item;
	struct patient patient;
	char mask[MASK_SIZE], day[DAY_TEXT_SIZE];
	enum status status = load_known_patient(desk, row, &patient);

	out->count = 0;
	text_copy(out->about, sizeof(out->about), row->name);
	if (status == STATUS_UNKNOWN_PATIENT)
		return STATUS_OK;
	if (status)
		return status;
	add_value(out, _("name"), patient.name);
	add_value(out, _("ID number"), mask_id_number(patient.id_number, mask));
	add_value(out, _("phone"), mask_phone(patient.phone, mask));
	add_value(out, _("sex"), sex_name(patient.sex));
	add_value(out, _("born"), patient.birth == DAY_NONE ? "" : day_format(patient.birth, day));
	add_value(out, _("card number"), patient.card_no);
	add_value(out, _("social security number"), mask_id_number(patient.social_no, mask));
	add_value(out, _("card linked since"),
		  patient.linked == DAY_NONE ? "" : day_format(patient.linked, day));
	return STATUS_OK;
}
