#include "ui/cli/refuse.h"

#include <stdarg.h>
#include <stdio.h>

enum status cli_refuse(struct cli *cli, enum status status, const char *format, ...)
{
	char message[PROBLEM_MESSAGE_SIZE * 2];
	va_list arguments;

	va_start(arguments, format);
	if (vsnprintf(message, sizeof(message), format, arguments) < 0)
		message[0] = '\0';
	va_end(arguments);
	return problem_set(&cli->problem, status, "%s", message);
}

const char *cli_sentence(const struct cli *cli, enum status status)
{
	if (cli->problem.status == status && *cli->problem.message)
		return cli->problem.message;
	if (cli->desk.problem.status == status && *cli->desk.problem.message)
		return cli->desk.problem.message;
	return status_sentence(status);
}
