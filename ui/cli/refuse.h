#ifndef CLI_REFUSE_H
#define CLI_REFUSE_H
/*
 * How a command says no.
 */
#include "ui/cli/cli.h"

/* Refuses: fills cli->problem and returns `status`. */
enum status cli_refuse(struct cli *cli, enum status status, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* The sentence behind a failed status: of the command line, or else of the desk. */
const char *cli_sentence(const struct cli *cli, enum status status);

#endif
