/* Patients: patient add, change, link-card, find. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/people/patient_find.h"
#include "desk/people/patient_link.h"
#include "ui/cli/show.h"
#include "ui/cli/table.h"
#include "ui/cli/values.h"

/* The fields that were given, over those of a form. */
static void read_fields(const struct cli *cli, struct patient_form *form)
{
	form->name = value_text(cli, OPTION_NAME, form->name);
	form->id_type = value_text(cli, OPTION_ID_TYPE, form->id_type);
	form->id_number = value_text(cli, OPTION_ID_NUMBER, form->id_number);
	form->phone = value_text(cli, OPTION_PHONE, form->phone);
	form->sex = value_text(cli, OPTION_SEX, form->sex);
	form->birth_date = value_text(cli, OPTION_BIRTH_DATE, form->birth_date);
	form->card_no = value_text(cli, OPTION_CARD, form->card_no);
	form->social_no = value_text(cli, OPTION_SOCIAL_NO, form->social_no);
	form->linked_since = value_text(cli, OPTION_LINKED_SINCE, form->linked_since);
}

enum status cli_patient_add(struct cli *cli)
{
	struct patient_form form = { .name = "" };
	const struct idem *idem;
	struct patient patient;
	struct idem key;
	enum status status = value_key(cli, &key);

	read_fields(cli, &form);
	if (!status)
		status = patient_read(&cli->desk, &form, &patient, NULL);
	if (status)
		return status;
	idem = key.set ? &key : NULL;
	status = value_is_given(cli, OPTION_ANOTHER)
			 ? patient_add_another(&cli->desk, &patient, idem)
			 : patient_add(&cli->desk, &patient, idem);
	if (status)
		return status;
	output_object(&cli->output, NULL);
	show_id(&cli->output, "patient", patient.id);
	output_text(&cli->output, "name", patient.name);
	output_text(&cli->output, "sex", sex_name(patient.sex));
	show_day(&cli->output, "birth_date", patient.birth);
	output_end(&cli->output);
	output_line(&cli->output, _("%s is registered as patient %" PRId64 "."), patient.name,
		    patient.id);
	return STATUS_OK;
}

static void show_patient(struct output *output, const struct patient *patient)
{
	output_object(output, NULL);
	show_id(output, "patient", patient->id);
	output_text(output, "name", patient->name);
	output_text_or_null(output, "id_type", id_type_name(patient->id_type));
	show_number(output, "id_number", patient->id_number);
	show_phone(output, "phone", patient->phone);
	output_text(output, "sex", sex_name(patient->sex));
	show_day(output, "birth_date", patient->birth);
	output_text_or_null(output, "card_no", patient->card_no);
	show_number(output, "social_no", patient->social_no);
	show_day(output, "linked_since", patient->linked);
	show_day(output, "deceased_on", patient->deceased);
	output_end(output);
}

/* A number of another kind stands for another document; a resident number says sex and birth date,
 * and one that is changed says others than the one before. */
static void forget_what_followed(const struct cli *cli, const struct patient *old,
				 struct patient_form *form)
{
	if (!value_is_given(cli, OPTION_ID_NUMBER) && !value_is_given(cli, OPTION_ID_TYPE))
		return;
	if (value_is_given(cli, OPTION_ID_NUMBER) && !value_is_given(cli, OPTION_ID_TYPE) &&
	    (old->id_type == ID_RESIDENT || !form->id_number[0]))
		form->id_type = "";
	if (old->id_type != ID_RESIDENT)
		return;
	form->sex = value_text(cli, OPTION_SEX, "");
	form->birth_date = value_text(cli, OPTION_BIRTH_DATE, "");
}

struct changing {
	struct cli *cli;
	int64_t id;
	struct patient *patient;
};

static enum status change_fields(struct desk *desk, void *context)
{
	const struct changing *changing = context;
	struct patient_texts texts;
	struct patient_form form;
	struct patient old;
	enum status status = patient_get(desk, changing->id, &old);

	if (status)
		return status;
	form = patient_form_of(&old, &texts);
	read_fields(changing->cli, &form);
	forget_what_followed(changing->cli, &old, &form);
	status = patient_read(desk, &form, changing->patient, NULL);
	if (status)
		return status;
	changing->patient->id = old.id;
	changing->patient->seq = old.seq;
	return patient_change(desk, changing->patient);
}

enum status cli_patient_change(struct cli *cli)
{
	struct patient patient = { .id = 0 };
	struct changing changing = { .cli = cli, .patient = &patient };
	enum status status = value_patient_number(cli, cli->operand[0], &changing.id);

	if (!status)
		status = desk_change(&cli->desk, change_fields, &changing);
	if (status)
		return status;
	show_patient(&cli->output, &patient);
	output_line(&cli->output, _("The record of %s, patient %" PRId64 ", is as given."),
		    patient.name, patient.id);
	return STATUS_OK;
}

enum status cli_patient_link_card(struct cli *cli)
{
	char day[DAY_TEXT_SIZE];
	struct patient patient;
	int64_t id;
	enum status status = value_patient_number(cli, cli->operand[0], &id);

	if (!status)
		status = patient_link_card(&cli->desk, id, value_text(cli, OPTION_CARD, ""),
					   value_text(cli, OPTION_SOCIAL_NO, ""), &patient);
	if (status)
		return status;
	show_patient(&cli->output, &patient);
	output_line(&cli->output,
		    _("The card of %s is linked to the social security number since %s."),
		    patient.name, day_format(patient.linked, day));
	return STATUS_OK;
}

static const char *list_name(const struct patient *patient, char out[NAME_SIZE + 64])
{
	if (patient->deceased == DAY_NONE)
		return patient->name;
	text_format(out, NAME_SIZE + 64, _("%s (deceased)"), patient->name);
	return out;
}

/* On a screen that others may see, numbers are masked (base/mask.h). */
static void list_patient(const struct output *output, struct table *table,
			 const struct patient *patient)
{
	char day[DAY_TEXT_SIZE], phone[MASK_SIZE], id_number[MASK_SIZE], name[NAME_SIZE + 64];

	table_format(table, "%" PRId64, patient->id);
	table_cell(table, list_name(patient, name));
	table_cell(table, patient->sex == SEX_UNKNOWN ? "" : sex_word(patient->sex));
	table_cell(table, patient->birth == DAY_NONE ? "" : day_format(patient->birth, day));
	table_cell(table, show_phone_text(output, patient->phone, phone));
	table_cell(table, show_number_text(output, patient->id_number, id_number));
	table_cell(table, patient->card_no);
}

static void person_of(const void *row, struct access_person *out)
{
	out->patient_id = ((const struct patient *)row)->id;
}

enum status cli_patient_find(struct cli *cli)
{
	static const struct table_column columns[] = {
		{ N_("Patient"), TEXT_LEFT }, { N_("Name"), TEXT_LEFT },
		{ N_("Sex"), TEXT_LEFT },     { N_("Date of birth"), TEXT_LEFT },
		{ N_("Phone"), TEXT_LEFT },   { N_("ID number"), TEXT_LEFT },
		{ N_("Card"), TEXT_LEFT },
	};
	struct patient found[PATIENT_FIND_MAX];
	struct table table;
	size_t count = 0;
	enum status status = patient_find(&cli->desk, cli->operand[0], found, &count);

	if (!status)
		status = show_access(cli, found, count, sizeof(found[0]), person_of);
	if (status)
		return status;
	table_init(&table, &cli->output, columns, sizeof(columns) / sizeof(columns[0]));
	output_array(&cli->output, NULL);
	for (size_t i = 0; i < count; i++) {
		show_patient(&cli->output, &found[i]);
		list_patient(&cli->output, &table, &found[i]);
	}
	output_end(&cli->output);
	table_finish(&table, _("No patient found. \"frontdesk patient add\" registers a new one."));
	return STATUS_OK;
}

enum status cli_access_list(struct cli *cli)
{
	static const struct table_column columns[] = {
		{ N_("When"), TEXT_LEFT },
		{ N_("Staff code"), TEXT_LEFT },
		{ N_("Counter"), TEXT_LEFT },
		{ N_("Where and why"), TEXT_LEFT },
	};
	struct audit_row *rows = NULL;
	struct table table;
	size_t count = 0;
	int64_t id;
	enum status status = value_patient_number(cli, cli->value[OPTION_PATIENT], &id);

	if (!status)
		status = access_list(&cli->desk, id, &rows, &count);
	if (status) {
		free(rows);
		return status;
	}
	table_init(&table, &cli->output, columns, sizeof(columns) / sizeof(columns[0]));
	output_array(&cli->output, NULL);
	for (size_t i = 0; i < count; i++) {
		char at[CLOCK_TEXT_SIZE];
		const char *why = *rows[i].detail ? rows[i].detail : _("in the desk");

		output_object(&cli->output, NULL);
		show_instant(&cli->output, "at", rows[i].at_ms);
		output_text(&cli->output, "staff", rows[i].staff);
		output_text(&cli->output, "counter", rows[i].counter);
		output_text_or_null(&cli->output, "why", rows[i].detail);
		output_end(&cli->output);
		table_cell(&table, clock_format(rows[i].at_ms, at));
		table_cell(&table, rows[i].staff);
		table_cell(&table, rows[i].counter);
		table_cell(&table, why);
	}
	output_end(&cli->output);
	table_finish(&table, _("Nobody has seen the whole numbers of this patient."));
	free(rows);
	return STATUS_OK;
}
