#include "ui/cli/run.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "ui/cli/again.h"
#include "ui/cli/arguments.h"
#include "ui/cli/backup/backup_cli.h"
#include "ui/cli/cli.h"
#include "ui/cli/commands.h"
#include "ui/cli/entrance.h"
#include "ui/cli/help.h"
#include "ui/cli/prepare.h"
#include "ui/cli/prove.h"
#include "ui/cli/refuse.h"
#include "ui/screens/screens.h"

static enum status run_screens(struct cli *cli)
{
	enum status status;

	if (!cli_has_terminal() || cli->output.json)
		return cli_refuse(cli, STATUS_USAGE,
				  _("The desk needs a terminal. Without one, name a command: "
				    "\"frontdesk help\" lists them."));
	status = cli_prepare(cli);
	if (!status)
		status = cli_open_desk(cli, CLI_NEEDS_WRITE);
	return status ? status : screens_run(&cli->desk, &(struct screens_start){ 0 });
}

/* The command that meets an older database first upgrades it, and says so. */
static void say_upgraded(const struct cli *cli)
{
	const struct store_upgrade *upgrade = store_upgraded(cli->desk.store);

	if (upgrade->from == 0)
		return;
	fprintf(stderr,
		_("frontdesk: the database was upgraded from version %lld to %lld; the copy from "
		  "before is %s.\n"),
		(long long)upgrade->from, (long long)upgrade->to, upgrade->copy);
}

/* What is printed is recorded, and who sees whole numbers. */
static enum cli_needs needs_of(const struct cli *cli)
{
	if (cli_command_reading(cli->command) != READING_ALL &&
	    (cli->value[OPTION_PRINT] || cli->value[OPTION_WHOLE]))
		return CLI_NEEDS_WRITE;
	return cli->command->needs;
}

/* Opens the desk, and finds out who asks where the command needs to know. */
static enum status open_desk(struct cli *cli, enum cli_needs needs)
{
	const enum reading reading = cli_command_reading(cli->command);
	enum status status = cli_open_desk(cli, needs);

	if (status || needs == CLI_NEEDS_LOOK || needs == CLI_NEEDS_EXAMINE)
		return status;
	/* A password that is typed in vain is counted, which only reading could not. */
	if (needs != CLI_NEEDS_WRITE && reading != READING_ALL &&
	    desk_takes_passwords(&cli->desk) && !cli_has_token(cli)) {
		desk_close(&cli->desk);
		cli->desk_is_open = false;
		status = cli_open_desk(cli, CLI_NEEDS_WRITE);
	}
	if (!status)
		status = cli_prove(cli);
	return status ? status : reading_allow(&cli->desk, reading);
}

static enum status run_command(struct cli *cli)
{
	const struct cli_command *command = cli->command;
	enum status status = STATUS_OK;

	cli->output.whole = cli->value[OPTION_WHOLE] != NULL;
	if (command->needs != CLI_NEEDS_NOTHING) {
		status = cli_prepare(cli);
		if (!status)
			status = open_desk(cli, needs_of(cli));
		if (!status)
			say_upgraded(cli);
	}
	if (status)
		return status;
	status = command->needs == CLI_NEEDS_CHANGE ? again_run(cli) : command->run(cli);
	if (!status && cli->closed_day)
		backup_after_close(cli);
	return status;
}

static enum status dispatch(struct cli *cli)
{
	if (cli->value[OPTION_HELP] && !cli->output.json) {
		cli_print_help(cli->commands, cli->command);
		return STATUS_OK;
	}
	if (cli->value[OPTION_HELP])
		return cli_refuse(cli, STATUS_USAGE,
				  _("The help is text, not JSON: leave out --json."));
	if (cli->value[OPTION_VERSION])
		return cli_version(cli);
	return cli->command ? run_command(cli) : run_screens(cli);
}

/* Whether JSON is wanted, also when the line as a whole is not understood. */
static bool wants_json(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--json") == 0)
			return true;
	return false;
}

/* With --json an error is the answer; without, a sentence on stderr. */
static void say_error(struct cli *cli, enum status status)
{
	const char *sentence = cli_sentence(cli, status);

	if (cli->answered)
		return;
	output_clear(&cli->output);
	if (cli->output.json) {
		output_object(&cli->output, NULL);
		output_object(&cli->output, "error");
		output_text(&cli->output, "code", status_name(status));
		output_text(&cli->output, "message", sentence);
		output_end(&cli->output);
		output_end(&cli->output);
	} else {
		fflush(stdout);
		fprintf(stderr, "frontdesk: %s\n", sentence);
	}
}

enum status cli_run(int argc, char **argv)
{
	struct cli cli;
	enum status status, printed;

	memset(&cli, 0, sizeof(cli));
	cli.program = argc > 0 ? argv[0] : "frontdesk";
	cli.commands = commands_all();
	output_init(&cli.output, wants_json(argc, argv));
	status = cli_parse(&cli, argc, argv);
	if (!status)
		status = cli_may_enter(&cli);
	if (!status)
		status = dispatch(&cli);
	if (status)
		say_error(&cli, status);
	if (cli.desk_is_open)
		desk_close(&cli.desk);
	printed = output_finish(&cli.output, &cli.problem);
	/* Nobody reads any more (EPIPE): there is nobody to tell. */
	if (!status && printed && errno != EPIPE)
		fprintf(stderr, "frontdesk: %s\n", cli.problem.message);
	output_release(&cli.output);
	return status ? status : printed;
}
