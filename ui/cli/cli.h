#ifndef CLI_CLI_H
#define CLI_CLI_H
/*
 * The command line: `frontdesk [-c INI] [-d DATABASE] [--as STAFF] [--json] [COMMAND ...]`.
 * A command is a function that reads its arguments from struct cli, asks the desk and says its
 * answer to cli->output. Whatever it returns becomes the program's exit status.
 */
#include "base/file.h"
#include "desk/desk.h"
#include "ui/cli/commands.h"
#include "ui/cli/output.h"
#include "ui/screens/desk/start.h"

enum { CLI_OPERANDS_MAX = 4 };

struct cli {
	const char *program;		       /* as it was called */
	const struct cli_command *command;     /* NULL: none was given */
	const char *value[OPTION_COUNT];       /* NULL: not given; a switch is "" */
	const char *operand[CLI_OPERANDS_MAX]; /* NULL behind the last */
	char staff[CODE_SIZE];
	char database[FILE_PATH_SIZE];
	struct settings settings;
	struct desk desk; /* opened before the command runs, by what it needs */
	bool desk_is_open;
	bool answered;		/* a command that fails has already said so in its own JSON */
	struct problem problem; /* of the command line itself; the desk has its own */
	struct output output;
};

/*
 * Does what the arguments ask for, prints the answer or what went wrong, and returns the status
 * that the exit status follows from (status_exit).
 */
enum status cli_run(int argc, char **argv) MUST_CHECK;

/* Reads the arguments into cli (command, value, operand). STATUS_USAGE or STATUS_BAD_TEXT. */
enum status cli_parse(struct cli *cli, int argc, char **argv) MUST_CHECK;

/* Reads the settings and finds out who works here and where the database is. */
enum status cli_prepare(struct cli *cli) MUST_CHECK;

/* Makes the folder of the usual database, when that is the one. */
enum status cli_make_home(struct cli *cli) MUST_CHECK;

/* Opens the full screen on the opened desk. */
enum status cli_open_screens(struct cli *cli, const struct screens_start *start) MUST_CHECK;

/* True when there is a person at a terminal. */
bool cli_has_terminal(void);

/* Refuses: fills cli->problem and returns `status`. */
enum status cli_refuse(struct cli *cli, enum status status, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* The sentence behind a failed status. */
const char *cli_sentence(const struct cli *cli, enum status status);

/* The help of a command, or of all (NULL); and as mdoc. */
void cli_print_help(const struct cli_command *command);
void cli_print_mdoc(void);

/* The functions behind the table. */
#define COMMAND(function, name, operands, needs, needed, further, sentence) \
	enum status cli_##function(struct cli *cli) MUST_CHECK;
#include "ui/cli/commands.def"
#undef COMMAND

#endif
