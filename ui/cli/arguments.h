#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H
/*
 * The arguments: options anywhere, the command's words and its operands in order.
 */
#include "ui/cli/cli.h"

/* Reads the arguments into cli (command, value, operand). STATUS_USAGE or STATUS_BAD_TEXT. */
enum status cli_parse(struct cli *cli, int argc, char **argv) MUST_CHECK;

/* Refuses words that are no command, with those that were meant perhaps: STATUS_USAGE. */
enum status cli_unknown_command(struct cli *cli, const char *typed) MUST_CHECK;

#endif
