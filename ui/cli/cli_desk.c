/* The desk as a whole: init, check, help, version. */
#include <stdio.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/check.h"
#include "store/statements.h"
#include "ui/cli/help.h"
#include "ui/cli/refuse.h"
#include "ui/cli/version.h"

enum { COMMAND_NAME_SIZE = 64 };

enum status cli_init(struct cli *cli)
{
	const char *path = store_path(cli->desk.store);

	output_object(&cli->output, NULL);
	output_text(&cli->output, "database", path);
	output_end(&cli->output);
	output_line(&cli->output,
		    _("The database %s was created. Next: frontdesk load departments FILE, then "
		      "doctors and roster."),
		    path);
	return STATUS_OK;
}

static void show_fault(const char *check, const char *fault, void *context)
{
	struct output *output = context;

	output_object(output, NULL);
	output_text(output, "check", check);
	output_text(output, "message", fault);
	output_end(output);
	output_line(output, "%s: %s", check, fault);
}

enum status cli_check(struct cli *cli)
{
	int checks = 0, failed = 0;
	enum status status;

	output_object(&cli->output, NULL);
	output_array(&cli->output, "failures");
	status = check_run(&cli->desk, CHECK_ALL, show_fault, &cli->output, &checks, &failed);
	output_end(&cli->output);
	output_number(&cli->output, "checks", checks);
	output_number(&cli->output, "failed", failed);
	output_end(&cli->output);
	if (status)
		return status;
	output_line(&cli->output,
		    _n("%d check, %d failed.", "%d checks, %d failed.", (unsigned long)checks),
		    checks, failed);
	if (failed == 0)
		return STATUS_OK;
	cli->answered = true;
	return STATUS_CHECK_FAILED;
}

enum status cli_help(struct cli *cli)
{
	const struct cli_command *command = NULL;
	char name[COMMAND_NAME_SIZE];

	if (cli->output.json)
		return cli_refuse(cli, STATUS_USAGE,
				  _("The help is text, not JSON: leave out --json."));
	if (cli->value[OPTION_MDOC]) {
		cli_print_mdoc(cli->commands);
		return STATUS_OK;
	}
	if (cli->operand[0]) {
		text_format(name, sizeof(name), "%s%s%s", cli->operand[0],
			    cli->operand[1] ? " " : "", cli->operand[1] ? cli->operand[1] : "");
		command = cli_command_by_name(cli->commands, name);
		if (!command || cli->operand[2])
			return cli_refuse(cli, STATUS_USAGE,
					  _("There is no command \"%s\". \"frontdesk help\" lists "
					    "all commands."),
					  name);
	}
	cli_print_help(cli->commands, command);
	return STATUS_OK;
}

enum status cli_version(struct cli *cli)
{
	output_object(&cli->output, NULL);
	output_text(&cli->output, "version", FRONTDESK_VERSION);
	output_number(&cli->output, "schema", store_schema_version());
	output_end(&cli->output);
	output_line(&cli->output, "frontdesk %s", FRONTDESK_VERSION);
	return STATUS_OK;
}
