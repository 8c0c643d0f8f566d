#ifndef CLI_HELP_H
#define CLI_HELP_H
/*
 * The help, from the table of commands.
 */
#include "ui/cli/command.h"

/* Prints the help of a command, or of all (NULL), for a terminal. */
void cli_print_help(struct cli_commands commands, const struct cli_command *command);

/* Prints what each of the commands is for whose names begin with the words `typed`, but for
 * `except` (NULL: none). Returns how many. */
int cli_print_commands(struct cli_commands commands, const char *typed,
		       const struct cli_command *except);

/* Prints commands, options and keys as mdoc, for the manual page. */
void cli_print_mdoc(struct cli_commands commands);

#endif
