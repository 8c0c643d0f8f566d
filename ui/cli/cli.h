#ifndef CLI_CLI_H
#define CLI_CLI_H
/*
 * One call of the program on the command line. A command is a function that reads its arguments
 * from struct cli, asks the desk and says its answer to cli->output. Whatever it returns becomes
 * the program's exit status.
 */
#include "base/file.h"
#include "desk/desk.h"
#include "ui/cli/command.h"
#include "ui/cli/output.h"

enum { CLI_OPERANDS_MAX = 4 };

struct cli {
	const char *program;		       /* as it was called */
	struct cli_commands commands;	       /* all there are */
	const struct cli_command *command;     /* NULL: none was given */
	const char *value[OPTION_COUNT];       /* NULL: not given; a switch is "" */
	const char *operand[CLI_OPERANDS_MAX]; /* NULL behind the last */
	char staff[CODE_SIZE];
	char database[FILE_PATH_SIZE];
	struct settings settings;
	struct desk desk; /* opened before the command runs, by what it needs */
	bool desk_is_open;
	bool closed_day;	/* a backup is made once the answer is kept */
	bool answered;		/* a command that fails has already said so in its own JSON */
	struct problem problem; /* of the command line itself; the desk has its own */
	struct output output;
};

/* The functions behind the table. */
#define COMMAND(function, name, operands, needs, needed, further, sentence) \
	enum status cli_##function(struct cli *cli) MUST_CHECK;
#include "ui/cli/commands.def"
#undef COMMAND

#endif
