/* One person, two records; and a person who died: patient merge, deceased, living. */
#include <inttypes.h>

#include "base/language.h"
#include "desk/booking/deceased.h"
#include "desk/booking/merge.h"
#include "ui/cli/show.h"
#include "ui/cli/values.h"

static void show_standing(struct output *output, const char *key,
			  const struct ban_standing *standing)
{
	output_object(output, key);
	output_number(output, "no_shows", standing->count);
	show_day(output, "banned_until", standing->banned_until);
	output_end(output);
}

static void say_standing(struct output *output, const struct merge *merge)
{
	char day[DAY_TEXT_SIZE];

	if (merge->after.banned_until != DAY_NONE)
		output_line(output, _("Banned from online booking until %s."),
			    day_format(merge->after.banned_until, day));
	else
		output_line(output,
			    _n("May book online; %d no-show counts.",
			       "May book online; %d no-shows count.",
			       (unsigned long)merge->after.count),
			    merge->after.count);
}

static void show_merge(struct output *output, const struct merge *merge, bool done)
{
	output_object(output, NULL);
	show_id(output, "patient", merge->kept.id);
	output_text(output, "name", merge->kept.name);
	show_id(output, "merged", merge->give.id);
	output_text(output, "merged_name", merge->give.name);
	output_bool(output, "done", done);
	output_number(output, "bookings", merge->bookings);
	output_number(output, "no_shows", merge->no_shows);
	output_number(output, "bans", merge->bans);
	show_standing(output, "before", &merge->keep_before);
	show_standing(output, "merged_before", &merge->give_before);
	show_standing(output, "after", &merge->after);
	output_end(output);
	output_line(output,
		    done ? _("Patient %" PRId64 " (%s) is merged into patient %" PRId64
			     " (%s). Gone over: bookings with their money %d, no-shows %d, bans "
			     "%d.")
			 : _("Patient %" PRId64 " (%s) would be merged into patient %" PRId64
			     " (%s). It would go over: bookings with their money %d, no-shows "
			     "%d, bans %d."),
		    merge->give.id, merge->give.name, merge->kept.id, merge->kept.name,
		    merge->bookings, merge->no_shows, merge->bans);
	say_standing(output, merge);
	if (!done)
		output_line(output, _("Nothing was changed. A merge cannot be undone."));
}

enum status cli_patient_merge(struct cli *cli)
{
	const bool done = !value_is_given(cli, OPTION_DRY_RUN);
	struct merge merge;
	int64_t keep, give = 0;
	enum status status = value_patient_number(cli, cli->operand[0], &keep);

	if (!status)
		status = value_patient_number(cli, cli->operand[1], &give);
	if (status)
		return status;
	status = done ? patient_merge(&cli->desk, keep, give, &merge)
		      : patient_merge_terms(&cli->desk, keep, give, &merge);
	if (!status)
		show_merge(&cli->output, &merge, done);
	return status;
}

static void show_mark(struct output *output, const struct patient *patient)
{
	output_object(output, NULL);
	show_id(output, "patient", patient->id);
	output_text(output, "name", patient->name);
	show_day(output, "deceased_on", patient->deceased);
	output_end(output);
}

enum status cli_patient_deceased(struct cli *cli)
{
	struct patient patient;
	int64_t id;
	enum status status = value_patient_number(cli, cli->operand[0], &id);

	if (!status)
		status = patient_mark_deceased(&cli->desk, id, &patient);
	if (status)
		return status;
	show_mark(&cli->output, &patient);
	output_line(&cli->output,
		    _("%s, patient %" PRId64 ", is marked as deceased; nothing is booked for this "
		      "person any more."),
		    patient.name, patient.id);
	return STATUS_OK;
}

enum status cli_patient_living(struct cli *cli)
{
	struct patient patient;
	int64_t id;
	enum status status = value_patient_number(cli, cli->operand[0], &id);

	if (!status)
		status = patient_mark_living(&cli->desk, id, value_text(cli, OPTION_REASON, ""),
					     &patient);
	if (status)
		return status;
	show_mark(&cli->output, &patient);
	output_line(&cli->output, _("%s, patient %" PRId64 ", is no longer marked as deceased."),
		    patient.name, patient.id);
	return STATUS_OK;
}
