/* The demonstration clinic: played as a story, opened at an hour of its morning, or looked at
 * again.
 */
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/staff.h"
#include "ui/cli/demo/demo_clinic.h"
#include "ui/cli/demo/demo_files.h"
#include "ui/cli/demo/demo_place.h"
#include "ui/cli/demo/demo_story.h"
#include "ui/cli/prepare.h"
#include "ui/cli/refuse.h"
#include "ui/cli/show.h"
#include "ui/screens/screens.h"

/* The hour at which a person looks on: people wait, one is being called, the counter is busy. */
enum { LIVELIEST_MINUTE = 8 * 60 + 20 };

static void show_figures(struct cli *cli, const struct demo *demo)
{
	const struct demo_figures *figures = &demo->figures;
	const struct {
		const char *key;
		int64_t number;
	} numbers[] = {
		{ "departments", figures->departments },
		{ "doctors", figures->doctors },
		{ "sessions", figures->sessions },
		{ "patients", figures->patients },
		{ "registered", figures->registered },
		{ "extra", figures->extra },
		{ "refusals", figures->refusals },
		{ "cancelled", figures->cancelled },
		{ "checked_in", figures->checked_in },
		{ "missed", figures->missed },
		{ "seen", figures->seen },
		{ "affected", figures->affected },
		{ "affected_refund_fen", figures->affected_refund_fen },
		{ "no_shows", figures->no_shows },
		{ "bans", figures->bans },
		{ "payments_fen", figures->payments_fen },
		{ "refunds_fen", figures->refunds_fen },
		{ "cash_expected_fen", figures->cash_expected_fen },
		{ "bookings", figures->bookings },
		{ "revenue_fen", figures->revenue_fen },
		{ "refund_fen", figures->refund_fen },
		{ "checks", figures->checks },
		{ "failed", figures->failed },
	};
	struct output *output = &cli->output;
	char look[DEMO_COMMAND_SIZE];

	output_object(output, NULL);
	output_text(output, "database", cli->database);
	show_day(output, "date", demo->today);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		output_number(output, numbers[i].key, numbers[i].number);
	output_object(output, "import");
	output_number(output, "rows", figures->import.rows);
	output_number(output, "accepted", figures->import.accepted);
	output_number(output, "cancelled", figures->import.cancelled);
	output_number(output, "duplicate", figures->import.duplicate);
	output_number(output, "refused", figures->import.refused);
	output_end(output);
	output_text(output, "workbook", figures->workbook);
	output_text(output, "look", demo_place_command(cli, look));
	output_end(output);
}

static enum status play(struct cli *cli, struct demo *demo)
{
	char day[DAY_TEXT_SIZE], look[DEMO_COMMAND_SIZE];

	demo->is_told = true;
	demo->latest_ms = INT64_MAX;
	output_line(&cli->output,
		    _("A day at the demonstration clinic, %s. All people are invented."),
		    day_format(demo->today, day));
	demo_play_history(demo);
	demo_play_morning(demo);
	demo_play_day(demo);
	if (demo->status)
		return demo->status;
	output_line(&cli->output, "%s", "");
	output_line(&cli->output, _("The database: %s"), cli->database);
	output_line(&cli->output, _("Look around in it: %s"), demo_place_command(cli, look));
	show_figures(cli, demo);
	return STATUS_OK;
}

/* Whoever tries the demonstration is no stranger in it. */
static enum status welcome(struct desk *desk)
{
	struct staff_entry entry;
	enum status status = staff_find(desk, desk->staff.code, &entry);

	return status == STATUS_NOT_FOUND ? staff_begin(desk) : status;
}

/* Opens the desk at Today; `since` as in struct screens_start. Afterwards says how to come back. */
static enum status show_desk(struct cli *cli, int64_t since)
{
	char look[DEMO_COMMAND_SIZE];
	enum status status = welcome(&cli->desk);

	if (!status)
		status = screens_run(
			&cli->desk,
			&(struct screens_start){ .at_today = true, .first_steps_since = since });

	if (!status)
		output_line(&cli->output, _("Look around in it again: %s"),
			    demo_place_command(cli, look));
	return status;
}

/* What has happened until that minute of today, then the desk, whose clock goes on from there. */
static enum status open_desk(struct cli *cli, struct demo *demo, int minute)
{
	int64_t since = 0;

	demo->latest_ms = clock_instant(demo->today, minute);
	output_line(&cli->output, _("Creating the demonstration clinic ..."));
	demo_play_history(demo);
	demo_play_morning(demo);
	demo_open_counter(demo);
	for (int period = 0; period < PERIOD_COUNT; period++)
		demo_see_period(demo, demo->today, (enum period)period);
	demo_put_waiting_file(demo);
	demo_step(demo, demo_place_take_settings(cli));
	demo_staff(demo, cli->staff, cli->settings.desk_counter);
	demo_step(demo, audit_newest(&cli->desk, &since));
	if (demo->status)
		return demo->status;
	clock_run_from(&cli->desk.clock, demo->latest_ms);
	return show_desk(cli, since);
}

static enum status look(struct cli *cli)
{
	enum status status;

	if (!cli_has_terminal() || cli->output.json)
		return cli_refuse(cli, STATUS_USAGE,
				  _("The desk needs a terminal: demo --look has nothing to show "
				    "without one."));
	status = demo_place_open(cli);
	return status ? status : show_desk(cli, 0);
}

static void begin(struct cli *cli, struct demo *demo)
{
	memset(demo, 0, sizeof(*demo));
	demo->cli = cli;
	demo->desk = &cli->desk;
	demo->today = desk_today(&cli->desk);
}

/* Today is the clinic's, by the settings; no database is opened. */
static enum status write_files(struct cli *cli)
{
	struct demo demo;
	enum status status = cli_prepare(cli);

	if (!status)
		status = clock_init(&cli->desk.clock, cli->settings.clinic_timezone, &cli->problem);
	if (status)
		return status;
	begin(cli, &demo);
	return demo_write_examples(&demo, cli->value[OPTION_FILES]);
}

static enum status play_or_open(struct cli *cli, int minute)
{
	struct demo demo;
	enum status status = demo_place_make(cli);

	if (status)
		return status;
	begin(cli, &demo);
	status = demo_make_folder(&demo);
	if (status)
		return status;
	if (cli->value[OPTION_BATCH] || cli->output.json || !cli_has_terminal())
		status = play(cli, &demo);
	else
		status = open_desk(cli, &demo, minute);
	demo_remove_folder(&demo);
	return status;
}

/* The options exclude each other; *minute gets that of --at. */
static enum status read_options(struct cli *cli, int *minute)
{
	static const enum option alternatives[] = { OPTION_AT, OPTION_LOOK, OPTION_BATCH,
						    OPTION_FILES };
	const char *at = cli->value[OPTION_AT];
	int count = 0;

	*minute = LIVELIEST_MINUTE;
	for (size_t i = 0; i < sizeof(alternatives) / sizeof(alternatives[0]); i++)
		count += cli->value[alternatives[i]] != NULL;
	if (count > 1)
		return cli_refuse(cli, STATUS_USAGE,
				  _("demo takes one of --at, --look, --batch and --files."));
	if (at && (!minute_parse(at, minute) || *minute >= MINUTES_PER_DAY))
		return cli_refuse(cli, STATUS_BAD_VALUE,
				  _("--at: \"%s\" is no time of the day; write it as 08:20."), at);
	return STATUS_OK;
}

enum status cli_demo(struct cli *cli)
{
	int minute;
	enum status status = read_options(cli, &minute);

	if (status)
		return status;
	if (cli->value[OPTION_LOOK])
		return look(cli);
	if (cli->value[OPTION_FILES])
		return write_files(cli);
	return play_or_open(cli, minute);
}
