/* doctor: looks the computer over, and says of each thing how it is and what is to be done. */
#include "base/language.h"
#include "desk/practice.h"
#include "ui/cli/doctor/bundle.h"
#include "ui/cli/doctor/look.h"

static void show(struct cli *cli, const struct finding *row)
{
	output_object(&cli->output, NULL);
	output_text(&cli->output, "check", row->check);
	output_text(&cli->output, "state", finding_state_name(row->state));
	output_text(&cli->output, "message", row->message);
	output_text_or_null(&cli->output, "remedy", row->remedy);
	output_end(&cli->output);
	output_line(&cli->output, "%s: %s", finding_state_words(row->state), row->message);
	if (row->remedy[0])
		output_line(&cli->output, "    %s", row->remedy);
}

/* What is worst stands last, where it is seen. */
static void show_all(struct cli *cli, const struct findings *findings)
{
	const size_t bad = findings_count(findings, FINDING_BAD);
	const size_t notices = findings_count(findings, FINDING_NOTICE);

	output_array(&cli->output, NULL);
	for (int state = FINDING_GOOD; state < FINDING_STATES; state++)
		for (size_t i = 0; i < findings->count; i++)
			if ((int)findings->rows[i].state == state)
				show(cli, &findings->rows[i]);
	output_end(&cli->output);
	output_line(&cli->output, _("Looked at: %zu. Bad: %zu. To be noticed: %zu."),
		    findings->count, bad, notices);
}

static enum status write_bundle(struct doctor *doctor)
{
	struct cli *cli = doctor->cli;
	const char *path = cli->value[OPTION_BUNDLE];
	enum status status = STATUS_OK;

	if (!path)
		return STATUS_OK;
	if (cli->desk_is_open)
		status = practice_allows(&cli->desk, path);
	if (!status)
		status = bundle_write(doctor, path, &cli->problem);
	if (!status)
		output_line(&cli->output,
			    _("What was found is in %s, for whoever helps; nothing about a person "
			      "is in it."),
			    path);
	return status;
}

enum status cli_doctor(struct cli *cli)
{
	struct doctor doctor = { .cli = cli };
	enum status status;
	bool bad;

	look_at_settings(&doctor);
	look_at_place(&doctor);
	look_at_database(&doctor);
	look_at_clock(&doctor);
	look_at_copies(&doctor);
	look_at_package(&doctor);
	look_at_tools(&doctor);
	show_all(cli, &doctor.findings);
	status = write_bundle(&doctor);
	bad = findings_count(&doctor.findings, FINDING_BAD) > 0;
	findings_release(&doctor.findings);
	if (status || !bad)
		return status;
	cli->answered = true;
	return STATUS_CHECK_FAILED;
}
