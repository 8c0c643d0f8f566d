/* The demonstration clinic: where its database is, and how it is played or opened. */
#include "ui/cli/demo/demo.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"
#include "ui/cli/show.h"

/* Its own file name is the mark: only such a file, in the demonstration's own folder, is ever
 * removed. */
#define DEMO_FILE "demo/frontdesk-demo.db"

/*
 * Settings of the person who looks on: language, zone, keys. The rules are the program's own, for
 * the story is about them.
 */
static void choose_settings(struct cli *cli)
{
	struct settings chosen;

	settings_init(&chosen);
	text_copy(chosen.clinic_name, sizeof(chosen.clinic_name), _("Demonstration clinic"));
	text_copy(chosen.clinic_language, sizeof(chosen.clinic_language),
		  cli->settings.clinic_language);
	text_copy(chosen.clinic_timezone, sizeof(chosen.clinic_timezone),
		  cli->settings.clinic_timezone);
	text_copy(chosen.report_directory, sizeof(chosen.report_directory),
		  cli->settings.report_directory);
	if (cli->value[OPTION_AS])
		text_copy(chosen.desk_staff, sizeof(chosen.desk_staff), cli->staff);
	memcpy(chosen.key, cli->settings.key, sizeof(chosen.key));
	chosen.key_count = cli->settings.key_count;
	cli->settings = chosen;
}

/* The folder of a path: "." when it has none. */
static void folder_of(const char *path, char *out, size_t size)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		text_copy(out, size, ".");
	else
		text_format(out, size, "%.*s", slash == path ? 1 : (int)(slash - path), path);
}

/* Removes the former demonstration with the files that belong to it. */
static enum status remove_former(struct cli *cli)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-gate", "-lock", ".ini" };
	char path[FILE_PATH_SIZE + 8];

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		text_format(path, sizeof(path), "%s%s", cli->database, endings[i]);
		if (unlink(path) != 0 && errno != ENOENT)
			return cli_refuse(cli, STATUS_CANNOT_WRITE,
					  _("The former demonstration, %s, cannot be removed: %s."),
					  path, strerror(errno));
	}
	return STATUS_OK;
}

/*
 * The database of -d, which must not exist; else one in the demonstration's own folder, fresh each
 * time. Never FRONTDESK_DB, never the clinic's usual one.
 */
static enum status choose_database(struct cli *cli)
{
	char folder[FILE_PATH_SIZE];
	enum status status;

	if (cli->value[OPTION_DATABASE]) {
		if (text_copy(cli->database, sizeof(cli->database), cli->value[OPTION_DATABASE]))
			return STATUS_OK;
	} else if (path_in_data(cli->database, DEMO_FILE)) {
		folder_of(cli->database, folder, sizeof(folder));
		status = directory_make(folder, &cli->problem);
		return status ? status : remove_former(cli);
	}
	return cli_refuse(
		cli, STATUS_STORE_MISSING,
		_("There is no place for the demonstration's database. Name one with -d."));
}

/* In its own folder the demonstration has a settings file of its own, to be changed at will. */
static enum status make_settings_file(struct cli *cli)
{
	struct new_file file;
	char path[FILE_PATH_SIZE];
	enum status status;

	if (cli->value[OPTION_DATABASE] ||
	    !text_format(path, sizeof(path), "%s.ini", cli->database))
		return STATUS_OK;
	status = new_file_open(&file, path, &cli->problem);
	if (status)
		return status;
	fprintf(file.stream, "[clinic]\nname = %s\n\n[report]\ndirectory = \"%s\"\n",
		cli->settings.clinic_name, cli->settings.report_directory);
	status = new_file_finish(&file, &cli->problem);
	text_copy(cli->settings.path, sizeof(cli->settings.path), path);
	cli->settings.source[SETTING_AT_clinic_name] = SETTING_BY_FILE;
	cli->settings.source[SETTING_AT_report_directory] = SETTING_BY_FILE;
	return status;
}

static enum status open_demo(struct cli *cli)
{
	enum status status = cli_prepare(cli);

	if (!status)
		status = choose_database(cli);
	if (status)
		return status;
	choose_settings(cli);
	if (!*cli->settings.report_directory)
		folder_of(cli->database, cli->settings.report_directory,
			  sizeof(cli->settings.report_directory));
	status = make_settings_file(cli);
	if (status)
		return status;
	status = desk_open(&cli->desk, cli->database, STORE_CREATE, &cli->settings, cli->staff);
	cli->desk_is_open = !status;
	return status;
}

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
	output_end(output);
}

static enum status play(struct cli *cli, struct demo *demo)
{
	char day[DAY_TEXT_SIZE];

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
	output_line(&cli->output, _("The database: %s. Look around in it: frontdesk -d %s"),
		    cli->database, cli->database);
	show_figures(cli, demo);
	return STATUS_OK;
}

/* What has happened until now, then the desk at the real time. */
static enum status open_desk(struct cli *cli, struct demo *demo)
{
	demo->latest_ms = desk_now_ms(&cli->desk);
	output_line(&cli->output, _("The demonstration clinic is being made ..."));
	demo_play_history(demo);
	demo_play_morning(demo);
	demo_open_counter(demo);
	for (int period = 0; period < PERIOD_COUNT; period++)
		demo_see_period(demo, demo->today, (enum period)period);
	demo_staff(demo, cli->staff, cli->settings.desk_counter);
	if (demo->status)
		return demo->status;
	cli->desk.clock.pinned = false;
	return cli_open_screens(cli);
}

enum status cli_demo(struct cli *cli)
{
	struct demo demo;
	enum status status = open_demo(cli);

	if (status)
		return status;
	memset(&demo, 0, sizeof(demo));
	demo.cli = cli;
	demo.desk = &cli->desk;
	demo.today = desk_today(&cli->desk);
	status = demo_make_folder(&demo);
	if (status)
		return status;
	if (cli->value[OPTION_BATCH] || cli->output.json || !cli_has_terminal())
		status = play(cli, &demo);
	else
		status = open_desk(cli, &demo);
	demo_remove_folder(&demo);
	return status;
}
