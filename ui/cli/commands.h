#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H
/*
 * The table of commands (commands.def), with the function behind each. A new command is one row
 * there and its function.
 */
#include "ui/cli/command.h"

/* All of them; constant. */
struct cli_commands commands_all(void);

#endif
