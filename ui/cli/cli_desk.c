/* The desk as a whole: desks, help, version. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/choice.h"
#include "base/language.h"
#include "base/text.h"
#include "desk/presence.h"
#include "store/statements.h"
#include "ui/cli/arguments.h"
#include "ui/cli/help.h"
#include "ui/cli/refuse.h"
#include "ui/cli/show.h"
#include "ui/cli/table.h"
#include "ui/cli/version.h"

enum { COMMAND_NAME_SIZE = 64 };

static const struct table_column desk_columns[] = {
	{ N_("Counter"), TEXT_LEFT },
	{ N_("Staff code"), TEXT_LEFT },
	{ N_("At work since"), TEXT_LEFT },
	{ N_("Minutes without a key"), TEXT_RIGHT },
};

enum status cli_desks(struct cli *cli)
{
	struct table table;
	struct at_work *rows;
	size_t count;
	enum status status = presence_list(&cli->desk, &rows, &count);

	if (status)
		return status;
	table_init(&table, &cli->output, desk_columns,
		   sizeof(desk_columns) / sizeof(desk_columns[0]));
	output_array(&cli->output, NULL);
	for (size_t i = 0; i < count; i++) {
		const int idle_minutes = presence_idle_minutes(&cli->desk, &rows[i]);
		char since[CLOCK_TEXT_SIZE];

		output_object(&cli->output, NULL);
		output_text(&cli->output, "counter", rows[i].counter);
		output_text(&cli->output, "staff", rows[i].staff);
		show_instant(&cli->output, "since", rows[i].since_ms);
		output_number(&cli->output, "idle_minutes", idle_minutes);
		output_end(&cli->output);
		table_cell(&table, rows[i].counter);
		table_cell(&table, rows[i].staff);
		table_cell(&table, clock_format(rows[i].since_ms, since));
		table_format(&table, "%d", idle_minutes);
	}
	output_end(&cli->output);
	table_finish(&table, _("No desk is at work."));
	free(rows);
	return STATUS_OK;
}

/* The words behind "help" as one text, the first `count` of them. */
static void join_words(const struct cli *cli, int count, char out[COMMAND_NAME_SIZE])
{
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; i < count && cli->operand[i]; i++) {
		text_format(out + used, COMMAND_NAME_SIZE - used, "%s%s", i ? " " : "",
			    cli->operand[i]);
		used += strlen(out + used);
	}
}

/* Whether the words from `first` on could stand behind the command: "roster" behind "load". */
static bool are_operands(const struct cli *cli, const struct cli_command *command, int first)
{
	char choices[COMMAND_NAME_SIZE];

	for (int i = first; i < CLI_OPERANDS_MAX && cli->operand[i]; i++)
		if (!cli_operand(command, i - first, choices, sizeof(choices), NULL, NULL) ||
		    !choice_has(choices, cli->operand[i]))
			return false;
	return true;
}

/* The command that the words name, the longer name first; NULL when none does. */
static const struct cli_command *named_command(const struct cli *cli)
{
	char name[COMMAND_NAME_SIZE];

	for (int count = CLI_OPERANDS_MAX; count > 0; count--) {
		const struct cli_command *command;

		join_words(cli, count, name);
		command = cli_command_by_name(cli->commands, name);
		if (command)
			return are_operands(cli, command, count) ? command : NULL;
	}
	return NULL;
}

enum status cli_help(struct cli *cli)
{
	const struct cli_command *command = NULL;
	char words[COMMAND_NAME_SIZE];

	if (cli->output.json)
		return cli_refuse(cli, STATUS_USAGE,
				  _("The help is text, not JSON: leave out --json."));
	if (cli->value[OPTION_MDOC]) {
		cli_print_mdoc(cli->commands);
		return STATUS_OK;
	}
	if (!cli->operand[0]) {
		cli_print_help(cli->commands, NULL);
		return STATUS_OK;
	}
	command = named_command(cli);
	if (command)
		cli_print_help(cli->commands, command);
	join_words(cli, CLI_OPERANDS_MAX, words);
	if (cli_print_commands(cli->commands, words, command) || command)
		return STATUS_OK;
	return cli_unknown_command(cli, words);
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
