#include "ui/cli/entrance.h"

#include <string.h>

#include "base/entered.h"
#include "base/language.h"
#include "ui/cli/refuse.h"

/* Whole names, or first words of several. They make, replace or carry away the whole database. */
static const char *const of_the_technician[] = { "init", "adopt", "upgrade", "backup" };

static bool is_of_the_technician(const struct cli_command *command)
{
	const size_t count = sizeof(of_the_technician) / sizeof(of_the_technician[0]);

	for (size_t i = 0; command && i < count; i++)
		if (cli_command_begins(command, of_the_technician[i]))
			return true;
	return false;
}

enum status cli_may_enter(struct cli *cli)
{
	static const enum option own[] = { OPTION_CONFIG, OPTION_DATABASE };

	if (!entered_by())
		return STATUS_OK;
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (cli->value[own[i]])
			return cli_refuse(cli, STATUS_USAGE,
					  _("Who comes in by frontdesk-enter works in the clinic's "
					    "own database, with its settings: leave out --%s."),
					  cli_option_get(own[i])->name);
	if (is_of_the_technician(cli->command))
		return cli_refuse(cli, STATUS_USAGE,
				  _("\"%s\" is for whoever looks after this computer: sudo "
				    "frontdesk-enter %s"),
				  cli->command->name, cli->command->name);
	return STATUS_OK;
}
