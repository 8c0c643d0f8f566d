/* frontdesk practice: a clinic of one's own to learn with, that is gone afterwards. */
#include "base/language.h"
#include "base/text.h"
#include "ui/cli/practice/practice_clinic.h"
#include "ui/cli/practice/practice_place.h"
#include "ui/cli/practice/practice_settings.h"
#include "ui/cli/prepare.h"
#include "ui/cli/refuse.h"
#include "ui/screens/practice/practice.h"
#include "ui/screens/screens.h"

static void tell_results(struct cli *cli, const struct practice *practice)
{
	char words[PRACTICE_WORDS_SIZE];

	output_line(&cli->output, _("Practice: %d of %d tasks done."),
		    practice_done_count(practice), PRACTICE_TASKS);
	for (int i = 0; i < PRACTICE_TASKS; i++)
		output_line(&cli->output, "%3d  %s: %s", i + 1,
			    practice_title((enum practice_task)i),
			    practice_outcome_words(&practice->result[i], words));
	output_line(&cli->output, "%s", _("Everything that was made for it is removed."));
}

/* Makes the clinic and opens the desk on it. */
static enum status practise(struct cli *cli, const struct practice_plan *plan,
			    struct practice_place *place, struct practice *practice)
{
	enum status status = practice_settings_make(cli, place->folder);

	if (!status)
		status = desk_open(&cli->desk, place->database, STORE_CREATE, &cli->settings,
				   cli->staff);
	cli->desk_is_open = !status;
	if (status)
		return status;
	text_copy(cli->desk.practice, sizeof(cli->desk.practice), place->folder);
	status = practice_fill(cli, plan, place->folder);
	if (status)
		return status;
	practice_start(practice, &cli->desk);
	return screens_run(&cli->desk, &(struct screens_start){ .practice = practice });
}

enum status cli_practice(struct cli *cli)
{
	struct practice_place place;
	struct practice_plan plan;
	struct practice practice;
	enum status status;

	if (!cli_has_terminal() || cli->output.json)
		return cli_refuse(cli, STATUS_USAGE,
				  _("Practice needs a terminal: it opens the desk."));
	status = cli_prepare(cli);
	if (!status)
		status = practice_plan_read(cli, &plan);
	if (status)
		return status;
	output_line(&cli->output, "%s",
		    plan.doctors > 0
			    ? _("Making a clinic to practise with, as yours, with invented "
				"people ...")
			    : _("Making the demonstration clinic to practise with ..."));
	status = practice_place_make(&place, &cli->problem);
	if (!status)
		status = practise(cli, &plan, &place, &practice);
	practice_plan_release(&plan);
	if (cli->desk_is_open)
		desk_close(&cli->desk);
	cli->desk_is_open = false;
	practice_place_remove(&place);
	if (!status)
		tell_results(cli, &practice);
	return status;
}
