/* Patients: patient add, patient find. */
#include <inttypes.h>

#include "base/language.h"
#include "desk/people/patient.h"
#include "ui/cli/show.h"
#include "ui/cli/table.h"
#include "ui/cli/values.h"

enum status cli_patient_add(struct cli *cli)
{
	const struct patient_form form = {
		.name = value_text(cli, OPTION_NAME, ""),
		.id_type = value_text(cli, OPTION_ID_TYPE, ""),
		.id_number = value_text(cli, OPTION_ID_NUMBER, ""),
		.phone = value_text(cli, OPTION_PHONE, ""),
		.sex = value_text(cli, OPTION_SEX, ""),
		.birth_date = value_text(cli, OPTION_BIRTH_DATE, ""),
		.card_no = value_text(cli, OPTION_CARD, ""),
	};
	struct patient patient;
	struct idem key;
	enum status status = value_key(cli, &key);

	if (!status)
		status = patient_read(&cli->desk, &form, &patient, NULL);
	if (!status)
		status = patient_add(&cli->desk, &patient, key.set ? &key : NULL);
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
	output_text_or_null(output, "id_number", patient->id_number);
	output_text_or_null(output, "phone", patient->phone);
	output_text(output, "sex", sex_name(patient->sex));
	show_day(output, "birth_date", patient->birth);
	output_text_or_null(output, "card_no", patient->card_no);
	output_end(output);
}

/* On a screen that others may see, numbers are masked (base/mask.h). */
static void list_patient(struct table *table, const struct patient *patient)
{
	char day[DAY_TEXT_SIZE], phone[MASK_SIZE], id_number[MASK_SIZE];

	table_format(table, "%" PRId64, patient->id);
	table_cell(table, patient->name);
	table_cell(table, patient->sex == SEX_UNKNOWN ? "" : sex_word(patient->sex));
	table_cell(table, patient->birth == DAY_NONE ? "" : day_format(patient->birth, day));
	table_cell(table, mask_phone(patient->phone, phone));
	table_cell(table, mask_id_number(patient->id_number, id_number));
	table_cell(table, patient->card_no);
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

	if (status)
		return status;
	table_init(&table, &cli->output, columns, sizeof(columns) / sizeof(columns[0]));
	output_array(&cli->output, NULL);
	for (size_t i = 0; i < count; i++) {
		show_patient(&cli->output, &found[i]);
		list_patient(&table, &found[i]);
	}
	output_end(&cli->output);
	table_finish(&table, _("No patient found. \"frontdesk patient add\" registers a new one."));
	return STATUS_OK;
}
