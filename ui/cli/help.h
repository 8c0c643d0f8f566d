#ifndef CLI_HELP_H
#define CLI_HELP_H
/*
 * The help, from the table of commands.
 */
#include "ui/cli/command.h"

/* Prints the help of a command, or of all (NULL), for a terminal. */
void cli_print_help(struct cli_commands commands, const struct cli_command *command);

/* Prints commands, options and keys as mdoc, for the manual page. */
void cli_print_mdoc(struct cli_commands commands);

#endif
